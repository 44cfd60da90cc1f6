"""Tables whose columns are set with blanks, as ``pdftotext -layout`` and typewritten plans have them.

Lines that follow one another are a table where the same columns of the page are blank in all of
them: a gap that runs through from the first line to the last parts two columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.structure.lines import Line, LineKind
from ingest.structure.records import Span
from ingest.structure.tables import GridCell, Row

_INNER_GAP = re.compile(r"\S(?: {2,}|[ \u3000]{3,}|\u3000{2,})(?=\S)")
_CAPTION = re.compile(r"\s*[表図]\s?[0-9０-９]")
_GAP = 2
"""Blank columns of the page, a Japanese character taking two, that part two cells."""

_FEWEST_LINES = 3
_WIDE = frozenset("WFA")
"""East Asian widths that take two columns: ambiguous ones (①, ―, →) too, as Japanese fonts have it."""


def find_aligned(lines: Sequence[Line], taken: frozenset[int] | set[int]) -> dict[int, int]:
    """The tables set with blanks: for the number of each one's first line that behind its last.

    Args:
        lines: of the whole document.
        taken: numbers of lines that are something else (a table of contents).
    """
    found: dict[int, int] = {}
    for start, end in _runs(lines, taken):
        first = start
        while end - first >= _FEWEST_LINES:
            last = next(
                (
                    to
                    for to in range(end, first + _FEWEST_LINES - 1, -1)
                    if _is_table(lines[first:to])
                ),
                None,
            )
            if last is not None:
                found[first] = last
            first = last or first + 1
    return found


def aligned_rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of one such table; each cell lies in the column of the gap before it."""
    columns = _columns([_occupied(line.text) for line in lines])
    rows = []
    for line in lines:
        starts = _offsets(line.text)
        cells = []
        for number, (left, right) in enumerate(columns):
            inside = [
                at
                for at, column in enumerate(starts)
                if left <= column < right and not line.text[at].isspace()
            ]
            begin = line.span.start + (inside[0] if inside else 0)
            end = line.span.start + inside[-1] + 1 if inside else begin
            cells.append(GridCell(Span(begin, end), number))
        filled = [cell.span for cell in cells if cell.span.start < cell.span.end]
        rows.append(Row(Span(filled[0].start, filled[-1].end), tuple(cells)))
    return rows


def _runs(lines: Sequence[Line], taken: frozenset[int] | set[int]) -> Iterator[tuple[int, int]]:
    """Runs of plain lines with a gap inside, as (first, behind the last)."""
    start: int | None = None
    for number, line in enumerate([*lines, None]):
        gapped = (
            line is not None
            and line.kind is LineKind.PLAIN
            and number not in taken
            and bool(_INNER_GAP.search(line.text))
            and not _CAPTION.match(line.text)
        )
        if gapped and start is None:
            start = number
        elif not gapped and start is not None:
            yield start, number
            start = None


def _is_table(lines: Sequence[Line]) -> bool:
    """Whether a gap runs through all the lines and every line has cells on two sides of one."""
    occupied = [_occupied(line.text) for line in lines]
    columns = _columns(occupied)
    return len(columns) >= 2 and all(
        sum(any(left <= at < right for at in line) for left, right in columns) >= 2
        for line in occupied
    )


def _columns(occupied: Sequence[set[int]]) -> list[tuple[int, int]]:
    """The columns between the gaps that run through, each as (first, behind the last) on the page."""
    used = sorted(set().union(*occupied))
    if not used:
        return []
    starts = [used[0], *(after for before, after in pairwise(used) if after - before > _GAP)]
    return list(zip(starts, [*starts[1:], used[-1] + 1], strict=True))


def _offsets(text: str) -> list[int]:
    """For each character the column of the page that it begins in."""
    columns, at = [], 0
    for character in text:
        columns.append(at)
        at += 2 if unicodedata.east_asian_width(character) in _WIDE else 1
    return columns


def _occupied(text: str) -> set[int]:
    """The columns of the page that a line's characters take."""
    found = set()
    for character, column in zip(text, _offsets(text), strict=True):
        if not character.isspace():
            found.add(column)
            if unicodedata.east_asian_width(character) in _WIDE:
                found.add(column + 1)
    return found
