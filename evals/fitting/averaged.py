"""The mean of several fits of one model, as a fit of its own.

Wortsman et al., Model soups: averaging weights of multiple fine-tuned models improves accuracy without
increasing inference time (ICML 2022). The fits of a cross-fit have each seen a part of the documents
only; their mean has something of all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.query_adapter import QueryAdapter
from ingest.embedding.tuning import Change, Tuning


def mean_tuning(tunings: Sequence[Tuning], rank: int) -> Tuning:
    """The mean of the changes that some tunings make, at most of a rank.

    What is left of each is the nearest matrix of that rank (Eckart and Young, Psychometrika 1936).

    Raises:
        ValueError: there are none, or one changes a matrix that another does not.
    """
    if not tunings:
        raise ValueError("no tunings")
    if any(one.keys() != tunings[0].keys() for one in tunings):
        raise ValueError("they change different matrices")
    return {name: _mean([tuning[name] for tuning in tunings], rank) for name in tunings[0]}


def mean_adapter(adapters: Sequence[QueryAdapter]) -> QueryAdapter:
    """The mean of some adapters of one dimension.

    Raises:
        ValueError: there are none, or they are of different dimensions.
    """
    if not adapters:
        raise ValueError("no adapters")
    return QueryAdapter(
        np.stack([one.change for one in adapters]).mean(axis=0),
        np.stack([one.emphasis for one in adapters]).mean(axis=0),
        np.stack([one.silence for one in adapters]).mean(axis=0),
    )


def _mean(changes: Sequence[Change], rank: int) -> Change:
    """The mean of some matrices, given and returned as two factors.

    Their factors side by side are those of the sum; the two QR decompositions leave a small matrix
    between them, whose singular values are the sum's.
    """
    up = np.concatenate([change.up for change in changes], axis=1) / len(changes)
    down = np.concatenate([change.down for change in changes], axis=0)
    left, between_left = np.linalg.qr(up)
    right, between_right = np.linalg.qr(down.T)
    u, values, v = np.linalg.svd(between_left @ between_right.T)
    kept = min(rank, len(values))
    scale = np.sqrt(values[:kept])
    return Change(
        (scale[:, None] * (v[:kept] @ right.T)).astype(np.float32),
        ((left @ u[:, :kept]) * scale).astype(np.float32),
    )
