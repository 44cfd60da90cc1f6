import math

import pytest

from evals.metrics.ranking import hit_at_k, ndcg_at_k, recall_at_k, reciprocal_rank_at_k


@pytest.mark.parametrize(("k", "expected"), [(1, 0.0), (2, 0.0), (3, 1.0), (9, 1.0)])
def test_hit_at_k(k: int, expected: float) -> None:
    assert hit_at_k([False, False, True, False], k) == expected


def test_recall_counts_each_relevant_thing_once() -> None:
    # two units of the first three show quote 0; quote 1 comes at rank 4; quote 2 never
    covered = [frozenset({0}), frozenset(), frozenset({0}), frozenset({1})]
    assert recall_at_k(covered, 3, 3) == 1 / 3
    assert recall_at_k(covered, 3, 4) == 2 / 3
    assert recall_at_k(covered, 0, 4) is None


def test_reciprocal_rank_is_of_the_first_relevant_one() -> None:
    assert reciprocal_rank_at_k([False, False, True, True], 10) == 1 / 3
    assert reciprocal_rank_at_k([False, False, True], 2) == 0.0
    assert reciprocal_rank_at_k([], 10) == 0.0


def test_ndcg_of_binary_gains() -> None:
    # DCG = 1/log2(3) + 1/log2(4) = 0.6309 + 0.5; ideal = 1/log2(2) + 1/log2(3) = 1 + 0.6309
    found = ndcg_at_k([0.0, 1.0, 1.0], [1.0, 1.0], 10)
    assert found == pytest.approx((0.630930 + 0.5) / (1 + 0.630930), abs=1e-6)


def test_ndcg_of_graded_gains_and_a_cut() -> None:
    # k = 2: DCG = 1/1 + 3/log2(3); ideal order 3, 2: 3/1 + 2/log2(3)
    found = ndcg_at_k([1.0, 3.0, 2.0], [1.0, 2.0, 3.0], 2)
    assert found == pytest.approx((1 + 3 / math.log2(3)) / (3 + 2 / math.log2(3)))


def test_ndcg_of_the_best_order_is_one_and_needs_a_gain() -> None:
    assert ndcg_at_k([1.0, 1.0, 0.0], [1.0, 1.0], 10) == 1.0
    assert ndcg_at_k([0.0], [], 10) is None
