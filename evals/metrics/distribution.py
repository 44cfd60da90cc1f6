"""Percentiles, for latencies and answer lengths."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which ``share`` of ``values`` lies; None of no values.

    Linear interpolation between order statistics: type 7 of Hyndman and Fan, Sample Quantiles in
    Statistical Packages, The American Statistician 50(4), 1996.

    Args:
        values: in any order.
        share: in [0, 1]; 0.5 is the median.
    """
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low, high = math.floor(place), math.ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
