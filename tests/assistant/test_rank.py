"""What makes evidence good: it speaks of what was asked, and has what the kind asks for.

The weights are tuned elsewhere; nothing here depends on their figures.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from assistant.question import Question
from assistant.rank import Evidence, concept_weight, rank, topic_of
from ingest.index import Index
from ingest.units import Unit
from tests.assistant.small_index import ask_for, hit_of, small_index, unit_with


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("rank"))


def weighed(index: Index, question: Question, unit: Unit) -> Evidence:
    (evidence,) = rank(question, [hit_of(index, unit)], index)
    return evidence


def test_no_hits(index: Index) -> None:
    assert rank(ask_for("テレワークの目標は？"), [], index) == []


def test_coverage_is_the_share_of_what_the_question_speaks_of(index: Index) -> None:
    question = ask_for("テレワーク実施率の目標は？")
    telework = weighed(index, question, unit_with(index, "テレワーク"))
    copying = weighed(index, question, unit_with(index, "コピー"))
    contract = weighed(index, question, unit_with(index, "電子契約"))

    # "目標" stands in the section's heading only: covered, but not by the statement's own words.
    assert telework.coverage == pytest.approx(1.0)
    assert 0.0 < telework.own < 1.0
    assert 0.0 < copying.coverage < 1.0
    assert copying.own == 0.0
    assert contract.coverage == contract.own == 0.0
    assert telework.score > copying.score > contract.score


def test_synonyms_cover_too(index: Index) -> None:
    for text in ("在宅勤務の実施割合は？", "What is the implementation rate of telework?"):
        found = weighed(index, ask_for(text), unit_with(index, "テレワーク"))
        assert found.own == pytest.approx(1.0), text


def test_a_question_without_concepts_covers_nothing(index: Index) -> None:
    found = weighed(index, ask_for("いつですか"), unit_with(index, "テレワーク"))
    assert (found.coverage, found.own) == (0.0, 0.0)


def test_a_rare_concept_weighs_more(index: Index) -> None:
    # 電子 stands in both rows of the table, テレワーク in one sentence.
    n = index.meta.n_units
    assert concept_weight(index, (("電子",),)) == pytest.approx(math.log(1 + (n - 1.5) / 2.5))
    assert concept_weight(index, (("テレワーク",),)) == pytest.approx(math.log(1 + (n - 0.5) / 1.5))
    assert concept_weight(index, (("テレワーク",),)) > concept_weight(index, (("電子",),))


def test_the_most_common_wording_tells_how_rare_a_concept_is(index: Index) -> None:
    both = concept_weight(index, (("テレワーク",), ("電子",)))
    assert both == concept_weight(index, (("電子",),))
    # Of a wording in several words the rarest counts; a word that is nowhere makes it unseen.
    assert concept_weight(index, (("電子", "契約"),)) == concept_weight(index, (("契約",),))
    n = index.meta.n_units
    unseen = pytest.approx(math.log(1 + (n + 0.5) / 0.5))
    assert concept_weight(index, (("電子", "宇宙"),)) == unseen
    assert concept_weight(index, ()) == unseen


@pytest.mark.parametrize(
    ("question", "words", "fits"),
    [
        ("テレワーク実施率は何％？", "テレワーク", True),
        ("電子契約は何件？", "電子契約", False),
        ("計画はいつまで？", "4年間", True),
        ("テレワークはいつまで？", "テレワーク", False),
        ("推進リーダーは誰？", "推進リーダー", True),
        ("コピーの担当は誰？", "コピー", False),
        ("コピーをどう減らしますか？", "コピー", True),
    ],
)
def test_fit_of_kind(index: Index, question: str, words: str, fits: bool) -> None:
    assert weighed(index, ask_for(question), unit_with(index, words)).fits_kind is fits


def test_what_fits_the_kind_ranks_above_the_same_without(index: Index) -> None:
    question = ask_for("テレワーク実施率は何％？")
    unit = unit_with(index, "テレワーク")
    vague = replace(unit, quote="テレワーク実施率を上げます。")
    assert weighed(index, question, unit).score > weighed(index, question, vague).score


def test_the_year_asked_for_ranks_above_another(index: Index) -> None:
    question = ask_for("FY2025のテレワークの予定は？")
    unit = unit_with(index, "テレワーク")
    asked = weighed(index, question, replace(unit, quote="令和7年度にテレワークを広げます。"))
    other = weighed(index, question, replace(unit, quote="令和6年度にテレワークを広げます。"))
    assert asked.score > other.score


def test_a_bare_heading_ranks_below_a_sentence_that_says_the_same(index: Index) -> None:
    question = ask_for("テレワーク実施率は？")
    unit = unit_with(index, "テレワーク")
    heading = replace(unit, kind="heading")
    assert weighed(index, question, unit).score > weighed(index, question, heading).score


def test_the_nearer_hit_ranks_first(index: Index) -> None:
    question = ask_for("テレワーク実施率は？")
    hit = hit_of(index, unit_with(index, "テレワーク"))
    near, far = replace(hit, cosine=0.95), replace(hit, cosine=0.5)
    assert [one.hit.cosine for one in rank(question, [far, near], index)] == [0.95, 0.5]
    strong, weak = replace(hit, bm25=9.0), replace(hit, bm25=1.0)
    assert [one.hit.bm25 for one in rank(question, [weak, strong], index)] == [9.0, 1.0]


def test_best_first(index: Index) -> None:
    words = ("電子契約", "コピー", "テレワーク", "4年間")
    hits = [hit_of(index, unit_with(index, one)) for one in words if one != "4年間"]
    scores = [one.score for one in rank(ask_for("テレワーク実施率の目標は？"), hits, index)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3


@pytest.mark.parametrize(
    ("first_cell", "statement", "topic"),
    [
        ("電子契約", "電子契約 導入", "電子契約"),
        ("ＤＸ", "ＤＸ 用語", "dx"),
        ("", "［デジタル推進課］は、情報資産を管理する。", "デジタル推進課"),
        ("", "RPAとは、作業を自動化する技術のこと。", "rpa"),
        ("", "計画の期間は、4年間とする。", "計画の期間"),
        ("", "推進する。", ""),
    ],
)
def test_what_a_statement_is_about(first_cell: str, statement: str, topic: str) -> None:
    assert topic_of(first_cell, statement) == topic
