"""Tables that go on over the edge of a PDF page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.formats.grid import TableCell, html_rows, render_table, row_texts, with_header
from ingest.formats.pdf_layout import Layout, PageTable

_SAME_PLACE = 3.0
_LONG = 15
_ENDS = re.compile(r"[。．！？!?」』）)】\]]$")


def continues(table: PageTable, page: Layout) -> bool:
    """Whether a page opens with the rest of a table: the same columns."""
    first = page.rows[0] if page.rows else None
    if first is None or first.block is None:
        return False
    other = page.tables[first.block]
    return len(other.xs) == len(table.xs) and all(
        abs(a - b) <= _SAME_PLACE for a, b in zip(table.xs, other.xs, strict=True)
    )


def with_whole_rows(pages: Sequence[Layout]) -> list[Layout]:
    """The pages, with rows that the edge of a page cuts in two put on the page where they begin."""
    made = list(pages)
    there = range(len(made) - 1)
    for index in (*there, *reversed(there)):
        made[index : index + 2] = _on_common_columns(made[index], made[index + 1])
    for index in range(len(made) - 2, -1, -1):
        page, later = made[index], made[index + 1]
        last = page.rows[-1].block if page.rows else None
        if last is None or not continues(page.tables[last], later):
            continue
        first = later.rows[0].block
        if first is not None and _is_cut(page.tables[last], later.tables[first]):
            upper, lower = _mended(page.tables[last], later.tables[first])
            made[index] = _with_table(page, last, upper)
            made[index + 1] = _with_table(later, first, lower)
    return made


def _on_common_columns(page: Layout, later: Layout) -> tuple[Layout, Layout]:
    """A table may have other columns below the edge that cuts it: both parts get all columns."""
    last = page.rows[-1].block if page.rows else None
    first = later.rows[0].block if later.rows else None
    if last is None or first is None:
        return page, later
    upper, lower = page.tables[last], later.tables[first]
    cut = upper.open_bottom and lower.open_top
    if not cut or any(abs(upper.xs[end] - lower.xs[end]) > _SAME_PLACE for end in (0, -1)):
        return page, later
    more = [x for x in lower.xs if all(abs(x - other) > _SAME_PLACE for other in upper.xs)]
    xs = tuple(sorted([*upper.xs, *more]))
    return (
        _with_table(page, last, _on_columns(upper, xs)),
        _with_table(later, first, _on_columns(lower, xs)),
    )


def _on_columns(table: PageTable, xs: tuple[float, ...]) -> PageTable:
    place = [min(range(len(xs)), key=lambda index: abs(xs[index] - x)) for x in table.xs]
    cells = [
        replace(
            cell,
            column=place[cell.column],
            colspan=place[cell.column + cell.colspan] - place[cell.column],
        )
        for cell in table.cells
    ]
    return replace(table, cells=tuple(cells), xs=xs)


def table_text(table: PageTable, continued: PageTable | None, *, goes_over: bool) -> str:
    """A table, or the part of one that stands on a page; a header that is repeated is left out.

    Args:
        table: what stands on the page.
        continued: the part on the page before, if there is one.
        goes_over: whether there is another part on the next page.
    """
    if continued is None and not goes_over:
        return render_table(table.cells)
    cells: Sequence[TableCell] = table.cells
    if continued is None:
        return "\n".join(["<table>", *html_rows(with_header(cells))])
    if row_texts(cells, 0) == row_texts(continued.cells, 0) and all(
        cell.rowspan == 1 for cell in cells if cell.row == 0
    ):
        cells = [replace(cell, row=cell.row - 1) for cell in cells if cell.row]
    parts = html_rows(cells) if cells else []
    return "\n".join(parts if goes_over else [*parts, "</table>"])


def _is_cut(table: PageTable, later: PageTable) -> bool:
    """Whether the first row overleaf is the rest of the last row: its lines or its text say so."""
    last, first = _last_row(table), [cell for cell in later.cells if cell.row == 0]
    columns = {cell.column for cell in last}
    if any(cell.text and (cell.rowspan > 1 or cell.column not in columns) for cell in first):
        return False
    if table.open_bottom and later.open_top:
        return True
    if len(last) != len(first) or not any(cell.text for cell in first):
        return False
    return not first[0].text and all(
        len(upper.text) >= _LONG and not _ENDS.search(upper.text)
        for upper, lower in zip(last, first, strict=True)
        if lower.text
    )


def _mended(table: PageTable, later: PageTable) -> tuple[PageTable, PageTable]:
    rest = {cell.column: cell.text for cell in later.cells if cell.row == 0}
    ends = {id(cell) for cell in _last_row(table)}
    upper = [
        replace(cell, text="\n".join(filter(None, (cell.text, rest.get(cell.column, "")))))
        if id(cell) in ends
        else cell
        for cell in table.cells
    ]
    lower = [replace(cell, row=cell.row - 1) for cell in later.cells if cell.row]
    return replace(table, cells=tuple(upper)), replace(later, cells=tuple(lower))


def _last_row(table: PageTable) -> list[TableCell]:
    """The cells that reach down to the end of the table, from left to right."""
    height = max((cell.row + cell.rowspan for cell in table.cells), default=0)
    ending = [cell for cell in table.cells if cell.row + cell.rowspan == height]
    return sorted(ending, key=lambda cell: cell.column)


def _with_table(page: Layout, index: int, table: PageTable) -> Layout:
    tables = [table if place == index else each for place, each in enumerate(page.tables)]
    return replace(page, tables=tuple(tables))
