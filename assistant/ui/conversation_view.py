"""A conversation as the components of the Ask tab show it: one place that sets them all."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.kept.transcripts import Transcript
from assistant.ui.ask import Ask
from assistant.ui.desk import Desk
from assistant.ui.messages import Message, chat_messages
from assistant.ui.talks import exports_html, talks_html
from assistant.ui.visitor import Visitor
from ingest.errors import KeikakuError
from prompts import Language

Updates = dict[Any, Any]
"""New values by component, as Gradio takes them from a handler."""


def messages_of(desk: Desk, transcript: Transcript) -> list[Message]:
    """The chat's messages, with the ratings given; without them if they cannot be read."""
    try:
        ratings = desk.feedback.of_conversation(transcript.id)
    except KeikakuError:
        ratings = {}
    return chat_messages(transcript, ratings)


def conversation_updates(
    ask: Ask, desk: Desk, transcript: Transcript, visitor: Visitor, language: Language
) -> Updates:
    """The tab with ``transcript`` open, nothing asked, nothing edited."""
    return {
        ask.chat: messages_of(desk, transcript),
        ask.transcript: transcript,
        ask.asked: "",
        **editing_updates(ask, editing=False),
        **asking_updates(ask, asking=False),
        **list_updates(ask, desk, transcript, visitor, language),
        ask.below: gr.Row(visible=bool(transcript.exchanges)),
        ask.reasons.form: gr.Column(visible=False),
    }


def conversation_outputs(ask: Ask) -> list[Any]:
    """The components that ``conversation_updates`` sets."""
    return [
        ask.chat,
        ask.transcript,
        ask.asked,
        ask.hint,
        ask.editing,
        ask.send,
        ask.stop,
        *list_outputs(ask),
        ask.below,
        ask.reasons.form,
    ]


def list_updates(
    ask: Ask, desk: Desk, transcript: Transcript, visitor: Visitor, language: Language
) -> Updates:
    """The list of conversations with ``transcript`` open, its forms closed."""
    talks = ask.talks
    return {
        talks.listed: talks_html(desk, visitor.owner, transcript.id, language),
        talks.exports: exports_html(transcript, language),
        talks.tools: gr.Column(visible=bool(transcript.changed)),
        talks.rename_form: gr.Column(visible=False),
        talks.delete_form: gr.Column(visible=False),
    }


def list_outputs(ask: Ask) -> list[Any]:
    """The components that ``list_updates`` sets."""
    talks = ask.talks
    return [talks.listed, talks.exports, talks.tools, talks.rename_form, talks.delete_form]


def asking_updates(ask: Ask, *, asking: bool) -> Updates:
    """The buttons: Stop while an answer is awaited, Send otherwise."""
    return {ask.send: gr.Button(visible=not asking), ask.stop: gr.Button(visible=asking)}


def editing_updates(ask: Ask, *, editing: bool) -> Updates:
    """Whether the next question takes the place of the last, and the line that says so."""
    return {ask.editing: editing, ask.hint: gr.Row(visible=editing)}
