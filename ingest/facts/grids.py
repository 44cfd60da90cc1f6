"""Tables as grids: each row's cells by column, under the headers of the columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ingest.facts.folding import fold
from ingest.quote import quote_of
from ingest.structure.aligned import aligned_rows
from ingest.structure.lines import Line, LineKind, html_tables
from ingest.structure.records import Block, Span, Structure
from ingest.structure.tables import GridCell as PlacedCell
from ingest.structure.tables import Header, Row, html_rows, make_header, pipe_row, tab_row


@dataclass(frozen=True)
class GridCell:
    """A filled cell.

    Attributes:
        column, width: its first column, from 0, and how many columns it covers.
        exact: whether ``width`` is what the source says; False where only the column is known.
        header: the header over it, "" for none.
        text: the cell as it reads.
        span: where it stands.
        height: how many rows it covers.
    """

    column: int
    width: int
    exact: bool
    header: str
    text: str
    span: Span
    height: int = 1

    @cached_property
    def folded(self) -> str:
        """``text`` in the spelling for patterns, character by character."""
        return fold(self.text)


@dataclass(frozen=True)
class GridRow:
    """A table row.

    Attributes:
        block: the row as a block of the document.
        header: the column headers from column 0 on; () for a table without.
        cells: its filled cells, left to right.
        above: filled cells of rows above that reach down into it, left to right.
    """

    block: Block
    header: tuple[str, ...]
    cells: tuple[GridCell, ...]
    above: tuple[GridCell, ...] = ()

    def under(self, column: int) -> GridCell | None:
        """The filled cell that covers a column, or None."""
        return self._by_column.get(column)

    @cached_property
    def _by_column(self) -> dict[int, GridCell]:
        return {
            column: cell
            for cell in reversed(self.cells)
            for column in range(cell.column, cell.column + cell.width)
        }


@dataclass(frozen=True)
class Table:
    """A table: rows that stand together.

    Attributes:
        section: the headings above it.
        header: the column headers; () for none.
        rows: its rows.
    """

    section: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def span(self) -> Span:
        """From its header, or its first row, to its last row."""
        first = self.rows[0].block
        start = min(first.span.start, first.header.start if first.header else first.span.start)
        return Span(start, self.rows[-1].block.span.end)

    @property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """The texts of all cells, row by row, "" for an empty one; all rows are equally long."""
        last = max((row.cells[-1].column + 1 for row in self.rows if row.cells), default=0)
        width = max(last, len(self.header))
        grid = []
        for row in self.rows:
            texts = {cell.column: cell.text for cell in row.cells}
            grid.append(tuple(texts.get(column, "") for column in range(width)))
        return tuple(grid)


def read_tables(text: str, structure: Structure) -> tuple[Table, ...]:
    """The tables of a document, in the order of its text."""
    source = _Source(text)
    tables = []
    for rows in _row_groups(structure.blocks):
        source.find_columns(rows)
        read = tuple(source.row(row) for row in rows)
        tables.append(Table(rows[0].path, source.header(rows[0]), read))
    return tuple(tables)


def _row_groups(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Rows of one table: with one group number, or ungrouped and next to each other."""

    def key(numbered: tuple[int, Block]) -> tuple[object, ...]:
        number, block = numbered
        if block.kind != "row":
            return ("text", number)
        return ("row", block.path, block.group, block.header)

    for (kind, *_), run in groupby(enumerate(blocks), key):
        if kind == "row":
            yield [block for _, block in run]


class _Source:
    """The document's text, and its HTML tables read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._html_rows: dict[int, Row] = {}
        self._headers: dict[Span, Header | None] = {}
        self._html_exact: dict[int, bool] = {}
        for table in html_tables(text):
            rows = html_rows(text, table)
            exact = any(cell.width > 1 for row in rows for cell in row.cells)
            self._html_rows.update({row.span.start: row for row in rows})
            self._html_exact.update({row.span.start: exact for row in rows})
        self._html_starts = sorted(self._html_rows)
        self._aligned_rows: dict[int, Row] = {}

    def find_columns(self, blocks: list[Block]) -> None:
        """Divide the rows of a table that is set with blanks: it takes all of them to tell how."""
        spans = [block.span for block in blocks]
        spans = [blocks[0].header, *spans] if blocks[0].header else spans
        lines = [self._line(span.start, span.end) for span in spans]
        texts = [self._text[line.start : line.end] for line in lines]
        if spans[0].start in self._html_rows or any("\t" in one or "|" in one for one in texts):
            return
        parts = [Line(span, LineKind.PLAIN, text) for span, text in zip(lines, texts, strict=True)]
        if all(text.strip() for text in texts):
            self._aligned_rows.update({row.span.start: row for row in aligned_rows(parts)})

    def header(self, block: Block) -> tuple[str, ...]:
        header = self._header(block)
        return header.texts if header else ()

    def row(self, block: Block) -> GridRow:
        header = self._header(block)
        row = self._row_at(block.span)
        exact = self._html_exact.get(block.span.start, False)
        cells = tuple(self._cell(cell, header, exact) for cell in row.filled(self._text))
        above = tuple(self._cell(cell, header, exact) for cell in row.above)
        return GridRow(
            block,
            header.texts if header else (),
            cells,
            tuple(cell for cell in above if cell.text),
        )

    def _cell(self, cell: PlacedCell, header: Header | None, exact: bool) -> GridCell:
        return GridCell(
            column=cell.column,
            width=cell.width,
            exact=exact,
            header=header.over(cell) if header else "",
            text=quote_of(self._text[cell.span.start : cell.span.end]),
            span=cell.span,
            height=cell.height,
        )

    def _header(self, block: Block) -> Header | None:
        if block.header is None:
            return None
        if block.header not in self._headers:
            rows = self._rows_in(block.header)
            self._headers[block.header] = make_header(self._text, rows) if rows else None
        return self._headers[block.header]

    def _rows_in(self, span: Span) -> list[Row]:
        starts = self._html_starts
        html = starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if html:
            return [self._html_rows[start] for start in html]
        if span.start in self._aligned_rows:
            return [self._aligned_rows[span.start]]
        rows = []
        for line in self._lines(span):
            row = self._row_at(line)
            if row.filled(self._text) and not set(self._text[line.start : line.end]) <= set("|-: "):
                rows.append(row)
        return rows

    def _row_at(self, span: Span) -> Row:
        if span.start in self._html_rows:
            return self._html_rows[span.start]
        if span.start in self._aligned_rows:
            return self._aligned_rows[span.start]
        line = self._line(span.start, span.end)
        if self._text[span.start : span.end].lstrip().startswith("|"):
            return pipe_row(self._text, line)
        return tab_row(self._text, line)

    def _lines(self, span: Span) -> Iterator[Span]:
        start = span.start
        while start < span.end:
            line = self._line(start, start)
            yield line
            start = line.end + 1

    def _line(self, start: int, end: int) -> Span:
        """The whole line or lines that ``start`` to ``end`` lies in."""
        newline = self._text.find("\n", end)
        return Span(
            self._text.rfind("\n", 0, start) + 1, newline if newline >= 0 else len(self._text)
        )
