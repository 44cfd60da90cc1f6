"""質問する / Ask: conversations opened, begun, named and deleted; answers rated; sources shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.kept.feedback import Rating, Reason, Verdict
from assistant.kept.transcripts import Transcript
from assistant.ui.ask import Ask
from assistant.ui.bus import on_press, pressed
from assistant.ui.conversation_view import (
    Updates,
    conversation_outputs,
    conversation_updates,
    list_outputs,
    list_updates,
    messages_of,
)
from assistant.ui.desk import Desk
from assistant.ui.events import ACTION, QUICK
from assistant.ui.locale import label
from assistant.ui.messages import Message, is_pending
from assistant.ui.phrases import language_of
from assistant.ui.source import no_source_html, part_html, source_html
from assistant.ui.visitor import read_visitor
from assistant.ui.welcome import welcome
from ingest.errors import KeikakuError
from prompts import Language


@dataclass(frozen=True)
class Conversing:
    """The handlers of what happens around the answers."""

    ask: Ask
    home: gr.Dropdown
    bus: gr.HTML
    browser: gr.BrowserState
    desk: Desk

    def wire(self, running: list[Any]) -> None:
        """Attach the handlers; ``running`` are the events that end with the conversation."""
        self._wire_list(running)
        self._wire_panel()
        self._wire_ratings()

    # --- conversations

    def _wire_list(self, running: list[Any]) -> None:
        ask, talks = self.ask, self.ask.talks
        whole = [*conversation_outputs(ask), ask.panel, self.browser, self.home]
        options = {"cancels": running, **QUICK}
        talks.new.click(self.begin_anew, self.browser, whole, **options)
        on_press(self.bus, "talk", self.open_talk, self.browser, whole, **options)
        talks.delete_yes.click(self.delete, [self.browser, ask.transcript], whole, **options)
        forms = [talks.rename_form, talks.delete_form]
        talks.rename.click(self.show_rename, ask.transcript, [*forms, talks.name], **QUICK)
        talks.delete.click(self.show_delete, None, forms, **QUICK)
        for cancel in (talks.rename_cancel, talks.delete_cancel):
            cancel.click(self.close_forms, None, forms, **QUICK)
        named = [self.browser, ask.transcript, talks.name]
        outputs = [*list_outputs(ask), ask.transcript]
        talks.rename_save.click(self.rename, named, outputs, **QUICK)
        talks.name.submit(self.rename, named, outputs, **QUICK)

    def begin_anew(self, browser: object, request: gr.Request) -> Updates:
        """Leave the conversation, which stays in the list, and begin another."""
        return self._opened(Transcript(), browser, request)

    def open_talk(self, browser: object, request: gr.Request, event: gr.EventData) -> Updates:
        """Open the conversation that was pressed."""
        owner = read_visitor(browser).owner
        found = self.desk.transcripts.load(owner, pressed(event).text(0))
        return self._opened(found or Transcript(), browser, request)

    def delete(self, browser: object, transcript: Transcript, request: gr.Request) -> Updates:
        """Delete the conversation that is open."""
        self.desk.transcripts.delete(read_visitor(browser).owner, transcript.id)
        return self._opened(Transcript(), browser, request)

    def _opened(self, transcript: Transcript, browser: object, request: gr.Request) -> Updates:
        language = language_of(request)
        visitor = replace(read_visitor(browser), conversation=transcript.id)
        # It goes on with the municipality that it was about, not the one that is chosen now.
        known = welcome(self.desk.assistant, language, transcript.home).home
        return {
            self.home: known if transcript.exchanges else gr.skip(),
            **conversation_updates(self.ask, self.desk, transcript, visitor, language),
            self.ask.panel: no_source_html(language),
            self.browser: visitor.as_value(),
        }

    def rename(
        self, browser: object, transcript: Transcript, name: str, request: gr.Request
    ) -> Updates:
        """Give the conversation that is open another name."""
        visitor = read_visitor(browser)
        self.desk.transcripts.rename(visitor.owner, transcript.id, name)
        renamed = self.desk.transcripts.load(visitor.owner, transcript.id) or transcript
        return {
            self.ask.transcript: renamed,
            **list_updates(self.ask, self.desk, renamed, visitor, language_of(request)),
        }

    def show_rename(self, transcript: Transcript) -> Updates:
        """Show the field for the name."""
        return {**self._forms(rename=True), self.ask.talks.name: transcript.title}

    def show_delete(self) -> Updates:
        """Ask whether to delete."""
        return self._forms(delete=True)

    def close_forms(self) -> Updates:
        """Neither rename nor delete."""
        return self._forms()

    def _forms(self, *, rename: bool = False, delete: bool = False) -> Updates:
        talks = self.ask.talks
        return {
            talks.rename_form: gr.Column(visible=rename),
            talks.delete_form: gr.Column(visible=delete),
        }

    # --- the source

    def _wire_panel(self) -> None:
        on_press(self.bus, "cite", self.show_source, None, self.ask.panel, **QUICK)
        on_press(self.bus, "part", self.show_part, None, self.ask.panel, **QUICK)

    def show_source(self, request: gr.Request, event: gr.EventData) -> str:
        """Open the place that a citation stands on."""
        return source_html(self.desk.assistant, pressed(event), language_of(request))

    def show_part(self, request: gr.Request, event: gr.EventData) -> str:
        """Open the part before or after."""
        return part_html(self.desk.assistant, pressed(event), language_of(request))

    # --- ratings

    def _wire_ratings(self) -> None:
        ask, reasons = self.ask, self.ask.reasons
        outputs = [ask.chat, reasons.form, reasons.chosen, reasons.comment, reasons.rated]
        on_press(self.bus, "rate", self.rate, [ask.chat, ask.transcript], outputs, **ACTION)
        reasons.send.click(
            self.give_reasons,
            [ask.transcript, reasons.rated, reasons.chosen, reasons.comment],
            reasons.form,
            **QUICK,
        )
        reasons.cancel.click(lambda: gr.Column(visible=False), None, reasons.form, **QUICK)

    def rate(
        self,
        chat: list[Message],
        transcript: Transcript,
        request: gr.Request,
        event: gr.EventData,
    ) -> Updates:
        """Keep a verdict; of a bad one, ask the reason."""
        press = pressed(event)
        number = press.number(0) or 0
        verdict: Verdict = "down" if press.text(1) == "down" else "up"
        if not self._give(transcript, number, verdict, language_of(request)):
            return {self.ask.reasons.rated: 0}
        updates: Updates = {
            self.ask.reasons.form: gr.Column(visible=verdict == "down"),
            self.ask.reasons.chosen: [],
            self.ask.reasons.comment: "",
            self.ask.reasons.rated: number,
        }
        if not is_pending(chat):
            updates[self.ask.chat] = messages_of(self.desk, transcript)
        return updates

    def give_reasons(
        self,
        transcript: Transcript,
        number: int,
        chosen: list[Reason],
        comment: str,
        request: gr.Request,
    ) -> Any:
        """Keep the reasons of a bad verdict."""
        self._give(
            transcript,
            number,
            "down",
            language_of(request),
            reasons=tuple(chosen or ()),
            comment=comment or "",
        )
        return gr.Column(visible=False)

    def _give(
        self,
        transcript: Transcript,
        number: int,
        verdict: Verdict,
        language: Language,
        *,
        reasons: tuple[Reason, ...] = (),
        comment: str = "",
    ) -> bool:
        """Keep a rating; whether that was possible."""
        if not 0 < number <= len(transcript.exchanges):
            return False
        rating = Rating(
            conversation=transcript.id,
            number=number,
            verdict=verdict,
            exchange=transcript.exchanges[number - 1],
            home=transcript.home,
            reasons=reasons,
            comment=comment,
        )
        try:
            self.desk.feedback.give(rating)
        except KeikakuError as error:
            gr.Warning(error.message(language), title=label("error_label", language))
            return False
        return True
