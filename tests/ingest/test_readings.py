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
    ],
)
def test_readings(stem: str, kana: str, romaji: str) -> None:
    assert (kana_of(stem), romaji_of(stem)) == (kana, romaji)


@pytest.mark.parametrize("stem", ["𓀀𓀁", "DX", ""])
def test_what_has_no_reading(stem: str) -> None:
    assert romaji_of(stem) in ("", "Dx")


def test_a_domain_that_sounds_alike_is_the_municipality_s_own() -> None:
    assert romaji_of("砂川見", "mail: dx@town.sunakawami.example.jp") == "Sunakawami"
    assert romaji_of("砂川見", "https://www.city.tono.iwate.jp/") == romaji_of("砂川見")
