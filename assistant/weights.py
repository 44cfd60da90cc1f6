"""The fitted weights of ranking and refusal (weights.yaml); ``python -m evals.tune`` writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.signals import NAMES


@dataclass(frozen=True)
class Weights:
    """Linear models over named features.

    Attributes:
        ranking: shape (len(NAMES),): a hit's score is their product with its signals.
        answerable: for each feature of ``answerable.FEATURES`` its weight, in that order.
        intercept: of ``answerable``, on the scale of log odds.
    """

    ranking: NDArray[np.float64]
    answerable: Mapping[str, float]
    intercept: float


@cache
def load_weights() -> Weights:
    """The weights of the package."""
    text = resources.files("assistant").joinpath("weights.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    ranking: Mapping[str, float] = loaded["ranking"]
    return Weights(
        _in_order(ranking, NAMES),
        {str(name): float(weight) for name, weight in loaded["answerable"].items()},
        float(loaded["intercept"]),
    )


def _in_order(weights: Mapping[str, float], names: Sequence[str]) -> NDArray[np.float64]:
    """The weights as an array.

    Raises:
        KeyError: one is missing; the file does not fit the code.
    """
    return np.asarray([float(weights[name]) for name in names])
