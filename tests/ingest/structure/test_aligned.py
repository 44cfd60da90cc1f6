"""Tables whose columns are set with blanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.grids import read_tables
from ingest.structure.aligned import aligned_rows, find_aligned
from ingest.structure.lines import split_lines
from ingest.structure.reader import read_structure
from ingest.units import build_units

TARGETS = """\
表３　成果指標と年度別の目標値
  指標                          現状(R5)    R7      R9
  オンライン申請の利用率        19.8％      28％    45％
  本庁窓口の平均待ち時間        23分        ―      14分
  研修を受けた職員              120人               300人
"""
TEXT = """\
　本市では、窓口に来なくても済む手続を増やし、
　対面で相談したい人に職員が十分な時間をかけら
　れるようにします。
"""


def cells(text: str) -> list[list[str]]:
    lines = split_lines(text)
    found = find_aligned(lines, set())
    return [
        [text[cell.span.start : cell.span.end] for cell in row.cells]
        for start, end in found.items()
        for row in aligned_rows(lines[start:end])
    ]


def test_rows_and_columns() -> None:
    assert cells(TARGETS) == [
        ["指標", "現状(R5)", "R7", "R9"],
        ["オンライン申請の利用率", "19.8％", "28％", "45％"],
        ["本庁窓口の平均待ち時間", "23分", "―", "14分"],
        ["研修を受けた職員", "120人", "", "300人"],
    ]


def test_the_header_is_over_the_cells() -> None:
    units = build_units("plan", TARGETS, read_structure(TARGETS))
    row = next(unit for unit in units if "待ち時間" in unit.quote)
    assert row.kind == "row"
    assert row.cells == (
        ("指標", "本庁窓口の平均待ち時間"),
        ("現状(R5)", "23分"),
        ("R7", "―"),
        ("R9", "14分"),
    )
    assert row.quote == "本庁窓口の平均待ち時間 23分 ― 14分"


def test_facts_see_the_same_grid() -> None:
    (table,) = read_tables(TARGETS, read_structure(TARGETS))
    assert table.header == ("指標", "現状(R5)", "R7", "R9")
    assert table.grid[2] == ("研修を受けた職員", "120人", "", "300人")


def test_the_caption_is_no_row() -> None:
    units = build_units("plan", TARGETS, read_structure(TARGETS))
    assert [unit.quote for unit in units if unit.kind != "row"] == [
        "表３　成果指標と年度別の目標値"
    ]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "項目  値\nひとつ\n項目  値\n",
        "端末  100台\n回線  2本\n",
        "第1章  計画\n\n第2章  目標\n\n第3章  推進\n",
        "-  窓口を改革する。\n-  端末を配る。\n-  研修を行う。\n",
        "1.  総則\n2.  目標\n3.  推進\n",
        "○　　窓口を改革する。\n○　　端末を配る。\n○　　研修を行う。\n",
        "第１章　　総則\n第２章　　目標\n第３章　　推進\n",
        "長い長い項目の名前  値\n短い  長い長い値がここ\nあ  い\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert find_aligned(split_lines(text), set()) == {}


def test_lines_that_are_something_else_are_left() -> None:
    lines = split_lines(TARGETS)
    assert find_aligned(lines, {2}) == {}


def test_ragged_columns_take_no_time_to_refuse() -> None:
    text = "".join(
        "あ" * (n * 7 % 23 + 3) + "　　" + "い" * (n * 5 % 19 + 3) + "\n" for n in range(2000)
    )
    found = find_aligned(split_lines(text), set())
    assert all(end - start < 20 for start, end in found.items())


CELL = st.text(st.sampled_from("あ漢A1%―①"), min_size=1, max_size=6)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=3, max_size=6))
def test_what_was_set_is_read(rows: list[list[str]]) -> None:
    def width(text: str) -> int:
        return sum(1 if char in "A1%" else 2 for char in text)

    widest = [max(width(row[column]) for row in rows) for column in range(3)]
    text = "".join(
        "".join(
            cell + " " * (widest[column] - width(cell) + 3 if column < 2 else 0)
            for column, cell in enumerate(row)
        )
        + "\n"
        for row in rows
    )
    assert cells(text) == rows


RULED = """\
  表３－１ 総括目標
  ────────────────────────
   指  標          基準値       目標値
  ────────────────────────
   財政効果額            －      15億円
   経常収支比率    91.8％  93.0％以下
  ────────────────────────
  ※市税は現年課税分
"""


def test_between_drawn_rules_stand_header_and_rows_set_as_they_may() -> None:
    assert cells(RULED) == [
        ["指  標", "基準値", "目標値"],
        ["財政効果額", "－", "15億円"],
        ["経常収支比率", "91.8％", "93.0％以下"],
    ]
    units = [unit for unit in build_units("plan", RULED, read_structure(RULED)) if unit.cells]
    assert [unit.cells for unit in units] == [
        (("指  標", "財政効果額"), ("基準値", "－"), ("目標値", "15億円")),
        (("指  標", "経常収支比率"), ("基準値", "91.8％"), ("目標値", "93.0％以下")),
    ]
    assert all("─" not in unit.quote for unit in units)


def test_a_numbered_row_has_its_number_as_a_cell_where_the_header_does() -> None:
    text = """\
  ────────────────
   順位  項目            割合
  ────────────────
    １   窓口の簡素化  58.1％
    ２   職員の意識      41.6％
  ────────────────
"""
    assert cells(text)[1] == ["１", "窓口の簡素化", "58.1％"]


def test_lines_of_as_many_parts_each_are_a_table_though_no_gap_runs_through() -> None:
    text = """\
   指標   令和３   ７年度   ９年度
   コンビニ交付の割合    24.3％   40％   55％
   手続数     61     130    240
"""
    assert cells(text)[1:] == [
        ["コンビニ交付の割合", "24.3％", "40％", "55％"],
        ["手続数", "61", "130", "240"],
    ]


def test_a_single_rule_or_one_around_sentences_makes_no_table() -> None:
    text = "──────────\nこれは、本計画の説明の文章です。\n──────────\n次の文章です。\n──────────\n"
    assert cells(text) == []


def test_a_label_before_a_sentence_heads_no_column() -> None:
    text = """\
・書かせるゼロ　　　窓口で、同じ事項を二度書くことをなくす。
・待たせるゼロ　　　予約をした人の待ち時間を原則5分以内とする。
・迷わせるゼロ　　　手続の案内を1か所にまとめる。
"""
    units = build_units("plan", text, read_structure(text))
    assert len(units) == 3
    assert all(header == "" for unit in units for header, _ in unit.cells)
