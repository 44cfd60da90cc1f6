from __future__ import annotations

import pytest

from ingest.structure.headings import (
    BOX,
    CAPTION,
    Mark,
    Outline,
    follows,
    heading_text,
    mark_of,
    may_be_heading,
)


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("第1章 はじめに", "chapter", "1"),
        ("第１章　はじめに", "chapter", "1"),
        ("第二章 取組", "chapter", "二"),
        ("第3節 体制", "clause", "3"),
        ("第1部 総論", "part", "1"),
        ("Ⅳ デジタル推進", "roman", "IV"),
        ("# 計画", "markdown1", ""),
        ("## 計画", "markdown2", ""),
        ("##### 計画", "markdown4", ""),
        ("基本方針1 窓口", "label", "1"),
        ("基本方針１　窓口", "label", "1"),
        ("1 背景", "number", "1"),
        ("１　背景", "number", "1"),
        ("2 4つの柱", "number", "2"),
        ("３　３本の柱と体系", "number", "3"),
        ("原則2 小さく試す", "label", "2"),
        ("視点1 市民の目", "label", "1"),
        ("1. 背景", "dotted", "1"),
        ("1-2 窓口", "number2", "1-2"),
        ("1.2 窓口", "number2", "1.2"),
        ("1-2-3 端末", "number3", "1-2-3"),
        ("(7) 標準化", "parenthesis", "7"),
        ("（７）標準化", "parenthesis", "7"),
        ("⑺ 標準化", "parenthesis", "7"),
        ("1) 標準化", "half_parenthesis", "1"),
        ("①現状", "circled", "1"),
        ("① 現状", "circled", "1"),
        ("⑳ 現状", "circled", "20"),
        ("㉑ 現状", "circled", "21"),
        ("ア 現状", "kana", "ア"),
        ("(ア) 現状", "kana", "ア"),
        ("【国の計画】", "bracket", ""),
        ("<現状>", "bracket", ""),
        ("◆用語集", "symbol", "◆"),
    ],
)
def test_marks(line: str, style: str, number: str) -> None:
    assert mark_of(line) == Mark(style, number)


@pytest.mark.parametrize(
    "line",
    [
        "はじめに",
        "2025年度の目標",
        "100台",
        "3.5%",
        "令和7年度",
        "アンケート",
        "#計画",
        "目標80%",
        "2 40台",
        "原則1回",
        "",
    ],
)
def test_no_marks(line: str) -> None:
    assert mark_of(line) is None


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("1 背景", True),
        ("本文である。", False),
        ("次のとおり：", False),
        ("字" * 60, True),
        ("字" * 61, False),
        ("字", False),
    ],
)
def test_the_look_of_a_heading(line: str, may: bool) -> None:
    assert may_be_heading(line) is may


def test_the_next_item_of_a_list() -> None:
    assert follows(Mark("circled", "1"), Mark("circled", "2"))
    assert not follows(Mark("circled", "2"), Mark("circled", "1"))
    assert not follows(Mark("circled", "1"), Mark("number", "2"))
    assert not follows(Mark("circled", "1"), None)


def test_a_heading_is_shown_without_markup() -> None:
    assert heading_text("  ## **重点**事項 ") == "重点事項"
    assert heading_text("#重点") == "#重点"


def paths(*headings: tuple[str, str]) -> list[str]:
    outline = Outline()
    found = []
    for style, text in headings:
        outline.enter(style, text)
        found.append("/".join(outline.path))
    return found


def test_a_style_met_again_closes_what_it_opened() -> None:
    assert paths(
        ("chapter", "A"), ("number", "1"), ("parenthesis", "(1)"), ("number", "2"), ("chapter", "B")
    ) == ["A", "A/1", "A/1/(1)", "A/2", "B"]


def test_a_chapter_never_stands_below_a_number() -> None:
    assert paths(("number", "1"), ("chapter", "A"), ("number", "1")) == ["1", "A", "A/1"]
    assert paths(("symbol", "◆"), ("part", "P"), ("chapter", "A"), ("clause", "S")) == [
        "◆",
        "P",
        "P/A",
        "P/A/S",
    ]


def test_a_number_never_stands_below_a_circled_one() -> None:
    assert paths(("chapter", "A"), ("circled", "①"), ("number", "1")) == ["A", "A/①", "A/1"]


def test_a_caption_has_nothing_of_another_style_below_it() -> None:
    assert paths(("chapter", "A"), (CAPTION, "x"), ("number", "1")) == ["A", "A/x", "A/1"]


def test_the_labels_of_a_boxed_table_stand_below_its_caption() -> None:
    outline = Outline()
    outline.enter("chapter", "A")
    outline.enter(CAPTION, "x")
    for label in ("概要", "課題"):
        outline.enter(BOX, label, boxed=True)
        assert outline.path == ("A", "x", label)


def test_leave_closes_a_style_and_what_is_below_it() -> None:
    outline = Outline()
    for style, text in (("chapter", "A"), ("box", "概要"), ("circled", "①")):
        outline.enter(style, text)
    outline.leave("number")
    assert outline.path == ("A", "概要", "①")
    outline.leave("box")
    assert list(outline.path) == ["A"]
    assert list(outline.styles) == ["chapter"]


@pytest.mark.parametrize(
    "line",
    [
        "[1] 総務省「自治体DX推進計画」",
        "〔注2〕電子証明書",
        "【内線 12】企画課",
        "［図表１－１］体系図",
        "【令和7年】更新",
    ],
)
def test_notes_and_the_numbers_of_an_office_are_no_numbered_headings(line: str) -> None:
    found = mark_of(line)
    assert found is None or found.style != "numbered_bracket"


@pytest.mark.parametrize(
    "line", ["【プロジェクトシート 1-1】窓口", "【事業2】窓口", "［施策 3］窓口"]
)
def test_a_number_in_brackets_before_a_title(line: str) -> None:
    found = mark_of(line)
    assert found is not None
    assert found.style == "numbered_bracket"
