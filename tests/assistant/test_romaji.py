"""Japanese words quoted in Latin letters."""

from __future__ import annotations

import pytest

from assistant.romaji import quoted_romaji
from tests.assistant.small_index import ask_for


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('What is the "sura-sura counter"?', {"sura-sura": ("すらすら", "スラスラ")}),
        ("How is 'yasashii nihongo' explained?", {"yasashii": ("やさしい", "ヤサシイ"), "nihongo": ("にほんご", "ニホンゴ")}),
        ("the “gakkou kippu” scheme", {"gakkou": ("がっこう", "ガッコウ"), "kippu": ("きっぷ", "キップ")}),
        ("What is the digital counter?", {}),
        ('What is "open data"?', {}),
        ('How common is "remote" work?', {}),
        ('What does "counter" mean?', {}),
        ("It's the mayor's plan", {}),
        ("sura-sura counter", {}),
    ],
)  # fmt: skip
def test_what_reads_as_japanese(text: str, words: dict[str, tuple[str, str]]) -> None:
    assert quoted_romaji(text) == words


def test_a_question_speaks_of_it_in_kana() -> None:
    concepts = ask_for('What is the "sura-sura counter"?').concepts
    (spelled,) = (one for one in concepts if one.phrase == "sura-sura")
    assert spelled.satisfied_by(frozenset(), "すらすらカウンター")
    assert not spelled.satisfied_by(frozenset(), "窓口")
    assert any("すらすら" in query for query in ask_for('What is the "sura-sura counter"?').queries)


def test_what_the_lexicon_knows_is_no_such_word() -> None:
    assert [one.phrase for one in ask_for('What is "open data"?').concepts] == [
        one.phrase for one in ask_for("What is open data?").concepts
    ]
