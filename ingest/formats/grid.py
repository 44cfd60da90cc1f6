"""Tables of any format, written so that the structure reader understands them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_HEADER_LIMIT = 24
_FIGURES = re.compile(r"[\d.,%％△▲\-－+()（）/:：\s]+")
_HEADER_WORDS = re.compile(
    r"項目|区分|内容|用語|説明|意味|名称|名前|概要|種別|分類|職種|役割|担当|年度|年次|時期|期間|備考|"
    r"番号|指標|目標|現状|値|事業|施策|取組|部署|所属|解説"
)
_LEADER = re.compile(r"(?<![.．…‥·･・\s])[.．…‥·･・\s]*$")
_MARKS_OF_TEXT = ("。", "：", ":", "・", "※", "○", "●")


@dataclass(frozen=True)
class TableCell:
    """A cell at its place in the grid.

    Attributes:
        text: its text; newlines are breaks of line or paragraph.
        header: True for a header, False for data, None where the format does not say.
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool | None = None


def render_table(cells: Sequence[TableCell]) -> str:
    """A Markdown table where that can say it all, else an HTML table with spans."""
    cells = with_header(cells)
    if _is_plain(cells):
        return _markdown(cells)
    if _lists_pages(cells):
        cells = [replace(cell, text=_LEADER.sub("", cell.text)) for cell in cells]
        return _markdown(
            [TableCell(0, 0, ""), *(replace(cell, row=cell.row + 1) for cell in cells)]
        )
    return "<table>\n" + "\n".join(html_rows(cells)) + "\n</table>"


def with_header(cells: Sequence[TableCell]) -> list[TableCell]:
    """The cells; where no header is known, the first row is one (with those it reaches into)."""
    known = any(cell.header for cell in cells)
    first = [cell for cell in cells if cell.row == 0]
    depth = 0
    if not known and _looks_like_header(first, cells):
        depth = max(cell.rowspan for cell in first)
    return [replace(cell, header=bool(cell.header) or cell.row < depth) for cell in cells]


def html_rows(cells: Sequence[TableCell]) -> list[str]:
    """One ``<tr>…</tr>`` for each row."""
    rows: dict[int, list[str]] = {row: [] for row in range(_height(cells))}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        tag = "th" if cell.header else "td"
        spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        rows[cell.row].append(f"<{tag}{spans}>{html.escape(cell.text, quote=False)}</{tag}>")
    return [f"<tr>{''.join(row)}</tr>" for row in rows.values()]


def flat_text(cells: Sequence[TableCell]) -> str:
    """A table inside a cell: its rows as lines."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text)
    return "\n".join(" ".join(row) for row in rows.values())


def row_texts(cells: Sequence[TableCell], row: int) -> tuple[str, ...]:
    """The texts of a row without white space, to compare rows."""
    return tuple("".join(cell.text.split()) for cell in cells if cell.row == row)


def _height(cells: Sequence[TableCell]) -> int:
    return max((cell.row + 1 for cell in cells), default=0)


def _is_plain(cells: Sequence[TableCell]) -> bool:
    """Whether Markdown can say it: one header row, no spans, one line and no bar in each cell."""
    return bool(cells) and all(
        cell.rowspan == cell.colspan == 1
        and "\n" not in cell.text
        and "|" not in cell.text
        and cell.header == (cell.row == 0)
        for cell in cells
    )


def _lists_pages(cells: Sequence[TableCell]) -> bool:
    """Whether it is a table of contents, which the structure reader knows as a Markdown table."""
    pages = [cell.text for cell in cells if cell.column == 1]
    return (
        len(cells) == 2 * len(pages) > 2
        and all("\n" not in cell.text and "|" not in cell.text for cell in cells)
        and all(re.fullmatch(r"[0-9０-９]{1,3}|", page) for page in pages)
        and sum(map(bool, pages)) > len(pages) / 2
        and not any(
            _FIGURES.fullmatch(cell.text) for cell in cells if cell.column == 0 and cell.text
        )
    )


def _markdown(cells: Sequence[TableCell]) -> str:
    width = max(cell.column + 1 for cell in cells)
    lines = [[""] * width for _ in range(_height(cells))]
    for cell in cells:
        lines[cell.row][cell.column] = cell.text
    rows = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([rows[0], "|" + " --- |" * width, *rows[1:]])


def _looks_like_header(first: Sequence[TableCell], cells: Sequence[TableCell]) -> bool:
    """Short names in every column, and rows below; two columns only if a name says so."""
    texts = [cell.text.strip() for cell in first]
    filled = [text for text in texts if text]
    height = _height(cells)
    if height < 2 or len(filled) < 2 or not all(texts[1:]):
        return False
    if any(cell.rowspan >= height for cell in first):
        return False
    if any(len(text) > _HEADER_LIMIT or text.startswith(_MARKS_OF_TEXT) for text in filled):
        return False
    if any("。" in text or _FIGURES.fullmatch(text) for text in filled):
        return False
    named = sum(bool(_HEADER_WORDS.search(text)) for text in filled)
    if len(first) == 2:
        below = [cell.text for cell in cells if cell.row == 1]
        return named == len(filled) or (
            named > 0 and len(below) == 2 and len(below[1]) > 2 * len(texts[1])
        )
    return True
