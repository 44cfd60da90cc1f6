"""The panel beside the chat: the place in a plan that a citation stands on, and ways on from it."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable

import prompts
from assistant.passages.article import render_html
from assistant.passages.passage import Passage, find_part, find_passage
from assistant.passages.reference import formal_reference
from assistant.service import Assistant
from assistant.ui.escape import failure_html, inert
from assistant.ui.links import Press, href
from assistant.ui.locale import label
from ingest.errors import KeikakuError, UsageError
from ingest.store import StoredDocument
from prompts import Language

_log = logging.getLogger(__name__)


def source_html(assistant: Assistant, press: Press, language: Language) -> str:
    """The panel for a pressed citation (document, start, end, page, language); never raises."""
    language = press.language(4) or language

    def show() -> str:
        start, end = press.number(1), press.number(2)
        if press.event != "cite" or start is None or end is None:
            raise UsageError("request_invalid", field="href")
        document = known_document(assistant, press.text(0))
        return _panel(find_passage(document, start, end, press.number(3)), language)

    return shown_or_failure(show, language)


def part_html(assistant: Assistant, press: Press, language: Language) -> str:
    """The panel for the part of a document at an offset (document, offset, language)."""
    language = press.language(2) or language

    def show() -> str:
        offset = press.number(1)
        if press.event != "part" or offset is None:
            raise UsageError("request_invalid", field="href")
        return _panel(find_part(known_document(assistant, press.text(0)), offset), language)

    return shown_or_failure(show, language)


def no_source_html(language: Language) -> str:
    """The panel before a citation is pressed."""
    return f'<p class="panel-empty">{inert(label("panel_empty", language))}</p>'


def known_document(assistant: Assistant, doc_id: str) -> StoredDocument:
    """The document of that id.

    Raises:
        UsageError: there is none.
        IndexStateError, ModelError, StoreError: the index cannot be read.
    """
    store = assistant.index().store
    document = store.document(doc_id)
    if document is None:
        raise UsageError("document_unknown", doc_id=doc_id, known=", ".join(store.doc_ids))
    return document


def shown_or_failure(show: Callable[[], str], language: Language) -> str:
    """What ``show`` makes; where it fails, a line that says so."""
    try:
        return show()
    except KeikakuError as error:
        return failure_html(error.message(language))
    except Exception:
        _log.exception("a part of the page could not be shown")
        return failure_html(prompts.text("errors.unexpected", language))


def copy_button(name: str, text: str, language: Language) -> str:
    """A button that copies ``text``; of one that begins with "?", the page's address with it."""
    done = html.escape(label("copied", language))
    return (
        f'<button type="button" class="quiet" data-copy="{html.escape(text)}" '
        f'data-done="{done}">{html.escape(label(name, language))}</button>'
    )


def _panel(passage: Passage, language: Language) -> str:
    return render_html(passage, language, actions=_actions(passage, language))


def _actions(passage: Passage, language: Language) -> str:
    reference = formal_reference(
        passage.title, passage.municipality, passage.section, passage.page, language
    )
    start, end = passage.offset + passage.quote.start, passage.offset + passage.quote.end
    read = href("read", passage.doc_id, start, end if end > start else "-", language)
    ways = [
        _way("part_before", passage.doc_id, passage.before, language),
        _way("part_after", passage.doc_id, passage.after, language),
        f'<a class="quiet" role="button" href="{read}">{html.escape(label("open_read", language))}</a>',
        copy_button("copy_reference", reference, language),
    ]
    name = html.escape(label("panel_actions", language))
    return f'<nav class="passage-actions" aria-label="{name}">{"".join(ways)}</nav>'


def _way(name: str, doc_id: str, offset: int | None, language: Language) -> str:
    words = html.escape(label(name, language))
    if offset is None:
        return f'<span class="quiet off" aria-disabled="true">{words}</span>'
    return f'<a class="quiet" role="button" href="{href("part", doc_id, offset, language)}">{words}</a>'
