"""Answers and exchanges for tests."""

from typing import Any

from assistant.kept.transcripts import Exchange
from assistant.schema import Answer, Citation, Timings

CITATION = Citation(
    n=1,
    doc_id="aoba",
    title="DX推進計画",
    municipality="青葉市",
    section=("第1章 目標",),
    page=3,
    quote="実施率80%",
    start=7,
    end=13,
)


def make_answer(text: str = "実施率は80%です。[1]", **values: Any) -> Answer:
    """An answered question, unless ``values`` say otherwise."""
    defaults: dict[str, Any] = {
        "question": "目標は？",
        "standalone_question": "目標は？",
        "language": "ja",
        "status": "answered",
        "mode": "extractive",
        "answer": text,
        "citations": (CITATION,),
        "followups": (),
        "confidence": 0.9,
        "timings_ms": Timings(),
    }
    return Answer(**{**defaults, **values})


def make_exchange(question: str = "目標は？", **values: Any) -> Exchange:
    """An exchange of the extractive assistant."""
    return Exchange(question=question, answer=make_answer(question=question, **values))
