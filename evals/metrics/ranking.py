"""Ranked retrieval: hit@k, recall@k, MRR@k and nDCG@k. Ranks count from 1; k is at least 1."""

from __future__ import annotations

import math
from collections.abc import Sequence


def hit_at_k(relevant: Sequence[bool], k: int) -> float:
    """1.0 if one of the first k is relevant, else 0.0 (success@k).

    Args:
        relevant: for each rank, whether what stands there is relevant.
        k: how many ranks count.
    """
    return float(any(relevant[:k]))


def recall_at_k(covered: Sequence[frozenset[int]], n_relevant: int, k: int) -> float | None:
    """Share of what is to be found that the first k find; None where nothing is to be found.

    recall@k = |relevant found in the first k| / |relevant| (Manning, Raghavan and Schütze,
    Introduction to Information Retrieval, 2008, section 8.4).

    Args:
        covered: for each rank, the numbers of the relevant things that are found there.
        n_relevant: how many relevant things there are.
        k: how many ranks count.
    """
    if not n_relevant:
        return None
    return len(frozenset().union(*covered[:k])) / n_relevant


def reciprocal_rank_at_k(relevant: Sequence[bool], k: int) -> float:
    """1 / rank of the first relevant one among the first k, else 0; its mean is MRR@k.

    Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    for rank, one in enumerate(relevant[:k], start=1):
        if one:
            return 1.0 / rank
    return 0.0


def ndcg_at_k(gains: Sequence[float], ideal: Sequence[float], k: int) -> float | None:
    """Normalised discounted cumulative gain; None where the ideal has none.

    DCG@k = sum over ranks i of gain_i / log2(i + 1); nDCG@k = DCG@k / DCG@k of the ideal order
    (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, ACM TOIS 20(4),
    2002; with the discount log2(i + 1), as in trec_eval).

    Args:
        gains: the gain of what stands at each rank.
        ideal: the gains of everything that could be found, in any order.
        k: how many ranks count.
    """
    best = _dcg(sorted(ideal, reverse=True)[:k])
    return _dcg(gains[:k]) / best if best else None


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
