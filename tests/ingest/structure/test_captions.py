"""Captions of tables and figures."""

from __future__ import annotations

import pytest

from ingest.structure.captions import captions_below, is_caption, is_note
from ingest.structure.lines import split_lines
from ingest.structure.reader import read_structure
from ingest.units import Unit, build_units

TABLE = "| 課名 | 令和6年度 |\n|---|---|\n| 産業課 | 16.9 |\n"


def units(source: str) -> list[Unit]:
    found = build_units("plan", source, read_structure(source))
    return [unit for unit in found if unit.kind != "heading"]


def rows(source: str) -> list[Unit]:
    return [unit for unit in units(source) if unit.kind == "row"]


@pytest.mark.parametrize(
    "line", ["表１－１ 主な指標", "表2　職員数", "図3 推進体制", "（表4）費用", "表２－２"]
)
def test_a_caption(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize("line", ["表を示す", "表1のとおり増えています。", "図書館の整備", "別表1"])
def test_no_caption(line: str) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize("line", ["※ 令和6年度末現在", "（注）四捨五入による", "出典：総務課"])
def test_a_note(line: str) -> None:
    assert is_note(line)


def test_no_note() -> None:
    assert not is_note("資料編を参照してください。")


def test_one_below_a_table_names_that_table() -> None:
    source = f"# 計画\n\n## 1 時間外勤務\n\n{TABLE}\n表２－２　課別の月平均（時間）\n\n育児休業は2人が取得しました。\n"
    row, text = units(source)
    assert row.lead == "表２－２　課別の月平均（時間）"
    assert row.section == text.section == ("計画", "1 時間外勤務")


def test_one_above_a_table_ends_with_it_and_its_notes() -> None:
    source = f"# 計画\n\n## 1 目標\n\n### 現状\n\n表1　主な目標\n\n{TABLE}\n※ 令和6年度末の値\n\n会議は年4回開きます。\n"
    row, note, text = units(source)
    assert row.section == note.section == ("計画", "1 目標", "現状", "表1　主な目標")
    assert text.section == ("計画", "1 目標", "現状")


def test_one_between_two_tables_is_read_as_the_others_are() -> None:
    below = f"本文です。\n\n{TABLE}\n表1 残業\n\n{TABLE}\n表2 休暇\n\n本文です。\n"
    above = f"本文です。\n\n表1 残業\n\n{TABLE}\n表2 休暇\n\n{TABLE}\n本文です。\n"
    assert len(captions_below(split_lines(below), ())) == 2
    assert captions_below(split_lines(above), ()) == frozenset()


def test_a_figure_below_a_table_names_no_table() -> None:
    assert captions_below(split_lines(f"{TABLE}\n図1 推進体制\n\n本文です。\n"), ()) == frozenset()


def test_a_caption_under_a_title_of_its_own_stands_below_it() -> None:
    source = f"第1章 目標\n\n重点目標\n\n次のとおりです。\n\n表1 重点目標の値\n\n{TABLE}"
    assert rows(source)[0].section == ("第1章 目標", "重点目標", "表1 重点目標の値")
