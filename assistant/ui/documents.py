"""資料 / Documents: the tab, and what happens in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.library import ACCEPTED, Candidate, candidate_of
from assistant.library import add_documents as add_to_index
from assistant.library import delete_document as delete_from_index
from assistant.library import read_anew as read_anew_into_index
from assistant.ui.access import Access
from assistant.ui.bus import on_press, pressed
from assistant.ui.conversation_view import Updates
from assistant.ui.desk import Desk
from assistant.ui.document_form import form_headers, form_rows, read_form
from assistant.ui.escape import failure_html, inert
from assistant.ui.events import ACTION, QUICK
from assistant.ui.locale import label
from assistant.ui.phrases import language_of, phrase
from assistant.ui.shelf import FileState, files_html, shelf_html
from assistant.ui.source import known_document, shown_or_failure
from ingest.errors import KeikakuError
from ingest.pipeline import Step
from prompts import Language

TAB_ID = "documents"
_LOOK_SECONDS = 0.3


@dataclass(frozen=True)
class Documents:
    """The tab's components, and its handlers."""

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
    access: Access
    desk: Desk

    def wire(self, bus: gr.HTML, tab: gr.Tab, refresh: Callable[[Any], Any]) -> None:
        """Attach the handlers; ``refresh`` is told of each event that changes the index."""
        tab.select(self.open, None, [self.shelf, self.adding, self.closed], **ACTION)
        prepared = [self.states, self.table, self.buttons, self.candidates]
        self.files.upload(self.prepare, self.files, prepared, **ACTION)
        self.files.clear(self.forget, None, prepared, **QUICK)
        self.cancel.click(self.forget, None, [*prepared, self.files], **QUICK)
        refresh(
            self.add.click(
                self.take_in,
                [self.candidates, self.table],
                [*prepared, self.files, self.shelf],
                concurrency_limit=1,
                concurrency_id="ingest",
                **ACTION,
            )
        )
        asked = [self.sure, self.sure_words, self.chosen]
        on_press(bus, "remove", self.ask_delete, None, asked, **QUICK)
        self.sure_no.click(lambda: gr.Column(visible=False), None, self.sure, **QUICK)
        changed = [self.shelf, self.said, self.sure]
        refresh(self.sure_yes.click(self.delete, self.chosen, changed, **ACTION))
        refresh(on_press(bus, "again", self.read_anew, None, changed, **ACTION))

    def open(self, request: gr.Request) -> Updates:
        """Show the list, and the way to add to it where that is allowed."""
        may = self.access.may_manage(request)
        return {
            self.shelf: self._list(request),
            self.adding: gr.Column(visible=may),
            self.closed: "" if may else _note("documents.not_allowed", language_of(request)),
        }

    def _list(self, request: gr.Request) -> str:
        language, may = language_of(request), self.access.may_manage(request)
        return shown_or_failure(lambda: shelf_html(self.desk, language, may_manage=may), language)

    # --- adding

    async def prepare(self, paths: list[str] | None, request: gr.Request) -> AsyncIterator[Updates]:
        """Read the chosen files, one after the other, and fill in what they are."""
        self.access.check(request)
        language = language_of(request)
        names = [Path(path).name for path in paths or ()]
        waiting = label("documents.state_reading", language)
        states = [FileState(name, waiting) for name in names]
        candidates: list[Candidate] = []
        for place, path in enumerate(paths or ()):
            yield {self.states: files_html(states)}
            found = await asyncio.to_thread(candidate_of, Path(path), names[place])
            candidates.append(found)
            states[place] = _state_of(found, language)
        readable = [one for one in candidates if one.info]
        yield {
            self.states: files_html(states),
            self.table: gr.Dataframe(
                value=form_rows(readable), headers=form_headers(language), visible=bool(readable)
            ),
            self.buttons: gr.Row(visible=bool(readable)),
            self.candidates: tuple(readable),
        }

    def forget(self) -> Updates:
        """Add nothing."""
        return {self.states: "", self.files: None, **self._no_form()}

    async def take_in(
        self, candidates: Sequence[Candidate], rows: list[list[str]], request: gr.Request
    ) -> AsyncIterator[Updates]:
        """Put the files into the index, under what the form says that they are."""
        self.access.check(request)
        language = language_of(request)
        try:
            infos = read_form(candidates, rows, language)
        except KeikakuError as error:
            yield {self.states: failure_html(error.message(language))}
            return
        names = [one.name for one in candidates]
        progress = {"words": label("documents.state_writing", language)}

        def on_progress(step: Step, done: int, total: int) -> None:
            name = "embedding" if step == "embed" else "writing"
            values = {"done": done, "total": total} if step == "embed" else {}
            progress["words"] = label(f"documents.state_{name}", language, **values)

        files = [(one.path, info) for one, info in zip(candidates, infos, strict=True)]
        working = asyncio.create_task(
            asyncio.to_thread(add_to_index, self.desk.assistant.settings, files, on_progress)
        )
        while not working.done():
            yield {self.states: files_html([FileState(name, progress["words"]) for name in names])}
            await asyncio.wait([working], timeout=_LOOK_SECONDS)
        try:
            report = working.result()
        except KeikakuError as error:
            yield {self.states: failure_html(error.message(language))}
            return
        units = {line.doc_id: line.n_units for line in report.documents}
        done = [
            FileState(one.name, label("documents.state_done", language, units=units[info.doc_id]))
            for one, info in zip(candidates, infos, strict=True)
        ]
        yield {
            **self._no_form(),
            self.states: files_html(done),
            self.files: None,
            self.shelf: await asyncio.to_thread(self._list, request),
        }

    def _no_form(self) -> Updates:
        return {
            self.table: gr.Dataframe(visible=False),
            self.buttons: gr.Row(visible=False),
            self.candidates: (),
        }

    # --- deleting and reading anew

    def ask_delete(self, request: gr.Request, event: gr.EventData) -> Updates:
        """Ask whether to delete the document that was pressed."""
        language = language_of(request)
        doc_id = pressed(event).text(0)

        def show() -> str:
            title = known_document(self.desk.assistant, doc_id).info.title
            return inert(label("documents.delete_sure", language, title=title))

        return {
            self.sure: gr.Column(visible=self.access.may_manage(request)),
            self.sure_words: f"<p>{shown_or_failure(show, language)}</p>",
            self.chosen: doc_id,
        }

    def delete(self, doc_id: str, request: gr.Request) -> Updates:
        """Delete the document that was asked about."""
        return self._changed("documents.deleted", doc_id, request)

    def read_anew(self, request: gr.Request, event: gr.EventData) -> Updates:
        """Read the file of the document that was pressed once more."""
        return self._changed("documents.read_anew", pressed(event).text(0), request)

    def _changed(self, name: str, doc_id: str, request: gr.Request) -> Updates:
        self.access.check(request)
        language = language_of(request)
        assistant = self.desk.assistant

        def change() -> str:
            document = known_document(assistant, doc_id)
            if name == "documents.deleted":
                delete_from_index(assistant.settings, assistant.index(), doc_id)
            else:
                read_anew_into_index(assistant.settings, document)
            return _note(name, language, title=document.info.title)

        said = shown_or_failure(change, language)
        return {
            self.said: said,
            self.sure: gr.Column(visible=False),
            self.shelf: self._list(request),
        }


def lay_out_documents(access: Access, desk: Desk) -> Documents:
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
    return Documents(
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
        access=access,
        desk=desk,
    )


def _state_of(found: Candidate, language: Language) -> FileState:
    if found.failure is not None:
        return FileState(found.name, found.failure.message(language), failed=True)
    words = label("documents.state_ready", language, characters=f"{found.n_characters:,}")
    return FileState(found.name, words)


def _note(name: str, language: Language, **values: object) -> str:
    return f'<p class="note" role="status">{inert(label(name, language, **values))}</p>'
