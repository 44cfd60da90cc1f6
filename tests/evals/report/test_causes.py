from __future__ import annotations

import pytest

from assistant.schema import Answer
from evals.dataset import Item
from evals.report.causes import MEANINGS, failure_of
from evals.results import Result, Retrieved, Scores, base_result
from tests.evals.small_city import REFUSAL, answer, item, unanswerable

FOUND = (
    Retrieved(chunk_id="hill:0-9", doc_id="hill", section=("1 テレワーク",), relevant=False),
    Retrieved(chunk_id="hill:9-19", doc_id="hill", section=("1 テレワーク",), relevant=True),
)
MISSED = FOUND[:1] * 10 + FOUND[1:]


def _result(
    of: Item,
    said: Answer,
    *,
    correct: bool = False,
    citation_right: bool | None = False,
    retrieved: tuple[Retrieved, ...] = FOUND,
    groundedness: float | None = 1.0,
) -> Result:
    return base_result(of, "ok").model_copy(
        update={
            "answer": said,
            "correct": correct,
            "citation_right": citation_right,
            "retrieved": retrieved,
            "scores": Scores(groundedness=groundedness),
        }
    )


CLARIFY = answer("どの自治体ですか", status="clarify")


@pytest.mark.parametrize(
    ("result", "cause"),
    [
        (_result(item(), REFUSAL), "wrong refusal"),
        (_result(item(), REFUSAL, retrieved=MISSED), "retrieval miss"),
        (_result(item(), CLARIFY), "asked back"),
        (_result(item(), answer("80%" + "あ" * 600)), "too long"),
        (_result(item(), answer("80%、50%")), "forbidden words"),
        (_result(item(), answer("70%"), groundedness=0.5), "ungrounded"),
        (_result(item(), answer("研修")), "wrong unit chosen"),
        (_result(item(), answer("研修"), retrieved=MISSED), "retrieval miss"),
        (_result(item(), answer("実施"), citation_right=True), "incomplete"),
        (_result(item(), answer("80%"), correct=True), "wrong citation"),
    ],
)
def test_causes(result: Result, cause: str) -> None:
    failure = failure_of(item(), result)
    assert failure is not None
    assert failure.cause == cause
    assert cause in MEANINGS


def test_an_answer_where_the_plans_do_not_say() -> None:
    of = unanswerable()
    failure = failure_of(of, _result(of, answer("80%"), citation_right=None))
    assert failure is not None
    assert failure.cause == "should have refused"


def test_an_error_is_a_cause_of_its_own() -> None:
    failure = failure_of(item(), base_result(item(), "error"))
    assert failure is not None
    assert failure.cause == "error"


def test_what_is_right_or_ungraded_is_no_failure() -> None:
    right = _result(item(), answer("80%"), correct=True, citation_right=True)
    assert failure_of(item(), right) is None
    of = unanswerable()
    assert failure_of(of, _result(of, REFUSAL, correct=True, citation_right=None)) is None
    ungraded = right.model_copy(update={"status": "unscored"})
    assert failure_of(item(), ungraded) is None


def test_what_is_missing_is_told() -> None:
    failure = failure_of(item(), _result(item(), answer("50%")))
    assert failure is not None
    assert failure.missing == (("80%", "8割"),)
    assert failure.forbidden == ("50%",)
