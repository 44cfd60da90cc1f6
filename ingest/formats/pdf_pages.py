"""PDF pages as glyphs and ruled lines, by way of PDFium: the one door to that library."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from ingest.errors import DocumentError
from ingest.formats.pdf_shapes import Frame, Shapes, read_shapes

_TAIL = 4096
_SMALLEST = 1.0
_SOFT_HYPHENS = ("\xad", "\x02")
_LOOSE_BOX = 0.02
_FULL_WIDTH = "\u2e7f"
"""Characters after this one are (with few exceptions) as wide as they are high."""

_SYMBOLS = {0xF0E8: "→", 0xF0E0: "→", 0xF0FC: "✓", 0xF0A8: "□", 0xF06F: "□", 0xF0FE: "☑"}
_SYMBOL_FONTS = range(0xF020, 0xF100)
"""Where Symbol and Wingdings have their characters: mostly the bullets of lists."""

_NO_CHARACTER = "\ufffd\ufffe\uffff"
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(radical): character
    for radical, character in zip(
        "⺟⺠⻁⻂⻄⻆⻑⻘⻝⻤⻩⻫⻭⻲", "母民虎衤西角長青食鬼黄斉歯亀", strict=True
    )
}
"""Radicals that fonts give for the characters of the same shape."""


class Glyph(NamedTuple):
    """A character (or a run that is not set from left to right), in points from the top left.

    Attributes:
        y: its baseline.
        size: the font's size on the page.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True)
class RawPage:
    """What stands on a page, in the order of the file, turned so that its text is upright.

    Attributes:
        number: from 1.
        width, height: in points.
        garbled: share of characters that the file gives no code for.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    shapes: Shapes
    garbled: float


def read_pages(path: Path) -> Iterator[tuple[int, RawPage]]:
    """The pages of a PDF one by one, each with the number of pages there are.

    Raises:
        DocumentError: the file, or a page of it, is damaged or encrypted.
    """
    import pypdfium2  # type: ignore[import-untyped]

    _check_end(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError("document_encrypted", path=path) from error
        raise DocumentError("document_damaged", path=path, format="PDF", reason=error) from error
    try:
        count = len(document)
        if not count:
            raise DocumentError("document_damaged", path=path, format="PDF", reason="no pages")
        for index in range(count):
            try:
                page = document[index]
                text = page.get_textpage()
                raw = _read_page(page, text, index + 1)
                text.close()
                page.close()
            except pypdfium2.PdfiumError as error:
                raise DocumentError(
                    "document_page_damaged", path=path, page=index + 1, reason=error
                ) from error
            yield count, raw
    finally:
        document.close()


def _check_end(path: Path) -> None:
    """PDFium reads what is left of a file that is cut short; a part of a plan is no plan."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(file.tell() - _TAIL, 0))
        if b"%%EOF" not in file.read():
            raise DocumentError(
                "document_damaged", path=path, format="PDF", reason="its end is missing"
            )


def _read_page(page: Any, text: Any, number: int) -> RawPage:
    marks, turn, garbled = _read_marks(text)
    left, bottom, right, top = page.get_cropbox()
    frame = Frame(left, bottom, right, top, turn)
    glyphs = _placed(marks, frame, turn)
    return RawPage(number, frame.width, frame.height, glyphs, read_shapes(page, frame), garbled)


class _Mark(NamedTuple):
    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float
    turn: int


def _read_marks(text: Any) -> tuple[list[_Mark], int, float]:
    """The characters as PDFium has them, how most of them are turned, and the share of garbage.

    A turn is a quarter of the circle, counter-clockwise.
    """
    from pypdfium2 import raw

    marks: list[_Mark] = []
    turns: Counter[int] = Counter()
    n_garbled = 0
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double()
    high = 0
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code <= 32 and code != 2 and raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        char = _character(code)
        n_garbled += char in _NO_CHARACTER or "\ue000" <= char < "\uf900"
        if not char or char in _NO_CHARACTER:
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        if size < _SMALLEST:
            continue
        turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        turns[turn] += char != " "
        marks.append(
            _Mark(char, box.left, box.bottom, box.right, box.top, x.value, y.value, size, turn)
        )
    most = turns.most_common(1)
    return marks, most[0][0] if most else 0, n_garbled / max(len(marks) + n_garbled, 1)


def _character(code: int) -> str:
    if code in _SYMBOL_FONTS:
        return _SYMBOLS.get(code, "•")
    char = _RADICALS.get(code) or chr(code)
    if char in _SOFT_HYPHENS:
        return "-"
    if char in "\t\xa0":
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char


def _placed(marks: list[_Mark], frame: Frame, turn: int) -> tuple[Glyph, ...]:
    """The characters on the upright page; a run that is turned otherwise becomes one glyph."""
    glyphs: list[Glyph] = []
    run: list[_Mark] = []
    for mark in marks:
        if run and (mark.turn == turn or mark.turn != run[0].turn):
            glyphs += _turned(run, frame)
            run = []
        if mark.turn != turn:
            run.append(mark)
            continue
        x0, _, x1, _ = frame.box(mark.left, mark.bottom, mark.right, mark.top)
        x, y = frame.point(mark.x, mark.y)
        if abs(x0 - x) > _LOOSE_BOX * mark.size:  # the box is the letter's, not the font's
            x0, x1 = x, max(x1, x + mark.size * (mark.text > _FULL_WIDTH))
        if x1 >= -1 and x0 <= frame.width + 1 and -1 <= y <= frame.height + mark.size:
            glyphs.append(Glyph(mark.text, x0, x1, y, mark.size))
    return (*glyphs, *_turned(run, frame))


def _turned(run: list[_Mark], frame: Frame) -> list[Glyph]:
    if not run:
        return []
    boxes = [frame.box(mark.left, mark.bottom, mark.right, mark.top) for mark in run]
    x0, y1 = min(box[0] for box in boxes), boxes[0][3]
    text = "".join(mark.text for mark in run)
    return [Glyph(text, x0, max(box[2] for box in boxes), y1, run[0].size)] if text.strip() else []
