"""Files to take along, over HTTP: a conversation as Markdown or Word, a comparison as a table."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import FastAPI, Query
from fastapi.responses import HTMLResponse, Response

from assistant.comparison import USUAL_ASPECTS, Aspect, compare, comparison_sheet
from assistant.evaluation import latest_report
from assistant.kept.transcripts import Transcripts
from assistant.service import Assistant
from ingest.errors import UsageError
from prompts import Language

_MOST_PLACES = 100
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def add_downloads(app: FastAPI, assistant: Assistant) -> None:
    """Serve ``/api/conversations/{id}.md`` and ``.docx``, ``/api/comparison.csv`` and ``.xlsx``. Who knows a conversation's id may read
    it: ids are 128 random bits, and only its owner is shown them.
    """

    @app.get("/api/conversations/{conversation}.{suffix}")
    def conversation(
        conversation: str, suffix: Literal["md", "docx"], language: Language = "ja"
    ) -> Response:
        transcript = Transcripts(assistant.settings.data_dir).find(conversation)
        if transcript is None:
            raise UsageError("conversation_unknown")
        if suffix == "docx":
            from assistant.exports.transcript_docx import transcript_docx

            return download(
                transcript_docx(transcript, language), f"{transcript.title}.docx", _DOCX
            )
        from assistant.exports.transcript import transcript_markdown

        text = transcript_markdown(transcript, language).encode("utf-8", "replace")
        return download(text, f"{transcript.title}.md", "text/markdown; charset=utf-8")

    @app.get("/api/comparison.{suffix}")
    def comparison(
        suffix: Literal["csv", "xlsx"],
        theme: str,
        place: Annotated[list[str], Query(max_length=_MOST_PLACES)],
        aspect: Annotated[list[Aspect], Query()] = list(USUAL_ASPECTS),  # noqa: B006
        language: Language = "ja",
    ) -> Response:
        from assistant.exports.sheet import sheet_csv, sheet_xlsx

        sheet = comparison_sheet(compare(assistant, theme, place, aspect), language)
        if suffix == "xlsx":
            return download(sheet_xlsx(sheet), f"{sheet.name}.xlsx", _XLSX)
        return download(sheet_csv(sheet), f"{sheet.name}.csv", "text/csv; charset=utf-8")

    @app.get("/api/evaluation/report")
    def report() -> Response:
        found = latest_report(assistant.settings.data_dir)
        if found is None:
            raise UsageError("path_unknown", path="/api/evaluation/report")
        return HTMLResponse(found)


def download(content: bytes, name: str, media_type: str) -> Response:
    """A response that the browser saves under ``name``."""
    safe = "".join(
        char if char.isprintable() and char not in '/\\:*?"<>|' else "_" for char in name
    )
    disposition = f"attachment; filename*=UTF-8''{quote(safe.encode('utf-8', 'replace'), safe='')}"
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": disposition, "Cache-Control": "no-store"},
    )
