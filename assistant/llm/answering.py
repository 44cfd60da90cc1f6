"""The step in which a language model answers, or the extractive answer stands in for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import prompts
from assistant.draft import Draft
from assistant.llm.chat import Chat, Deadline
from assistant.llm.evidence import shown_evidence
from assistant.llm.write import OnSentence, Writer, Writing, draft_of, is_whole
from assistant.municipalities import Directory
from assistant.question import Question
from assistant.rank import Evidence
from assistant.schema import ModelDetails
from assistant.verification.check import Frame
from ingest.index import Index
from prompts import Language


@dataclass(frozen=True)
class Written:
    """A model's answer, or what is shown instead.

    Attributes:
        draft: the answer; the extractive one where the model gave none that holds.
        by_model: whether the model wrote it.
        details: how it came about.
    """

    draft: Draft
    by_model: bool
    details: ModelDetails


def answer_with_model(
    chat: Chat,
    deadline: Deadline,
    question: Question,
    *,
    evidence: Sequence[Evidence],
    extractive: Draft,
    index: Index,
    directory: Directory,
    on_sentence: OnSentence = lambda text: None,
) -> Written:
    """Have the model answer from what the extractive answer cites and a little more.

    A refusal and a question back are not left to a model.
    """
    model = chat.endpoint.model
    if extractive.status != "answered":
        return Written(extractive, by_model=False, details=ModelDetails(model=model))
    shown = shown_evidence(extractive, evidence, index)
    spellings = tuple((one.name, *one.aliases) for one in directory.all)

    def alike(text: str) -> dict[int, float]:
        return dict(enumerate(index.cosines(text, shown.units), start=1))

    frame = Frame(question.language, shown.supports(), spellings, alike, question.kind == "list")
    writing = Writer(chat, question, shown, frame, on_sentence).write(deadline)
    notice = _notice(
        writing, question.language, whole=is_whole(writing, extractive, shown, question)
    )
    details = ModelDetails(
        model=model,
        notice=notice,
        raw=writing.raw,
        dropped=tuple(writing.dropped),
        repaired=writing.repaired,
        first_text_ms=writing.first_text_ms,
        first_sentence_ms=writing.first_sentence_ms,
    )
    if notice:
        return Written(extractive, by_model=False, details=details)
    draft = draft_of(writing, shown, question, index, extractive.confidence)
    return Written(draft, by_model=True, details=details)


def _notice(writing: Writing, language: Language, *, whole: bool) -> str:
    """Why the extractive answer is shown, as one line; "" where the model's is."""
    if writing.failure is not None:
        reason = writing.failure.message(language)
        return prompts.text("answers.model_failed", language, reason=reason)
    if writing.declined:
        return prompts.text("answers.model_declined", language)
    if not writing.passed:
        return prompts.text("answers.model_unverified", language)
    return "" if whole else prompts.text("answers.model_incomplete", language)
