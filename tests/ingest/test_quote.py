from __future__ import annotations

import pytest

from ingest.quote import quote_of


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("本市では、紙を減らす。", "本市では、紙を減らす。"),
        ("本市では、\n紙を減らす。", "本市では、紙を減らす。"),
        ("本市では、\r\n　紙を減らす。", "本市では、紙を減らす。"),
        ("paperless\noffice", "paperless office"),
        ("DX\n推進", "DX推進"),
        ("年間 4,100時間", "年間 4,100時間"),
    ],
)
def test_line_wraps_are_removed_and_nothing_else_of_the_text(source: str, quote: str) -> None:
    assert quote_of(source) == quote


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("| 端末 | 1,500台 | |", "端末 1,500台"),
        ("|部長|全体の把握|", "部長 全体の把握"),
        ("| 用語 | 解説 |\n|---|:--:|\n| AI | 知能 |", "用語 解説 AI 知能"),
        ("年度\tR3\t\tR5", "年度 R3 R5"),
        ("| | |", ""),
        ("|-----------|---|", ""),
        ("-----------", ""),
        ("| - | 減 |", "- 減"),
    ],
)
def test_table_separators_become_one_space(source: str, quote: str) -> None:
    assert quote_of(source) == quote


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ('<td colspan="2">R7年度 運用開始</td>', "R7年度 運用開始"),
        ("<p>①現状</p> <ul style='x'>\t○紙が多い", "①現状 ○紙が多い"),
        ("<p>\n本市<br/>では\n</p>", "本市 では"),
        ("<!-- 注 <b>x</b> -->本文", "本文"),
        ("<RPA>の導入", "<RPA>の導入"),
        ("80%<90%", "80%<90%"),
        ("<https://example.jp/>", "<https://example.jp/>"),
        ("〈現状〉", "〈現状〉"),
    ],
)
def test_tags_are_removed_and_other_angle_brackets_stay(source: str, quote: str) -> None:
    assert quote_of(source) == quote


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("**重点**事項", "重点事項"),
        ("__重点__", "重点"),
        ("## Ⅰ 定義について", "Ⅰ 定義について"),
        ("C# 入門", "C# 入門"),
        ("#\t項目\t80%", "# 項目 80%"),
        ("3 * 4", "3 * 4"),
    ],
)
def test_marks_of_headings_and_emphasis_are_removed(source: str, quote: str) -> None:
    assert quote_of(source) == quote


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("研究&amp;開発", "研究&開発"),
        ("&lt;案&gt;", "<案>"),
        ("&#9312;現状", "①現状"),
        ("市&nbsp;民", "市\xa0民"),
        ("R&D", "R&D"),
        ("http://a.jp/?id=1&section=2&copy=3", "http://a.jp/?id=1&section=2&copy=3"),
    ],
)
def test_only_complete_entities_are_resolved(source: str, quote: str) -> None:
    assert quote_of(source) == quote


def test_an_empty_span_has_an_empty_quote() -> None:
    assert quote_of("") == ""
    assert quote_of(" \n\t　") == ""


def test_a_power_is_no_emphasis() -> None:
    assert quote_of("鍵の総数は2**10です") == "鍵の総数は2**10です"
    assert quote_of("規模は**40,000人/年**です") == "規模は40,000人/年です"


def test_a_page_number_between_blank_lines_is_no_part_of_the_text() -> None:
    for number in ("12", "- 12 -", "P.12", "－１２－"):
        assert quote_of(f"紙を減らし、\n\n {number}\n\n印を減らす。") == "紙を減らし、印を減らす。"
        assert quote_of(f"紙を減らし、\r\n\r\n{number}\r\n\r\n印を") == "紙を減らし、印を"
    assert quote_of("台数は\n100\n台") == "台数は100台"
    assert quote_of("台数は\n\n100") == "台数は100"
    assert quote_of("12\n\n13\n\n14") == "12 14"


def test_what_a_converter_puts_beside_a_heading_is_left_out() -> None:
    assert quote_of("# []{#_Toc1 .anchor}柱Ｃ {#c}") == "柱Ｃ"
    assert quote_of("{会議}の{記録}") == "{会議}の{記録}"
