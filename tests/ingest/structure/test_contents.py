from __future__ import annotations

from ingest.structure.contents import find_contents
from ingest.structure.lines import split_lines
from ingest.structure.reader import read_structure


def contents(source: str) -> tuple[list[int], set[str]]:
    found = find_contents(split_lines(source))
    return sorted(found.lines), set(found.entries)


def test_dotted_leaders_below_a_title() -> None:
    source = "表紙\n目 次\n第1章 はじめに.....1\n1 背景………… ２\n・体制 ･･･ 12\n\n第1章 はじめに\n"
    assert contents(source) == ([1, 2, 3, 4], {"第1章はじめに", "1背景", "体制"})


def test_dotted_leaders_without_a_title() -> None:
    assert contents("1 背景.......2\n本文である。\n") == ([0], {"1背景"})


def test_a_markdown_table() -> None:
    source = "目次\n\n| | |\n|---|---|\n| 1 背景 | 1 |\n| 2 目的 | 12 |\n\n1 背景\n"
    assert contents(source) == ([0, 2, 3, 4, 5], {"1背景", "2目的"})


def test_a_title_line_that_the_body_repeats() -> None:
    source = "目次\n\n第1章 はじめに\n\n| 1 背景 | 1 |\n\n第1章 はじめに\n\n1 背景\n本文である。\n"
    lines, entries = contents(source)
    assert lines == [0, 2, 4]
    assert entries == {"第1章はじめに", "1背景"}


def test_the_first_line_of_the_body_ends_it() -> None:
    source = "目次\n1 背景 1\n本文である。\n2 目的 2\n"
    assert contents(source) == ([0, 1], {"1背景"})


def test_ordinary_text_is_none() -> None:
    assert contents("令和7年度の目標は 80\n| 端末 | 100 |\n年間……削減\n") == ([], set())


def test_lists() -> None:
    found = find_contents(split_lines("目次\n1 ＤＸの意義..... 1\n"))
    assert found.lists("１　DX の意義")
    assert not found.lists("1 意義")


LOST = """\
目次

・ 東県の育成計画	7
・ 採用枠の創設（北市）	8
・ 財政措置	9

東県の育成計画

IV 推進体制

審議官が統括する。

3.人材確保の取組

区分を新設した。

財政措置

3.経費の算定

経費を算定する。
"""


def test_a_part_whose_title_was_lost_is_not_of_the_one_before() -> None:
    found = {LOST[one.span.start : one.span.end]: one.path for one in read_structure(LOST).blocks}
    assert found["審議官が統括する。"] == ("東県の育成計画", "IV 推進体制")
    assert found["区分を新設した。"] == ("3.人材確保の取組",)
    # Nothing is lost behind the last one.
    assert found["経費を算定する。"] == ("財政措置", "3.経費の算定")


def test_below_a_heading_in_markdown_all_up_to_the_next_one_is_listed() -> None:
    source = "# 目次\n\nはじめに\n第1章 趣旨 ...... 1\n　1 背景\n資料編\n※ 印の語は巻末で説明します。\n\n# 第1章 趣旨\n\n本文である。\n"
    lines, entries = contents(source)
    assert lines == [0, 2, 3, 4, 5, 6]
    assert entries == {"はじめに", "第1章趣旨", "1背景", "資料編"}


def test_unless_a_sentence_stands_between() -> None:
    source = "# 目次\n\n1 背景 1\n\n人口は減っている。\n\n# 2 目的\n"
    assert contents(source) == ([0, 2], {"1背景"})


def test_what_stood_above_it_may_be_listed() -> None:
    source = (
        "はじめに\n\n町は変わります。\n\n目次\n\nはじめに\n1 背景 1\n\n1 背景\n\n本文である。\n"
    )
    assert contents(source)[0] == [4, 6, 7]


def test_middle_dots_lead_to_a_page_and_what_stands_between_two_entries_goes_on_with_the_first() -> (
    None
):
    source = "第1章 考え方・・・・・・2\n　1 背景／2 位置づけ\n第2章 現状・・・・・・6\n\n第1章 考え方\n\n本文である。\n"
    assert contents(source) == ([0, 1, 2], {"第1章考え方", "第2章現状"})


def test_nor_is_what_stands_below_it_and_is_listed_nowhere() -> None:
    source = "## 目次\n\n1 趣旨 1\n\n町民みんなでデジタル化\n\n| 区分 | 値 |\n|---|---|\n| 人口 | 三千人 |\n\n# 1 趣旨\n"
    assert contents(source)[0] == [0, 2]
