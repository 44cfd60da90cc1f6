"""Typed facts by the unit they stand in, and which unit defines what is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.fact_fit import FactBook, UnitFacts, defines, fact_book, spellings_of
from ingest.facts.records import Definition, DocumentFacts, Role, ScheduleEntry, Target
from ingest.structure.records import Span
from ingest.units import Unit
from tests.assistant.small_index import ask_for, small_index, unit_with

SPAN = Span(0, 4)


def unit(unit_id: str) -> Unit:
    return Unit(unit_id, "d", "sentence", (), 0, 4, "本文です")


def definition(term: str, *unit_ids: str) -> Definition:
    return Definition(term, "自動化する技術", SPAN, "本文です", unit_ids)


def defining(*terms: str) -> UnitFacts:
    return UnitFacts(definitions=[definition(term, "d:0-4") for term in terms])


def test_each_fact_is_found_by_its_unit() -> None:
    facts = DocumentFacts(
        "d",
        targets=(Target("率", "80", "%", "80%", None, None, None, None, SPAN, "", ("d:0-4",)),),
        definitions=(definition("RPA", "d:5-9"),),
        schedule=(ScheduleEntry("研修", 2025, 2025, "実施", SPAN, "", ("d:0-4",)),),
        roles=(Role("市長", "本部長", SPAN, "", ("d:10-14",)),),
    )
    book = FactBook([facts])
    first, second, third = (book.of(unit(one)) for one in ("d:0-4", "d:5-9", "d:10-14"))
    assert (first.targets, first.schedule) == (list(facts.targets), list(facts.schedule))
    assert (first.definitions, first.roles) == ([], [])
    assert second.definitions == list(facts.definitions)
    assert third.roles == list(facts.roles)


def test_a_fact_over_several_units_is_the_first_one_s() -> None:
    book = FactBook([DocumentFacts("d", definitions=(definition("RPA", "d:0-4", "d:5-9"),))])
    assert len(book.of(unit("d:0-4")).definitions) == 1
    assert book.of(unit("d:5-9")).definitions == []


def test_a_fact_of_no_unit_is_nowhere_and_hurts_nothing() -> None:
    book = FactBook([DocumentFacts("d", definitions=(definition("RPA"),))])
    assert book.of(unit("d:0-4")).definitions == []


def test_asking_for_a_unit_that_holds_none_keeps_none() -> None:
    book = FactBook([])
    assert book.of(unit("a")) is book.of(unit("b"))
    assert book.of(unit("a")) == UnitFacts()


def test_the_facts_of_an_index(tmp_path: Path) -> None:
    index = small_index(tmp_path)
    book = fact_book(index)
    (target,) = book.of(unit_with(index, "テレワーク")).targets
    assert (target.value, target.unit) == ("80", "%")
    entries = book.of(unit_with(index, "電子契約")).schedule
    assert [(one.what, one.fiscal_years) for one in entries] == [
        ("導入準備", (2023,)),
        ("本格導入", (2025,)),
    ]
    (period,) = book.of(unit_with(index, "5年間")).periods
    assert (period.first_fiscal_year, period.last_fiscal_year) == (2024, 2028)
    assert book.of(unit_with(index, "コピー")).definitions == []


@pytest.mark.parametrize(
    ("term", "spellings"),
    [
        ("RPA", {"rpa"}),
        ("ＲＰＡ", {"rpa"}),
        ("DX（デジタル・トランスフォーメーション）", {"dx", "デジタル・トランスフォーメーション"}),
        ("書かない窓口／ワンストップ窓口", {"書かない窓口", "ワンストップ窓口"}),
        ("「スマート市役所」", {"スマート市役所"}),
        ("※EBPM", {"ebpm"}),
        # One character is no term by which anything is told.
        ("A（Z）", set()),
        ("", set()),
    ],
)
def test_the_ways_to_write_a_term(term: str, spellings: set[str]) -> None:
    assert spellings_of(term) == spellings


@pytest.mark.parametrize(
    "question",
    [
        "RPAとは何ですか",
        "ＲＰＡとは？",
        "RPAの意味を教えて",
        "RPAは何の略？",
        "What does RPA stand for?",
        # A definition of it among other words is one still.
        "この計画の中で出てくるRPAとは何のこと？",
    ],
)
def test_a_definition_asked_for(question: str) -> None:
    asked = ask_for(question)
    assert asked.kind == "definition"
    assert defines(asked, defining("RPA"))
    assert not defines(asked, defining("EBPM"))
    assert not defines(asked, UnitFacts())


def test_any_spelling_of_a_term_will_do() -> None:
    known = defining("DX（デジタル・トランスフォーメーション）")
    assert defines(ask_for("デジタル・トランスフォーメーションとは？"), known)
    assert defines(
        ask_for("デジタル トランスフォーメーションとは？"),
        defining("デジタルトランスフォーメーション"),
    )
    assert defines(ask_for("DXとは？"), known)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("RPAXとは？", "RPA"),
        ("XRPAとは？", "RPA"),
        ("AI-OCRとは？", "AI"),
    ],
)
def test_a_part_of_a_longer_latin_word_is_not_the_term(question: str, term: str) -> None:
    assert not defines(ask_for(question), defining(term))


def test_a_term_and_hardly_anything_else_asks_what_it_is() -> None:
    bare, more = ask_for("RPAについて"), ask_for("RPAの導入費用について")
    assert bare.kind == more.kind == "fact"
    assert defines(bare, defining("RPA"))
    assert not defines(more, defining("RPA"))


@pytest.mark.parametrize("question", ["RPAは何業務で使う？", "RPAはいつから？", "RPAの担当は誰？"])
def test_other_kinds_ask_for_no_definition(question: str) -> None:
    assert not defines(ask_for(question), defining("RPA"))
