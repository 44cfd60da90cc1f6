"""Tables of which a single blank between the cells is left, as texts taken from a PDF have them.

「指標 令和5年度 令和9年度」 above 「窓口の満足度 61.0％ 80.0％」: the first line heads columns, and the lines below
it fall into just as many words. Or the first line has years alone (Ｒ７ Ｒ８ Ｒ９), and each line below ends with a mark
for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.structure.lines import Line, LineKind
from ingest.structure.pieces import LINE_MARKER
from ingest.structure.records import Span
from ingest.structure.tables import GridCell, Row, heads_rows, is_year_header

_WORD = re.compile(r"[^ \u3000]+")
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
"""Cells of a row, and rows with the header."""

_YEAR = re.compile(
    r"(?:(?:令和|[RＲ])[0-9０-９元]{1,2}|20[0-9]{2}|２０[０-９]{2})(?:年度?)?(?:[(（][^()（）]{1,8}[)）])?"
)
_FEWEST_YEARS = 3
"""Years that head columns by themselves."""

_MARK = re.compile(r"[●○◎◯△▲■□★☆→⇒＞―－ー–—…・~～-]+(?:[(（][^()（）]{1,6}[)）])?")
"""What stands under a year: a mark, with a word in brackets or without."""

_FIGURE = re.compile(r"[0-9０-９][0-9０-９.,．，]*[%％件人名台円回か所]{0,2}")


_DIGIT = re.compile(r"[0-9０-９]")


def find_spaced(
    source: str, lines: Sequence[Line], taken: Collection[int]
) -> dict[int, tuple[Row, ...]]:
    """The rows of each such table, its header first, by the number of its first line.

    Args:
        source: the whole text.
        lines: all its lines.
        taken: numbers of those that are something else.
    """
    counts = [0 if number in taken else _n_words(line) for number, line in enumerate(lines)]
    found: dict[int, tuple[Row, ...]] = {}
    end = 0
    for number, count in enumerate(counts):
        if number >= end and count >= _FEWEST_YEARS and _are_years(lines[number].text):
            end = number + 1
            while end < len(lines) and _ends_with(lines[end], counts[end], count):
                end += 1
            if end - number >= _FEWEST_ROWS:
                head, *rest = lines[number:end]
                found[number] = (_row(head, 1), *(_labelled_row(line, count) for line in rest))
                continue
        if number < end or count < _FEWEST_CELLS or not _heads(source, lines[number]):
            continue
        end = number + 1
        while end < len(lines) and counts[end] == count and not _heads(source, lines[end]):
            end += 1
        if end - number >= _FEWEST_ROWS:
            found[number] = tuple(_row(line) for line in lines[number:end])
    return found


def _heads(source: str, line: Line) -> bool:
    """Whether a line heads columns: by a word for what the rows are, or by years behind one."""
    row = _row(line)
    if not row.cells:
        return False
    first = source[row.cells[0].span.start : row.cells[0].span.end]
    return not _DIGIT.search(first) and (is_year_header(source, row) or heads_rows(source, row))


def _n_words(line: Line) -> int:
    """How many words a line of a table has; 0 for a line that is none."""
    if line.kind is not LineKind.PLAIN or "。" in line.text or LINE_MARKER.match(line.text):
        return 0
    return len(_WORD.findall(line.text))


def _are_years(text: str) -> bool:
    return all(_YEAR.fullmatch(word) for word in text.split())


def _ends_with(line: Line, n_words: int, n_cells: int) -> bool:
    """Whether a line has a label, and behind it a mark or a stage for each cell, no more and no less."""
    if n_words <= n_cells:
        return False
    words = line.text.split()
    label, cells = words[-n_cells - 1], words[-n_cells:]
    # A word beside marks may be of the label, and an empty cell before them: then no year is sure.
    return all(map(_MARK.fullmatch, cells)) and not (
        _MARK.fullmatch(label) or _FIGURE.fullmatch(label)
    )


def _labelled_row(line: Line, n_cells: int) -> Row:
    """A row of so many cells, and before them what it is about, in however many words."""
    spans = [cell.span for cell in _row(line).cells]
    about = Span(spans[0].start, spans[-n_cells - 1].end)
    cells = (about, *spans[-n_cells:])
    return Row(
        Span(about.start, spans[-1].end),
        tuple(GridCell(span, number) for number, span in enumerate(cells)),
    )


def _row(line: Line, first: int = 0) -> Row:
    """A line's words as cells of the columns from ``first`` on."""
    spans = [
        Span(line.span.start + word.start(), line.span.start + word.end())
        for word in _WORD.finditer(line.text)
    ]
    return Row(
        Span(spans[0].start, spans[-1].end) if spans else line.span,
        tuple(GridCell(span, number) for number, span in enumerate(spans, first)),
    )
