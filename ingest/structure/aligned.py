"""Tables whose columns are set with blanks, as ``pdftotext -layout`` and typewritten plans have them.

Lines that follow one another are a table where the same columns of the page are blank in all of
them: a gap that runs through from the first line to the last parts two columns. Or they stand between
drawn rules, or each falls into as many parts as the others, which need not stand below one another.
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
_PARTING = re.compile(r"(?<=\S)(?: {2,}|[ \u3000]{3,}|\u3000{2,})(?=\S)")
_KANJI = re.compile(r"[一-龥々]")
_MARKED = re.compile(
    r"\s*(?:(?:[-*+・○●◎◆◇■□▶➢※]|[（(]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、]?|第[0-9０-９一二三四五六七八九十]+[章節編条項]|"
    r"[①-⑳]|[Ⅰ-Ⅹ]|[IVX]{1,4}|[ア-ン]|[A-Za-z][.)])[ \u3000]+)?"
)
"""What marks an item or a heading: the blanks behind it part no cells."""

_CAPTION = re.compile(r"\s*[表図]\s?[0-9０-９]")
_GAP = 2
"""Blank columns of the page, a Japanese character taking two, that part two cells."""

_FEWEST_LINES, _FEWEST_PARTS = 3, 3
_MOST_HEADER_LINES = 3
_WIDE = frozenset("WFA")
"""East Asian widths that take two columns: ambiguous ones (①, ―, →) too, as Japanese fonts have it."""


def find_aligned(lines: Sequence[Line], taken: frozenset[int] | set[int]) -> dict[int, int]:
    """The tables set with blanks: for the number of each one's first line that behind its last.

    Args:
        lines: of the whole document.
        taken: numbers of lines that are something else (a table of contents).
    """
    found = _ruled(lines, taken)
    taken = {*taken, *(number for first, end in found.items() for number in range(first, end))}
    for start, end in _runs(lines, taken):
        if end - start >= _FEWEST_LINES and _parts_of_all(lines[start:end], _FEWEST_PARTS):
            found[start] = end
            continue
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


def _ruled(lines: Sequence[Line], taken: frozenset[int] | set[int]) -> dict[int, int]:
    """The tables between drawn rules: one above the header, one below it, one at the end."""
    found: dict[int, int] = {}
    rules = [
        number
        for number, line in enumerate(lines)
        if line.kind is LineKind.RULE and "|" not in line.text
    ]
    at = 0
    while at + 2 < len(rules):
        top, below, end = rules[at : at + 3]
        inside = [number for number in range(top, end) if number not in (top, below)]
        if (
            1 <= below - top - 1 <= _MOST_HEADER_LINES
            and end > below + 1
            and all(_is_gapped(lines[number], number, taken) for number in inside)
        ):
            found[top] = end + 1
            at += 3
        else:
            at += 1
    return found


def _parts_of_all(lines: Sequence[Line], fewest: int) -> list[list[Span]] | None:
    """The parts of each line, where all have equally many and at least so many; else None."""
    for marks_apart in (False, True):
        parts = [_parts(line, marks_apart) for line in lines]
        if len({len(one) for one in parts}) == 1 and len(parts[0]) >= fewest:
            return parts
    return None


def _parts(line: Line, mark_apart: bool) -> list[Span]:
    """What wide gaps part in a line; a word that is spaced out (合　　計) is one part.

    Args:
        mark_apart: the number or bullet before it may be a part of its own.
    """
    first = 0 if mark_apart else _behind_mark(line.text)
    cuts = [
        found.span()
        for found in _PARTING.finditer(line.text, first)
        if not (
            _is_single(line.text, found.start() - 1, -1) and _is_single(line.text, found.end(), 1)
        )
    ]
    edges = [0, *(edge for cut in cuts for edge in cut), len(line.text)]
    spans = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        inner = line.text[left:right]
        start = line.span.start + left + len(inner) - len(inner.lstrip())
        spans.append(Span(start, start + len(inner.strip())))
    return [span for span in spans if span.start < span.end]


def _is_single(text: str, at: int, step: int) -> bool:
    """Whether the character at a place is a kanji with a blank, or nothing, on its other side."""
    beyond = at + step
    return bool(_KANJI.match(text[at])) and (not 0 <= beyond < len(text) or text[beyond].isspace())


def header_length(lines: Sequence[Line]) -> int:
    """How many lines head a table between rules; 0 for another table."""
    if lines[0].kind is not LineKind.RULE:
        return 0
    return next(number for number, line in enumerate(lines[1:]) if line.kind is LineKind.RULE)


def aligned_rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of one such table, its rules left out.

    Each cell lies in the column of the gap before it; where all lines have equally many parts, and
    more than there are such columns, each part is a cell.
    """
    lines = [line for line in lines if line.kind is not LineKind.RULE]
    columns = _columns([_occupied(line.text) for line in lines])
    if parts := _parts_of_all(lines, max(len(columns) + 1, 2)):
        return [
            Row(
                Span(spans[0].start, spans[-1].end),
                tuple(GridCell(span, number) for number, span in enumerate(spans)),
            )
            for spans in parts
        ]
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
        gapped = line is not None and _is_gapped(line, number, taken)
        if gapped and start is None:
            start = number
        elif not gapped and start is not None:
            yield start, number
            start = None


def _is_gapped(line: Line, number: int, taken: frozenset[int] | set[int]) -> bool:
    return (
        line.kind is LineKind.PLAIN
        and number not in taken
        and bool(_INNER_GAP.search(line.text, _behind_mark(line.text)))
        and not _CAPTION.match(line.text)
    )


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
