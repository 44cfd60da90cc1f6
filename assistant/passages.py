"""The passage around a citation: what the source says there, and where the quote stands in it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import prompts
from ingest.errors import UsageError
from ingest.normalize import squeeze
from ingest.quote import TAG, quote_of
from ingest.store import StoredDocument
from ingest.structure.lines import Line, LineKind, html_tables, split_lines
from ingest.structure.pieces import split_runs
from ingest.structure.records import Section, Span
from ingest.structure.tables import Row, html_rows, is_year_header, pipe_row, tab_row
from prompts import Language

PASSAGE_LIMIT = 4000
"""Characters of source text that a passage shows; of a longer section, a window of this size."""

_LINE_REACH = 200
_TAG_REACH = 2000
_UNCUT = re.compile(rf"{TAG.pattern}|&#?\w{{1,32}};", TAG.flags)
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|div|br|table|tr|td|th|h[1-6])\b", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """A quote in its surroundings. All spans are characters into ``text``.

    Attributes:
        section: the headings above the quote, from the top down; () before the first heading.
        page: page number, from 1; None where the format has none.
        text: the source text of the widest section around the quote that has at most
            PASSAGE_LIMIT characters, else of the nearest section, in whole lines and tables.
        quote: where the quote stands.
        shown: the part to show: all of it, or a window of PASSAGE_LIMIT around the quote.
        headings: where headings stand.
    """

    doc_id: str
    title: str
    municipality: str | None
    section: tuple[str, ...]
    page: int | None
    text: str
    quote: Span
    shown: Span
    headings: tuple[Span, ...] = ()

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
    info, text = document.info, document.text
    if not 0 <= start < end <= len(text):
        raise UsageError(
            "text_range_invalid", doc_id=info.doc_id, start=start, end=end, length=len(text)
        )
    around = [
        section
        for section in document.sections
        if section.path and section.start <= start and end <= section.end
    ]
    bounds = _bounds(text, around)
    quote = Span(start - bounds.start, end - bounds.start)
    shown_text = text[bounds.start : bounds.end]
    return Passage(
        doc_id=info.doc_id,
        title=info.title,
        municipality=info.municipality,
        section=around[-1].path if around else (),
        page=document.page_of(start) if page is None else page,
        text=shown_text,
        quote=quote,
        shown=_window(shown_text, quote),
        headings=tuple(
            Span(section.heading.start - bounds.start, section.heading.end - bounds.start)
            for section in document.sections
            if section.path and bounds.start <= section.heading.start < bounds.end
        ),
    )


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


# --- HTML --------------------------------------------------------------------------------------


def render_html(passage: Passage, language: Language, mark_id: str = "quoted") -> str:
    """A passage as safe HTML.

    Everything of the document is escaped. The quote stands in ``<mark>`` elements, of which the
    first has the id ``mark_id``; their text joined is the quote, white space aside. Tables of the
    source (HTML, Markdown, tab-separated) are shown as tables; what merely repeats an HTML table
    as flattened text beside it is left out.

    Args:
        passage: what to show.
        language: the language of the labels.
        mark_id: an id that is unique in the page.
    """
    body = _Body(passage, mark_id)
    inner = body.html()
    if squeeze("".join(body.marked)) != squeeze(quote_of(_cut(passage.text, passage.quote))):
        inner = _plain(passage, mark_id)
    gap = '<p class="passage-gap" aria-hidden="true">…</p>'
    before = gap if passage.shown.start > 0 else ""
    after = gap if passage.shown.end < len(passage.text) else ""
    label = html.escape(prompts.text("ui.passage_text_label", language))
    return (
        f'<article class="passage">{_head(passage, language)}'
        f'<div class="passage-text" lang="ja" role="region" tabindex="0" aria-label="{label}">'
        f"{before}{inner}{after}</div></article>"
    )


def _head(passage: Passage, language: Language) -> str:
    crumbs = "".join(f"<li>{html.escape(heading)}</li>" for heading in passage.section)
    label = html.escape(prompts.text("ui.passage_section_label", language))
    parts = [f'<h2 class="passage-title" tabindex="-1" lang="ja">{html.escape(passage.title)}</h2>']
    if crumbs:
        parts.append(f'<ol class="breadcrumb" lang="ja" aria-label="{label}">{crumbs}</ol>')
    if passage.page is not None:
        page = prompts.text("ui.passage_page", language, page=passage.page)
        parts.append(f'<p class="passage-note">{html.escape(page)}</p>')
    if passage.cut:
        parts.append(
            f'<p class="passage-note">{html.escape(prompts.text("ui.passage_cut", language))}</p>'
        )
    return f"<header>{''.join(parts)}</header>"


class _Body:
    """Writes the text of a passage as HTML, and notes what it has marked."""

    def __init__(self, passage: Passage, mark_id: str) -> None:
        self.text, self.quote, self.shown = passage.text, passage.quote, passage.shown
        self.headings = passage.headings
        self.mark_id = mark_id
        self.marked: list[str] = []
        self.table_cells: set[str] = set()

    def html(self) -> str:
        lines = split_lines(self.text)
        parts = []
        for kind, group in groupby(lines, key=self._kind):
            run = list(group)
            if kind == "table":
                parts += [self._html_table(line) for line in run]
            elif kind == "cells":
                rows = [tab_row(self.text, line.span) for line in run]
                parts.append(self._table([row for row in rows if not self._repeats(row)]))
            elif kind == "pipes":
                parts.append(self._pipe_table(run))
            elif kind == "heading":
                parts += [f'<p class="heading">{self._cell(line.span)}</p>' for line in run]
            elif kind == "text":
                parts.append(self._paragraph(run))
        return "".join(parts)

    def _kind(self, line: Line) -> str:
        if line.kind is LineKind.HTML_TABLE:
            return "table"
        if line.kind in (LineKind.PIPES, LineKind.RULE):
            return "pipes"
        if line.kind is LineKind.CELLS and "\t" in line.text:
            return "cells"
        if line.kind is LineKind.BLANK:
            return "blank"
        if line.kind is LineKind.PLAIN and any(_meet(line.span, span) for span in self.headings):
            return "heading"
        return "text"

    # --- tables

    def _html_table(self, line: Line) -> str:
        rows = html_rows(self.text, line.span)
        self.table_cells |= {self._key(cell.span) for row in rows for cell in row.cells}
        return self._table(rows)

    def _pipe_table(self, lines: Sequence[Line]) -> str:
        ruled = next((n for n, line in enumerate(lines) if line.kind is LineKind.RULE), 0)
        rows = [pipe_row(self.text, line.span) for line in lines if line.kind is LineKind.PIPES]
        return self._table(rows, n_heads=ruled)

    def _table(self, rows: Sequence[Row], n_heads: int = 0) -> str:
        filled = [cell for row in rows for cell in row.filled(self.text)]
        width = max((cell.column + cell.width for cell in filled), default=0)
        if width == 1:
            return "".join(f"<p>{words}</p>" for cell in filled if (words := self._cell(cell.span)))
        lines = [
            self._row(row, width, heads=n < n_heads)
            for n, row in enumerate(rows)
            if _meet(row.span, self.shown) and row.filled(self.text)
        ]
        if not lines:
            return ""
        return f'<div class="table"><table><tbody>{"".join(lines)}</tbody></table></div>'

    def _row(self, row: Row, width: int, *, heads: bool) -> str:
        heads = heads or is_year_header(self.text, row)
        quoted = ' class="quoted"' if _meet(row.span, self.quote) else ""
        filled = row.filled(self.text)
        if len(filled) == 1 and filled[0].column == 0:
            label = self._cell(filled[0].span)
            return f'<tr{quoted}><th colspan="{width}">{label}</th></tr>'
        cells, column = [], 0
        for cell in row.cells:
            if cell.column >= width:
                break
            cells += ["<td></td>"] * (cell.column - column)
            span = min(cell.width, width - cell.column)
            name = "th" if heads or cell.heads else "td"
            spanning = f' colspan="{span}"' if span > 1 else ""
            cells.append(f"<{name}{spanning}>{self._cell(cell.span)}</{name}>")
            column = cell.column + span
        cells += ["<td></td>"] * (width - column)
        return f"<tr{quoted}>{''.join(cells)}</tr>"

    def _repeats(self, row: Row) -> bool:
        """Whether a row is an HTML table above it once more, and not what is quoted."""
        filled = row.filled(self.text)
        return (
            len(filled) > 1
            and not _meet(row.span, self.quote)
            and all(self._key(cell.span) in self.table_cells for cell in filled)
        )

    def _key(self, span: Span) -> str:
        return squeeze(quote_of(_cut(self.text, span)))

    # --- words

    def _paragraph(self, lines: Sequence[Line]) -> str:
        words = [self._cell(line.span) for line in lines]
        return f"<p>{'<br>'.join(filter(None, words))}</p>" if any(words) else ""

    def _cell(self, span: Span) -> str:
        """The content of a cell or line: its tags become line breaks, list items get lines."""
        clipped = _within(span, self.shown)
        parts: list[str] = []
        last = clipped.start
        for piece in split_runs(self.text, clipped):
            between = self.text[last : piece.span.start]
            breaks = _BLOCK_TAG.search(between) or piece.marker not in ("", "label")
            if parts:
                parts.append("<br>" if breaks else " ")
            parts.append(self._words(piece.span))
            last = piece.span.end
        return "".join(parts)

    def _words(self, span: Span) -> str:
        span = _within(span, self.shown)
        inside = _within(self.quote, span)
        if not quote_of(_cut(self.text, inside)):
            return _escaped(_cut(self.text, span))
        before = _escaped(self.text[span.start : inside.start])
        after = _escaped(self.text[inside.end : span.end])
        identity = "" if self.marked else f' id="{html.escape(self.mark_id)}"'
        self.marked.append(quote_of(_cut(self.text, inside)))
        return f"{before}<mark{identity}>{_escaped(_cut(self.text, inside))}</mark>{after}"


def _plain(passage: Passage, mark_id: str) -> str:
    """The passage as bare lines, for a quote that lies across what a table cannot mark."""
    text, quote, shown = passage.text, passage.quote, passage.shown

    def lines(start: int, end: int) -> str:
        read = (quote_of(line) for line in text[start:end].splitlines())
        return "<br>".join(html.escape(line) for line in read if line)

    marked = html.escape(quote_of(_cut(text, quote)))
    return (
        f"<p>{lines(shown.start, quote.start)}</p>"
        f'<p><mark id="{html.escape(mark_id)}">{marked}</mark></p>'
        f"<p>{lines(quote.end, shown.end)}</p>"
    )


def _escaped(source: str) -> str:
    """A piece of text as a quote would show it, with its line breaks and the space at its ends."""
    lines = "<br>".join(html.escape(quote_of(line)) for line in source.split("\n"))
    before = " " if source[:1] in (" ", "\u3000") else ""
    after = " " if len(source) > 1 and source[-1] in (" ", "\u3000") else ""
    return f"{before}{lines}{after}"


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _within(span: Span, limits: Span) -> Span:
    """``span`` clipped to ``limits``; empty, and inside them, where they do not meet."""
    start = min(max(span.start, limits.start), limits.end)
    return Span(start, max(min(span.end, limits.end), start))
