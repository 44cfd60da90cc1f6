from __future__ import annotations

from pathlib import Path

import pytest

from ingest.describe import describe, doc_id_for

PATH = Path("plan.txt")


@pytest.mark.parametrize(
    ("text", "title", "municipality", "aliases"),
    [
        ("岩手県花巻市\n花巻市DX推進計画\n令和5年3月", "花巻市DX推進計画", "花巻市", ("花巻",)),
        (
            "\n\n花巻市\nデジタル・トランスフォーメーション（DX）\n推進計画\n",
            "花巻市デジタル・トランスフォーメーション（DX）推進計画",
            "花巻市",
            ("花巻",),
        ),
        ("花巻市のみらいを\n拓くDX推進計画", "花巻市のみらいを拓くDX推進計画", "花巻市", ("花巻",)),
        ("安全、安心なまちの\n推進計画\n花巻市", "安全、安心なまちの推進計画", "花巻市", ("花巻",)),
        ("手のひらに市役所を\n花 巻 市 計 画\n", "花巻市計画", "花巻市", ("花巻",)),
        ("# 遠野市デジタル戦略\n\n本文。", "遠野市デジタル戦略", "遠野市", ("遠野",)),
        ("青森県デジタル推進計画\n", "青森県デジタル推進計画", "青森県", ("青森",)),
        ("北海道デジタル化推進戦略", "北海道デジタル化推進戦略", "北海道", ()),
        ("京都府京都市\n京都市DX推進計画", "京都市DX推進計画", "京都市", ("京都",)),
        ("東京都町田市\n町田市デジタル戦略", "町田市デジタル戦略", "町田市", ("町田",)),
        ("四日市市DX推進計画", "四日市市DX推進計画", "四日市市", ("四日市",)),
        ("東村山市DX推進計画", "東村山市DX推進計画", "東村山市", ("東村山",)),
        ("玉村町DX推進計画", "玉村町DX推進計画", "玉村町", ("玉村",)),
        ("つくば市DX推進計画", "つくば市DX推進計画", "つくば市", ("つくば",)),
        ("世田谷区DX推進方針", "世田谷区DX推進方針", "世田谷区", ("世田谷",)),
        ("第2期花巻市総合計画", "第2期花巻市総合計画", "花巻市", ("花巻",)),
        ("令和5年度花巻市DX推進計画", "令和5年度花巻市DX推進計画", "花巻市", ("花巻",)),
        ("津市DX推進計画", "津市DX推進計画", "津市", ()),
        ("本市のDX推進方針\n本市では紙を減らす。", "本市のDX推進方針", None, ()),
        ("自治体DX推進計画\n総務省", "自治体DX推進計画", None, ()),
        ("デジタル人材の育成\n全国の市町村の事例。", "デジタル人材の育成", None, ()),
    ],
)
def test_title_and_municipality(
    text: str, title: str, municipality: str | None, aliases: tuple[str, ...]
) -> None:
    info = describe(PATH, text)
    assert (info.title, info.municipality) == (title, municipality)
    assert tuple(alias for alias in info.aliases if not alias.isascii())[: len(aliases)] == aliases


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("花巻市DX推進計画", ("花巻", "はなまきし", "はなまき", "Hanamaki")),
        ("津市DX推進計画", ("Tsu",)),
        ("三郷町DX推進計画", ("三郷", "さんごうちょう", "さんごう", "Sango")),
        ("つくば市DX推進計画", ("つくば", "つくばし", "Tsukuba")),
        # No municipality of Japan: its kanji have several readings.
        (
            "大原野市DX推進計画",
            (
                "大原野",
                "おおはらのし",
                "おおばらのし",
                "おおはらの",
                "おおばらの",
                "Oharano",
                "Obarano",
            ),
        ),
        (
            "大原野市DX推進計画\nおおはらの未来会議",
            ("大原野", "おおはらのし", "おおはらの", "Oharano"),
        ),
        (
            "花巻市DX推進計画\nhttps://www.city.tono.iwate.jp/",
            ("花巻", "はなまきし", "はなまき", "Hanamaki"),
        ),
        ("自治体DX推進計画", ()),
    ],
)
def test_other_ways_to_write_the_name(text: str, aliases: tuple[str, ...]) -> None:
    assert describe(PATH, text).aliases == aliases


def test_the_municipality_of_the_opening_lines_where_the_title_has_none() -> None:
    text = "DX推進計画\n\n遠野市総務部\n\n本市では紙を減らす。"
    assert describe(PATH, text).municipality == "遠野市"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("花巻市DX推進計画", "plan"),
        ("花巻市デジタルプラン", "plan"),
        ("花巻市DX推進基本方針", "policy"),
        ("花巻市デジタル戦略", "policy"),
        ("自治体DX推進計画の事例集", "reference_cases"),
        ("会議のお知らせ", "other"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert describe(PATH, text).kind == kind


def test_what_the_text_does_not_say_stays_open() -> None:
    info = describe(PATH, "花巻市DX推進計画")
    assert (info.publisher, info.version, info.published, info.period) == (None, None, None, None)


def test_a_long_first_line_is_cut() -> None:
    assert (
        describe(PATH, "花巻市では紙を減らします。" * 10).title
        == ("花巻市では紙を減らします。" * 10)[:60]
    )


@pytest.mark.parametrize(
    ("name", "doc_id"),
    [
        ("hanamaki-dx.txt", "hanamaki-dx"),
        ("花巻市 DX（案）.txt", "花巻市-DX-案"),
        ("ＤＸ計画.md", "DX計画"),
        ("---.txt", "document"),
        ("a" * 200 + ".txt", "a" * 80),
    ],
)
def test_an_id_from_a_file_name(name: str, doc_id: str) -> None:
    assert doc_id_for(Path(name)) == doc_id
    assert describe(Path(name), "花巻市DX推進計画").doc_id == doc_id
