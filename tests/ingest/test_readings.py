from __future__ import annotations

import pytest

from ingest.readings import kana_of, romaji_of


@pytest.mark.parametrize(
    ("stem", "kana", "romaji"),
    [
        ("久慈", "くじ", "Kuji"),
        ("神戸", "こうべ", "Kobe"),
        ("大阪", "おおさか", "Osaka"),
        ("北九州", "きたきゅうしゅう", "Kitakyushu"),
        ("四日市", "よっかいち", "Yokkaichi"),
        ("つくば", "つくば", "Tsukuba"),
        ("松浦", "まつうら", "Matsuura"),
        ("札幌", "さっぽろ", "Sapporo"),
        ("常陸大宮", "ひたちおおみや", "Hitachiomiya"),
        ("朝日野", "あさひの", "Asahino"),
        ("瑞原", "みずはら", "Mizuhara"),
        # No place name has 葦, which is read as it is by itself.
        ("葦室", "あしむろ", "Ashimuro"),
    ],
)
def test_readings(stem: str, kana: str, romaji: str) -> None:
    assert (kana_of(stem)[0], romaji_of(stem)[0]) == (kana, romaji)


@pytest.mark.parametrize("stem", ["𓀀𓀁", "DX", ""])
def test_what_has_no_reading(stem: str) -> None:
    assert romaji_of(stem) in ([], ["Dx"])


def test_a_domain_that_sounds_alike_is_the_municipality_s_own() -> None:
    assert romaji_of("砂川見", "mail: dx@town.sunakawami.example.jp")[0] == "Sunakawami"
    assert romaji_of("砂川見", "https://www.city.tono.iwate.jp/") == romaji_of("砂川見")


def test_a_reading_that_stands_in_the_document_is_the_right_one() -> None:
    assert kana_of("砂川見")[0] != "すながわみ"
    assert kana_of("砂川見", "（すながわみ暮らし）") == ["すながわみ"]
    assert romaji_of("砂川見", "（すながわみ暮らし）") == ["Sunagawami"]


def test_several_readings_are_known_where_none_is_sure() -> None:
    assert {"すなかわみ", "すながわみ"} <= set(kana_of("砂川見"))
    assert len(kana_of("久慈")) == 1


def test_a_reading_that_the_text_has_behind_the_name_is_the_right_one() -> None:
    text = "栂瀬村（とがせむら）は山の村です。"
    assert kana_of("栂瀬村", text) == ["とがせむら"]
    assert romaji_of("栂瀬", text, of="栂瀬村") == ["Togase"]
    assert "Togase" not in romaji_of("栂瀬", "", of="栂瀬村")


def test_nor_is_that_of_a_longer_name_or_of_another_kind() -> None:
    assert romaji_of("久慈", "北久慈（きたくじ）地区", of="久慈市") == ["Kuji"]
    assert "Shinosaka" not in romaji_of("大阪", "新大阪（しんおおさか）駅", of="大阪市")
