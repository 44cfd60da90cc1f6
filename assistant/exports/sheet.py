"""A table as CSV and as an Excel sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from openpyxl.styles import (  # type: ignore[import-untyped]
    Alignment,
    Font,
    PatternFill,
)
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CELL_LIMIT = 32_000
_WIDEST = 60


@dataclass(frozen=True)
class Sheet:
    """A table: its name, its header and its rows, all of them text."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheet_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it as such; no cell is a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for row in (sheet.header, *sheet.rows):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return written.getvalue().encode("utf-8-sig", "replace")


def sheet_xlsx(sheet: Sheet) -> bytes:
    """An Excel file of one sheet; every cell is text."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None, "a new workbook has a sheet"
    page.title = re.sub(r"[\[\]:*?/\\]", " ", sheet.name)[:31] or "1"
    for number, row in enumerate((sheet.header, *sheet.rows), start=1):
        for column, text in enumerate(row, start=1):
            cell = page.cell(number, column)
            cell.value = _NOT_IN_XML.sub("", text)[:_CELL_LIMIT]
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="EEF3F8")
    _set_widths(page, (sheet.header, *sheet.rows))
    page.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _set_widths(page: Any, rows: Sequence[Sequence[str]]) -> None:
    for column in range(len(rows[0])):
        longest = max(len(row[column]) if column < len(row) else 0 for row in rows)
        letter = get_column_letter(column + 1)
        page.column_dimensions[letter].width = min(max(2 * longest + 2, 10), _WIDEST)
