"""Reciprocal rank fusion, by hand."""

from __future__ import annotations

import pytest

from assistant.fusion import RRF_K, reciprocal_rank_fusion


def test_two_rankings_by_hand() -> None:
    fused = dict(reciprocal_rank_fusion([[10, 20, 30], [30, 10]]))
    assert RRF_K == 60
    assert fused == {
        10: pytest.approx(1 / 61 + 1 / 62),
        20: pytest.approx(1 / 62),
        30: pytest.approx(1 / 63 + 1 / 61),
    }


def test_best_first() -> None:
    # 10: 1/61 + 1/62 = 0.03252; 30: 1/63 + 1/61 = 0.03227; 20: 1/62 = 0.01613
    assert [item for item, _ in reciprocal_rank_fusion([[10, 20, 30], [30, 10]])] == [10, 30, 20]


def test_with_a_small_k_the_first_ranks_weigh_more() -> None:
    fused = reciprocal_rank_fusion([[1, 2], [3, 2]], k=0)
    # 1: 1; 3: 1; 2: 1/2 + 1/2 = 1: all the same, so in order of first appearance
    assert fused == [(1, 1.0), (2, 1.0), (3, 1.0)]


def test_many_middling_ranks_beat_a_single_first_one() -> None:
    # 7 is second three times: 3/62 = 0.0484; the firsts have 1/61 = 0.0164 each
    assert reciprocal_rank_fusion([[1, 7], [2, 7], [3, 7]])[0][0] == 7


def test_ties_keep_the_order_of_first_appearance() -> None:
    assert [item for item, _ in reciprocal_rank_fusion([[5], [4], [6]])] == [5, 4, 6]


@pytest.mark.parametrize("rankings", [[], [[]], [[], []]])
def test_nothing_to_fuse(rankings: list[list[int]]) -> None:
    assert reciprocal_rank_fusion(rankings) == []
