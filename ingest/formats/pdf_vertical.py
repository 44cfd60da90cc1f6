"""Vertical writing in a PDF: letters that stand one below the other, in columns from the right."""

from __future__ import annotations

import unicodedata

from ingest.formats.pdf_pages import Glyph

_STEP = (0.8, 1.35)
"""Em from a letter to the one below it; rows of a table are further apart."""

_ASIDE, _MARK_ASIDE = 0.3, 0.8
"""Em that a letter, or a mark such as 。, may stand aside from the one above it."""

_FEWEST = 3
_NEXT_COLUMN = (0.8, 4.0)
_INDENT = 2.5


def unstacked(glyphs: list[Glyph]) -> list[Glyph]:
    """Letters that are set one below the other become one glyph, columns that follow join it."""
    made: list[Glyph] = []
    columns: list[list[Glyph]] = []
    start = 0
    while start < len(glyphs):
        end = start + 1
        while end < len(glyphs) and _is_below(glyphs[end - 1], glyphs[end]):
            end += 1
        column = glyphs[start:end]
        if columns and not _is_next(columns[-1], column):
            made.append(_joined(columns))
            columns = []
        if columns or (len(column) >= _FEWEST and _is_writing(column)):
            columns.append(column)
        else:
            made += column
        start = end
    return [*made, _joined(columns)] if columns else made


def _is_below(above: Glyph, glyph: Glyph) -> bool:
    low, high = _STEP
    if not low * glyph.size <= glyph.y - above.y <= high * glyph.size:
        return False
    if len(above.text) != 1 or len(glyph.text) != 1:
        return False
    marks = "P" in unicodedata.category(glyph.text)[0] + unicodedata.category(above.text)[0]
    aside = abs((glyph.x0 + glyph.x1) - (above.x0 + above.x1)) / 2
    return aside <= (_MARK_ASIDE if marks else _ASIDE) * glyph.size


def _is_writing(column: list[Glyph]) -> bool:
    """Mostly kana and kanji, not the ○ of a table's column."""
    return sum(unicodedata.category(glyph.text) == "Lo" for glyph in column) >= 0.7 * len(column)


def _is_next(column: list[Glyph], following: list[Glyph]) -> bool:
    """Whether a column is the one to the left."""
    first, other = column[0], following[0]
    near, far = _NEXT_COLUMN
    return (
        near * first.size <= first.x0 - other.x0 <= far * first.size
        and abs(other.y - first.y) <= _INDENT * first.size
        and 0.9 <= other.size / first.size <= 1.1
        and unicodedata.category(other.text[0]) == "Lo"
    )


def _joined(columns: list[list[Glyph]]) -> Glyph:
    glyphs = [glyph for column in columns for glyph in column]
    first = columns[0][0]
    return Glyph(
        "".join(glyph.text for glyph in glyphs),
        min(glyph.x0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        first.y,
        first.size,
    )
