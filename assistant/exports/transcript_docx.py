"""A conversation as a Word document."""

from __future__ import annotations

import io
import re

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from assistant.exports.transcript import engine_words, reference_to, transcript_note
from assistant.kept.transcripts import Exchange, Transcript
from assistant.markdown import unescaped
from assistant.sources import sources_heading
from prompts import Language

_LATIN_FONT, _JAPANESE_FONT = "Yu Gothic", "游ゴシック"
_BAR_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_BAR_RULE = re.compile(r"^[\s|:-]+$")
_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")
_LINE_BREAK = re.compile(r"<br ?/?>")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def transcript_docx(transcript: Transcript, language: Language) -> bytes:
    """Questions, answers and their sources; tables of an answer are tables of the document."""
    document = docx.Document()
    _set_fonts(document)
    document.add_heading(_clean(transcript.title), level=1)
    document.add_paragraph(transcript_note(transcript, language))
    for number, exchange in enumerate(transcript.exchanges, start=1):
        document.add_heading(_clean(f"{number}. {exchange.question}"), level=2)
        _add_answer(document, exchange.answer.answer)
        _add_sources(document, exchange, language)
        document.add_paragraph().add_run(engine_words(exchange, language)).italic = True
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_fonts(document: Document) -> None:
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name = _LATIN_FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _JAPANESE_FONT)
    document.styles["Normal"].font.size = Pt(10.5)


def _add_answer(document: Document, markdown: str) -> None:
    rows: list[list[str]] = []
    for line in [*markdown.splitlines(), ""]:
        bars = _BAR_ROW.match(line)
        if bars:
            if not _BAR_RULE.match(line):
                rows.append([_words(cell) for cell in _UNESCAPED_BAR.split(bars[1])])
            continue
        _add_table(document, rows)
        rows = []
        item = line.lstrip()
        if item.startswith(("- ", "* ")):
            document.add_paragraph(_words(item[2:]), style="List Bullet")
        elif item:
            document.add_paragraph(_words(item))


def _add_table(document: Document, rows: list[list[str]]) -> None:
    if not rows:
        return
    width = max(map(len, rows))
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text


def _add_sources(document: Document, exchange: Exchange, language: Language) -> None:
    if not exchange.answer.citations:
        return
    document.add_heading(sources_heading(exchange.answer, language), level=3)
    for one in exchange.answer.citations:
        paragraph = document.add_paragraph(_clean(f"[{one.n}] {reference_to(one, language)}"))
        paragraph.add_run(_clean(f"\n「{one.quote}」"))


def _words(markdown: str) -> str:
    """A line of an answer's Markdown as it is read."""
    plain = _LINE_BREAK.sub("\n", markdown).strip().replace("**", "")
    return _clean(unescaped(plain))


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
