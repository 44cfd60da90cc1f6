from __future__ import annotations

import pytest

from ingest.terms import coined_names, terms_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("令和7年度までにテレワークを推進する", ["2025年度", "テレワーク", "telework", "推進"]),
        ("R7のデータ活用", ["2025年度", "データ", "data", "活用"]),
        ("職員は研修を行った", ["職員", "研修"]),
        ("A I・R P Aの利用促進", ["ai", "rpa", "利用", "促進"]),
        ("what is our telework target", ["telework", "target"]),
        ("The targets of policies in FY2025", ["2025年度", "target", "policy"]),
        ("access, status, basis", ["access", "status", "basis"]),
        ("", []),
        ("、。　", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms


@pytest.mark.parametrize("written", ["令和７年度", "Ｒ7", "FY2025", "2025年度"])
def test_one_year_is_one_term_however_it_is_written(written: str) -> None:
    assert terms_of(f"{written}の目標")[0] == "2025年度"


def test_full_width_and_half_width_are_one() -> None:
    assert terms_of("ﾃﾚﾜｰｸ ＤＸ") == terms_of("テレワーク DX")


def test_a_word_has_one_term_in_all_its_forms() -> None:
    assert terms_of("減らす") == terms_of("減らした") == terms_of("減らさない")[:1]


def test_names_that_no_dictionary_has() -> None:
    assert coined_names("くじモバの目的と(ア)の違い") == ["くじモバ"]
    assert "くじモバ" in terms_of("「くじモバ」を始める")
    assert coined_names("テレワークの目標") == []


def test_repetitions_are_kept() -> None:
    assert terms_of("研修と研修") == ["研修", "研修"]


def test_the_head_of_a_municipality_that_no_dictionary_has() -> None:
    assert "町長" in terms_of("霧坂町長　　篠 倉 　和 夫")
    assert terms_of("久慈市長").count("市長") == 1
    assert "町長" not in terms_of("霧坂町長期計画")
    assert "村長" not in terms_of("市区町村長会")
