"""The text of a passage as HTML: escaped, tables as tables, the quote marked."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from assistant.passages.passage import Heading, Passage
from ingest.normalize import squeeze
from ingest.quote import quote_of
from ingest.structure.lines import Line, LineKind, split_lines
from ingest.structure.pieces import split_runs
from ingest.structure.records import Span
from ingest.structure.tables import Row, html_rows, is_year_header, pipe_row, tab_row

_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|div|br|table|tr|td|th|h[1-6])\b", re.IGNORECASE)
_BULLETS, _BULLET_REACH = "-*・", 3
"""A line's own bullet is not parted from the item's number: 「- ① 職員が…」."""

_FIRST_LEVEL, _LAST_LEVEL = 3, 6
"""Headings of a document are h3 to h6: h1 is the page, h2 the document's title."""


def body_html(passage: Passage, mark_id: str, anchors: str = "") -> str:
    """The shown part of a passage as safe HTML.

    Everything of the document is escaped. The quote stands in ``<mark>`` elements, of which the
    first has the id ``mark_id``; their text joined is the quote, white space aside. Tables of the
    source (HTML, Markdown, tab-separated) are shown as tables; what merely repeats an HTML table
    as flattened text beside it is left out.

    Args:
        passage: what to show.
        mark_id: an id that is unique in the page.
        anchors: how the ids of headings begin, before their offset; "" gives them none.
    """
    body = _Body(passage, mark_id, anchors)
    inner = body.html()
    if squeeze("".join(body.marked)) != squeeze(quote_of(_cut(passage.text, passage.quote))):
        return _plain(passage, mark_id)
    return inner


class _Body:
    """Writes the text of a passage as HTML, and notes what it has marked."""

    def __init__(self, passage: Passage, mark_id: str, anchors: str) -> None:
        self.text, self.quote, self.shown = passage.text, passage.quote, passage.shown
        self.headings = sorted(passage.headings, key=lambda one: one.span.start)
        self.heading_starts = [one.span.start for one in self.headings]
        self.mark_id = mark_id
        self.anchors = anchors
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
                parts += [self._heading(line) for line in run]
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
        if line.kind is LineKind.PLAIN and self._heading_in(line):
            return "heading"
        return "text"

    def _heading_in(self, line: Line) -> Heading | None:
        """The last heading that begins on a line or reaches into it."""
        place = bisect_right(self.heading_starts, line.span.end - 1) - 1
        if place < 0 or self.headings[place].span.end <= line.span.start:
            return None
        return self.headings[place]

    def _heading(self, line: Line) -> str:
        found = self._heading_in(line)
        words = self._cell(line.span)
        if found is None or not words:
            return f"<p>{words}</p>" if words else ""
        level = min(found.level + _FIRST_LEVEL - 1, _LAST_LEVEL)
        begins = self.anchors and found.span.start >= line.span.start
        identity = f' id="{html.escape(self.anchors)}{found.offset}"' if begins else ""
        return f'<h{level} class="heading"{identity}>{words}</h{level}>'

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
        return (
            f'<div class="table" tabindex="0"><table><tbody>{"".join(lines)}</tbody></table></div>'
        )

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
            bare = self.text[last - 1 : last] in _BULLETS and last - clipped.start <= _BULLET_REACH
            if parts:
                parts.append("<br>" if breaks and not bare else " ")
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
