"""質問する / Ask: what happens when a question is asked, stopped, asked again or edited."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import gradio as gr

from assistant.kept.transcripts import Transcript
from assistant.ui.ask import TAB_ID, Ask
from assistant.ui.bus import pressed
from assistant.ui.conversation_view import (
    Updates,
    asking_updates,
    editing_updates,
    list_outputs,
    list_updates,
    messages_of,
)
from assistant.ui.desk import Desk
from assistant.ui.events import QUICK, UNCHECKED
from assistant.ui.in_thread import in_thread
from assistant.ui.locale import label
from assistant.ui.messages import (
    Message,
    error_message,
    is_pending,
    pending_message,
    question_message,
    stopped_message,
    without_pending,
)
from assistant.ui.phrases import language_of
from assistant.ui.turns import Reply, replies
from assistant.ui.visitor import Visitor, read_visitor
from assistant.ui.welcome import NO_HOME
from ingest.errors import KeikakuError
from prompts import Language

_CONCURRENT_TURNS = 4


@dataclass(frozen=True)
class Asking:
    """The handlers of everything that ends in an answer.

    Attributes:
        turns: so many questions are answered at a time.
    """

    ask: Ask
    home: gr.Dropdown
    browser: gr.BrowserState
    bus: Any
    tabs: gr.Tabs
    desk: Desk
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_CONCURRENT_TURNS))

    def wire(self) -> list[Any]:
        """Attach the handlers; what is returned are the events that a stop cancels."""
        ask = self.ask
        around = [ask.chat, ask.transcript, ask.editing, self.home, self.browser]
        changed = [
            *(ask.asked, ask.question, ask.chat, ask.transcript, ask.editing, ask.hint),
            *(ask.send, ask.stop, ask.below, ask.reasons.form, self.tabs, self.browser),
            *list_outputs(ask),
        ]
        starts = (
            (ask.question.submit, self.ask_typed, [ask.question, *around]),
            (ask.send.click, self.ask_typed, [ask.question, *around]),
            (ask.chat.example_select, self.asks_selected(lambda one: str(one["text"])), around),
            (ask.chat.option_select, self.asks_selected(str), around),
            (ask.retry.click, self.ask_again, [ask.asked, *around]),
            (self.bus.question, self.ask_pressed, around),
        )
        # One event shows the question and answers it: a second one would cost a round trip.
        running = [
            event(
                handler, inputs, list(dict.fromkeys(changed)), concurrency_limit=None, **UNCHECKED
            )
            for event, handler, inputs in starts
        ]
        ask.stop.click(
            self.stopped,
            ask.chat,
            [ask.chat, ask.below, ask.send, ask.stop],
            cancels=running,
            **QUICK,
        )
        edited = [ask.question, ask.editing, ask.hint]
        ask.edit.click(self.edit, [ask.asked, ask.transcript], edited, **QUICK)
        ask.edit_cancel.click(self.keep_last, None, edited, **QUICK)
        return running

    # --- a question begins

    async def ask_typed(  # noqa: PLR0917 (Gradio gives inputs by position)
        self,
        text: str,
        chat: list[Message],
        transcript: Transcript,
        editing: bool,
        home: str,
        browser: object,
        request: gr.Request,
    ) -> AsyncIterator[Updates]:
        """Show what was typed, and answer it; one question at a time."""
        begun = self._begun(text, chat, transcript, language_of(request), replaces=editing)
        async for updates in self._turn(begun, home, browser, request):
            yield updates

    def asks_selected(self, text_of: Callable[[Any], str]) -> Callable[..., AsyncIterator[Updates]]:
        """The handler that asks the example, or the suggested question, that was chosen.

        Args:
            text_of: the question of what Gradio says was selected.
        """

        async def ask_selected(  # noqa: PLR0917
            chat: list[Message],
            transcript: Transcript,
            editing: bool,
            home: str,
            browser: object,
            request: gr.Request,
            event: gr.SelectData,
        ) -> AsyncIterator[Updates]:
            text, language = text_of(event.value), language_of(request)
            begun = self._begun(text, chat, transcript, language, replaces=editing)
            async for updates in self._turn(begun, home, browser, request):
                yield updates

        return ask_selected

    async def ask_pressed(  # noqa: PLR0917
        self,
        chat: list[Message],
        transcript: Transcript,
        editing: bool,
        home: str,
        browser: object,
        request: gr.Request,
        event: gr.EventData,
    ) -> AsyncIterator[Updates]:
        """Ask the question that was pressed on another tab."""
        text = pressed(event).text(0)
        begun = self._begun(text, chat, transcript, language_of(request), replaces=editing)
        begun[self.tabs] = gr.Tabs(selected=TAB_ID)
        async for updates in self._turn(begun, home, browser, request):
            yield updates

    async def ask_again(  # noqa: PLR0917
        self,
        asked: str | None,
        chat: list[Message],
        transcript: Transcript,
        _editing: bool,
        home: str,
        browser: object,
        request: gr.Request,
    ) -> AsyncIterator[Updates]:
        """Ask the question that failed once more, else the last one that was answered."""
        begun = self._begun_again(asked, chat, transcript, language_of(request))
        async for updates in self._turn(begun, home, browser, request):
            yield updates

    async def _turn(
        self, begun: Updates, home: str, browser: object, request: gr.Request
    ) -> AsyncIterator[Updates]:
        """A question as it begins, and its answer; so many at a time in all."""
        yield begun
        asked = begun[self.ask.asked]
        if asked is None:
            return
        chat, transcript = begun[self.ask.chat], begun[self.ask.transcript]
        async with self.turns:
            async for updates in self.answer(asked, home, chat, transcript, browser, request):
                yield updates

    def _begun_again(
        self, asked: str | None, chat: list[Message], transcript: Transcript, language: Language
    ) -> Updates:
        text = asked or (transcript.questions[-1] if transcript.exchanges else "")
        if not text:
            return {self.ask.asked: None}
        if not is_pending(chat):
            chat = messages_of(self.desk, transcript)
        return self._begun(text, chat, transcript, language, replaces=not asked)

    def _begun(
        self,
        text: str,
        chat: list[Message],
        transcript: Transcript,
        language: Language,
        *,
        replaces: bool,
    ) -> Updates:
        ask = self.ask
        if is_pending(chat):
            return {ask.asked: None}
        if replaces and transcript.exchanges and text.strip():
            transcript = transcript.before_last()
            chat = messages_of(self.desk, transcript)
        asked = [question_message(text)] if text.strip() else []
        return {
            ask.asked: text,
            ask.question: "",
            ask.chat: [*chat, *asked, pending_message(language)],
            ask.transcript: transcript,
            ask.below: gr.Row(visible=False),
            ask.reasons.form: gr.Column(visible=False),
            **editing_updates(ask, editing=False),
            **asking_updates(ask, asking=True),
        }

    # --- it is answered, or not

    async def answer(  # noqa: PLR0917 (Gradio gives inputs by position)
        self,
        asked: str,
        home: str,
        chat: list[Message],
        transcript: Transcript,
        browser: object,
        request: gr.Request,
    ) -> AsyncIterator[Updates]:
        """Answer what was asked and keep the conversation."""
        language = language_of(request)
        home = home or NO_HOME
        before = without_pending(chat)
        replied = Reply(stopped_message(language), transcript)
        async for step in in_thread(
            lambda: replies(self.desk.assistant, asked, home, transcript, language)
        ):
            if isinstance(step, Reply):
                replied = step
            else:
                yield {self.ask.chat: [*before, step]}
        shown = [*before, replied.message]
        updates: Updates = {
            self.ask.chat: shown,
            self.ask.below: gr.Row(visible=bool(asked.strip())),
            **asking_updates(self.ask, asking=False),
        }
        if replied.answered_after(transcript):
            grown = replace(replied.transcript, home=home)
            visitor = replace(read_visitor(browser), conversation=grown.id)
            kept, notes = await asyncio.to_thread(self._keep, grown, visitor, language)
            updates |= {
                self.ask.chat: [*shown, *notes],
                self.ask.asked: "",
                self.ask.transcript: kept,
                self.browser: visitor.as_value(),
                **list_updates(self.ask, self.desk, kept, visitor, language),
            }
        yield updates

    def _keep(
        self, transcript: Transcript, visitor: Visitor, language: Language
    ) -> tuple[Transcript, list[Message]]:
        """Keep a conversation; where that fails, it goes on, and the chat says so."""
        try:
            self.desk.feedback.withdraw(transcript.id, len(transcript.exchanges))
            return self.desk.transcripts.save(visitor.owner, transcript), []
        except KeikakuError as error:
            line = label("talks.not_kept", language, reason=error.message(language))
            return transcript, [error_message(line, language)]

    def stopped(self, chat: list[Message], request: gr.Request) -> Updates:
        """Show that the answer was stopped."""
        message = stopped_message(language_of(request))
        return {
            self.ask.chat: [*without_pending(chat), message],
            self.ask.below: gr.Row(visible=True),
            **asking_updates(self.ask, asking=False),
        }

    # --- editing

    def edit(self, asked: str | None, transcript: Transcript) -> Updates:
        """Put the last question back to be changed; it is replaced when that is sent."""
        last = transcript.questions[-1] if transcript.exchanges else ""
        return {
            self.ask.question: gr.Textbox(value=asked or last, autofocus=True),
            **editing_updates(self.ask, editing=not asked),
        }

    def keep_last(self) -> Updates:
        """Leave the last question as it is."""
        return {self.ask.question: "", **editing_updates(self.ask, editing=False)}
