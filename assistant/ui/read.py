"""計画を読む / Read: the tab, and what happens in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.passages.occurrences import find_occurrences
from assistant.passages.outline import section_named
from assistant.ui.bus import on_press, pressed
from assistant.ui.conversation_view import Updates
from assistant.ui.desk import Desk
from assistant.ui.escape import failure_html
from assistant.ui.events import ACTION, UNCHECKED
from assistant.ui.phrases import language_of, phrase
from assistant.ui.reading import occurrences_html, reading_html
from assistant.ui.source import known_document, shown_or_failure
from ingest.errors import KeikakuError
from ingest.structure.records import Span
from prompts import Language

TAB_ID = "read"


@dataclass(frozen=True)
class Read:
    """The tab's components, and its handlers."""

    document: gr.Dropdown
    query: gr.Textbox
    search: gr.Button
    found: gr.HTML
    view: gr.HTML
    tabs: gr.Tabs
    desk: Desk

    def wire(self, bus: gr.HTML, tab: gr.Tab, home: gr.Dropdown) -> None:
        """Attach the handlers."""
        opened = [self.document, self.found, self.view]
        on_press(bus, "read", self.open_place, None, [self.tabs, *opened], **ACTION)
        tab.select(self.open_first, [self.document, home], opened, **UNCHECKED)
        self.document.input(self.open_document, self.document, opened, **UNCHECKED)
        searched: dict[str, Any] = {
            "fn": self.search_in,
            "inputs": [self.document, self.query],
            "outputs": self.found,
        }
        self.query.submit(**searched, **UNCHECKED)
        self.search.click(**searched, **UNCHECKED)

    def open_place(self, request: gr.Request, event: gr.EventData) -> Updates:
        """Open the place that was pressed (document, start, end or "-", language)."""
        press = pressed(event)
        start, end = press.number(1) or 0, press.number(2)
        quote = Span(start, end) if end is not None and start < end else None
        language = press.language(3) or language_of(request)
        shown = self._shown(press.text(0), start, quote, language)
        shown.pop(self.found)
        return {**shown, self.tabs: gr.Tabs(selected=TAB_ID)}

    def open_document(self, doc_id: str, request: gr.Request) -> Updates:
        """Open a document at its beginning."""
        return self._shown(doc_id, 0, None, language_of(request))

    def open_first(self, doc_id: str | None, home: str, request: gr.Request) -> Updates:
        """When the tab is first shown, open the plan of the visitor's municipality, else the first."""
        if doc_id:
            return {self.found: gr.skip()}
        language = language_of(request)
        try:
            infos = self.desk.assistant.index().store.infos
        except KeikakuError as error:
            return {self.view: failure_html(error.message(language))}
        own = [doc_id for doc_id, info in infos.items() if info.municipality == home]
        first = next(iter([*own, *infos]), None)
        return self._shown(first, 0, None, language) if first else {self.found: gr.skip()}

    def open_address(self, doc_id: str, section: str, language: Language) -> Updates:
        """Open what the page's address names; the document's beginning if it has no such section."""
        try:
            document = known_document(self.desk.assistant, doc_id)
        except KeikakuError as error:
            return {self.view: failure_html(error.message(language))}
        found = section_named(document, section)
        return self._shown(doc_id, found.start if found else 0, None, language)

    def search_in(self, doc_id: str, query: str, request: gr.Request) -> str:
        """Where the open document says what was typed."""
        language = language_of(request)

        def show() -> str:
            document = known_document(self.desk.assistant, doc_id or "")
            return occurrences_html(document, find_occurrences(document, query), query, language)

        return shown_or_failure(show, language)

    def _shown(self, doc_id: str, place: int, quote: Span | None, language: Language) -> Updates:
        def show() -> str:
            document = known_document(self.desk.assistant, doc_id)
            return reading_html(document, place, quote, language)

        return {
            self.document: gr.Dropdown(choices=self.choices(), value=doc_id),
            self.found: "",
            self.view: shown_or_failure(show, language),
        }

    def choices(self) -> list[tuple[str, str]]:
        """The documents to choose from: (title, id)."""
        try:
            infos = self.desk.assistant.index().store.infos
        except KeikakuError:
            return []
        return [(info.title, doc_id) for doc_id, info in infos.items()]


def lay_out_read(tabs: gr.Tabs, desk: Desk) -> Read:
    """The tab's components, in place."""
    with gr.Row(elem_id="read-bar"):
        document = gr.Dropdown(
            [],
            value=None,
            label=phrase("read.document"),
            filterable=False,
            elem_id="read-document",
            min_width=0,
        )
        query = gr.Textbox(
            label=phrase("read.search_label"), max_lines=1, elem_id="read-query", min_width=0
        )
        search = gr.Button(phrase("read.search"), elem_id="read-search", min_width=0)
    found = gr.HTML("", elem_id="read-found", js_on_load=None, apply_default_css=False)
    view = gr.HTML(
        "",
        js_on_load="watch('value', () => requestAnimationFrame(() => "
        "window.keikakuRevealRead && window.keikakuRevealRead())); "
        "requestAnimationFrame(() => window.keikakuRevealRead && window.keikakuRevealRead());",
        elem_id="read-view",
        apply_default_css=False,
    )
    return Read(document, query, search, found, view, tabs, desk)
