"""Questions with twelve invented hits, of which two at random are right."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from assistant.municipalities import Directory
from assistant.rank import Evidence
from assistant.retrieve import Hit
from assistant.signals import NAMES
from assistant.understand import understand
from evals.fitting.cases import Case
from ingest.index import Index
from ingest.manifest import DocumentInfo
from tests.evals.small_city import item, small_library, unanswerable

USEFUL, AGAINST, NOISE, SAME = "own", "heading", "length", "item"
"""Signals of the invented hits: one that right ones have more of, one that they have less of, one
that has nothing to do with it, one that all have alike."""

N_HITS, RIGHT = 12, 2

NO_INDEX = cast(Index, None)
"""What only weighs hits does not look into the index."""


def case(seed: int, answerable: bool = True, right: NDArray[np.bool_] | None = None) -> Case:
    """A question with twelve hits, of which two at random are right."""
    noise = np.random.default_rng(seed)
    if right is None:
        right = np.zeros(N_HITS, dtype=bool)
        right[noise.choice(N_HITS, RIGHT, replace=False)] = answerable
    values = np.zeros((N_HITS, len(NAMES)))
    values[:, NAMES.index(USEFUL)] = right * 0.6 + noise.random(N_HITS)
    values[:, NAMES.index(AGAINST)] = ~right * 0.6 + noise.random(N_HITS)
    values[:, NAMES.index(NOISE)] = noise.random(N_HITS)
    values[:, NAMES.index(SAME)] = 1.0
    info = DocumentInfo(doc_id="hill", title="丘市計画", municipality="丘市", kind="plan")
    unit = small_library()["hill"].units[0]
    evidence = tuple(
        Evidence(Hit(unit, info, 0.1, 0.5, 1.0), 0.0, row[0], row[1], True, signals=row)
        for row in values
    )
    question = understand("テレワークができるのは？", Directory([info]), None)
    return Case(item() if answerable else unanswerable(), question, evidence, right, NO_INDEX)
