"""Levels of Markdown headings that a converter got wrong."""

from __future__ import annotations

import pytest

from ingest.structure.heading_levels import corrected_levels
from ingest.structure.lines import split_lines
from ingest.structure.reader import read_structure


def corrected(*headings: str) -> dict[str, str]:
    """The corrected levels, by heading."""
    lines = split_lines("\n\nText.\n\n".join(headings))
    return {lines[index].text: style for index, style in corrected_levels(lines).items()}


@pytest.mark.parametrize(
    ("headings", "wrong"),
    [
        (
            ["## 柱1", "### 1-1 窓口", "### 1-2 決裁", "## 柱2", "# 2-1 標準化", "### 2-2 研修"],
            {"# 2-1 標準化": "markdown3"},
        ),
        (
            ["### 1-1 窓口", "### 1-2 決裁", "#### 1-3 研修", "### 1-4 防災"],
            {"#### 1-3 研修": "markdown3"},
        ),
        (
            ["# 第1章", "# 1 姿", "## 2 原則", "## 3 柱", "# 第2章", "## 1 体制"],
            {"# 1 姿": "markdown2"},
        ),
    ],
)
def test_headings_of_one_numbering_stand_on_one_level(
    headings: list[str], wrong: dict[str, str]
) -> None:
    assert corrected(*headings) == wrong


@pytest.mark.parametrize(
    "headings",
    [
        ["## 1 現状", "## 2 課題", "### 1 人材", "### 2 費用", "## 3 取組", "## 4 体制"],
        ["# 第1章", "## 1 趣旨", "## 2 期間", "# 第2章", "### 1 姿", "### 2 声"],
        ["### 1-1 窓口", "# 1-2 決裁"],
        ["# はじめに", "### 目次", "## 用語"],
        ["## 1 現状", "### 1 人材", "## 2 課題"],
        [
            "## 柱1", "### 1 甲", "### 2 乙", "### 3 丙", "### 4 丁", "## 柱2", "### 分野A", "#### 5 戊",
            "#### 6 己", "### 分野B", "#### 7 庚", "## 柱3", "### 8 辛",
        ],
        ["## 窓口", "### (1) 甲", "### (2) 乙", "### (3) 丙", "## 研修", "### 2-1 人材", "#### (4) 丁"],
    ],
)  # fmt: skip
def test_what_may_be_right_is_left_alone(headings: list[str]) -> None:
    assert corrected(*headings) == {}


def test_sections_below_a_heading_on_a_wrong_level_keep_their_chapter() -> None:
    source = "\n\n".join(
        [
            "# 第1章 取組", "### 1-1 窓口", "【取組内容】", "窓口を増やす。", "### 1-2 決裁", "【取組内容】",
            "決裁を電子にする。", "# 2-1 研修", "【取組内容】", "研修を行う。", "### 2-2 防災", "【取組内容】",
            "防災アプリを作る。",
        ]
    )  # fmt: skip
    paths = [" > ".join(section.path) for section in read_structure(source).sections]
    for number, heading in (
        ("1-1", "1-1 窓口"),
        ("1-2", "1-2 決裁"),
        ("2-1", "2-1 研修"),
        ("2-2", "2-2 防災"),
    ):
        assert f"第1章 取組 > {heading}" in paths, number
        assert f"第1章 取組 > {heading} > 【取組内容】" in paths, number


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        (
            "# 計画\n\n【資料編】\n\n## 用語集\n\n用語を示す。\n",
            ["計画", "計画 > 【資料編】", "計画 > 【資料編】 > 用語集"],
        ),
        (
            "# 計画\n\n【取組内容】\n\n窓口を増やす。\n\n### 2-2 防災\n\nアプリを作る。\n",
            ["計画", "計画 > 【取組内容】", "計画 > 2-2 防災"],
        ),
    ],
)
def test_a_label_in_brackets_heads_no_markdown_heading(source: str, paths: list[str]) -> None:
    found = [" > ".join(section.path) for section in read_structure(source).sections]
    assert [path for path in found if path] == paths


BOLD = """\
# 柱Ｂ　役場

## 施策 Ｂ－１　しくみ

### ③－１　電子決裁

紙を減らす。

# 柱Ｃ　なりわい

**施策 Ｃ－１　森と里**

森は広い。

**⑤－１　森林の地図**

境界を決める。

**目的**

話を聞く。

**あと10年で、だれも言えなくなる。**

おわり。
"""


def test_a_bold_line_stands_where_headings_numbered_like_it_do() -> None:
    found = [section.path for section in read_structure(BOLD).sections]
    assert ("柱Ｃ　なりわい", "施策 Ｃ－１　森と里") in found
    assert ("柱Ｃ　なりわい", "施策 Ｃ－１　森と里", "⑤－１　森林の地図") in found
    assert ("柱Ｃ　なりわい", "施策 Ｃ－１　森と里", "⑤－１　森林の地図", "目的") in found
    assert not any("あと10年" in path[-1] for path in found if path)


@pytest.mark.parametrize("line", ["**令和6年度～令和8年度**", "**2025-2028**", "**Q1 何ですか**"])
def test_other_bold_lines_are_no_headings(line: str) -> None:
    found = [section.path for section in read_structure(f"# 計画\n\n{line}\n\n本文。\n").sections]
    assert found == [(), ("計画",)]


def test_what_a_converter_adds_is_no_part_of_a_heading() -> None:
    text = "# []{#_Toc188009 .anchor}柱Ｃ　なりわい\n\n本文。\n"
    assert [section.path for section in read_structure(text).sections] == [(), ("柱Ｃ　なりわい",)]
