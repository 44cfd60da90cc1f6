"""Puts sections and blocks down as they are read: what is open, what leads in, what was said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.normalize import normalize, squeeze
from ingest.quote import quote_of
from ingest.structure.headings import TABLE_CAPTION, Mark, Outline
from ingest.structure.pieces import split_sentences, trim
from ingest.structure.records import Block, BlockKind, Section, Span, Structure
from ingest.structure.tables import Header, Row, row_cells

WHOLE_ITEM_LIMIT = 160
"""A list item up to this many characters stays whole; a longer one is cut into sentences."""

_PAGE_NUMBER = re.compile(r"(?<=。)[ 　]+[0-9０-９]{1,3}$")
_CAPTION = re.compile(r"^\s*[(（]?[表図]\s?[0-9０-９]|単位\s?[:：]")
_READABLE = re.compile(r"\w{2}")


class Writer:
    """The document read so far, and what is open at its end.

    Attributes:
        outline: the open headings.
        listed: the number of the list item just read, None after anything else.
        header: the header of the table that is open, None outside of one.
        group: the number of the list or table that is open.
    """

    def __init__(self, source: str) -> None:
        self.outline = Outline()
        self.listed: Mark | None = None
        self.header: Header | None = None
        self.group: int | None = None
        self._source = source
        self._entered: list[_Entry] = []
        self._blocks: list[Block] = []
        self._said: set[tuple[tuple[str, ...], str]] = set()
        self._repeated = 0
        self._open_items: list[tuple[str, Span]] = []
        self._opening: Span | None = None
        self._has_rows = False  # since the last heading

    def text(self, span: Span) -> str:
        """What a reader sees of a span."""
        return quote_of(self._source[span.start : span.end])

    def enter(self, style: str, span: Span, text: str, *, boxed: bool = False) -> None:
        """Open the section that a heading, or with ``boxed`` a row label, heads, or go on with it if it is
        open.
        """
        goes_on = self.outline.goes_on(style, text)
        if not goes_on:
            self.outline.enter(style, text, boxed=boxed)
        self._entered.append(_Entry(self.outline.path, trim(self._source, span), goes_on))
        self._open_items, self._opening, self.listed = [], None, None
        self.header, self.group = None, None
        self._has_rows = False

    def add_text(self, span: Span, marker: str) -> None:
        """Add a list item (with its marker) or a run of sentences."""
        span = trim(self._source, self._without_page_number(trim(self._source, span)))
        lead = self._lead_for(marker, span)
        kind: BlockKind = "item" if marker else "sentence"
        if marker and span.end - span.start <= WHOLE_ITEM_LIMIT:
            self._add(Block(kind, self.outline.path, span, lead, group=self.group))
            return
        first: Span | None = None
        for sentence in split_sentences(self._source, span):
            self._add(
                Block(kind, self.outline.path, sentence, first if marker else lead,
                      group=self.group if marker else None)
            )  # fmt: skip
            first = first or sentence
            if not marker:
                self._opening = sentence

    def add_row(self, row: Row) -> None:
        """Add a table row under the open header."""
        cells = row_cells(self._source, row, self.header)
        if cells:
            self._has_rows = True
            span = Span(row.span.start, row.span.end)
            header = self.header.span if self.header else None
            above = [cell.span for cell in row.above if self.text(cell.span)]
            lead = above[0] if above else self._caption()
            self._add(Block("row", self.outline.path, span, lead, header, cells, self.group))

    def _caption(self) -> Span | None:
        """The line above a table, where it names it or says in what its figures are."""
        opening = self._opening
        return opening if opening and _CAPTION.search(self.text(opening)) else None

    def name_table_above(self, caption: Span) -> None:
        """Let the rows just added, those that have nothing above them, be led by a caption below them."""
        caption = trim(self._source, caption)
        for place in range(len(self._blocks) - 1, -1, -1):
            block, last = self._blocks[place], self._blocks[-1]
            same = (block.header, block.group, block.path) == (last.header, last.group, last.path)
            if block.kind != "row" or not same:
                return
            if block.lead is None:
                self._blocks[place] = replace(block, lead=caption)

    def end_table(self) -> None:
        """Close the caption of a table that has been read."""
        if self._has_rows:
            self.outline.leave(TABLE_CAPTION)

    def count_repeated(self) -> None:
        """Count something that was left out because its section says it twice."""
        self._repeated += 1

    def structure(self) -> Structure:
        """What was read."""
        return Structure(self._sections(), tuple(self._blocks), self._repeated)

    def _without_page_number(self, span: Span) -> Span:
        """A text without the page's number that follows its last sentence on the same line."""
        number = _PAGE_NUMBER.search(self._source[span.start : span.end])
        return Span(span.start, span.start + number.start()) if number else span

    def _lead_for(self, marker: str, span: Span) -> Span | None:
        """The parent item of an item, else the sentence that opens its list."""
        if not marker:
            self._open_items, self.group = [], None
            return None
        markers = [open_marker for open_marker, _ in self._open_items]
        if marker in markers:
            self._open_items = self._open_items[: markers.index(marker)]
        elif not self._open_items:
            self.group = span.start
        lead = self._open_items[-1][1] if self._open_items else self._opening
        self._open_items.append((marker, span))
        return lead

    def _add(self, block: Block) -> None:
        """Add a block unless the same section has said the same before."""
        quote = self.text(block.span)
        if not (_READABLE.search(quote) or _READABLE.search(normalize(quote))):
            return
        key = (block.path, squeeze(quote))
        if key in self._said:
            self._repeated += 1
            return
        self._said.add(key)
        self._blocks.append(block)

    def _sections(self) -> tuple[Section, ...]:
        end = len(self._source)
        ends: dict[int, int] = {}
        still_open: list[int] = []
        for index, entry in enumerate(self._entered):
            while still_open and not _is_below(entry, self._entered[still_open[-1]]):
                ends[still_open.pop()] = entry.heading.start
            if not entry.goes_on:
                still_open.append(index)
        sections = [
            Section(entry.path, entry.heading, entry.heading.start, ends.get(index, end))
            for index, entry in enumerate(self._entered)
            if not entry.goes_on
        ]
        first = self._entered[0].heading.start if self._entered else end
        return (Section((), Span(0, 0), 0, first), *sections)


@dataclass(frozen=True)
class _Entry:
    """A heading as it was met: of a new section, or of one that goes on."""

    path: tuple[str, ...]
    heading: Span
    goes_on: bool


def _is_below(entry: _Entry, upper: _Entry) -> bool:
    """Whether a section stands below another, or is it, going on."""
    path, above = entry.path, upper.path
    return path[: len(above)] == above and (len(path) > len(above) or entry.goes_on)
