"""Hits weighed by their signals: what answers stands above what does not.

The weights are fitted elsewhere (weights.yaml); nothing here depends on their figures.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.fact_fit import FactBook, fact_book
from assistant.question import Question
from assistant.rank import Evidence, rank
from assistant.signals import NAMES, signals_of
from assistant.weights import load_weights
from ingest.index import Index
from ingest.units import Unit
from tests.assistant.small_index import ask_for, hit_of, signals, small_index, unit_with


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("rank"))


@pytest.fixture(scope="module")
def facts(index: Index) -> FactBook:
    return fact_book(index)


def ranked(index: Index, facts: FactBook, question: Question, *units: Unit) -> list[str]:
    """The quotes of the units, best first."""
    found = rank(question, [hit_of(index, unit) for unit in units], index, facts)
    return [one.hit.unit.quote for one in found]


def test_no_hits(index: Index, facts: FactBook) -> None:
    assert rank(ask_for("テレワークの目標は？"), [], index, facts) == []


def test_best_first_and_each_hit_once(index: Index, facts: FactBook) -> None:
    units = [unit_with(index, words) for words in ("電子契約", "コピー", "テレワーク", "改善")]
    hits = [hit_of(index, unit) for unit in units]
    found = rank(ask_for("テレワーク実施率の目標は？"), hits, index, facts)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert sorted(one.hit.row for one in found) == sorted(hit.row for hit in hits)
    assert found[0].hit.unit == unit_with(index, "テレワーク")


def test_a_score_is_what_its_signals_weigh(index: Index, facts: FactBook) -> None:
    question = ask_for("テレワーク実施率の目標は？")
    hits = [hit_of(index, unit_with(index, words)) for words in ("コピー", "テレワーク")]
    values = signals_of(question, hits, index, facts).values
    for one in rank(question, hits, index, facts):
        row = hits.index(one.hit)
        assert one.signals.tolist() == values[row].tolist()
        weighed = sum(
            weight * value
            for weight, value in zip(load_weights().ranking, values[row], strict=True)
        )
        assert one.score == pytest.approx(weighed)
        assert one.coverage == one.signal("coverage")
        assert one.own == one.signal("own")
        assert one.fits_kind is (one.signal("fits_kind") > 0)


@pytest.mark.parametrize("words", ["テレワーク", "コピー", "電子契約", "4年間"])
@pytest.mark.parametrize("text", ["テレワーク実施率の目標は？", "What is the telework rate?"])
def test_ties_stay_in_the_order_of_the_hits(
    index: Index, facts: FactBook, text: str, words: str
) -> None:
    hit = hit_of(index, unit_with(index, words))
    for n_hits in range(2, 24):
        twins = [replace(hit, score=float(number)) for number in range(n_hits)]
        found = rank(ask_for(text), twins, index, facts)
        assert [one.hit.score for one in found] == list(range(n_hits))
        assert len({one.score for one in found}) == 1


def test_a_signal_is_found_by_its_name(index: Index) -> None:
    hit = hit_of(index, unit_with(index, "テレワーク"))
    one = Evidence(hit, 1.0, 0.0, 0.0, fits_kind=False, signals=signals(topic=0.5, late=0.25))
    assert (one.signal("topic"), one.signal("late"), one.signal("row")) == (0.5, 0.25, 0.0)
    with pytest.raises(ValueError, match="not in"):
        one.signal("nothing of the kind")


def test_evidence_without_signals_has_none(index: Index) -> None:
    one = Evidence(hit_of(index, unit_with(index, "テレワーク")), 1.0, 0.0, 0.0, fits_kind=False)
    assert one.signals.shape == (len(NAMES),)
    assert not np.any(one.signals)


def test_what_speaks_of_more_ranks_higher(index: Index, facts: FactBook) -> None:
    units = [unit_with(index, words) for words in ("電子契約", "コピー", "テレワーク")]
    assert ranked(index, facts, ask_for("テレワーク実施率の目標は？"), *units) == [
        "テレワーク実施率を80%にします。",
        "コピー使用量を50%削減します。",  # the section's 目標
        "電子契約 導入準備 本格導入",
    ]


def test_synonyms_and_another_language_find_it_too(index: Index, facts: FactBook) -> None:
    units = [unit_with(index, words) for words in ("電子契約", "コピー", "テレワーク")]
    for text in ("在宅勤務の実施割合は？", "What is the implementation rate of telework?"):
        best, *_ = ranked(index, facts, ask_for(text), *units)
        assert best == "テレワーク実施率を80%にします。", text


@pytest.mark.parametrize(
    ("question", "with_it", "without"),
    [
        (
            "テレワーク実施率は何％？",
            "テレワーク実施率を80%にします。",
            "テレワーク実施率を上げます。",
        ),
        (
            "FY2025のテレワークの予定は？",
            "令和7年度にテレワークを広げます。",
            "令和6年度にテレワークを広げます。",
        ),
        (
            "テレワークの担当は誰？",
            "テレワークは総務課が担います。",
            "テレワークは全員で担います。",
        ),
        ("テレワークはいつから？", "テレワークは4月から始めます。", "テレワークは次に始めます。"),
    ],
)
def test_what_has_what_is_asked_for_ranks_above_the_same_without(
    index: Index, facts: FactBook, question: str, with_it: str, without: str
) -> None:
    unit = unit_with(index, "テレワーク")
    pair = [replace(unit, quote=without), replace(unit, quote=with_it)]
    assert ranked(index, facts, ask_for(question), *pair) == [with_it, without]


def test_a_bare_heading_ranks_below_a_sentence_that_says_the_same(
    index: Index, facts: FactBook
) -> None:
    unit = unit_with(index, "テレワーク")
    hits = [hit_of(index, replace(unit, kind="heading")), hit_of(index, unit)]
    found = rank(ask_for("テレワーク実施率は？"), hits, index, facts)
    assert [one.hit.unit.kind for one in found] == ["sentence", "heading"]


def test_the_nearer_hit_ranks_first(index: Index, facts: FactBook) -> None:
    question = ask_for("テレワーク実施率は？")
    hit = hit_of(index, unit_with(index, "テレワーク"))
    near, far = replace(hit, cosine=0.95), replace(hit, cosine=0.5)
    assert [one.hit.cosine for one in rank(question, [far, near], index, facts)] == [0.95, 0.5]
    strong, weak = replace(hit, bm25=9.0), replace(hit, bm25=1.0)
    assert [one.hit.bm25 for one in rank(question, [weak, strong], index, facts)] == [9.0, 1.0]


def test_what_does_not_name_the_place_ranks_below_what_does(index: Index, facts: FactBook) -> None:
    hit = hit_of(index, unit_with(index, "推進リーダー"))
    question = ask_for("横浜市は推進リーダーを何人育成する？")
    hits = [replace(hit, named=False), hit]
    assert [one.hit.named for one in rank(question, hits, index, facts)] == [True, False]
