"""Which ages a text speaks of."""

from __future__ import annotations

import pytest

from assistant.ages import speaks_of_age


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("30代では70.5%", {30}),
        ("35歳の方", {30}),
        ("20〜30代が多い", {20, 30}),
        ("18歳から39歳まで", {10, 20, 30}),
        ("65歳以上では61.2%", {60, 70, 80}),
        ("18歳以上の市民2,500人", {10}),
        ("30歳未満の方", {20}),
        ("高齢者", {60, 70, 80}),
        ("若者が使う", {10, 20, 30}),
        ("30件の意見", set()),
    ],
)
def test_ages(text: str, ages: set[int]) -> None:
    assert {age for age in range(10, 90, 10) if speaks_of_age(text, age)} == ages


@pytest.mark.parametrize("text", ["世代を問わず", "年代別に見ると"])
def test_all_ages(text: str) -> None:
    assert all(speaks_of_age(text, age) for age in (10, 50, 80))
