"""One turn of the conversation: a question in, a message to show out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import prompts
from assistant.kept.transcripts import Exchange, Transcript
from assistant.language import detect_language
from assistant.service import Assistant, Trace
from assistant.ui.messages import Message, answer_message, error_message, so_far_message
from ingest.errors import KeikakuError
from prompts import Language

TURNS_KEPT = 20
"""Earlier questions of a conversation that are passed on with a new one."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reply:
    """What to show, and the conversation after it: one question longer where it was answered."""

    message: Message
    transcript: Transcript

    def answered_after(self, before: Transcript) -> bool:
        """Whether the question was answered, refusals included; otherwise something failed."""
        return len(self.transcript.exchanges) > len(before.exchanges)


def reply(
    assistant: Assistant, question: str, home: str, transcript: Transcript, language: Language
) -> Reply:
    """Answer a question of the chat; see ``replies``."""
    for step in replies(assistant, question, home, transcript, language):
        if isinstance(step, Reply):
            return step
    raise AssertionError("the last step is the reply")


def replies(
    assistant: Assistant, question: str, home: str, transcript: Transcript, language: Language
) -> Iterator[Message | Reply]:
    """Answer a question of the chat: what to show so far, and at last the reply.

    Never raises: what went wrong is the message.

    Args:
        assistant: answers.
        question: as typed.
        home: the municipality chosen; "" for none.
        transcript: the conversation so far.
        language: the visitor's, for a question that has no words.
    """
    if question.strip():
        language = detect_language(question)
    try:
        for step in assistant.stream(question, home, transcript.questions[-TURNS_KEPT:]):
            if isinstance(step, Trace):
                exchange = exchange_of(question, step, assistant.settings.llm_model)
                grown = transcript.with_exchange(exchange)
                yield Reply(answer_message(exchange, len(grown.exchanges)), grown)
            else:
                yield so_far_message(step.text, language)
    except KeikakuError as error:
        yield Reply(error_message(error.message(language), language), transcript)
    except Exception:
        _log.exception("a question could not be answered")
        line = prompts.text("errors.unexpected", language)
        yield Reply(error_message(line, language), transcript)


def exchange_of(question: str, trace: Trace, model: str | None) -> Exchange:
    """What is kept of an answer; ``model`` is the language model that is set."""
    scope = trace.question.scope.municipalities if trace.question else ()
    return Exchange(
        question=question,
        answer=trace.answer,
        scope=tuple(one.name for one in scope),
        engine=(model or "") if trace.answer.mode == "llm" else "",
    )
