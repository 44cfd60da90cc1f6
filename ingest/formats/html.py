"""HTML pages: what a reader sees of them, with tables kept as tables."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

from ingest.errors import DocumentError
from ingest.formats.blocks import Block, BlockKind, add_block
from ingest.formats.document import LoadedDocument, OnPage, TextBuilder
from ingest.formats.grid import TableCell, flat_text, render_table
from ingest.load import decode

_HIDDEN = frozenset(
    "script style template noscript svg head iframe object select button textarea nav rt rp".split()
)
_BREAKING = frozenset(
    "p div section article main header footer aside blockquote figure figcaption address form "
    "fieldset legend ul ol dl dt dd li pre hr h1 h2 h3 h4 h5 h6 table caption body html details "
    "summary center".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HEADING = re.compile(r"h([1-6])")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_SPAN_LIMITS = {"colspan": 1000, "rowspan": 10000}
_MARK = "\x00"
"""Stands for a line break of the source until it is known what is on either side of it."""

_BETWEEN_WIDE = re.compile(rf"(?<=[^\x00-\u02ff]){_MARK}(?=[^\x00-\u02ff])")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FEED = 1 << 20


def load_html(path: Path, on_page: OnPage = lambda page, of: None) -> LoadedDocument:
    """Read an HTML page.

    Raises:
        DocumentError: see ``ingest.load.load_text``; or nothing of it is visible.
    """
    text, encoding = _decoded(path)
    text = _COMMENT.sub("", text.replace(_MARK, ""))
    reader = _Reader()
    for start in range(0, len(text), _FEED):
        on_page(0, 0)
        reader.feed(text[start : start + _FEED])
    reader.close()
    reader.finish()
    if not reader.builder.text().strip():
        raise DocumentError("document_empty", path=path)
    return LoadedDocument(reader.builder.text(), encoding, (), "html")


def _decoded(path: Path) -> tuple[str, str]:
    """The text in the encoding that the page states, or in the one that fits."""
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    stated = _CHARSET.search(data[:4096])
    if stated and not data.startswith(codecs.BOM_UTF8):
        name = stated[1].decode("ascii").lower()
        name = {"shift_jis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932"}.get(name, name)
        try:
            return data.decode(name), codecs.lookup(name).name
        except (LookupError, UnicodeDecodeError):
            pass
    loaded = decode(data, path)
    return loaded.text, loaded.encoding


@dataclass
class _Table:
    """A table that is being read."""

    cells: list[TableCell] = field(default_factory=list)
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    """For each column that a cell from above reaches into, the first row that is free of it."""

    cell: TableCell | None = None
    text: list[str] = field(default_factory=list)
    in_head: bool = False

    def start_row(self) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0

    def start_cell(self, rowspan: int, colspan: int, *, heads: bool) -> None:
        self.end_cell()
        self.row = max(self.row, 0)
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        self.cell = TableCell(self.row, self.column, "", rowspan, colspan, heads)
        if rowspan > 1:
            until = self.row + rowspan
            self.taken |= dict.fromkeys(range(self.column, self.column + colspan), until)
        self.column += colspan

    def end_cell(self) -> None:
        if self.cell is not None:
            text = "\n".join(_lines("".join(self.text)))
            cell = self.cell
            self.cells.append(
                TableCell(cell.row, cell.column, text, cell.rowspan, cell.colspan, cell.header)
            )
        self.cell, self.text = None, []

    def rendered(self) -> Block:
        self.end_cell()
        cells = _clipped(self.cells)
        filled = [cell for cell in cells if cell.text]
        if len(filled) <= 1:
            return Block("text", filled[0].text if filled else "")
        return Block("table", render_table(cells))


class _Reader(HTMLParser):
    """Takes a page's tags as they come: however deep they nest, only lists and tables are kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TextBuilder()
        self.above: Block | None = None
        self.parts: list[str] = []
        self.kind: BlockKind = "text"
        self.level = 0
        self.hidden: list[str] = []
        self.lists: list[tuple[str, int]] = []
        self.in_term = False
        self.term: str | None = None
        self.tables: list[_Table] = []
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if not self.hidden and tag in ("br", "hr"):
                self._write("\n")
            return
        if self.hidden or self._is_hidden(tag, dict(attrs)):
            if not self.hidden or tag == self.hidden[0]:
                self.hidden.append(tag)
            return
        if tag in ("tr", "td", "th", "thead", "tbody", "tfoot") and self.tables:
            self._start_in_table(tag, dict(attrs))
        elif tag in _BREAKING:
            self._start_block(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag == self.hidden[0]:
                self.hidden.pop()
            return
        if tag == "table" and self.tables:
            self._end_table()
        elif tag in ("td", "th", "tr") and self.tables:
            self.tables[-1].end_cell()
        elif tag in ("ul", "ol") and self.lists:
            self._break()
            self.lists.pop()
        elif tag in _BREAKING:
            self.preformatted -= tag == "pre" and self.preformatted > 0
            self._break()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self._write(data if self.preformatted else _WHITE.sub(_white, data))

    def finish(self) -> None:
        """Close what the page left open."""
        while self.tables:
            self._end_table()
        self._break()

    def _is_hidden(self, tag: str, attributes: dict[str, str | None]) -> bool:
        style = (attributes.get("style") or "").replace(" ", "").lower()
        return tag in _HIDDEN or "hidden" in attributes or "display:none" in style

    def _start_in_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        table = self.tables[-1]
        if tag == "tr":
            table.start_row()
        elif tag in ("thead", "tbody", "tfoot"):
            table.in_head = tag == "thead"
        elif tag in ("td", "th"):
            rowspan, colspan = (_span(attributes, name) for name in ("rowspan", "colspan"))
            table.start_cell(rowspan, colspan, heads=tag == "th" or table.in_head)

    def _start_block(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            self._break()
            self.tables.append(_Table())
            return
        if tag in ("ul", "ol"):
            self._break()
            start = attributes.get("start") or ""
            self.lists.append((tag, int(start) - 1 if start.isdecimal() else 0))
            return
        self._break()
        heading = _HEADING.fullmatch(tag)
        if heading:
            self.kind, self.level = "heading", int(heading[1])
        elif tag == "li":
            self._start_item()
        self.in_term = tag == "dt"
        self.preformatted += tag == "pre"

    def _start_item(self) -> None:
        kind, count = self.lists[-1] if self.lists else ("ul", 0)
        if self.lists:
            self.lists[-1] = (kind, count + 1)
        mark = f"{count + 1}. " if kind == "ol" else "- "
        if self.tables:
            self._write(mark)
        else:
            self.kind, self.level, self.parts = "item", max(len(self.lists) - 1, 0), [mark]

    def _write(self, text: str) -> None:
        if self.tables:
            if self.tables[-1].cell is not None:
                self.tables[-1].text.append(text)
        else:
            self.parts.append(text)

    def _break(self) -> None:
        """End the block that is open; the term of a definition waits for its meaning."""
        if self.tables:
            self._write("\n")
            return
        if not self.parts and self.kind == "text":
            return
        text = "\n".join(_lines("".join(self.parts)))
        kind, level = self.kind, self.level
        self.parts, self.kind, self.level = [], "text", 0
        if kind == "item" and text in ("-", *(f"{count}." for _, count in self.lists)):
            self.parts, self.kind, self.level = [text + " "], kind, level
            return
        if not text:
            return
        if self.in_term:
            self.term, self.in_term = text, False
            return
        if self.term is not None:
            text, self.term = f"{self.term}\t{text}".replace("\n", " "), None
        self.above = add_block(self.builder, Block(kind, text, level), self.above)

    def _end_table(self) -> None:
        table = self.tables.pop()
        if self.tables:
            table.end_cell()
            self._write("\n" + flat_text(table.cells) + "\n")
        else:
            self.above = add_block(self.builder, table.rendered(), self.above)


def _white(found: re.Match[str]) -> str:
    return _MARK if "\n" in found[0] else " "


def _lines(text: str) -> list[str]:
    """Lines of a block; a break of the source is a space, or nothing between Japanese letters."""
    text = _BETWEEN_WIDE.sub("", text).replace(_MARK, " ")
    lines = (_WHITE.sub(" ", line).strip(" ") for line in text.split("\n"))
    return [line for line in lines if line.strip()]


def _span(attributes: dict[str, str | None], name: str) -> int:
    text = (attributes.get(name) or "").strip()
    return min(max(int(text), 1), _SPAN_LIMITS[name]) if re.fullmatch(r"[0-9]{1,6}", text) else 1


def _clipped(cells: list[TableCell]) -> list[TableCell]:
    """Cells that do not reach below the last row."""
    last = max((cell.row for cell in cells), default=0)
    return [replace(cell, rowspan=min(cell.rowspan, last + 1 - cell.row)) for cell in cells]
