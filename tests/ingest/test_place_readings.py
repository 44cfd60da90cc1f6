"""How places are read: the table of municipalities, and kanji by kanji."""

from __future__ import annotations

import pytest

from ingest.place_readings import apart, readings_of


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("久慈市", ("く", "じ", "し")),
        ("北九州市", ("きた", "きゅう", "しゅう", "し")),
        ("上里町", ("かみ", "さと", "まち")),
        ("神戸", ("こうべ",)),
        ("津", ("つ",)),
    ],
)
def test_a_municipality_of_japan_has_one_reading(name: str, parts: tuple[str, ...]) -> None:
    found = readings_of(name)
    assert [one.kana for one in found] == ["".join(parts)]
    assert found[0].likelihood == 1.0


def test_others_are_read_as_their_kanji_are_in_place_names() -> None:
    found = readings_of("朝日野")
    assert found[0].kana == "あさひの"
    assert found[0].likelihood < 1.0
    assert found == sorted(found, key=lambda one: -one.likelihood)
    assert readings_of("朝日野町")[0].kana == "あさひのちょう"


def test_the_first_kanji_is_not_voiced_as_the_second_may_be() -> None:
    assert readings_of("霧ヶ丘")[0].kana == "きりがおか"


@pytest.mark.parametrize("name", ["", "DX", "𓀀𓀁"])
def test_what_has_no_reading(name: str) -> None:
    assert readings_of(name) == []


def test_a_reading_is_shared_among_the_kanji_where_that_works_out() -> None:
    assert apart("松浦", "まつうら") == ("まつ", "うら")
    assert apart("東雲", "しののめ") == ("しののめ",)
