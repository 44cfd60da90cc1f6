"""What the assistant says: the Answer that the CLI prints and the API returns (DESIGN.md, 3)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from prompts import Language

Status = Literal["answered", "not_found", "clarify"]
Mode = Literal["extractive", "llm"]

QUESTION_LIMIT = 2000
"""Characters that a question may have."""


class Record(BaseModel):
    """A frozen record that knows all its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Record):
    """A verbatim span of a source.

    Attributes:
        n: the number of its marker ``[n]`` in the answer, from 1.
        section: the headings above it, from the top down.
        page: page number, from 1; None where the format has none.
        quote: ``text[start:end]`` without markup, table separators and line-wrap breaks.
        start, end: character offsets into the document's text as kept in the index.
    """

    n: Annotated[int, Field(ge=1)]
    doc_id: str
    title: str
    municipality: str | None
    section: tuple[str, ...]
    page: int | None
    quote: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Timings(Record):
    """Milliseconds that each step took."""

    understand: float = 0.0
    retrieve: float = 0.0
    answer: float = 0.0
    verify: float = 0.0
    total: float = 0.0


class Dropped(Record):
    """A sentence of a language model that is not shown.

    Attributes:
        sentence: as the model wrote it.
        reason: what is wrong with it: ``number``, ``year``, ``name``, ``negation`` …
        detail: the words that it is about; "" for none.
    """

    sentence: str
    reason: str
    detail: str = ""


class ModelDetails(Record):
    """What a language model did for an answer.

    Attributes:
        model: its name.
        notice: one line that says why the answer is extractive after all; "" where it is not.
        condensed: it made the stand-alone question.
        dropped: its sentences that the evidence does not carry.
        repaired: sentences that passed at the second try.
        raw: all that it wrote.
        first_text_ms, first_sentence_ms: from its call to its first text, and to the first
            sentence that passed; None where there was none.
    """

    model: str
    notice: str = ""
    condensed: bool = False
    dropped: tuple[Dropped, ...] = ()
    repaired: int = 0
    raw: str = ""
    first_text_ms: float | None = None
    first_sentence_ms: float | None = None


class Answer(Record):
    """An answer with its evidence.

    Attributes:
        answer: Markdown; each sentence that states something carries markers such as ``[1]``.
        confidence: how well the evidence fits the question, in [0, 1].
        followups: further questions that the plans answer.
        llm: what a language model did; None, and not printed, where none is set.
    """

    question: str
    standalone_question: str
    language: Language
    status: Status
    mode: Mode
    answer: str
    citations: tuple[Citation, ...]
    followups: tuple[str, ...]
    confidence: Annotated[float, Field(ge=0.0, le=1.0)]
    timings_ms: Timings
    llm: Annotated[ModelDetails | None, Field(exclude_if=lambda value: value is None)] = None
