"""Tables of which a single blank between the cells is left, as texts taken from a PDF have them.

「指標 令和5年度 令和9年度」 above 「窓口の満足度 61.0％ 80.0％」: the first line heads columns, and the lines below
it fall into just as many words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.structure.lines import Line, LineKind
from ingest.structure.records import Span
from ingest.structure.tables import GridCell, Row, heads_columns

_WORD = re.compile(r"[^ \u3000]+")
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
"""Cells of a row, and rows with the header."""


def find_spaced(
    source: str, lines: Sequence[Line], taken: Collection[int]
) -> dict[int, tuple[Row, ...]]:
    """The rows of each such table, its header first, by the number of its first line.

    Args:
        source: the whole text.
        lines: all its lines.
        taken: numbers of those that are something else.
    """
    found: dict[int, tuple[Row, ...]] = {}
    number = 0
    while number < len(lines):
        end = _end_of_table(lines, number, taken)
        rows = [_row(line) for line in lines[number:end]]
        if len(rows) >= _FEWEST_ROWS and heads_columns(source, rows, by_figures=False):
            found[number] = tuple(rows)
            number = end
        else:
            number += 1
    return found


def _end_of_table(lines: Sequence[Line], first: int, taken: Collection[int]) -> int:
    """The number behind the last line that has as many words as the first."""
    count = _n_words(lines[first])
    if count < _FEWEST_CELLS:
        return first
    end = first
    while end < len(lines) and end not in taken and _n_words(lines[end]) == count:
        end += 1
    return end


def _n_words(line: Line) -> int:
    """How many words a line of a table has; 0 for a line that is none."""
    if line.kind is not LineKind.PLAIN or "。" in line.text:
        return 0
    return len(_WORD.findall(line.text))


def _row(line: Line) -> Row:
    spans = [
        Span(line.span.start + word.start(), line.span.start + word.end())
        for word in _WORD.finditer(line.text)
    ]
    return Row(
        Span(spans[0].start, spans[-1].end) if spans else line.span,
        tuple(GridCell(span, number) for number, span in enumerate(spans)),
    )
