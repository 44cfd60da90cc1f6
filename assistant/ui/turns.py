"""One turn of the conversation: a question in, a message to show out."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import prompts
from assistant.language import detect_language
from assistant.passages import find_passage, render_html
from assistant.service import Assistant
from assistant.ui.links import read_link
from assistant.ui.locale import label
from assistant.ui.messages import Message, answer_message, error_message, inert
from ingest.errors import KeikakuError, UsageError
from prompts import Language

TURNS_KEPT = 20
"""Earlier questions of a conversation that are passed on with a new one."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reply:
    """What to show, and the asker's questions so far, oldest first."""

    message: Message
    history: tuple[str, ...]


def reply(
    assistant: Assistant, question: str, home: str, history: Sequence[str], language: Language
) -> Reply:
    """Answer a question of the chat; never raises: what went wrong is the message.

    Args:
        assistant: answers.
        question: as typed.
        home: the municipality chosen; "" for none.
        history: the earlier questions that were answered, oldest first.
        language: the visitor's, for a question that has no words.
    """
    if question.strip():
        language = detect_language(question)
    try:
        answer = assistant.ask(question, home, tuple(history)[-TURNS_KEPT:])
    except KeikakuError as error:
        return Reply(error_message(error.message(language), language), tuple(history))
    except Exception:
        _log.exception("a question could not be answered")
        line = prompts.text("errors.unexpected", language)
        return Reply(error_message(line, language), tuple(history))
    return Reply(answer_message(answer), (*history, question)[-TURNS_KEPT:])


def source_html(assistant: Assistant, href: str, language: Language) -> str:
    """The panel for a pressed citation; never raises: what went wrong is in the panel."""
    link = read_link(href)
    if link is not None:
        language = link.language
    try:
        if link is None:
            raise UsageError("request_invalid", field="href")
        store = assistant.index().store
        document = store.document(link.doc_id)
        if document is None:
            known = ", ".join(store.doc_ids)
            raise UsageError("document_unknown", doc_id=link.doc_id, known=known)
        passage = find_passage(document, link.start, link.end, link.page)
        return render_html(passage, language)
    except KeikakuError as error:
        line = error.message(language)
    except Exception:
        _log.exception("a passage could not be shown")
        line = prompts.text("errors.unexpected", language)
    return f'<p class="failure" role="alert">{inert(line)}</p>'


def no_source_html(language: Language) -> str:
    """The panel before a citation is pressed."""
    return f'<p class="panel-empty">{inert(label("panel_empty", language))}</p>'
