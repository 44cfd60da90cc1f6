"""Rank fusion."""

from __future__ import annotations

from collections.abc import Sequence

RRF_K = 60
"""The constant of Cormack, Clarke and Büttcher, Reciprocal Rank Fusion (SIGIR 2009)."""


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[int]], k: int = RRF_K
) -> list[tuple[int, float]]:
    """Fuse rankings: score(d) = sum over rankings of 1 / (k + rank(d)), rank from 1.

    Returns:
        (item, score), best first; ties in order of first appearance.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])
