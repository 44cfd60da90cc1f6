"""質問する / Ask, laid out: conversations, chat, source."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.kept.feedback import COMMENT_LIMIT, REASONS
from assistant.kept.transcripts import Transcript
from assistant.ui.phrases import phrase
from assistant.ui.welcome import loading_words

TAB_ID = "ask"


@dataclass(frozen=True)
class Talks:
    """The conversations beside the chat."""

    new: gr.Button
    listed: gr.HTML
    tools: gr.Column
    exports: gr.HTML
    rename: gr.Button
    delete: gr.Button
    rename_form: gr.Column
    name: gr.Textbox
    rename_save: gr.Button
    rename_cancel: gr.Button
    delete_form: gr.Column
    delete_yes: gr.Button
    delete_cancel: gr.Button


@dataclass(frozen=True)
class Reasons:
    """The form that asks why an answer was not helpful."""

    form: gr.Column
    chosen: gr.CheckboxGroup
    comment: gr.Textbox
    send: gr.Button
    cancel: gr.Button
    rated: gr.State


@dataclass(frozen=True)
class Ask:
    """The components of the tab that events read and write.

    Attributes:
        asked: the question that is being answered, or was not answered; "" otherwise.
        editing: whether the next question takes the place of the last.
        transcript: the conversation that is open.
    """

    chat: gr.Chatbot
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    below: gr.Row
    retry: gr.Button
    edit: gr.Button
    hint: gr.Row
    edit_cancel: gr.Button
    panel: gr.HTML
    toggle: gr.HTML
    talks: Talks
    reasons: Reasons
    asked: gr.State
    editing: gr.State
    transcript: gr.State


def lay_out_ask() -> Ask:
    """The tab's components, in place."""
    with gr.Row(elem_id="main"):
        with gr.Column(elem_id="talks", min_width=0):
            talks = _lay_out_talks()
        with gr.Column(elem_id="talk", min_width=0):
            toggle = gr.HTML("", elem_id="talks-bar", js_on_load=None, apply_default_css=False)
            chat = _make_chat()
            reasons = _lay_out_reasons()
            with gr.Row(elem_id="editing", visible=False) as hint:
                gr.Markdown(phrase("editing_hint"))
                edit_cancel = gr.Button(phrase("cancel"), size="sm", elem_classes="quiet-button")
            with gr.Row(elem_id="composer"):
                question = gr.Textbox(
                    label=phrase("question_label"),
                    placeholder=phrase("question_placeholder"),
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    interactive=False,  # until the page is open: it would lose the question
                    elem_id="question",
                    min_width=0,
                )
                send = gr.Button(
                    phrase("send"),
                    variant="primary",
                    interactive=False,
                    elem_id="send",
                    min_width=0,
                )
                stop = gr.Button(
                    phrase("stop"), variant="stop", visible=False, elem_id="stop", min_width=0
                )
            with gr.Row(elem_id="below"):
                gr.Markdown(phrase("keys_hint"), elem_id="keys")
                with gr.Row(elem_id="turn-tools", visible=False) as below:
                    retry = _quiet("retry")
                    edit = _quiet("edit")
        with gr.Column(elem_id="side", min_width=0):
            gr.Markdown(phrase("panel_title"), elem_id="side-title")
            panel = gr.HTML(
                "",
                js_on_load="watch('value', () => requestAnimationFrame(() => "
                "window.keikakuReveal && window.keikakuReveal()));",
                elem_id="panel",
                apply_default_css=False,
            )
    return Ask(
        chat=chat,
        question=question,
        send=send,
        stop=stop,
        below=below,
        retry=retry,
        edit=edit,
        hint=hint,
        edit_cancel=edit_cancel,
        panel=panel,
        toggle=toggle,
        talks=talks,
        reasons=reasons,
        asked=gr.State(""),
        editing=gr.State(False),
        transcript=gr.State(Transcript()),
    )


def _make_chat() -> gr.Chatbot:
    return gr.Chatbot(
        label=phrase("chat_label"),
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
        autoscroll=False,
        elem_id="chat",
    )


def _lay_out_talks() -> Talks:
    new = gr.Button(phrase("talks.new"), elem_id="talk-new", min_width=0)
    listed = gr.HTML("", elem_id="talk-listed", js_on_load=None, apply_default_css=False)
    with gr.Column(elem_id="talk-tools", visible=False) as tools:
        exports = gr.HTML("", elem_id="talk-exports", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="talk-buttons"):
            rename = _quiet("talks.rename")
            delete = _quiet("talks.delete")
        with gr.Column(visible=False, elem_id="rename-form") as rename_form:
            name = gr.Textbox(label=phrase("talks.rename_label"), max_lines=1, max_length=60)
            with gr.Row():
                rename_save = gr.Button(phrase("talks.save"), variant="primary", size="sm")
                rename_cancel = gr.Button(phrase("cancel"), size="sm")
        with gr.Column(visible=False, elem_id="delete-form") as delete_form:
            gr.Markdown(phrase("talks.delete_sure"))
            with gr.Row():
                delete_yes = gr.Button(phrase("talks.delete_yes"), variant="stop", size="sm")
                delete_cancel = gr.Button(phrase("cancel"), size="sm")
    return Talks(
        new,
        listed,
        tools,
        exports,
        rename,
        delete,
        rename_form,
        name,
        rename_save,
        rename_cancel,
        delete_form,
        delete_yes,
        delete_cancel,
    )


def _lay_out_reasons() -> Reasons:
    with gr.Column(visible=False, elem_id="reasons") as form:
        gr.Markdown(phrase("reasons_title"), elem_id="reasons-title")
        chosen = gr.CheckboxGroup(
            [(phrase(f"reason_{one}"), one) for one in REASONS],
            label=phrase("reasons_label"),
            show_label=False,
            container=False,
        )
        comment = gr.Textbox(
            label=phrase("comment_label"), lines=1, max_lines=4, max_length=COMMENT_LIMIT
        )
        with gr.Row():
            send = gr.Button(
                phrase("reasons_send"), variant="primary", size="sm", elem_id="reasons-send"
            )
            cancel = gr.Button(phrase("cancel"), size="sm")
    return Reasons(form, chosen, comment, send, cancel, gr.State(0))


def _quiet(name: str) -> gr.Button:
    return gr.Button(
        phrase(name),
        size="sm",
        min_width=0,
        elem_classes="quiet-button",
        elem_id=name.replace(".", "-"),
    )
