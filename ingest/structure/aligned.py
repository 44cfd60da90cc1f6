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
_MARKED = re.compile(
    r"\s*(?:(?:[-*+・○●◎◆◇■□▶➢※]|[（(]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、]?|第[0-9０-９一二三四五六七八九十]+[章節編条項]|"
    r"[①-⑳]|[Ⅰ-Ⅹ]|[IVX]{1,4}|[ア-ン]|[A-Za-z][.)])[ \u3000]+)?"
)
"""What marks an item or a heading: the blanks behind it part no cells."""

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
        occupied = [_occupied(lines[number].text) for number in range(start, end)]
        first = 0
        while len(occupied) - first >= _FEWEST_LINES:
            last = _end_of_table(occupied, first)
            if last - first >= _FEWEST_LINES:
                found[start + first] = start + last
                first = last
            else:
                first += 1
    return found


def _end_of_table(occupied: Sequence[set[int]], first: int) -> int:
    """The number behind the last line that has a gap in common with all from ``first`` on, and
    something on two sides of one.

    What is blank in all lines only becomes less with each of them: so the first that fails ends it.
    """
    used = set(occupied[first])
    columns = _columns([used])
    for number in range(first + 1, len(occupied)):
        line = occupied[number]
        if line <= used:
            if not _has_two_sides(line, columns):
                return number
            continue
        used |= line
        columns = _columns([used])
        if not all(_has_two_sides(one, columns) for one in occupied[first : number + 1]):
            return number
    return len(occupied)


def _has_two_sides(line: set[int], columns: Sequence[tuple[int, int]]) -> bool:
    return sum(any(at in line for at in range(left, right)) for left, right in columns) >= 2


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
            and bool(_INNER_GAP.search(line.text, _behind_mark(line.text)))
            and not _CAPTION.match(line.text)
        )
        if gapped and start is None:
            start = number
        elif not gapped and start is not None:
            yield start, number
            start = None


def _behind_mark(text: str) -> int:
    found = _MARKED.match(text)
    return found.end() if found else 0


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
