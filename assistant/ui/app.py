"""The page: its head, its tabs, and what a visitor finds on opening it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import gradio as gr
from fastapi import FastAPI

from assistant.kept.transcripts import Transcript
from assistant.service import Assistant
from assistant.ui import compare, documents, quality, start
from assistant.ui.access import Access
from assistant.ui.ask import Ask, lay_out_ask
from assistant.ui.asking import Asking
from assistant.ui.bus import make_bus
from assistant.ui.closed_page import ClosedPage
from assistant.ui.conversation_view import (
    Updates,
    conversation_outputs,
    conversation_updates,
    messages_of,
)
from assistant.ui.conversing import Conversing
from assistant.ui.desk import Desk, make_desk
from assistant.ui.documents_layout import lay_out_documents
from assistant.ui.events import ACTION, UNCHECKED
from assistant.ui.locale import label
from assistant.ui.phrases import language_of, phrase, translations
from assistant.ui.read import TAB_ID, Read, lay_out_read
from assistant.ui.source import no_source_html
from assistant.ui.talks import toggle_html
from assistant.ui.theme import make_theme
from assistant.ui.visitor import read_visitor
from assistant.ui.welcome import NO_HOME, Welcome, examples_for, offline_html, welcome
from ingest.errors import KeikakuError

STYLES = tuple(
    Path(__file__).parent / "styles" / f"{name}.css"
    for name in (
        *("base", "ask", "answer", "talks", "source", "narrow"),
        *("read", "documents", "start", "compare"),
    )
)

UPLOAD_LIMIT = "200mb"
"""The largest file that can be added."""

NOBODY = Access(managing=False)

_REMEMBERED = "keikaku"
"""The name under which a browser remembers its visitor. Gradio encrypts what it keeps there with a
key that the page itself carries, so the key protects nothing and is no secret."""


@dataclass(frozen=True)
class Page:
    """The components of the page that its own events read and write."""

    home: gr.Dropdown
    browser: gr.BrowserState
    bus: gr.HTML
    offline: gr.HTML
    tabs: gr.Tabs
    ask: Ask
    read: Read


def mount_ui(app: FastAPI, assistant: Assistant, managing: bool | None = False) -> None:
    """Serve the page of ``assistant`` at "/" of ``app``; ``managing`` as in ``Access``."""
    access = Access(managing)
    gr.mount_gradio_app(
        app,
        build_ui(assistant, access),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        max_file_size=UPLOAD_LIMIT if access.possible else "1kb",
        pwa=False,
        mcp_server=False,
        i18n=translations(),
        theme=make_theme(),
        css_paths=list(STYLES),
    )
    app.add_middleware(ClosedPage)


def build_ui(assistant: Assistant, access: Access = NOBODY) -> gr.Blocks:
    """The page. Building it opens no index: that happens when a visitor comes."""
    desk = make_desk(assistant)
    blocks = gr.Blocks(title="Keikaku（計画）", analytics_enabled=False, fill_height=True)
    with blocks:
        page = _lay_out(desk, access)
        running = Asking(page.ask, page.home, page.browser, page.bus, page.tabs, desk).wire()
        Conversing(page.ask, page.home, page.bus, page.browser, desk).wire(running)
        _wire(blocks, page, desk)
    return blocks


def _lay_out(desk: Desk, access: Access) -> Page:
    browser = gr.BrowserState({}, storage_key=_REMEMBERED, secret=_REMEMBERED)
    bus = make_bus()
    offline = gr.HTML("", elem_id="offline-bar", js_on_load=None, apply_default_css=False)
    with gr.Row(elem_id="top", equal_height=True):
        with gr.Column(elem_id="name", min_width=0):
            gr.Markdown(f"# {phrase('title')}", elem_id="title")
            gr.Markdown(phrase("tagline"), elem_id="tagline")
        home = gr.Dropdown(
            [(label("home_none", "ja"), NO_HOME)],
            value=NO_HOME,
            label=phrase("home_label"),
            filterable=False,
            interactive=True,
            elem_id="home",
            min_width=0,
        )
    with gr.Tabs(elem_id="tabs", overflow_behavior="wrap") as tabs:
        with gr.Tab(phrase("tab_ask"), id="ask", elem_id="tab-ask"):
            ask = lay_out_ask()
        with gr.Tab(phrase("read.tab"), id=TAB_ID, elem_id="tab-read") as read_tab:
            read = lay_out_read(tabs, desk)
        with gr.Tab(phrase("start.tab"), id=start.TAB_ID, elem_id="tab-start") as start_tab:
            onboarding = start.lay_out_start(home, desk)
        with gr.Tab(phrase("compare.tab"), id=compare.TAB_ID, elem_id="tab-compare") as compare_tab:
            comparing = compare.lay_out_compare(desk)
        with gr.Tab(phrase("documents.tab"), id=documents.TAB_ID, elem_id="tab-documents") as shelf:
            library = documents.Documents(lay_out_documents(), access, desk)
        with gr.Tab(phrase("quality.tab"), id=quality.TAB_ID, elem_id="tab-quality") as quality_tab:
            judging = quality.lay_out_quality(access, desk)
    read.wire(bus, read_tab, home)
    comparing.wire(compare_tab)
    judging.wire(quality_tab)

    def refresh(changing: Any) -> None:
        changing.then(homes, home, home, **UNCHECKED)

    def homes(chosen: str, request: gr.Request) -> Any:
        shown = welcome(desk.assistant, language_of(request), chosen)
        return gr.Dropdown(choices=list(shown.homes), value=shown.home, interactive=shown.ready)

    library.wire(bus, shelf, refresh)
    onboarding.wire(bus, start_tab)
    return Page(home, browser, bus, offline, tabs, ask, read)


def _wire(blocks: gr.Blocks, page: Page, desk: Desk) -> None:
    ask = page.ask

    def open_page(browser: object, request: gr.Request) -> Updates:
        language = language_of(request)
        visitor = read_visitor(browser)
        transcript = _last_conversation(desk, visitor.owner, visitor.conversation)
        chosen = transcript.home if transcript.exchanges else visitor.home
        shown = welcome(desk.assistant, language, chosen)
        return {
            **conversation_updates(ask, desk, transcript, visitor, language),
            **_welcome_updates(page, shown, transcript, desk),
            page.offline: offline_html(language),
            ask.toggle: toggle_html(language),
            ask.panel: no_source_html(language),
            page.browser: replace(visitor, conversation=transcript.id).as_value(),
            **_addressed(page, request),
        }

    def change_home(home: str, browser: object, request: gr.Request) -> Updates:
        shown = welcome(desk.assistant, language_of(request), home)
        return {
            ask.chat: gr.Chatbot(placeholder=shown.words, examples=[]),
            page.browser: replace(read_visitor(browser), home=home).as_value(),
        }

    def offer(home: str, request: gr.Request) -> Any:
        found = examples_for(desk.examples, language_of(request), home or NO_HOME)
        return gr.Chatbot(examples=[{"text": text} for text in found])

    opened = [
        *(page.home, page.offline, ask.question, ask.toggle, ask.panel, page.browser),
        *(page.tabs, page.read.document, page.read.found, page.read.view),
    ]
    outputs = [*opened, *conversation_outputs(ask)]
    offering: dict[str, Any] = {"fn": offer, "inputs": page.home, "outputs": ask.chat, **UNCHECKED}
    blocks.load(open_page, page.browser, outputs, **ACTION).then(**offering)
    page.home.input(
        change_home, [page.home, page.browser], [ask.chat, page.browser], **UNCHECKED
    ).then(**offering)


def _addressed(page: Page, request: gr.Request) -> Updates:
    """What the page's address asks to see: ``?doc=…&section=…``."""
    doc_id, section = (request.query_params.get(name) or "" for name in ("doc", "section"))
    if not doc_id:
        return {}
    opened = page.read.open_address(doc_id, section, language_of(request))
    return {**opened, page.tabs: gr.Tabs(selected=TAB_ID)}


def _last_conversation(desk: Desk, owner: str, conversation: str) -> Transcript:
    try:
        found = desk.transcripts.load(owner, conversation) if conversation else None
    except KeikakuError:
        found = None
    return found or Transcript()


def _welcome_updates(page: Page, shown: Welcome, transcript: Transcript, desk: Desk) -> Updates:
    ask = page.ask
    return {
        page.home: gr.Dropdown(
            choices=list(shown.homes), value=shown.home, interactive=shown.ready
        ),
        ask.question: gr.Textbox(interactive=shown.ready, autofocus=True),
        ask.send: gr.Button(visible=True, interactive=shown.ready),
        ask.chat: gr.Chatbot(
            value=cast(Any, messages_of(desk, transcript)), placeholder=shown.words
        ),
    }
