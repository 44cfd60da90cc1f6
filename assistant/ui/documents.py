"""資料 / Documents: the tab, and what happens in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.library import Candidate, candidate_of, ingest_is_running
from assistant.library import add_documents as add_to_index
from assistant.library import delete_document as delete_from_index
from assistant.library import read_anew as read_anew_into_index
from assistant.ui.access import Access
from assistant.ui.bus import on_press, pressed
from assistant.ui.conversation_view import Updates
from assistant.ui.desk import Desk
from assistant.ui.document_form import form_headers, form_rows, read_form
from assistant.ui.documents_layout import Parts
from assistant.ui.escape import failure_html, inert
from assistant.ui.events import ACTION, QUICK
from assistant.ui.locale import label
from assistant.ui.phrases import language_of
from assistant.ui.shelf import FileState, files_html, shelf_html
from assistant.ui.source import known_document, shown_or_failure
from ingest.errors import KeikakuError
from ingest.pipeline import Step
from prompts import Language

TAB_ID = "documents"
_LOOK_SECONDS = 0.3


@dataclass(frozen=True)
class Documents:
    """The tab's handlers."""

    parts: Parts
    access: Access
    desk: Desk

    def wire(self, bus: gr.HTML, tab: gr.Tab, refresh: Callable[[Any], Any]) -> None:
        """Attach the handlers; ``refresh`` is told of each event that changes the index."""
        tab.select(
            self.open,
            None,
            [self.parts.said, self.parts.shelf, self.parts.adding, self.parts.closed],
            **ACTION,
        )
        prepared = [self.parts.states, self.parts.table, self.parts.buttons, self.parts.candidates]
        self.parts.files.upload(self.prepare, self.parts.files, prepared, **ACTION)
        self.parts.files.clear(self.forget, None, prepared, **QUICK)
        self.parts.cancel.click(self.forget, None, [*prepared, self.parts.files], **QUICK)
        refresh(
            self.parts.add.click(
                self.take_in,
                [self.parts.candidates, self.parts.table],
                [*prepared, self.parts.files, self.parts.shelf],
                concurrency_limit=1,
                concurrency_id="ingest",
                **ACTION,
            )
        )
        asked = [self.parts.sure, self.parts.sure_words, self.parts.chosen]
        on_press(bus, "remove", self.ask_delete, None, asked, **QUICK)
        self.parts.sure_no.click(lambda: gr.Column(visible=False), None, self.parts.sure, **QUICK)
        changed = [self.parts.shelf, self.parts.said, self.parts.sure]
        refresh(self.parts.sure_yes.click(self.delete, self.parts.chosen, changed, **ACTION))
        refresh(on_press(bus, "again", self.read_anew, None, changed, **ACTION))

    def open(self, request: gr.Request) -> Updates:
        """Show the list, and the way to add to it where that is allowed."""
        may = self.access.may_manage(request)
        running = ingest_is_running(self.desk.assistant.settings.data_dir)
        return {
            self.parts.said: _note("documents.running", language_of(request)) if running else "",
            self.parts.shelf: self._list(request),
            self.parts.adding: gr.Column(visible=may),
            self.parts.closed: "" if may else _note("documents.not_allowed", language_of(request)),
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
            yield {self.parts.states: files_html(states)}
            found = await asyncio.to_thread(candidate_of, Path(path), names[place])
            candidates.append(found)
            states[place] = _state_of(found, language)
        readable = [one for one in candidates if one.info]
        yield {
            self.parts.states: files_html(states),
            self.parts.table: gr.Dataframe(
                value=form_rows(readable), headers=form_headers(language), visible=bool(readable)
            ),
            self.parts.buttons: gr.Row(visible=bool(readable)),
            self.parts.candidates: tuple(readable),
        }

    def forget(self) -> Updates:
        """Add nothing."""
        return {self.parts.states: "", self.parts.files: None, **self._no_form()}

    async def take_in(
        self, candidates: Sequence[Candidate], rows: list[list[str]], request: gr.Request
    ) -> AsyncIterator[Updates]:
        """Put the files into the index, under what the form says that they are."""
        self.access.check(request)
        language = language_of(request)
        try:
            infos = read_form(candidates, rows, language)
        except KeikakuError as error:
            yield {self.parts.states: failure_html(error.message(language))}
            return
        names = [one.name for one in candidates]
        states = dict.fromkeys(
            (info.doc_id for info in infos), label("documents.state_reading", language)
        )

        def on_progress(step: Step, _done: int, _total: int) -> None:
            if step == "write":
                states.update(dict.fromkeys(states, label("documents.state_writing", language)))

        def on_document(doc_id: str, done: int, total: int) -> None:
            if doc_id in states:
                values = {"done": done, "total": total}
                states[doc_id] = label("documents.state_embedding", language, **values)

        files = [(one.path, info) for one, info in zip(candidates, infos, strict=True)]
        add = partial(
            add_to_index,
            self.desk.assistant.settings,
            files,
            on_progress=on_progress,
            on_document=on_document,
        )
        working = asyncio.create_task(asyncio.to_thread(add))
        while not working.done():
            yield {
                self.parts.states: files_html(
                    [
                        FileState(name, states[info.doc_id])
                        for name, info in zip(names, infos, strict=True)
                    ]
                )
            }
            await asyncio.wait([working], timeout=_LOOK_SECONDS)
        try:
            report = working.result()
        except KeikakuError as error:
            yield {self.parts.states: failure_html(error.message(language))}
            return
        units = {line.doc_id: line.n_units for line in report.documents}
        done = [
            FileState(one.name, label("documents.state_done", language, units=units[info.doc_id]))
            for one, info in zip(candidates, infos, strict=True)
        ]
        yield {
            **self._no_form(),
            self.parts.states: files_html(done),
            self.parts.files: None,
            self.parts.shelf: await asyncio.to_thread(self._list, request),
        }

    def _no_form(self) -> Updates:
        return {
            self.parts.table: gr.Dataframe(visible=False),
            self.parts.buttons: gr.Row(visible=False),
            self.parts.candidates: (),
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
            self.parts.sure: gr.Column(visible=self.access.may_manage(request)),
            self.parts.sure_words: f"<p>{shown_or_failure(show, language)}</p>",
            self.parts.chosen: doc_id,
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
            self.parts.said: said,
            self.parts.sure: gr.Column(visible=False),
            self.parts.shelf: self._list(request),
        }


def _state_of(found: Candidate, language: Language) -> FileState:
    if found.failure is not None:
        return FileState(found.name, found.failure.message(language), failed=True)
    words = label("documents.state_ready", language, characters=f"{found.n_characters:,}")
    return FileState(found.name, words)


def _note(name: str, language: Language, **values: object) -> str:
    return f'<p class="note" role="status">{inert(label(name, language, **values))}</p>'
