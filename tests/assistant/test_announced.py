"""Statements that announce so many things, and where a plan has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.announced import Announcement, announced_by, announcements_in, series_in
from ingest.normalize import normalize
from ingest.structure.reader import read_structure
from ingest.units import Unit, build_units

PLAN = """\
# 星市計画

## 第1章 基本理念と方針

次の3つの基本方針を掲げます。

### 基本方針1 便利な窓口

### 基本方針2 速い仕事

### 基本方針3 育つ職員

これらは毎年見直します。

## 第2章 課題

課題を次の2点に整理しました。

|番号|課題|
|---|---|
|1|紙が多い|
|2|人が足りない|

## 第3章 進め方

5つの視点にまたがる取組を、次の2つの重点プロジェクトとして位置づけます。

## 第4章 重点プロジェクト

### 4-1 重点プロジェクトA「雪の日も安心」

雪の日も窓口を開きます。

### 4-2 重点プロジェクトB「みんなの端末」

端末を配ります。

### 4-3 重点プロジェクトの工程

毎年1つずつ始めます。

## 第5章 三つの柱

次の2つの柱で進めます。

### 窓口の柱

窓口を変えます。

### 仕事の柱

仕事を変えます。
"""


def units_of(text: str) -> tuple[Unit, ...]:
    return build_units("hoshi", text, read_structure(text))


@pytest.fixture(scope="module")
def units() -> tuple[Unit, ...]:
    return units_of(PLAN)


def announced(units: tuple[Unit, ...], words: str) -> list[str]:
    (unit,) = (one for one in units if words in one.quote and one.kind != "heading")
    return [one.quote for one in announced_by(unit, units)]


def test_headings_right_behind(units: tuple[Unit, ...]) -> None:
    assert announced(units, "次の3つの基本方針") == [
        "基本方針1 便利な窓口",
        "基本方針2 速い仕事",
        "基本方針3 育つ職員",
    ]


def test_items_that_stand_below_an_item() -> None:
    text = "# 星市計画\n\n- 備える機能は次の2つとする\n  - 予約\n  - 案内\n- 開発は来年とする\n"
    around = build_units("hoshi", text, read_structure(text))
    assert announced(around, "次の2つ") == ["予約", "案内"]


def test_rows_right_behind(units: tuple[Unit, ...]) -> None:
    assert announced(units, "次の2点に整理") == ["1 紙が多い", "2 人が足りない"]


def test_headings_of_that_name_further_down(units: tuple[Unit, ...]) -> None:
    assert announced(units, "次の2つの重点プロジェクト") == [
        "4-1 重点プロジェクトA「雪の日も安心」",
        "4-2 重点プロジェクトB「みんなの端末」",
    ]


def test_subsections(units: tuple[Unit, ...]) -> None:
    assert announced(units, "次の2つの柱で") == ["窓口の柱", "仕事の柱"]


def test_nothing_is_announced(units: tuple[Unit, ...]) -> None:
    assert announced(units, "毎年見直します") == []
    assert announced(units, "毎年1つずつ") == []
    assert announced(units, "1 紙が多い") == []


def test_fewer_than_announced_are_not_the_list() -> None:
    units = units_of("# 計画\n\n次の3つの方針を掲げます。\n\n- 便利\n- 速い\n\n以上です。\n")
    assert announced(units, "次の3つ") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("次の４つの基本方針を掲げます。", [Announcement(4, "基本方針")]),
        ("課題は以下の三点です。", [Announcement(3)]),
        ("5つの方針にまたがる取組を、次の3つの柱とします。", [Announcement(3, "柱とします")]),
        ("以下の4つの基本方針に沿って、施策を推進します。", [Announcement(4, "基本方針")]),
        ("六つの基本目標を横断して取り組む「重点テーマ」を定めます。", []),
        ("三つの方針に沿って、次の２つの事業を進めます。", [Announcement(2, "事業")]),
        ("表２　困っていること（上位５つ）", [Announcement(5)]),
        ("4つの課で使っています。", []),
        ("3つ目の方針を掲げます。", []),
        ("計画は次のとおりです。", []),
    ],
)
def test_announcements(text: str, found: list[Announcement]) -> None:
    got = announcements_in(normalize(text))
    assert [one.count for one in got][: len(found)] == [one.count for one in found]
    assert bool(got) == bool(found)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("基本方針Ⅰ　行かない手続", "基本方針"),
        ("基本方針１　便利な窓口", "基本方針"),
        ("5-1　重点プロジェクトＡ「屋根」", "重点プロジェクト"),
        ("第3章　計画の目標", ""),
        ("令和7年度の取組", ""),
        ("窓口の見直し", ""),
        ("研修２回", ""),
    ],
)
def test_the_name_of_a_series(heading: str, name: str) -> None:
    unit = replace(units_of("計画は次のとおりです。")[0], kind="heading", quote=heading)
    assert "".join(series_in([unit])) == name


def test_the_shipped_plans_announce_what_follows() -> None:
    text = (Path(__file__).parents[2] / "corpus" / "hitachiomiya-dx-plan.txt").read_text("utf-8")
    units = units_of(text)
    lists = [announced_by(unit, units) for unit in units]
    assert any(lists)
    for members in lists:
        assert [one.order for one in members] == sorted(one.order for one in members)


def test_a_series_with_a_hole_or_of_two_levels_is_none() -> None:
    text = "# 計画\n\n## 基本目標1 窓口\n\n本文。\n\n## 基本目標3 人材\n\n本文。\n"
    assert series_in(units_of(text)) == {}
    assert len(series_in(units_of(text.replace("3 人", "2 人")))["基本目標"]) == 2
    text = "# 計画\n\n## 施策1-1 窓口\n\n本文。\n\n## 施策1-2 端末\n\n本文。\n"
    assert series_in(units_of(text)) == {}
    text = "# 計画\n\n## 柱Ⅰ 窓口\n\n本文。\n\n## 柱Ⅱ 端末\n\n本文。\n"
    assert [[one.quote for one in members] for members in series_in(units_of(text)).values()] == [
        ["柱Ⅰ 窓口", "柱Ⅱ 端末"]
    ]
