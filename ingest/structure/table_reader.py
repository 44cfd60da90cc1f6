"""Reads tables: rows of data, boxes of labels and values, and layout that is no table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from ingest.fiscal import leading_year
from ingest.normalize import normalize, squeeze
from ingest.structure.aligned import aligned_rows, header_length
from ingest.structure.headings import BOX, heading_text, mark_of, may_be_heading
from ingest.structure.lines import Line, LineKind
from ingest.structure.pieces import LABELLED, LINE_MARKER, split_runs
from ingest.structure.records import Span
from ingest.structure.tables import (
    GridCell,
    Row,
    has_markup,
    heads_columns,
    html_rows,
    is_second_header,
    is_year_header,
    leading_headers,
    make_header,
    pipe_row,
    tab_row,
    without_margin,
)
from ingest.structure.writer import Writer

_NO_DIGIT = re.compile(r"[^0-9]+")
_SAME_ROW = 0.9
"""Likeness from which a line is a row of a table once more."""

_CELLS_LOST = 4
"""Of a table's next cells one goes on with its copy; that begins with the table's first."""

_SCHEDULE = re.compile(r"スケジュール|年次|年度別|年度ごと|工程|予定|ロードマップ|計画$")
"""What a row within a table says that heads those below it by year."""

_LABEL_LIMIT = 14
_VALUE_LENGTH = 40


class TableReader:
    """Reads the tables of a document into a ``Writer``."""

    def __init__(self, source: str, writer: Writer) -> None:
        self._source = source
        self._writer = writer
        self._html_cells: set[tuple[tuple[str, ...], str]] = set()
        self._html_rows: list[str] = []
        self._copied: list[str] = []
        self._n_cells = 0
        self._missed = False

    def read_pipes(self, lines: list[Line]) -> None:
        """Read the lines of a Markdown table, its rule among them."""
        rule = next((at for at, line in enumerate(lines) if line.kind is LineKind.RULE), len(lines))
        rows = [
            (at, pipe_row(self._source, line.span))
            for at, line in enumerate(lines)
            if line.kind is LineKind.PIPES
        ]
        head = [row for at, row in rows if at < rule < len(lines)]
        body = [row for at, row in rows if at > rule or rule == len(lines)]
        if max((len(row.cells) for _, row in rows), default=0) <= 1:
            self._take_single_column([row for _, row in rows])
            return
        if body and not any(row.filled(self._source) for row in head):
            head = [body.pop(0)] if is_year_header(self._source, body[0]) else []
        if head and body and is_second_header(self._source, body[0]):
            head.append(body.pop(0))
        if head:
            self._writer.header = make_header(self._source, head)
        self._take_rows(body)

    def read_aligned(self, lines: list[Line]) -> None:
        """Read the lines of a table whose columns are set with blanks."""
        rows = aligned_rows(lines)
        n_headers = header_length(lines) or int(heads_columns(self._source, rows))
        if self._are_all_of_years(rows):
            n_headers = 0
        if n_headers:
            self._writer.header = make_header(self._source, rows[:n_headers])
        self._take_rows(rows[n_headers:])

    def _are_all_of_years(self, rows: Sequence[Row]) -> bool:
        """Whether every row, the first too, begins with a year: then none of them is a header."""
        firsts = [next(iter(row.filled(self._source)), None) for row in rows]
        return len(rows) > 1 and all(
            one is not None and leading_year(normalize(self._writer.text(one.span))) is not None
            for one in firsts
        )

    def read_spaced(self, rows: Sequence[Row]) -> None:
        """Read the rows of a table whose cells single blanks part, the first of them its header."""
        self._writer.header = make_header(self._source, [*rows[:1]])
        self._take_rows([*rows[1:]])

    def read_html(self, line: Line) -> None:
        """Read an HTML table."""
        rows = html_rows(self._source, line.span)
        self._html_cells |= {self._cell_key(cell.span) for row in rows for cell in row.cells}
        self._html_rows = [
            squeeze("".join(self._writer.text(cell.span) for cell in row.cells)) for row in rows
        ]
        cells = [squeeze(self._writer.text(cell.span)) for row in rows for cell in row.cells]
        self._copied = [cell for cell in cells if cell]
        self._n_cells = len(self._copied)
        n_headers = leading_headers(self._source, rows)
        if n_headers:
            self._writer.header = make_header(self._source, rows[:n_headers])
            self._take_rows(rows[n_headers:])
            return
        for row in rows:
            self._take_cells(row)

    def read_headed(self, lines: list[Line]) -> bool:
        """Read lines of tab-separated cells that are one table under its first line, if they are."""
        if self._writer.header is not None or any(has_markup(line.text) for line in lines):
            return False
        rows = without_margin(self._source, [tab_row(self._source, line.span) for line in lines])
        width = len(rows[0].cells)
        if any(len(row.cells) != width for row in rows) or self._repeats_html(rows[0]):
            return False
        if is_year_header(self._source, rows[0]) or not heads_columns(
            self._source, rows, by_figures=False
        ):
            return False
        self._writer.header = make_header(self._source, rows[:1])
        self._take_rows(rows[1:])
        return True

    def read_tabs(self, line: Line) -> None:
        """Read a line of tab-separated cells."""
        row = tab_row(self._source, line.span)
        if self._repeats_html(row):
            self._writer.count_repeated()
        else:
            self._take_cells(row)

    def repeats_row(self, line: Line) -> bool:
        """Whether a line is a row of the HTML table above it once more, as text and perhaps misread,
        or the next cell of that table, where its copy has a line for each.

        A line that is none ends the table's copy, but for a single one between two cells.
        """
        said = squeeze(line.text)
        if said in self._html_rows or any(row and _alike(said, row) for row in self._html_rows):
            return True
        begun = len(self._copied) < self._n_cells
        within = self._copied[: _CELLS_LOST if begun else 1]
        if said in within:
            self._copied, self._missed = self._copied[within.index(said) + 1 :], False
            return True
        # One cell may be in the copy alone.
        if self._missed or not begun:
            self._html_rows, self._copied = [], []
        self._missed = begun
        return False

    def _take_single_column(self, rows: list[Row]) -> None:
        """A table of one column is a box around text: its marked rows head the rows below."""
        for row in rows:
            for cell in row.filled(self._source):
                text = self._source[cell.span.start : cell.span.end]
                mark = mark_of(text)
                if mark is not None and may_be_heading(text):
                    self._writer.enter(mark.style, cell.span, heading_text(text))
                else:
                    self._take_content(cell.span)

    def _repeats_html(self, row: Row) -> bool:
        """Whether the row is an HTML table of this section once more, as flattened text."""
        filled = row.filled(self._source)
        return len(filled) > 1 and all(
            self._cell_key(cell.span) in self._html_cells for cell in filled
        )

    def _cell_key(self, span: Span) -> tuple[tuple[str, ...], str]:
        return self._writer.outline.path, squeeze(self._writer.text(span))

    def _take_rows(self, rows: list[Row]) -> None:
        self._writer.group = rows[0].span.start if rows else None
        outer, within = self._writer.header, False
        for row, below in zip_longest(rows, rows[1:]):
            if within and not self._begins_empty(row):
                self._writer.header, within = outer, False
            if self._heads_years_within(row, below):
                self._writer.header, within = make_header(self._source, [row]), True
                continue
            self._writer.add_row(row)
        self._writer.header, self._writer.group = None, None

    def _heads_years_within(self, row: Row, below: Row | None) -> bool:
        """Whether a row in the middle of a table heads those below it by year: スケジュール | R7 | R8 above an empty
        cell and what is done in each.
        """
        filled = row.filled(self._source)
        return (
            below is not None
            and len(filled) > 2
            and not self._begins_empty(row)
            and self._begins_empty(below)
            and is_year_header(self._source, row)
            and bool(_SCHEDULE.search(self._writer.text(filled[0].span)))
            and self._years_follow(filled[1:])
        )

    def _years_follow(self, cells: Sequence[GridCell]) -> bool:
        years = [leading_year(normalize(self._writer.text(cell.span))) for cell in cells]
        values = [year.value for year in years if year is not None]
        return len(values) == len(cells) and all(
            second == first + 1 for first, second in pairwise(values)
        )

    def _begins_empty(self, row: Row) -> bool:
        return bool(row.cells) and not self._writer.text(row.cells[0].span)

    def _take_cells(self, row: Row) -> None:
        """A row that may be data, the header of a schedule, a labelled box, or mere layout."""
        filled = row.filled(self._source)
        if not filled:
            return
        first = filled[0]
        if is_year_header(self._source, row):
            if row.cells[0] is first and BOX in self._writer.outline.styles:
                self._writer.enter(BOX, first.span, self._writer.text(first.span), boxed=True)
            self._writer.header = make_header(self._source, [row])
            self._writer.group = row.span.start
            return
        rest = filled[1:]
        if self._writer.header is not None and rest and not self._hold_content(rest):
            self._writer.add_row(row)
            return
        if row.cells[0] is first and self._is_label(first.span) and self._is_value(rest):
            label = self._writer.text(first.span)
            mark = mark_of(label)
            self._writer.enter(mark.style if mark else BOX, first.span, label, boxed=True)
            filled = rest
        elif self._writer.header is not None and not self._hold_content(filled):
            self._writer.add_row(row)
            return
        if len(filled) > 1 and not self._hold_content(filled):
            self._writer.add_row(row)
            return
        for cell in filled:
            self._take_content(cell.span)

    def _is_label(self, span: Span) -> bool:
        text = self._writer.text(span)
        return len(text) <= _LABEL_LIMIT and may_be_heading(text) and not LABELLED.match(text)

    def _is_value(self, rest: list[GridCell]) -> bool:
        return not rest or (len(rest) == 1 and self._is_content(rest[0].span))

    def _hold_content(self, cells: list[GridCell]) -> bool:
        return any(self._is_content(cell.span) for cell in cells)

    def _is_content(self, span: Span) -> bool:
        """Whether a cell holds text to be cut up, rather than one value."""
        source = self._source[span.start : span.end]
        return (
            (has_markup(source) and len(self._writer.text(span)) > _LABEL_LIMIT)
            or len(source) >= _VALUE_LENGTH
            or bool(LINE_MARKER.match(source))
        )

    def _take_content(self, span: Span) -> None:
        """The content of a cell: labels, list items, sentences."""
        for piece in split_runs(self._source, span):
            text = self._source[piece.span.start : piece.span.end]
            mark = mark_of(text)
            if mark and mark.style == "circled" and self._is_label(piece.span) and " " not in text:
                self._writer.enter(mark.style, piece.span, text)
            else:
                self._writer.add_text(piece.span, piece.marker)


def _alike(said: str, row: str) -> bool:
    """Whether two rows are one, a character or two apart, but with the same figures."""
    if said == row:
        return True
    if _NO_DIGIT.sub("", said) != _NO_DIGIT.sub("", row):
        return False
    matcher = SequenceMatcher(None, said, row)
    return (
        abs(len(said) - len(row)) <= (1 - _SAME_ROW) * len(row) + 1
        and matcher.real_quick_ratio() >= _SAME_ROW
        and matcher.quick_ratio() >= _SAME_ROW
        and matcher.ratio() >= _SAME_ROW
    )
