"""The chat page, laid out and wired. What it does stands in ``turns`` and ``welcome``."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.service import Assistant
from assistant.ui.closed_page import ClosedPage
from assistant.ui.examples import Examples
from assistant.ui.locale import accepted_language, label, labels
from assistant.ui.messages import (
    Message,
    is_pending,
    pending_message,
    question_message,
    stopped_message,
    without_pending,
)
from assistant.ui.panel import make_panel, pressed
from assistant.ui.theme import make_theme
from assistant.ui.turns import no_source_html, reply, source_html
from assistant.ui.welcome import NO_HOME, Welcome, loading_words, welcome
from prompts import Language

STYLE = Path(__file__).with_name("style.css")

_CONCURRENT_TURNS = 4
_ACTION: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_QUICK: dict[str, Any] = {**_ACTION, "queue": False}
_UNCHECKED: dict[str, Any] = {**_ACTION, "preprocess": False}
"""For events that read the drop-down: Gradio knows its choices for as long as the server runs, a
page may be open for longer. Assistant checks the municipality itself."""


@dataclass(frozen=True)
class Parts:
    """The components of the page that events read and write."""

    home: gr.Dropdown
    chat: gr.Chatbot
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    clear: gr.Button
    panel: gr.HTML
    asked: gr.State
    history: gr.State


def mount_ui(app: FastAPI, assistant: Assistant) -> None:
    """Serve the chat page of ``assistant`` at "/" of ``app``."""
    gr.mount_gradio_app(
        app,
        build_ui(assistant),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        max_file_size="1kb",
        pwa=False,
        mcp_server=False,
        i18n=gr.I18n(**labels()),
        theme=make_theme(),
        css_paths=STYLE,
    )
    app.add_middleware(ClosedPage)


def build_ui(assistant: Assistant) -> gr.Blocks:
    """The page. Building it opens no index: that happens when a visitor comes."""
    i18n = gr.I18n(**labels())
    blocks = gr.Blocks(title="Keikaku（計画）", analytics_enabled=False, fill_height=True)
    with blocks:
        parts = _lay_out(i18n)
        _wire(blocks, parts, assistant)
    return blocks


# --- layout ------------------------------------------------------------------------------------


def _lay_out(i18n: gr.I18n) -> Parts:
    with gr.Row(elem_id="top", equal_height=True):
        with gr.Column(elem_id="name", min_width=0):
            gr.Markdown(f"# {i18n('title')}", elem_id="title")
            gr.Markdown(i18n("tagline"), elem_id="tagline")
        home = gr.Dropdown(
            [(label("home_none", "ja"), NO_HOME)],
            value=NO_HOME,
            label=i18n("home_label"),
            filterable=False,
            interactive=True,
            elem_id="home",
            min_width=0,
        )
    with gr.Row(elem_id="main"):
        with gr.Column(elem_id="talk", min_width=0):
            chat = _make_chat(i18n)
            with gr.Row(elem_id="composer"):
                question = gr.Textbox(
                    label=i18n("question_label"),
                    placeholder=i18n("question_placeholder"),
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    autofocus=True,
                    elem_id="question",
                    min_width=0,
                )
                send = gr.Button(i18n("send"), variant="primary", elem_id="send", min_width=0)
                stop = gr.Button(
                    i18n("stop"), variant="stop", visible=False, elem_id="stop", min_width=0
                )
            with gr.Row(elem_id="below"):
                gr.Markdown(i18n("keys_hint"), elem_id="keys")
                clear = gr.Button(i18n("clear"), size="sm", elem_id="clear", min_width=0)
        with gr.Column(elem_id="side", min_width=0):
            gr.Markdown(i18n("panel_title"), elem_id="side-title")
            panel = make_panel()
    return Parts(home, chat, question, send, stop, clear, panel, gr.State(""), gr.State(()))


def _make_chat(i18n: gr.I18n) -> gr.Chatbot:
    return gr.Chatbot(
        label=i18n("chat_label"),
        show_label=False,
        container=False,
        height="100%",
        placeholder=loading_words("ja"),
        buttons=[],
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        feedback_options=None,
        layout="bubble",
        elem_id="chat",
    )


# --- events ------------------------------------------------------------------------------------


def _wire(blocks: gr.Blocks, parts: Parts, assistant: Assistant) -> None:
    examples = Examples(assistant)
    opened = [parts.home, parts.chat, parts.question, parts.send, parts.panel]

    def open_page(request: gr.Request) -> list[Any]:
        language = _language(request)
        page = welcome(assistant, examples, language)
        return _opened(page, language)

    def change_home(home: str, request: gr.Request) -> Any:
        page = welcome(assistant, examples, _language(request), home)
        return gr.Chatbot(placeholder=page.words, examples=_offered(page.examples))

    blocks.load(open_page, None, opened, **_ACTION)
    parts.home.input(change_home, parts.home, parts.chat, **_UNCHECKED)
    _wire_turns(parts, assistant)
    _wire_panel(parts, assistant)


def _wire_turns(parts: Parts, assistant: Assistant) -> None:
    async def answer(
        asked: str | None,
        home: str,
        chat: list[Message],
        history: Sequence[str],
        request: gr.Request,
    ) -> Any:
        # Gradio shows a stop before the first yield as an error. The thread outlives the stop;
        # awaiting it lets the stop take effect at once.
        yield gr.skip(), gr.skip()
        if asked is None:
            return
        replied = await asyncio.to_thread(
            reply, assistant, asked, home or NO_HOME, history, _language(request)
        )
        yield [*without_pending(chat), replied.message], replied.history

    begin_outputs = [parts.asked, parts.question, parts.chat, parts.send, parts.stop]
    starts = (
        (parts.question.submit, _begin, parts.question),
        (parts.send.click, _begin, parts.question),
        (parts.chat.example_select, _begin_example, None),
        (parts.chat.option_select, _begin_option, None),
    )
    running = []
    for event, begin, source in starts:
        inputs = [source, parts.chat] if source else [parts.chat]
        asking = event(begin, inputs, begin_outputs, **_QUICK).then(
            answer,
            [parts.asked, parts.home, parts.chat, parts.history],
            [parts.chat, parts.history],
            concurrency_limit=_CONCURRENT_TURNS,
            concurrency_id="turns",
            **_UNCHECKED,
        )
        asking.then(_rest, parts.chat, [parts.send, parts.stop], **_QUICK)
        running.append(asking)
    parts.stop.click(
        _stopped, parts.chat, [parts.chat, parts.send, parts.stop], cancels=running, **_QUICK
    )
    parts.clear.click(
        _cleared,
        None,
        [parts.chat, parts.history, parts.panel, parts.send, parts.stop],
        cancels=running,
        **_QUICK,
    )


def _wire_panel(parts: Parts, assistant: Assistant) -> None:
    def show(request: gr.Request, event: gr.EventData) -> str:
        return source_html(assistant, pressed(event), _language(request))

    cite: Any = parts.panel.cite  # an event of its own; see panel.py
    cite(show, None, parts.panel, **_QUICK)


def _opened(page: Welcome, language: Language) -> list[Any]:
    return [
        gr.Dropdown(choices=list(page.homes), value=page.home, interactive=page.ready),
        gr.Chatbot(placeholder=page.words, examples=_offered(page.examples)),
        gr.Textbox(interactive=page.ready),
        gr.Button(interactive=page.ready),
        no_source_html(language),
    ]


def _offered(examples: Sequence[str]) -> list[Any]:
    return [{"text": text} for text in examples]


def _begin(text: str, chat: list[Message]) -> list[Any]:
    """Show the question as asked, before it is answered; one at a time."""
    if is_pending(chat):
        return [None, *(gr.skip() for _ in range(4))]
    asked = [question_message(text)] if text.strip() else []
    shown = [*chat, *asked, pending_message()]
    return [text, "", shown, gr.Button(visible=False), gr.Button(visible=True)]


def _begin_example(chat: list[Message], event: gr.SelectData) -> list[Any]:
    return _begin(event.value["text"], chat)


def _begin_option(chat: list[Message], event: gr.SelectData) -> list[Any]:
    return _begin(event.value, chat)


def _rest(chat: list[Message]) -> list[Any]:
    """The buttons: Stop while an answer is awaited, Send otherwise."""
    waiting = is_pending(chat)
    return [gr.Button(visible=not waiting), gr.Button(visible=waiting)]


def _stopped(chat: list[Message], request: gr.Request) -> list[Any]:
    return [[*without_pending(chat), stopped_message(_language(request))], *_rest([])]


def _cleared(request: gr.Request) -> list[Any]:
    return [[], (), no_source_html(_language(request)), *_rest([])]


def _language(request: gr.Request) -> Language:
    return accepted_language(request.headers.get("accept-language"))
