"""What a table's figures are counted in."""

from __future__ import annotations

import pytest

from ingest.structure.reader import read_structure
from ingest.table_measures import measure_in
from ingest.units import build_units

TABLE = "| 事業 | R6 | R7 |\n|---|---|---|\n| 窓口 | 1,200 | 900 |\n| 端末 | 300 | 未定 |\n"


def measured(text: str) -> list[str]:
    """What each row of a text is counted in, as its span has it."""
    rows = [one for one in build_units("plan", text, read_structure(text)) if one.kind == "row"]
    return [text[one.measured.start : one.measured.end] if one.measured else "" for one in rows]


@pytest.mark.parametrize(
    ("above", "span"),
    [
        ("## 事業費（単位：千円）\n\n", "（単位：千円）"),
        ("表3 主な事業費 (単位: 百万円)\n\n", "(単位: 百万円)"),
        ("表3 財政見通し（普通会計、単位：億円）\n", "（普通会計、単位：億円）"),
        ("見込みは次のとおりです（単位 百万円）。\n\n", "（単位 百万円）"),
        ("表3 主な事業費\n単位：千円\n\n", "単位：千円"),
    ],
)
def test_each_row_of_the_table_below_is_counted_in_it(above: str, span: str) -> None:
    assert measured(f"# 計画\n\n{above}{TABLE}") == [span, span]


@pytest.mark.parametrize(
    "above",
    [
        "## 事業費\n\n",
        "前の表（単位：千円）は見込みである。次の表は実績である。\n\n",
        "（単位：千円）\n\n"
        + "事業の名とそれぞれの年度に要する費用の見込みの一覧であり、実績とは異なる場合があるものです\n"
        * 2,
        "時間の単位：分で数える\n\n",
        "図1 予算の推移（単位：千円）\n\n表1 職員数の推移\n\n",
        "## 予算（単位：千円）\n\n別冊のとおり\n\n## 職員数\n\n",
        "表2 健康教室の実績（小学校区単位・年3回）\n\n",
        "## 実施体制（自治会単位 での開催）\n\n",
    ],
)
def test_what_is_not_said_of_the_table_is_not_taken(above: str) -> None:
    assert measured(f"# 計画\n\n{above}{TABLE}") == ["", ""]


def test_another_table_keeps_its_own() -> None:
    text = (
        f"# 計画\n\n（単位：人）\n\n{TABLE}\n## 費用\n\n（単位：円）\n\n{TABLE}\n## 他\n\n{TABLE}"
    )
    assert measured(text) == ["（単位：人）"] * 2 + ["（単位：円）"] * 2 + [""] * 2


@pytest.mark.parametrize(
    ("quote", "measure"),
    [
        ("（単位：千円）", "千円"),
        ("(各年4月1日、単位: 人、％)", "人、%"),
        ("（単位　百万円）", "百万円"),
        ("（千円）", ""),
    ],
)
def test_the_measure_of_a_span(quote: str, measure: str) -> None:
    assert measure_in(quote) == measure
