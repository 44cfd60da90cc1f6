"""Table rows with their cells' offsets, from Markdown, tab-separated and HTML tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ingest.fiscal import find_years
from ingest.normalize import normalize
from ingest.quote import TAG, quote_of
from ingest.structure.pieces import trim
from ingest.structure.records import Cell, Span

_TABLE_PART = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|td|th)\b([^<>]*)>", re.IGNORECASE)
_COLSPAN = re.compile(r"colspan\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)
_ROWSPAN = re.compile(r"rowspan\s*=\s*[\"']?(\d{1,5})", re.IGNORECASE)
_WIDEST, _NARROWEST = 1000, 2
_SMALLEST_GRID = 2
_FIGURE = re.compile(r"[0-9]")
_HEADER = 24
"""Characters of a column's header, at most, where no markup says that it is one."""

_IN_CHARGE = re.compile(
    r"(?:主?担当|所管|主管|実施主体|推進主体|事務局)(?:課|部署|部局|室|係|者)?(?:名|等)?"
)
_LABEL = re.compile(
    rf"{_IN_CHARGE.pattern}|概要|目的|現状|課題|現状と課題|対象(?:者|地区)?|(?:実施|取組|事業)?内容|目標|成果目標|効果|期間|実施期間|時期|工程|"
    r"予算|事業費|財源|場所|会場|費用|定員|スケジュール|備考"
)
"""What stands before its value in a table without a header."""

_COLUMN = re.compile(r"役割|内容|業務|事務|連絡先|電話|目標|現状|[名数額率値量]$")
"""What heads a second column."""

_HEADS = re.compile(
    r"\S{0,4}(?:指標|項目|区分|取組|取り組み|施策|事業|組織|名称|内容|年度|年月日|時期|順位|番号|分野|部門|課題|対象|"
    r"手続|業務|役割|用語|方針|担当|種類|種別|段階|評価|目標|柱|層|職位|役職|KPI)(?:名|等)?"
)
"""What stands over the first column of a table."""

_ENDS_IN_KANA = re.compile(r"[ぁ-ん]$")

UNDER = "／"
"""Between a header and the one below it: 令和5年度／上期."""

ACROSS = "～"
"""Between the first and the last header over a cell of several columns: R5～R7."""


@dataclass(frozen=True)
class GridCell:
    """A cell at its place in the grid; an empty cell has an empty span.

    Attributes:
        column, width: its first column, from 0, and how many columns it covers.
        heads: whether the markup says that it is a header.
        height: how many rows it covers.
    """

    span: Span
    column: int
    width: int = 1
    heads: bool = False
    height: int = 1


@dataclass(frozen=True)
class Row:
    """A table row.

    Attributes:
        span: from its first to its last cell.
        cells: its cells, left to right.
        above: cells of rows above that reach down into it, left to right.
    """

    span: Span
    cells: tuple[GridCell, ...]
    above: tuple[GridCell, ...] = ()

    def filled(self, source: str) -> list[GridCell]:
        """The cells with something to read in them."""
        return [cell for cell in self.cells if quote_of(source[cell.span.start : cell.span.end])]


@dataclass(frozen=True)
class Header:
    """Column headers by column number, and the row (or rows) that they stand in."""

    span: Span
    texts: tuple[str, ...]

    def over(self, cell: GridCell) -> str:
        """The header over a cell; over several columns, the first and the last header."""
        first = self._at(cell.column)
        last = self._at(cell.column + cell.width - 1)
        return first if first == last or not last else f"{first}{ACROSS}{last}"

    def _at(self, column: int) -> str:
        return self.texts[column] if 0 <= column < len(self.texts) else ""


def pipe_row(source: str, span: Span) -> Row:
    """A row of a Markdown table."""
    text = source[span.start : span.end]
    bars = [span.start + index for index, char in enumerate(text) if char == "|"]
    cells = tuple(
        GridCell(trim(source, Span(left + 1, right)), column)
        for column, (left, right) in enumerate(pairwise(bars))
    )
    return Row(trim(source, span), cells)


def tab_row(source: str, span: Span) -> Row:
    """A line of tab-separated cells."""
    cells, start = [], span.start
    for column, text in enumerate(source[span.start : span.end].split("\t")):
        cells.append(GridCell(trim(source, Span(start, start + len(text))), column))
        start += len(text) + 1
    return Row(trim(source, span), tuple(cells))


def without_margin(source: str, rows: Sequence[Row]) -> list[Row]:
    """Rows without the first columns that are empty in all of them, tabs that only indent the table; as they
    are where no table would be left.
    """
    columns = zip(*(row.cells for row in rows), strict=False)
    empty = takewhile(
        lambda column: not any(quote_of(source[c.span.start : c.span.end]) for c in column), columns
    )
    margin = len(list(empty))
    if any(len(row.cells) < margin + _NARROWEST for row in rows):
        return list(rows)
    return [replace(row, cells=row.cells[margin:]) for row in rows]


def html_rows(source: str, table: Span) -> list[Row]:
    """The rows of an HTML table; spanned rows and columns take their places in the grid."""
    rows: list[Row] = []
    held: dict[int, tuple[GridCell, int]] = {}
    for start, end, cells in _html_cells(source, table):
        placed: list[GridCell] = []
        above = dict.fromkeys(cell for _, (cell, _) in sorted(held.items()))
        column = 0
        for cell in cells:
            while column in held:
                column += 1
            if column >= _WIDEST:
                break
            placed.append(replace(cell, column=column))
            column += cell.width
        held = {column: (cell, left - 1) for column, (cell, left) in held.items() if left > 1}
        for cell in placed:
            if cell.height > 1:
                held.update(dict.fromkeys(_columns(cell), (cell, cell.height - 1)))
        rows.append(Row(Span(start, end), tuple(placed), tuple(above)))
    return rows


def _html_cells(source: str, table: Span) -> list[tuple[int, int, list[GridCell]]]:
    """Per row its start, its end, and its cells, which have no columns yet."""
    rows: list[tuple[int, int, list[GridCell]]] = []
    depth = 0
    in_head = False
    opened: tuple[int, bool, str] | None = None
    for tag in _TABLE_PART.finditer(source, table.start, table.end):
        closes, name, attributes = tag[1], tag[2].lower(), tag[3]
        if name == "table":
            depth += -1 if closes else 1
            if depth > 0:
                continue
        elif depth > 1:
            continue
        if opened is not None:
            _close_cell(source, rows, opened, tag.start())
            opened = None
        if name in ("thead", "tbody", "tfoot"):
            in_head = name == "thead" and not closes
            continue
        if name == "tr" and not closes:
            rows.append((tag.start(), tag.end(), []))
        elif name in ("td", "th") and not closes:
            opened = (tag.end(), name == "th" or in_head, attributes)
        if rows and name != "table":
            rows[-1] = (rows[-1][0], tag.end(), rows[-1][2])
    if opened is not None:
        _close_cell(source, rows, opened, table.end)
    return [row for row in rows if row[2]]


def _close_cell(
    source: str,
    rows: list[tuple[int, int, list[GridCell]]],
    opened: tuple[int, bool, str],
    end: int,
) -> None:
    """Put the cell that was opened and ends at ``end`` into the last row."""
    start, heads, attributes = opened
    width = min(_attribute(_COLSPAN, attributes), _WIDEST)
    height = _attribute(_ROWSPAN, attributes)
    cell = GridCell(trim(source, Span(start, end)), 0, width, heads, height)
    first, _, cells = rows[-1] if rows else (start, end, [])
    cells.append(cell)
    rows[-1:] = [(first, end, cells)]


def _attribute(pattern: re.Pattern[str], attributes: str) -> int:
    found = pattern.search(attributes)
    return max(int(found[1]), 1) if found else 1


def is_year_header(source: str, row: Row) -> bool:
    """Whether a row heads columns by year: at least two cells are years and little else."""
    years = 0
    for cell in row.filled(source):
        text = normalize(quote_of(source[cell.span.start : cell.span.end]))
        found = find_years(text)
        if found and found[0].start == 0 and len(text) <= 32:
            years += 1
        elif found:
            return False
    return years >= 2 and years >= len(row.filled(source)) - 1


def leading_headers(source: str, rows: list[Row]) -> int:
    """How many rows at the top of an HTML table head its columns; 0 where none does.

    The first row, if it has header cells alone or is a row of years; and the next row of the same
    kind, as long as a cell above reaches over several columns or down into it. In a plain grid without
    header cells the first row, if it looks like one.
    """
    count = 0
    while count < len(rows) - 1 and _heads(source, rows[count]):
        count += 1
        if not any(cell.width > 1 or cell.height > 1 for cell in rows[count - 1].cells):
            break
    if not count and _is_plain_grid(rows) and heads_columns(source, rows, by_figures=False):
        return 1
    return count


def _is_plain_grid(rows: list[Row]) -> bool:
    """Whether all rows have the same columns, no cell reaches over several, and none is a header."""
    cells = [cell for row in rows for cell in row.cells]
    return (
        len(rows) > _SMALLEST_GRID
        and len(rows[0].cells) > 1
        and len({len(row.cells) for row in rows}) == 1
        and not any(cell.heads or cell.width > 1 or cell.height > 1 for cell in cells)
    )


def _heads(source: str, row: Row) -> bool:
    return all(cell.heads for cell in row.cells) or is_year_header(source, row)


def heads_columns(source: str, rows: list[Row], *, by_figures: bool = True) -> bool:
    """Whether the first row of a table without markup heads its columns.

    It is a row of years, begins with a word for what the rows are (指標, 区分 …), or, if it may be told
    ``by_figures``, has words alone, in every column, over rows with figures. The first of several labels
    with their values (対象, 担当, 目標 …) heads nothing.
    """
    if len(rows) < 2:
        return False
    first, *rest = ([_cell_text(source, cell) for cell in row.cells] for row in rows)
    worded = all(text and not _FIGURE.search(text) and "。" not in text for text in first)
    figures = sum(any(_FIGURE.search(text) for text in row) for row in rest)
    if len(first) == 2 and _labels_rows(first, rest):
        return False
    return (
        is_year_header(source, rows[0])
        or (bool(_HEADS.fullmatch(first[0])) and all(0 < len(text) <= _HEADER for text in first))
        or (by_figures and worded and 2 * figures >= len(rest))
    )


def _labels_rows(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether the first of some rows of two cells is a label with its value, as those below it are."""
    if not _LABEL.fullmatch(first[0]) or _COLUMN.search(first[1]):
        return False
    in_charge = bool(_IN_CHARGE.fullmatch(first[0]))
    return in_charge or any(_LABEL.fullmatch(row[0]) for row in rest)


def heads_rows(source: str, row: Row) -> bool:
    """Whether a row begins with a word for what rows are (指標, 区分 …) and has nouns alone."""
    texts = [_cell_text(source, cell) for cell in row.cells]
    return bool(_HEADS.fullmatch(texts[0])) and all(
        0 < len(text) <= _HEADER and not _ENDS_IN_KANA.search(text) for text in texts
    )


def _cell_text(source: str, cell: GridCell) -> str:
    return normalize(quote_of(source[cell.span.start : cell.span.end]))


def is_second_header(source: str, row: Row) -> bool:
    """Whether a row continues the header: nothing in its first column, no figures in the rest."""
    texts = [normalize(quote_of(source[cell.span.start : cell.span.end])) for cell in row.cells]
    filled = [text for text in texts if text]
    return bool(
        texts
        and not texts[0]
        and len(filled) >= 2
        and not any(re.fullmatch(r"[0-9.,%]+", text) for text in filled)
        and all(len(text) <= 16 for text in filled)
    )


def make_header(source: str, rows: list[Row]) -> Header:
    """Column headers from one header row or several, joined from the top down.

    A cell that reaches over several columns or rows heads them all; a gap in an upper row
    continues its left; a title over the whole width heads no column.
    """
    width = max((cell.column + cell.width for row in rows for cell in row.cells), default=0)
    columns: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        is_last = depth == len(rows) - 1
        filled = row.filled(source)
        if not is_last and len(filled) == 1 and filled[0].width == width > 1:
            continue
        line = [""] * width
        for cell in row.cells:
            text = quote_of(source[cell.span.start : cell.span.end])
            line[cell.column : cell.column + cell.width] = [text] * cell.width
        if not is_last:
            line = _continued(line, {column for cell in row.above for column in _columns(cell)})
        for texts, text in zip(columns, line, strict=True):
            if text and texts[-1:] != [text]:
                texts.append(text)
    return Header(
        Span(rows[0].span.start, rows[-1].span.end), tuple(UNDER.join(texts) for texts in columns)
    )


def _columns(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.width)


def _continued(line: list[str], covered: set[int]) -> list[str]:
    """``line`` with its gaps filled from their left, but for columns that a cell above covers."""
    last = ""
    filled = []
    for column, text in enumerate(line):
        last = "" if column in covered else text or last
        filled.append(last)
    return filled


def row_cells(source: str, row: Row, header: Header | None) -> tuple[Cell, ...]:
    """A row's filled cells under their headers."""
    return tuple(
        Cell(header.over(cell) if header else "", cell.span) for cell in row.filled(source)
    )


def has_markup(text: str) -> bool:
    """Whether a cell holds paragraphs or lists rather than a value."""
    return bool(TAG.search(text))
