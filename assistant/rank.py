"""How well each hit answers the question: its signals, weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.fact_fit import FactBook
from assistant.query_adapter import QueryAdapter
from assistant.question import Question
from assistant.retrieve import Hit
from assistant.signals import NAMES, signals_of
from assistant.weights import load_weights
from ingest.index import Index


def _none() -> NDArray[np.float64]:
    return np.zeros(len(NAMES))


@dataclass(frozen=True)
class Evidence:
    """A hit, weighed.

    Attributes:
        hit: the hit.
        score: how well it answers, against the other hits of the same question.
        coverage: share, by weight, of what the question speaks of that the unit or its section
            speaks of too, in [0, 1].
        own: the same of the unit's own statement alone.
        fits_kind: it has what the kind of question asks for: a number, a date, a person …
        signals: its signals, shape (len(NAMES),).
        about: in a comparison, the municipality or place that it was searched for; else "".
    """

    hit: Hit
    score: float
    coverage: float
    own: float
    fits_kind: bool
    signals: NDArray[np.float64] = field(default_factory=_none, compare=False, repr=False)
    about: str = ""

    def signal(self, name: str) -> float:
        """One signal by its name."""
        return float(self.signals[NAMES.index(name)])


def rank(
    question: Question,
    hits: Sequence[Hit],
    index: Index,
    facts: FactBook,
    adapter: QueryAdapter | None = None,
) -> list[Evidence]:
    """Weigh the hits; best first, ties in the order of the hits. ``adapter``: see ``signals_of``."""
    signals = signals_of(question, hits, index, facts, adapter)
    # Rounded: the same signals in two rows may differ in the last bit of their sums.
    scores = np.round(signals.values @ load_weights().ranking, 9)
    coverage, own = signals.column("coverage"), signals.column("own")
    fits = signals.column("fits_kind")
    order = np.argsort(-scores, kind="stable")
    return [
        Evidence(
            hits[i],
            float(scores[i]),
            float(coverage[i]),
            float(own[i]),
            bool(fits[i] > 0),
            signals.values[i],
        )
        for i in order
    ]
