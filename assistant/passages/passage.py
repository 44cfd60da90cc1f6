"""The passage around a citation: what the source says there, and where the quote stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.passages.parts import PART_LIMIT, part_at, parts_of
from ingest.errors import UsageError
from ingest.quote import TAG
from ingest.store import StoredDocument
from ingest.structure.lines import html_tables
from ingest.structure.records import Section, Span

PASSAGE_LIMIT = PART_LIMIT
"""Characters of source text that a passage shows; of a longer section, a window of this size."""

_LINE_REACH = 200
_TAG_REACH = 2000
_UNCUT = re.compile(rf"{TAG.pattern}|&#?\w{{1,32}};", TAG.flags)


@dataclass(frozen=True)
class Heading:
    """A heading within a passage.

    Attributes:
        span: where it stands in the passage's text.
        offset: where its section begins in the document's text.
        level: how deep it is, from 1.
    """

    span: Span
    offset: int
    level: int


@dataclass(frozen=True)
class Passage:
    """A quote in its surroundings. All spans are characters into ``text``.

    Attributes:
        section: the headings above the quote, from the top down; () before the first heading.
        page: page number, from 1; None where the format has none.
        text: the source text of the widest section around the quote that has at most
            PASSAGE_LIMIT characters, else of the nearest section, in whole lines and tables.
        quote: where the quote stands; empty where nothing is quoted.
        shown: the part to show: all of it, or a window of PASSAGE_LIMIT around the quote.
        headings: the headings in it.
        offset: where ``text`` begins in the document's text.
        before, after: where the neighbouring parts of the document begin; None at its ends.
    """

    doc_id: str
    title: str
    municipality: str | None
    section: tuple[str, ...]
    page: int | None
    text: str
    quote: Span
    shown: Span
    headings: tuple[Heading, ...] = ()
    offset: int = 0
    before: int | None = None
    after: int | None = None

    @property
    def cut(self) -> bool:
        """Whether something of the section is not shown."""
        return self.shown != Span(0, len(self.text))


def find_passage(
    document: StoredDocument, start: int, end: int, page: int | None = None
) -> Passage:
    """The passage around ``document.text[start:end]``.

    Raises:
        UsageError: the span is empty or lies outside the text.
    """
    text = document.text
    if not 0 <= start < end <= len(text):
        raise _out_of_range(document, start, end)
    around = _around(document, Span(start, end))
    bounds = _bounds(text, around)
    quote = Span(start - bounds.start, end - bounds.start)
    window = _window(text[bounds.start : bounds.end], quote)
    page = document.page_of(start) if page is None else page
    section = around[-1].path if around else ()
    return _passage(document, bounds, quote, window, section=section, page=page)


def find_part(document: StoredDocument, offset: int) -> Passage:
    """The part of a document that ``offset`` lies in, with nothing quoted.

    Raises:
        UsageError: the offset lies outside the text.
    """
    text = document.text
    if not 0 <= offset < len(text):
        raise _out_of_range(document, offset, offset)
    part = part_at(parts_of(document), offset)
    bounds = _whole_lines(text, html_tables(text), part)
    window = _window(text[bounds.start : bounds.end], Span(0, 0))
    around = _around(document, Span(part.start, part.start + 1))
    path = around[-1].path if around else ()
    page = document.page_of(part.start)
    return _passage(document, bounds, Span(0, 0), window, section=path, page=page)


def whole_passage(document: StoredDocument, bounds: Span, quote: Span | None = None) -> Passage:
    """All of ``document.text[bounds]``, however long, with ``quote`` (of the document) in it."""
    text = document.text[bounds.start : bounds.end]
    inside = Span(0, 0)
    if quote is not None and bounds.start <= quote.start < quote.end <= bounds.end:
        inside = Span(quote.start - bounds.start, quote.end - bounds.start)
    return _passage(document, bounds, inside, Span(0, len(text)))


def _passage(
    document: StoredDocument,
    bounds: Span,
    quote: Span,
    shown: Span,
    *,
    section: tuple[str, ...] = (),
    page: int | None = None,
) -> Passage:
    info = document.info
    parts = parts_of(document)
    here = parts.index(part_at(parts, bounds.start + quote.start)) if parts else 0
    return Passage(
        doc_id=info.doc_id,
        title=info.title,
        municipality=info.municipality,
        section=section,
        page=page,
        text=document.text[bounds.start : bounds.end],
        quote=quote,
        shown=shown,
        headings=tuple(
            Heading(
                Span(one.heading.start - bounds.start, one.heading.end - bounds.start),
                one.start,
                len(one.path),
            )
            for one in document.sections
            if one.path and bounds.start <= one.heading.start < bounds.end
        ),
        offset=bounds.start,
        before=parts[here - 1].start if here else None,
        after=parts[here + 1].start if here + 1 < len(parts) else None,
    )


def _out_of_range(document: StoredDocument, start: int, end: int) -> UsageError:
    return UsageError(
        "text_range_invalid",
        doc_id=document.info.doc_id,
        start=start,
        end=end,
        length=len(document.text),
    )


def _around(document: StoredDocument, span: Span) -> list[Section]:
    """The sections that ``span`` lies in, outermost first."""
    return [
        section
        for section in document.sections
        if section.path and section.start <= span.start and span.end <= section.end
    ]


def _bounds(text: str, around: Sequence[Section]) -> Span:
    """The widest of the nested sections (outermost first) that fits, else the innermost."""
    if not around:
        return Span(0, len(text))
    tables = html_tables(text)
    spans = [_whole_lines(text, tables, Span(section.start, section.end)) for section in around]
    return next((span for span in spans if span.end - span.start <= PASSAGE_LIMIT), spans[-1])


def _whole_lines(text: str, tables: Sequence[Span], span: Span) -> Span:
    """``span`` widened to whole HTML tables and whole lines."""
    start, end = span.start, span.end
    for table in tables:
        if table.start < start < table.end:
            start = table.start
        if table.start < end < table.end:
            end = table.end
    if end > start and text[end - 1] != "\n":
        newline = text.find("\n", end)
        end = newline if newline >= 0 else len(text)
    return Span(text.rfind("\n", 0, start) + 1, end)


def _window(text: str, quote: Span) -> Span:
    """At most PASSAGE_LIMIT characters around the quote, cut where a line or a word may be cut."""
    if len(text) <= PASSAGE_LIMIT:
        return Span(0, len(text))
    room = max(PASSAGE_LIMIT - (quote.end - quote.start), 0)
    start = max(min(quote.start - room // 2, len(text) - PASSAGE_LIMIT), 0)
    start = min(start, quote.start)
    end = max(min(start + PASSAGE_LIMIT, len(text)), quote.end)
    for found in _UNCUT.finditer(text, max(start - _TAG_REACH, 0), end + _TAG_REACH):
        if found.start() < start < found.end():
            start = min(found.end(), quote.start)
        if found.start() < end < found.end():
            end = max(found.start(), quote.end)
    newline = text.find("\n", start, min(start + _LINE_REACH, quote.start))
    start = newline + 1 if start > 0 and newline >= 0 else start
    newline = text.rfind("\n", max(end - _LINE_REACH, quote.end), end)
    end = newline if end < len(text) and newline >= 0 else end
    return Span(start, end)
