"""The Answer has exactly the keys of the contract (DESIGN.md, section 3)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.schema import Answer, Citation, Timings

CITATION: dict[str, Any] = {
    "n": 1,
    "doc_id": "aoba",
    "title": "計画",
    "municipality": None,
    "section": ["1 目標"],
    "page": None,
    "quote": "80%",
    "start": 3,
    "end": 6,
}
ANSWER: dict[str, Any] = {
    "question": "目標は？",
    "standalone_question": "目標は？",
    "language": "ja",
    "status": "answered",
    "mode": "extractive",
    "answer": "80% [1]",
    "citations": [CITATION],
    "followups": [],
    "confidence": 0.5,
    "timings_ms": {"understand": 1, "retrieve": 2, "answer": 3, "verify": 4, "total": 10},
}


def test_the_keys_of_the_contract_in_their_order() -> None:
    printed = json.loads(Answer.model_validate(ANSWER).model_dump_json())
    assert list(printed) == [
        "question",
        "standalone_question",
        "language",
        "status",
        "mode",
        "answer",
        "citations",
        "followups",
        "confidence",
        "timings_ms",
    ]
    assert list(printed["citations"][0]) == [
        "n",
        "doc_id",
        "title",
        "municipality",
        "section",
        "page",
        "quote",
        "start",
        "end",
    ]
    assert list(printed["timings_ms"]) == ["understand", "retrieve", "answer", "verify", "total"]


def test_what_is_printed_is_what_was_said() -> None:
    answer = Answer.model_validate(ANSWER)
    assert json.loads(answer.model_dump_json()) == ANSWER
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


@pytest.mark.parametrize(
    "change",
    [
        {"language": "fr"},
        {"status": "unknown"},
        {"mode": "magic"},
        {"confidence": 1.5},
        {"confidence": -0.1},
        {"extra": 1},
        {"citations": [{**CITATION, "n": 0}]},
        {"citations": [{**CITATION, "start": -1}]},
        {"citations": [{**CITATION, "note": "x"}]},
    ],
)
def test_anything_else_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate({**ANSWER, **change})


@pytest.mark.parametrize("key", sorted(ANSWER))
def test_nothing_may_be_missing(key: str) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate({name: value for name, value in ANSWER.items() if name != key})


@pytest.mark.parametrize("status", ["answered", "not_found", "clarify"])
@pytest.mark.parametrize("mode", ["extractive", "llm"])
def test_every_status_and_mode(status: str, mode: str) -> None:
    assert Answer.model_validate({**ANSWER, "status": status, "mode": mode}).status == status


def test_records_do_not_change() -> None:
    citation = Citation.model_validate(CITATION)
    with pytest.raises(ValidationError):
        citation.quote = "90%"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Timings().total = 1.0  # type: ignore[misc]
