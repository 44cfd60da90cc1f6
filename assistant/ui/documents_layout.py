"""資料 / Documents, laid out."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.library import ACCEPTED
from assistant.ui.document_form import form_headers
from assistant.ui.phrases import phrase


@dataclass(frozen=True)
class Parts:
    """The tab's components.

    Attributes:
        sure: asks whether to delete; chosen: the id of the document that is asked about.
        closed: says that documents cannot be added here; adding: what adds them.
        candidates: the files that were read and may be added.
    """

    shelf: gr.HTML
    said: gr.HTML
    sure: gr.Column
    sure_words: gr.HTML
    sure_yes: gr.Button
    sure_no: gr.Button
    adding: gr.Column
    closed: gr.HTML
    files: gr.File
    states: gr.HTML
    table: gr.Dataframe
    buttons: gr.Row
    add: gr.Button
    cancel: gr.Button
    chosen: gr.State
    candidates: gr.State


def lay_out_documents() -> Parts:
    """The tab's components, in place."""
    said = gr.HTML("", elem_id="documents-said", js_on_load=None, apply_default_css=False)
    with gr.Column(visible=False, elem_id="documents-sure") as sure:
        sure_words = gr.HTML("", js_on_load=None, apply_default_css=False)
        with gr.Row():
            sure_yes = gr.Button(phrase("documents.delete_yes"), variant="stop", size="sm")
            sure_no = gr.Button(phrase("cancel"), size="sm")
    shelf = gr.HTML("", elem_id="shelf", js_on_load=None, apply_default_css=False)
    closed = gr.HTML("", elem_id="documents-closed", js_on_load=None, apply_default_css=False)
    with gr.Column(visible=False, elem_id="documents-add") as adding:
        gr.Markdown(f"## {phrase('documents.add_title')}")
        gr.Markdown(phrase("documents.add_hint"))
        files = gr.File(
            label=phrase("documents.files"),
            file_count="multiple",
            file_types=list(ACCEPTED),
            elem_id="documents-files",
            height=150,
        )
        # Gradio would write an address of its own site into the page, as an example of a file.
        for example in ("example_payload", "example_value"):
            setattr(files, example, lambda: None)
        states = gr.HTML("", elem_id="documents-states", js_on_load=None, apply_default_css=False)
        table = gr.Dataframe(
            headers=form_headers("ja"),
            datatype="str",
            type="array",
            static_columns=[0],
            interactive=True,
            visible=False,
            wrap=True,
            buttons=[],
            label=phrase("documents.form"),
            elem_id="documents-form",
        )
        with gr.Row(visible=False, elem_id="documents-buttons") as buttons:
            add = gr.Button(phrase("documents.add"), variant="primary", elem_id="documents-take")
            cancel = gr.Button(phrase("documents.cancel"))
    return Parts(
        shelf=shelf,
        said=said,
        sure=sure,
        sure_words=sure_words,
        sure_yes=sure_yes,
        sure_no=sure_no,
        adding=adding,
        closed=closed,
        files=files,
        states=states,
        table=table,
        buttons=buttons,
        add=add,
        cancel=cancel,
        chosen=gr.State(""),
        candidates=gr.State(()),
    )
