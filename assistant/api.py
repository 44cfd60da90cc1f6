"""The HTTP API and, at "/", the chat page."""

from __future__ import annotations

import logging
from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

import prompts
from assistant.downloads import add_downloads
from assistant.language import detect_language
from assistant.municipalities import Municipality
from assistant.schema import QUESTION_LIMIT, Answer
from assistant.service import Assistant
from assistant.ui.locale import accepted_language
from ingest.errors import KeikakuError, UsageError
from ingest.manifest import DocumentInfo
from ingest.store import StoredDocument
from prompts import Language

HISTORY_LIMIT = 100
"""Earlier questions that a request may carry."""

_UNKNOWN = {"document_unknown", "conversation_unknown", "path_unknown"}
"""Errors that are 404."""

_log = logging.getLogger(__name__)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AskRequest(_Record):
    """A question.

    Attributes:
        home: the asker's municipality by any of its names; None is the server's setting.
        history: the asker's earlier questions in this conversation, oldest first.
    """

    question: str
    home: str | None = None
    history: Annotated[
        tuple[Annotated[str, Field(max_length=QUESTION_LIMIT)], ...],
        Field(max_length=HISTORY_LIMIT),
    ] = ()


class MunicipalityFacts(_Record):
    """A municipality whose documents are indexed."""

    name: str
    aliases: tuple[str, ...]
    doc_ids: tuple[str, ...]


class SectionFacts(_Record):
    """A section: the headings down to it, and its characters in the document's text."""

    path: tuple[str, ...]
    start: int
    end: int


class DocumentFacts(_Record):
    """What is known of a document; ``length`` in characters."""

    document: DocumentInfo
    length: int
    sections: tuple[SectionFacts, ...]


class TextSpan(_Record):
    """``text`` is characters ``start`` to ``end`` of the document's text."""

    doc_id: str
    start: int
    end: int
    text: str


class Health(_Record):
    """That questions can be answered."""

    status: str
    documents: int


def create_app(
    assistant: Assistant, *, with_ui: bool = True, managing: bool | None = False
) -> FastAPI:
    """The application.

    Every error is ``{"error": line}`` in the language of the question, else of the request's
    Accept-Language: 400 what was asked cannot be done as asked, 404 there is no such thing, 422
    the request is not of the right form, 503 it failed, 500 it failed in a way nobody foresaw.

    Args:
        assistant: answers the questions.
        with_ui: whether the page is mounted at "/".
        managing: whether the page may add and delete documents; None: for those at the machine.
    """
    # FastAPI's own documentation pages load scripts from a CDN.
    app = FastAPI(title="Keikaku", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    _add_routes(app, assistant)
    app.add_exception_handler(KeikakuError, _on_keikaku_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(Exception, _on_unexpected)
    if with_ui:
        from assistant.ui.app import mount_ui

        mount_ui(app, assistant, managing)
    return app


def _add_routes(app: FastAPI, assistant: Assistant) -> None:
    add_downloads(app, assistant)

    @app.post("/api/ask")
    def ask(body: AskRequest, request: Request) -> Answer:
        if body.question.strip():
            request.state.language = detect_language(body.question)
        return assistant.ask(body.question, body.home, body.history)

    @app.get("/api/municipalities")
    def municipalities() -> list[MunicipalityFacts]:
        return [_municipality(one) for one in assistant.municipalities()]

    @app.get("/api/documents/{doc_id}")
    def document(doc_id: str) -> DocumentFacts:
        return _facts(_document(assistant, doc_id))

    @app.get("/api/documents/{doc_id}/text")
    def text(doc_id: str, start: int = 0, end: int | None = None) -> TextSpan:
        return _text(_document(assistant, doc_id), start, end)

    @app.get("/healthz")
    def healthz() -> Health:
        return Health(status="ok", documents=assistant.index().meta.n_documents)

    @app.get("/api/{path:path}", include_in_schema=False)
    def unknown(path: str) -> None:
        raise UsageError("path_unknown", path=f"/api/{path}")


def _municipality(one: Municipality) -> MunicipalityFacts:
    return MunicipalityFacts(name=one.name, aliases=one.aliases, doc_ids=one.doc_ids)


def _document(assistant: Assistant, doc_id: str) -> StoredDocument:
    store = assistant.index().store
    found = store.document(doc_id)
    if found is None:
        raise UsageError("document_unknown", doc_id=doc_id, known=", ".join(store.doc_ids))
    return found


def _facts(document: StoredDocument) -> DocumentFacts:
    return DocumentFacts(
        document=document.info,
        length=len(document.text),
        sections=tuple(
            SectionFacts(path=section.path, start=section.start, end=section.end)
            for section in document.sections
        ),
    )


def _text(document: StoredDocument, start: int, end: int | None) -> TextSpan:
    length = len(document.text)
    end = length if end is None else end
    if not 0 <= start < end <= length:
        raise UsageError(
            "text_range_invalid", doc_id=document.info.doc_id, start=start, end=end, length=length
        )
    return TextSpan(
        doc_id=document.info.doc_id, start=start, end=end, text=document.text[start:end]
    )


# --- errors ------------------------------------------------------------------------------------


def _on_keikaku_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, KeikakuError)
    if not isinstance(error, UsageError):
        _log.error("%s %s: %s", request.method, request.url.path, error)
        status = 503
    else:
        status = 404 if error.key in _UNKNOWN else 400
    return _error(error.message(_language(request)), status)


def _on_invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    field = _field(error.errors()[0]["loc"])
    return _error(prompts.text("errors.request_invalid", _language(request), field=field), 422)


def _on_unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _error(prompts.text("errors.unexpected", _language(request)), 500)


def _field(location: tuple[Any, ...]) -> str:
    """The name of the field that an error is about; "body" where it is all of it."""
    names = [part for part in location if isinstance(part, str)]
    return (names[1] if len(names) > 1 else "body")[:40]


def _error(line: str, status: int) -> JSONResponse:
    # A lone surrogate that a request carried cannot be encoded.
    encodable = line.encode("utf-8", "replace").decode("utf-8")
    return JSONResponse({"error": " ".join(encodable.split())}, status)


def _language(request: Request) -> Language:
    found: Language | None = getattr(request.state, "language", None)
    return found or accepted_language(request.headers.get("accept-language"))
