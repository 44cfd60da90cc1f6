"""Excel workbooks: each sheet a section, its blocks of cells as tables."""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ingest.errors import DocumentError
from ingest.formats.archive import UNREADABLE, check_archive
from ingest.formats.blocks import Block, add_block
from ingest.formats.document import DocumentWarning, LoadedDocument, OnPage, TextBuilder
from ingest.formats.grid import TableCell, render_table
from ingest.formats.xlsx_values import shown

MAX_XML = 64 << 20
"""Bytes of XML up to which a workbook is read: its cells take about fifty times as much."""

_WITHOUT_VALUE = re.compile(rb"</f>\s*(?:<v\s*/>\s*|<v>\s*</v>\s*)?</c>")
_OFTEN = 2_000
_CHUNK = 1 << 20


def load_xlsx(path: Path, on_page: OnPage = lambda page, of: None) -> LoadedDocument:
    """Read a workbook's visible sheets; its pages are those sheets. Formulas: their stored values.

    Raises:
        DocumentError: it is damaged, encrypted, too large or a zip bomb, or has no text.
    """
    import warnings as notices

    import openpyxl  # type: ignore[import-untyped]
    from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

    failures: tuple[type[Exception], ...] = (InvalidFileException, *UNREADABLE)
    check_archive(path, MAX_XML)
    builder = TextBuilder()
    warnings: list[DocumentWarning] = []
    try:
        with notices.catch_warnings():
            notices.simplefilter("ignore")  # of what openpyxl cannot keep when it writes
            with path.open("rb") as file:
                book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for number, sheet in enumerate(sheets, 1):
            on_page(number, len(sheets))
            builder.start_page(number)
            _add_sheet(builder, sheet, lambda: on_page(number, len(sheets)))  # noqa: B023
        warnings += _without_values(path)
    except failures as error:
        reason = str(error) or type(error).__name__
        raise DocumentError("document_damaged", path=path, format="xlsx", reason=reason) from error
    if not builder.text().strip():
        raise DocumentError("document_empty", path=path)
    return LoadedDocument(builder.text(), None, builder.pages(), "xlsx", tuple(warnings))


def _add_sheet(builder: TextBuilder, sheet: Any, alive: Callable[[], None]) -> None:
    cells = _cells(sheet, alive)
    if not any(cell.text for cell in cells):
        return
    above = add_block(builder, Block("heading", sheet.title, 1), None)
    for block in _blocks(cells):
        above = add_block(builder, block, above)


def _cells(sheet: Any, alive: Callable[[], None]) -> list[TableCell]:
    """The cells that hold something or are merged, with their spans."""
    merged = {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1, area.max_col - area.min_col + 1
        )
        for area in sheet.merged_cells.ranges
    }  # fmt: skip
    hidden = {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}
    cells = []
    # Only the cells that exist: a sheet may have one in its first and one in its last row.
    for number, ((row, column), cell) in enumerate(sorted(sheet._cells.items())):
        if number % _OFTEN == 0:
            alive()
        text = shown(cell.value, cell.number_format) if cell.value is not None else ""
        span = merged.get((row, column))
        if row not in hidden and (text or span):
            cells.append(TableCell(row, column, text, *(span or (1, 1))))
    return cells


def _blocks(cells: list[TableCell]) -> Iterator[Block]:
    """Empty rows separate tables; a row with one text only is a line above or below a table."""
    for group in _groups(cells):
        table: list[TableCell] = []
        for row in _rows(group):
            filled = [cell for cell in row if cell.text]
            alone = len(filled) == 1 and filled[0].rowspan == 1 and not _reached(table, row[0].row)
            if alone and (not table or _is_note(filled[0].text)):
                yield from _table(table)
                table = []
                yield Block("text", filled[0].text)
            else:
                table += row
        yield from _table(table)


def _is_note(text: str) -> bool:
    return (
        text.startswith(("※", "注", "（注", "(注", "資料", "出典", "■", "●", "【")) or "。" in text
    )


def _reached(table: list[TableCell], row: int) -> bool:
    return any(cell.row + cell.rowspan > row for cell in table)


def _groups(cells: list[TableCell]) -> Iterator[list[TableCell]]:
    group: list[TableCell] = []
    last = 0
    filled = [cell for cell in cells if cell.text]
    end = {cell.row: cell.row + cell.rowspan - 1 for cell in filled}
    for cell in cells:
        if not cell.text and cell.row > last and cell.row not in end:
            continue  # merged but empty, and in a row of nothing else
        if group and cell.row > last + 1:
            yield group
            group = []
        group.append(cell)
        last = max(last, cell.row + (cell.rowspan - 1 if cell.text else 0))
    if group:
        yield group


def _rows(cells: list[TableCell]) -> Iterator[list[TableCell]]:
    row: list[TableCell] = []
    for cell in cells:
        if row and cell.row != row[0].row:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _table(cells: list[TableCell]) -> Iterator[Block]:
    """The cells on the smallest grid that keeps their order: sheets of narrow columns too."""
    if not any(cell.text for cell in cells):
        return
    rows = sorted({cell.row for cell in cells if cell.text})
    columns = sorted({cell.column for cell in cells if cell.text})
    placed = []
    for cell in cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        height = bisect_left(rows, cell.row + cell.rowspan) - row
        width = bisect_left(columns, cell.column + cell.colspan) - column
        if height > 0 and width > 0:
            placed.append(TableCell(row, column, cell.text, height, width))
    yield Block("table", render_table(_filled_up(placed, len(rows), len(columns))))


def _filled_up(cells: list[TableCell], n_rows: int, n_columns: int) -> list[TableCell]:
    """Empty cells where the sheet has nothing; what overlaps a merged cell is left out."""
    taken: set[tuple[int, int]] = set()
    kept = []
    for cell in cells:
        area = {
            (cell.row + y, cell.column + x)
            for y in range(cell.rowspan)
            for x in range(cell.colspan)
        }
        if not area & taken:
            taken |= area
            kept.append(cell)
    kept += [
        TableCell(row, column, "")
        for row in range(n_rows)
        for column in range(n_columns)
        if (row, column) not in taken
    ]
    return sorted(kept, key=lambda cell: (cell.row, cell.column))


def _without_values(path: Path) -> list[DocumentWarning]:
    """Sheets with formulas that no program has calculated."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
                continue
            with archive.open(part) as file:
                count, tail = 0, b""
                while chunk := file.read(_CHUNK):
                    data = tail + chunk
                    count += len(_WITHOUT_VALUE.findall(data))
                    cut = data.rfind(b"</c>")
                    tail = data[cut + 4 :] if cut >= 0 else data[-64:]
            if count:
                name = Path(part).stem
                values: tuple[tuple[str, str | int], ...] = (("sheet", name), ("count", count))
                found.append(DocumentWarning("warning_formulas_without_values", values))
    return found
