"""Word documents: headings by their styles, numbered lists, tables with merged cells, footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.errors import DocumentError
from ingest.formats.archive import UNREADABLE, check_archive
from ingest.formats.blocks import Block, add_block
from ingest.formats.document import LoadedDocument, OnPage, TextBuilder
from ingest.formats.docx_styles import Styles, W, read_numbering, read_styles, value
from ingest.formats.grid import TableCell, flat_text, render_table
from ingest.formats.numbering import Numbering

_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{W}{tag}" for tag in ("del", "moveFrom", "rt", "pPr", "rPr", "instrText", "delText")}
_LEFT_OUT.add(_ALTERNATIVE)
_WRITTEN = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "・"}
_CONTAINERS = {
    f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")
}
_OFTEN = 200


@dataclass
class _Document:
    """What is needed to read the body."""

    styles: Styles
    numbering: Numbering
    footnotes: dict[str, str]
    has_title: bool = False
    boxes: list[Any] = field(default_factory=list)


def load_docx(path: Path, on_page: OnPage = lambda page, of: None) -> LoadedDocument:
    """Read a Word document.

    Raises:
        DocumentError: it is damaged, encrypted or a zip bomb.
    """
    import docx
    from docx.opc.exceptions import OpcError

    failures: tuple[type[Exception], ...] = (OpcError, *UNREADABLE)
    check_archive(path)
    try:
        opened = docx.Document(str(path))
        document = _prepare(opened)
        text = _read(opened.element.body, document, on_page)
    except failures as error:
        reason = str(error) or type(error).__name__
        raise DocumentError("document_damaged", path=path, format="docx", reason=reason) from error
    if not text.strip():
        raise DocumentError("document_empty", path=path)
    return LoadedDocument(text, None, (), "docx")


def _prepare(opened: Any) -> _Document:
    from docx.opc.constants import RELATIONSHIP_TYPE

    styles = read_styles(opened.styles.element)
    numbering = _related(opened.part, RELATIONSHIP_TYPE.NUMBERING)
    footnotes = _related(opened.part, RELATIONSHIP_TYPE.FOOTNOTES)
    document = _Document(styles, read_numbering(numbering), {})
    for note in footnotes.iterfind(f"{W}footnote") if footnotes is not None else ():
        if note.get(f"{W}type") in (None, "normal"):
            document.footnotes[note.get(f"{W}id")] = _text_of(note, document).strip()
    document.has_title = any(
        styles.of(paragraph.find(f"{W}pPr")).heading == 0
        for paragraph in opened.element.body.iterfind(f"{W}p")
    )
    return document


def _related(part: Any, kind: str) -> Any:
    """The root element of a part that belongs to the document, None if there is none."""
    from docx.oxml.parser import parse_xml

    found = next((each for each in part.rels.values() if each.reltype == kind), None)
    return None if found is None else parse_xml(found.target_part.blob)


def _read(body: Any, document: _Document, on_page: OnPage) -> str:
    builder = TextBuilder()
    above: Block | None = None
    for index, block in enumerate(_blocks(body, document)):
        if index % _OFTEN == 0:
            on_page(0, 0)
        above = add_block(builder, block, above)
    return builder.text()


def _blocks(container: Any, document: _Document) -> Iterator[Block]:
    """The blocks of a body or cell, in order; content controls and text boxes are opened."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}p":
            yield _paragraph(element, document)
            waiting += reversed(document.boxes)
            document.boxes = []
        elif element.tag == f"{W}tbl":
            cells = _cells(element, document)
            one = len(cells) == 1
            yield Block("text" if one else "table", cells[0].text if one else render_table(cells))
        elif element.tag in _CONTAINERS or element.tag == f"{W}txbxContent":
            waiting += reversed(element)


def _paragraph(element: Any, document: _Document) -> Block:
    style = document.styles.of(element.find(f"{W}pPr"))
    text = _text_of(element, document)
    if style.contents:
        return Block("contents", text)
    label = ""
    if style.list_id not in (None, "0") and text.strip():
        label = document.numbering.label(str(style.list_id), style.depth or 0)
    notes = [document.footnotes[note] for note in _notes(element) if note in document.footnotes]
    text = f"{label} {text.lstrip()}" if label and text.strip() else text
    if notes:
        text = "\n".join([text, *(f"※{note}" for note in notes)])
    if style.heading is not None and text.strip():
        level = style.heading + 1 if document.has_title else style.heading
        return Block("heading", text.removeprefix("- "), level)
    return Block("item", text, style.depth or 0) if label else Block("text", text)


def _notes(element: Any) -> list[str]:
    return [note.get(f"{W}id") for note in element.iter(f"{W}footnoteReference")]


def _text_of(element: Any, document: _Document) -> str:
    """The visible text of a paragraph or note; text boxes in it are put aside."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in _WRITTEN:
            parts.append(_WRITTEN[node.tag])
        elif node.tag == f"{W}br":
            parts.append("" if node.get(f"{W}type") in ("page", "column") else "\n")
        elif node.tag == f"{W}txbxContent":
            document.boxes.append(node)
        elif node.tag not in _LEFT_OUT:
            if node.tag == f"{W}p" and parts:
                parts.append("\n")
            waiting += reversed(node)
    return "".join(parts)


def _cells(table: Any, document: _Document) -> list[TableCell]:
    """The cells of a table; a cell merged downwards is one cell."""
    cells: list[TableCell] = []
    open_cells: dict[int, int] = {}
    rows = [row for row in table.iter(f"{W}tr") if _table_of(row) is table]
    for number, row in enumerate(rows):
        properties = row.find(f"{W}trPr")
        before = value(properties, "gridBefore")
        column = int(before) if before and before.isdecimal() else 0
        head = None if properties is None else properties.find(f"{W}tblHeader")
        heads = True if head is not None and head.get(f"{W}val") not in ("0", "false") else None
        for cell in (each for each in row.iter(f"{W}tc") if _row_of(each) is row):
            column = _take_cell(cell, TableCell(number, column, "", header=heads), document, cells, open_cells)  # fmt: skip
    return cells


def _take_cell(
    element: Any,
    cell: TableCell,
    document: _Document,
    cells: list[TableCell],
    open_cells: dict[int, int],
) -> int:
    """Add a cell, or make the one above it higher; returns the next column."""
    properties = element.find(f"{W}tcPr")
    span = value(properties, "gridSpan")
    width = int(span) if span and span.isdecimal() and 0 < int(span) < 1000 else 1
    merge = None if properties is None else properties.find(f"{W}vMerge")
    goes_on = merge is not None and merge.get(f"{W}val") != "restart"
    if goes_on and cell.column in open_cells:
        index = open_cells[cell.column]
        cells[index] = replace(cells[index], rowspan=cell.row - cells[index].row + 1)
        return cell.column + width
    if merge is None:
        open_cells.pop(cell.column, None)
    else:
        open_cells[cell.column] = len(cells)
    cells.append(replace(cell, text=_cell_text(element, document), colspan=width))
    return cell.column + width


def _cell_text(cell: Any, document: _Document) -> str:
    lines: list[str] = []
    waiting = list(reversed(cell))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}p":
            block = _paragraph(element, document)
            lines.append("  " * block.level * (block.kind == "item") + block.text.strip())
        elif element.tag == f"{W}tbl":
            lines.append(flat_text(_cells(element, document)))
        elif element.tag in _CONTAINERS:
            waiting += reversed(element)
    return "\n".join(line.replace("\t", " ") for line in lines if line.strip())


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(f"{W}tbl"))


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"))
