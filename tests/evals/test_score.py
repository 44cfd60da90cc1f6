from __future__ import annotations

import math
from pathlib import Path

import pytest

from assistant.service import Trace
from evals.gold import Gold, find_gold
from evals.library import Library
from evals.results import Result
from evals.score import score
from tests.evals.small_city import REFUSAL, answer, cite, evidence_of, item, unanswerable


def _gold(library: Library, **changes: object) -> Gold:
    (gold,) = find_gold(Path("items.jsonl"), [item(**changes)], library)
    return gold


def _result(library: Library, trace: Trace, **changes: object) -> Result:
    return score(_gold(library, **changes), trace, 12.3456, library)


def test_a_right_answer(small: Library) -> None:
    right = answer("令和7年度までに80% [1]", [cite(small, "hill", "令和7年度までに80%")])
    result = _result(small, Trace(right, ()))
    assert (result.status, result.correct, result.citation_right) == ("ok", True, True)
    assert result.latency_ms == 12.35
    assert result.scores.citation_precision == 1.0
    assert result.scores.citation_recall == 1.0
    assert result.scores.groundedness == 1.0
    assert result.scores.refusal_precision is None


def test_the_right_words_from_the_wrong_place(small: Library) -> None:
    wrong = answer("80% [1]", [cite(small, "hill", "30人")])
    result = _result(small, Trace(wrong, ()))
    assert (result.correct, result.citation_right) == (True, False)
    assert result.scores.citation_recall == 0.0
    assert result.scores.groundedness == 0.0


def test_half_of_the_citations_are_right_and_half_of_the_evidence_is_cited(small: Library) -> None:
    cites = [cite(small, "hill", "80%とする。"), cite(small, "lake", "50%", 2)]
    result = _result(
        small, Trace(answer("80% [1][2]", cites), ()), evidence=["80%とする", "総務課"]
    )
    assert result.scores.citation_precision == 0.5
    assert result.scores.citation_recall == 0.5


def test_refusals(small: Library) -> None:
    wrong = _result(small, Trace(REFUSAL, ()))
    assert (wrong.correct, wrong.citation_right, wrong.scores.refusal_precision) == (
        False,
        False,
        0.0,
    )
    gold = Gold(unanswerable(), (), (), 0)
    right = score(gold, Trace(REFUSAL, ()), 1.0, small)
    assert (right.correct, right.citation_right) == (True, None)
    assert (right.scores.refusal_precision, right.scores.refusal_recall) == (1.0, 1.0)
    assert right.scores.groundedness is None


def test_ranking(small: Library) -> None:
    hill, lake = small["hill"], small["lake"]
    by_text = {unit.quote: unit for unit in hill.units}
    order = [
        evidence_of(lake, lake.units[-1]),
        evidence_of(hill, by_text["担当は総務課とする。"]),
        evidence_of(hill, by_text["テレワークの実施率を令和7年度までに80%とする。"]),
    ]
    result = _result(small, Trace(REFUSAL, tuple(order)))
    assert [one.relevant for one in result.retrieved] == [False, False, True]
    assert (result.scores.section_hit_1, result.scores.section_hit_5) == (0.0, 1.0)
    assert (result.scores.recall_5, result.scores.mrr_10) == (1.0, 1 / 3)
    assert result.scores.ndcg_10 == pytest.approx(1 / math.log2(4))


def test_an_item_that_cannot_be_graded_is_unscored(small: Library) -> None:
    result = _result(small, Trace(answer("80%"), ()), must=[])
    assert (result.status, result.correct, result.scored) == ("unscored", None, False)
