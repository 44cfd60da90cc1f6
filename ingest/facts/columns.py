"""Which fiscal years the columns of a table stand for, and whether its cells keep to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.facts.folding import fold
from ingest.facts.grids import GridCell, GridRow, Table
from ingest.facts.years import YearMention, find_mentions
from ingest.structure.tables import ACROSS, UNDER

_LEADING = re.compile(r"^[\s○●・★☆◆■(]*$")
_DURATION = re.compile(r"\(([0-9]{1,2})\s?(?:年間|[かヶカケヵ箇]年)\)")
_RANGE = re.compile(r"[~〜]|から")


@dataclass(frozen=True)
class Years:
    """Fiscal years, the last one included; ``last`` is None where the end is not known."""

    first: int
    last: int | None


@lru_cache(maxsize=1024)
def header_years(header: str) -> Years | None:
    """The fiscal years that a column header names, in whatever notations; None for none."""
    folded = fold(ACROSS.join(map(_year_part, header.split(ACROSS))))
    mentions = find_mentions(folded)
    values = {
        value
        for mention in mentions
        for value in (mention.first, mention.last)
        if value is not None
    }
    if not values or mentions[0].start > 2 or any(mention.dated for mention in mentions):
        return None
    first, last = min(values), max(values)
    if first != last and not _RANGE.search(folded):
        return None
    return Years(first, last)


def _year_part(header: str) -> str:
    """Of a header over several rows, the part that names a year: 令和5年度／上期."""
    parts = header.split(UNDER)
    return next((part for part in parts if find_mentions(fold(part))), header)


def own_year(text: str) -> YearMention | None:
    """The year with which a cell begins: 「R7年度末 年間30,000時間分」."""
    folded = fold(text)
    mentions = find_mentions(folded)
    if not mentions or mentions[0].last is None or not _LEADING.match(folded[: mentions[0].start]):
        return None
    return mentions[0]


def cell_years(row: GridRow, cell: GridCell) -> Years | None:
    """The fiscal years a cell covers by its columns; None where its header names none.

    The end is known where the table says how wide its cells are, where the next cell follows at
    once, and in the last year column. A cell that says that it lasts longer than its columns
    (「計画(4年間)」) covers the columns up to the next cell if they are as many; else nothing is known.
    """
    years = header_years(cell.header)
    if years is None:
        return None
    duration = _DURATION.search(cell.folded)
    if duration and int(duration[1]) > (years.last or years.first) - years.first + 1:
        return _lasting(row, cell, years.first, int(duration[1]))
    following = row.under(cell.column + cell.width)
    last_column = cell.column + cell.width >= len(row.header)
    if cell.exact or cell.width > 1 or following is not None or last_column:
        return years
    return Years(years.first, None)


def _lasting(row: GridRow, cell: GridCell, first: int, duration: int) -> Years | None:
    free = 0
    for column in range(cell.column, len(row.header)):
        if row.under(column) not in (cell, None):
            break
        if header_years(row.header[column]) == Years(first + free, first + free):
            free += 1
    return Years(first, first + duration - 1) if free == duration else None


def shifted_columns(table: Table) -> frozenset[int]:
    """Columns in which a cell names another year than its header: their cells may be misplaced."""
    shifted = set()
    for row in table.rows:
        for cell in row.cells:
            years, own = header_years(cell.header), own_year(cell.text)
            if years is None or own is None or own.last is None:
                continue
            if not years.first <= own.last <= (years.last or years.first):
                shifted.add(cell.column)
    return frozenset(shifted)
