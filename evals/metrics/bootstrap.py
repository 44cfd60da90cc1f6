"""Percentile bootstrap intervals: Efron and Tibshirani, An Introduction to the Bootstrap (1993),
chapter 13. The seed is fixed: the same values always get the same interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES, SEED = 2000, 20260301
CONFIDENCE = 0.95
_CHUNK = 2_000_000


@dataclass(frozen=True)
class Interval:
    """A mean, and the interval that holds it with CONFIDENCE."""

    mean: float
    low: float
    high: float


def bootstrap_mean(values: Sequence[float]) -> Interval | None:
    """The mean of ``values`` with its percentile bootstrap interval; None of no values.

    RESAMPLES samples of the same size are drawn with replacement; the interval runs from the
    2.5th to the 97.5th percentile of their means.
    """
    if not values:
        return None
    data = np.asarray(values, dtype=np.float64)
    mean = float(data.mean())
    if np.ptp(data) == 0:
        return Interval(mean, mean, mean)
    rng = np.random.default_rng(SEED)
    rows = max(1, _CHUNK // len(data))
    means = [
        data[rng.integers(0, len(data), size=(min(rows, RESAMPLES - done), len(data)))].mean(axis=1)
        for done in range(0, RESAMPLES, rows)
    ]
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(np.concatenate(means), [tail, 1 - tail])
    return Interval(mean, float(low), float(high))


def paired_bootstrap(first: Sequence[float], second: Sequence[float]) -> Interval | None:
    """The mean of ``second[i] - first[i]`` with its interval: items are resampled as pairs.

    Raises:
        ValueError: the two do not have the same length.
    """
    return bootstrap_mean([b - a for a, b in zip(first, second, strict=True)])
