"""What happens in which fiscal year: the filled cells under the year columns of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.columns import Years, cell_years, header_years, own_year, shifted_columns
from ingest.facts.figures import bare_number
from ingest.facts.folding import bare_heading, fold
from ingest.facts.goals import is_present_header
from ingest.facts.grids import GridCell, GridRow, Table
from ingest.facts.reading import Reading
from ingest.facts.records import ScheduleEntry
from ingest.quote import TAG, quote_of

_GENERIC = re.compile(
    r"スケジュール|工程|ロードマップ|年次計画|実施時期|実施年度|計画表|成果目標|^年度$|^取組内容$"
)
_ONLY_FIGURE = re.compile(r"^[\s0-9０-９.,，．%％()（）\-－–—〜～~▲△+＋]*[人件円台回所%％]?\s*$")
_WORD = re.compile(r"[^\W\d_]{2}")
_LETTER = re.compile(r"[^\W\d_]")
_ARROW = re.compile(r"^[\s→⇒➡＞>─━―ー\-]+$")


def find_schedule(reading: Reading, text: str) -> tuple[ScheduleEntry, ...]:
    """Every cell with words in it under a year column, in the order of the text.

    The years are the cell's own where it begins with one, else those of its columns. They stay
    None where the columns cannot be trusted: where another cell contradicts its column's year, or
    where only markup is left of what the cell held (a bar drawn over several years).
    """
    return tuple(entry for table in reading.tables for entry in _in_table(table, text))


def _in_table(table: Table, text: str) -> Iterator[ScheduleEntry]:
    shifted = shifted_columns(table)
    for row in table.rows:
        quote = quote_of(text[row.block.span.start : row.block.span.end])
        item = _item(table, row)
        for cell in row.cells:
            if header_years(cell.header) is None or not _says_what(cell):
                continue
            years = _years(row, cell, cell.column in shifted, _lost_picture(row, cell, text))
            yield ScheduleEntry(
                item=item,
                first_fiscal_year=years.first if years else None,
                last_fiscal_year=years.last if years else None,
                what=re.sub(r"\s+", " ", cell.text).strip(),
                span=row.block.span,
                quote=quote,
            )


def _says_what(cell: GridCell) -> bool:
    folded = cell.folded
    return bool(
        _WORD.search(folded)
        and not _ONLY_FIGURE.match(folded)
        and bare_number(folded) is None
        and not _ARROW.match(folded)
        and not is_present_header(fold(cell.header))
    )


def _years(row: GridRow, cell: GridCell, shifted: bool, lost_picture: bool) -> Years | None:
    own = own_year(cell.text)
    if own is not None and own.last is not None:
        return Years(own.first if own.first is not None else own.last, own.last)
    return None if shifted or lost_picture else cell_years(row, cell)


def _lost_picture(row: GridRow, cell: GridCell, text: str) -> bool:
    """Whether a cell outside HTML is markup around text: there was a picture, a bar or an arrow."""
    span = row.block.span
    if re.match(r"\s*<t[rdh]\b", text[span.start : span.end], re.IGNORECASE):
        return False
    return bool(TAG.match(text[cell.span.start : cell.span.end]))


def _item(table: Table, row: GridRow) -> str:
    """The row's label under those that it shares with other rows, else the nearest heading.

    A heading that says no more than スケジュール is passed over.
    """
    labels = [
        cell
        for cell in sorted((*row.above, *row.cells), key=lambda cell: cell.column)
        if header_years(cell.header) is None and _LETTER.search(cell.folded)
    ]
    shared = [cell for cell in labels if cell.height > 1]
    own = [cell for cell in labels if cell.height == 1]
    if labels:
        return "／".join(re.sub(r"\s+", " ", cell.text).strip() for cell in (*shared, *own[:1]))
    for heading in reversed(table.section):
        name = bare_heading(heading)
        if not _GENERIC.search(fold(name)):
            return name
    return bare_heading(table.section[-1]) if table.section else ""
