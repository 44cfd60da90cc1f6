"""The rows of a table that say what a question asks for in one column."""

from __future__ import annotations

import pytest

from assistant.rows_alike import rows_alike
from ingest.units import Unit
from tests.assistant.small_index import ask_for

ROWS = (
    ("オンライン申請", "40%", "市民課", "未達成"),
    ("カードの保有", "75%", "市民課、税務課", "達成"),
    ("公衆無線LAN", "40か所", "情報課", "未達成"),
    ("研修", "100%", "人事課", "達成"),
)
HEADER = ("項目", "目標", "担当課", "評価")


def table(group: int = 3) -> list[Unit]:
    return [
        Unit(
            f"d:{n}", "d", "row", ("指標",), n, n + 1, " ".join(row), group=group, order=n,
            cells=tuple(zip(HEADER, row, strict=True)),
        )
        for n, row in enumerate(ROWS)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "alike"),
    [
        ("未達成だった項目は？", [0, 2]),
        ("達成した項目は？", [1, 3]),
        ("市民課が担当するのは？", [0, 1]),
        ("市民課以外が担当するのは？", []),
        ("項目の一覧", []),
        ("40%を目指すのは？", []),
    ],
)
def test_rows_with_the_cell_that_is_asked_for(question: str, alike: list[int]) -> None:
    rows = table()
    for row in rows:
        assert rows_alike(ask_for(question), row, rows) == [rows[n] for n in alike]


def test_no_rows_of_another_table_and_none_for_a_sentence() -> None:
    rows, others = table(), table(group=4)
    assert rows_alike(ask_for("未達成は？"), rows[0], [*rows, *others]) == [rows[0], rows[2]]
    sentence = Unit("d:9", "d", "sentence", (), 0, 3, "未達成。")
    assert rows_alike(ask_for("未達成は？"), sentence, [sentence]) == []
