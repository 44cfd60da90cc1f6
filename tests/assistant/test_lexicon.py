"""Synonyms: which phrases a text has, and what else says the same."""

from __future__ import annotations

from importlib import resources

import pytest
import yaml

from assistant.lexicon import Concept, Lexicon, load_lexicon
from ingest.normalize import normalize
from ingest.terms import terms_of


def phrases(lexicon: Lexicon, text: str) -> list[str]:
    return [concept.phrase for concept in lexicon.find(text)[0]]


def says(concept: Concept, text: str) -> bool:
    normalized = normalize(text)
    return concept.satisfied_by(frozenset(terms_of(normalized)), normalized.lower())


def only_concept(text: str) -> Concept:
    (concept,), _ = load_lexicon().find(normalize(text))
    return concept


def test_the_longest_phrase_is_found() -> None:
    lexicon = Lexicon([["推進", "promote"], ["推進本部", "headquarters"], ["本部", "office"]])
    assert phrases(lexicon, "推進本部の設置") == ["推進本部"]
    assert phrases(lexicon, "本部の推進") == ["本部", "推進"]
    assert phrases(lexicon, "推進本部と推進") == ["推進本部", "推進"]


def test_the_rest_is_the_text_without_the_words_found() -> None:
    lexicon = Lexicon([["推進", "promote"]])
    assert lexicon.find("DXの推進と推進")[1] == "dxの  と  "


def test_english_phrases_are_whole_words_and_may_be_plural() -> None:
    lexicon = Lexicon([["目標", "target"], ["率", "rate"], ["課", "class"]])
    assert phrases(lexicon, "Targets of the class") == ["target", "class"]
    assert phrases(lexicon, "a corporate retargeting, classy") == []


def test_a_phrase_of_two_groups_takes_the_words_of_both() -> None:
    lexicon = Lexicon([["研修", "training"], ["育成", "training"]])
    (concept,), _ = lexicon.find("training")
    assert concept.wordings == ("training", "研修", "育成")
    (concept,), _ = lexicon.find("研修")
    assert concept.wordings == ("研修", "training")


def test_the_first_japanese_wording() -> None:
    lexicon = Lexicon([["telework", "在宅勤務", "テレワーク"], ["drone", "uav"]])
    assert lexicon.find("telework")[0][0].japanese == "在宅勤務"
    assert lexicon.find("drone")[0][0].japanese is None


def test_all_words_of_one_way_to_say_it_must_be_there() -> None:
    concept = Concept("紙の削減", (("紙", "削減"), ("ペーパーレス",)))
    assert concept.satisfied_by(frozenset({"紙", "量", "削減"}), "")
    assert concept.satisfied_by(frozenset({"ペーパーレス"}), "")
    assert not concept.satisfied_by(frozenset({"紙", "量"}), "")


def test_a_japanese_wording_counts_as_it_stands_in_a_text() -> None:
    concept = Concept("窓口", (("窓口",),), ("窓口", "counter"))
    assert concept.satisfied_by(frozenset(), "総合窓口化")
    assert not concept.satisfied_by(frozenset(), "the counter")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("telework", "テレワークを推進する。"),
        ("working from home", "テレワーク"),
        ("テレワーク", "Staff telework once a month."),
        ("在宅勤務", "テレワークを推進する。"),
        ("paperless", "ペーパーレス化を進める。"),
        ("ペーパーレス", "a paperless office"),
        ("electronic contracts", "電子契約を導入する。"),
        ("chatbot", "チャットボット"),
        ("スマホ", "スマートフォンの使い方"),
        ("ｽﾏﾎ", "スマートフォンの使い方"),
        ("デジタルデバイド", "デジタルデバインド対策"),
    ],
)
def test_synonyms_both_ways(question: str, text: str) -> None:
    assert says(only_concept(question), text)


@pytest.mark.parametrize(
    ("question", "text"),
    [("telework", "ペーパーレス"), ("テレワーク", "電子決裁を導入する。"), ("chatbot", "ドローン")],
)
def test_what_is_no_synonym(question: str, text: str) -> None:
    assert not says(only_concept(question), text)


def shipped_groups() -> list[list[str]]:
    text = resources.files("assistant").joinpath("lexicon.yaml").read_text(encoding="utf-8")
    groups: list[list[str]] = yaml.safe_load(text)
    return groups


def test_each_shipped_group_has_several_phrases_none_of_them_twice() -> None:
    for group in shipped_groups():
        assert len(group) > 1, group
        assert all(isinstance(phrase, str) and phrase.strip() for phrase in group), group
        spellings = [normalize(phrase).lower() for phrase in group]
        assert len(set(spellings)) == len(spellings), group


def test_each_shipped_group_speaks_both_languages_or_is_an_abbreviation() -> None:
    for group in shipped_groups():
        assert any(phrase.isascii() for phrase in group), group


def test_no_shipped_group_is_there_twice() -> None:
    groups = [frozenset(group) for group in shipped_groups()]
    assert len(set(groups)) == len(groups)
