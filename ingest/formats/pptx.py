"""PowerPoint presentations: slide by slide, titles as headings, text from the top, tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import DocumentError
from ingest.formats.archive import UNREADABLE, check_archive
from ingest.formats.blocks import Block, add_block
from ingest.formats.document import DocumentWarning, LoadedDocument, OnPage, TextBuilder
from ingest.formats.grid import TableCell, render_table

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_DIAGRAM_POINT = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}pt"
_LEFT_OUT = ("SLIDE_NUMBER", "DATE", "FOOTER", "HEADER")
_ROW_HEIGHT = 120_000
"""Shapes whose tops are less apart (in EMU, a seventh of an inch) stand side by side."""


def load_pptx(path: Path, on_page: OnPage = lambda page, of: None) -> LoadedDocument:
    """Read a presentation; its pages are its slides.

    Raises:
        DocumentError: it is damaged, encrypted or a zip bomb, or no slide has text.
    """
    import pptx
    from pptx.exc import PythonPptxError

    failures: tuple[type[Exception], ...] = (PythonPptxError, *UNREADABLE)
    check_archive(path)
    builder = TextBuilder()
    warnings: list[DocumentWarning] = []
    number = 0
    try:
        slides = pptx.Presentation(str(path)).slides
        for number, slide in enumerate(slides, 1):
            on_page(number, len(slides))
            builder.start_page(number)
            if not _add_slide(builder, slide):
                warnings.append(DocumentWarning("warning_slide_without_text", (("page", number),)))
    except failures as error:
        reason = str(error) or type(error).__name__
        if number:
            raise DocumentError(
                "document_page_damaged", path=path, page=number, reason=reason
            ) from error
        raise DocumentError("document_damaged", path=path, format="pptx", reason=reason) from error
    if not builder.text().strip():
        raise DocumentError("document_without_text", path=path, pages=number)
    return LoadedDocument(builder.text(), None, builder.pages(), "pptx", tuple(warnings))


def _add_slide(builder: TextBuilder, slide: Any) -> bool:
    """Add a slide's text; whether there was any."""
    above: Block | None = None
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        above = add_block(
            builder, Block("heading", title.text_frame.text.replace("\v", " "), 1), above
        )
    shapes = [
        shape
        for shape in _shapes(slide.shapes)
        if shape.shape_id != getattr(title, "shape_id", None)
    ]
    for shape in sorted(shapes, key=_place):
        for block in _blocks(shape):
            above = add_block(builder, block, above)
    return above is not None


def _shapes(shapes: Any) -> Iterator[Any]:
    """All shapes, those of groups too."""
    waiting = list(reversed(list(shapes)))
    while waiting:
        shape = waiting.pop()
        if hasattr(shape, "shapes"):
            waiting += reversed(list(shape.shapes))
        elif not (shape.is_placeholder and shape.placeholder_format.type is not None
                  and shape.placeholder_format.type.name in _LEFT_OUT):  # fmt: skip
            yield shape


def _place(shape: Any) -> tuple[int, int]:
    return ((shape.top or 0) // _ROW_HEIGHT, shape.left or 0)


def _blocks(shape: Any) -> Iterator[Block]:
    if getattr(shape, "has_table", False):
        yield Block("table", render_table(_cells(shape.table)))
    elif shape.has_text_frame:
        bulleted = shape.is_placeholder and _is_body(shape)
        for paragraph in shape.text_frame.paragraphs:
            yield _paragraph(paragraph, bulleted=bulleted)
    else:
        yield from _diagram(shape)


def _is_body(shape: Any) -> bool:
    """Whether its paragraphs are bulleted unless they say otherwise."""
    kind = shape.placeholder_format.type
    return kind is not None and kind.name in ("BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT")


def _paragraph(paragraph: Any, *, bulleted: bool) -> Block:
    text = paragraph.text.replace("\v", "\n")
    properties = paragraph._p.pPr
    if properties is not None:
        if properties.find(f"{_A}buNone") is not None:
            bulleted = False
        elif any(
            properties.find(f"{_A}{tag}") is not None for tag in ("buChar", "buAutoNum", "buBlip")
        ):
            bulleted = True
    if bulleted and text.strip():
        return Block("item", f"- {text.lstrip()}", paragraph.level)
    return Block("text", text)


def _cells(table: Any) -> list[TableCell]:
    cells = []
    for row, line in enumerate(table.rows):
        for column, cell in enumerate(line.cells):
            if not cell.is_spanned:
                text = "\n".join(part.text.strip() for part in cell.text_frame.paragraphs)
                text = text.replace("\v", "\n").replace("\t", " ").strip()
                heads = True if row == 0 and table.first_row else None
                height, width = (
                    (cell.span_height, cell.span_width) if cell.is_merge_origin else (1, 1)
                )
                cells.append(TableCell(row, column, text, height, width, heads))
    return cells


def _diagram(shape: Any) -> Iterator[Block]:
    """The texts of a SmartArt drawing, in its own order."""
    from pptx.oxml import parse_xml

    for node in shape._element.iter():
        part = shape.part.rels.get(node.get(_REL_ID)) if node.get(_REL_ID) else None
        if part is None or part.reltype != _DIAGRAM:
            continue
        for point in parse_xml(part.target_part.blob).iter(_DIAGRAM_POINT):
            yield Block("text", "".join(text.text or "" for text in point.iter(f"{_A}t")))
