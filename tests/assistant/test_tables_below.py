"""The table that a caption, or a sentence that points on, is followed by."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.tables_below import rows_below
from ingest.units import Unit


def units(*said: tuple[str, str], group: int | None = 7) -> list[Unit]:
    return [
        Unit(
            f"d:{n}", "d", kind, ("取組",), n, n + len(quote), quote, order=n,  # type: ignore[arg-type]
            group=group if kind == "row" else None,
        )
        for n, (kind, quote) in enumerate(said)
    ]  # fmt: skip


ROWS = (("row", "案内ロボット 取りやめ"), ("row", "移住相談 取りやめ"))


@pytest.mark.parametrize(
    "before",
    [
        [("sentence", "図表６－２　取りやめた取組")],
        [("sentence", "表3 取りやめた取組")],
        [("sentence", "次の取組は、取りやめた。")],
        [("sentence", "次の取組は、取りやめた。"), ("sentence", "図表６－２　取りやめた取組")],
    ],
)
def test_the_rows_that_follow(before: Sequence[tuple[str, str]]) -> None:
    around = units(*before, *ROWS, ("sentence", "以上です。"))
    assert [one.quote for one in rows_below(around[0], around)] == [quote for _, quote in ROWS]


@pytest.mark.parametrize(
    "said",
    [
        [("sentence", "取組は、取りやめた。"), *ROWS],
        [("sentence", "次の取組は、取りやめた。"), ("sentence", "理由を述べる。"), *ROWS],
        [("heading", "図表６－２　取りやめた取組"), *ROWS],
        [("sentence", "満5歳以下の事業を対象とする。"), *ROWS],
        [("sentence", "廊下の取組を進める。"), *ROWS],
        [("sentence", "年次の計画は毎年作る。"), *ROWS],
        [("sentence", "次の世代に引き継ぐ。"), *ROWS],
        [("sentence", "前述の表1のとおりである。"), *ROWS],
        [("sentence", "図表６－２　取りやめた取組")],
    ],
)
def test_nothing_else_does(said: Sequence[tuple[str, str]]) -> None:
    around = units(*said)
    assert rows_below(around[0], around) == []


def test_of_one_table_alone() -> None:
    first, second = units(("sentence", "表1 取組"), *ROWS), units(*ROWS, group=9)
    later = [Unit(**{**vars(one), "order": one.order + 9}) for one in second]
    assert len(rows_below(first[0], [*first, *later])) == len(ROWS)
