"""Glyphs of a PDF page put together into rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from statistics import median

from ingest.formats.pdf_pages import Glyph
from ingest.formats.pdf_shapes import Box
from ingest.formats.pdf_vertical import unstacked

SAME_ROW = 0.45
"""Baselines up to this many em apart are one row: superscripts, and fonts that sit differently."""

WIDE_GAP = 2.2
"""From a gap of this many em on, what follows is another cell rather than another word."""

_RUN_GAP = 1.2
_SPACE = 0.17
"""From a gap of this many em on there is a space."""

_MIXED = 0.35
"""From here on between Japanese and Latin letters, which Word sets apart by a quarter em."""

_WIDE = "\u1fff"
"""Characters after this one are Japanese, or numbers and marks set like it."""

_LOOSE = 0.12
_BULLET = re.compile(r"^[•▪]\s*(?=[^\s•▪])")
_MARKER = re.compile(
    r"^(?:[-•●▪⚫○◆◇■□▶➤➢✓・※①-⑳]|[(（]?[0-9０-９ア-ン]{1,2}[)）.．]?|第[0-9０-９一二三四五六七八九十]+[部編章節項])$"
)
"""What stands before the text of an item, however wide the gap between them."""

_RUBY = 0.62


@dataclass(frozen=True)
class Piece:
    """Text without a wide gap in it, in points from the top left; ``y`` is its baseline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True)
class Row:
    """Pieces on one baseline, from left to right; or something else that takes up their place.

    Attributes:
        block: what stands here instead of text: an index into the page's blocks.
    """

    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    block: int | None = field(default=None)

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return max(piece.x1 for piece in self.pieces)

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(piece.size for piece in self.pieces)

    @property
    def text(self) -> str:
        """Its text; a wide gap is a tab."""
        return self.joined("\t")

    def joined(self, wide: str) -> str:
        """Its text, with ``wide`` for a wide gap."""
        parts = [self.pieces[0].text] if self.pieces else []
        for left, right in pairwise(self.pieces):
            gap = (right.x0 - left.x1) / max(left.size, right.size)
            cell = gap >= WIDE_GAP and not _MARKER.match(left.text)
            parts += [wide if cell else _space(left.text, right.text), right.text]
        return _BULLET.sub("- ", "".join(parts).strip())


def block_row(box: Box, index: int) -> Row:
    """The row that stands for a table or a box on the page."""
    return Row((Piece("", box.x0, box.x1, box.y0, 1.0),), box.y0, box.y1, index)


def build_rows(
    glyphs: Iterable[Glyph], bullets: Sequence[Box] = (), *, spaced: bool = True
) -> list[Row]:
    """The rows of some glyphs of a page, from the top down.

    Args:
        glyphs: in the order of the file.
        bullets: small shapes that may be the bullets of list items.
        spaced: whether the page has spaces as characters (as Word writes them; Chromium does not).
    """
    pieces = sorted(_pieces(glyphs, _MIXED if spaced else _SPACE), key=lambda piece: piece.y)
    rows: list[list[Piece]] = []
    for piece in pieces:
        leader = _leader(rows[-1]) if rows else None
        if leader and abs(piece.y - leader.y) <= SAME_ROW * max(piece.size, leader.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    made = [_row(row) for row in rows]
    return [_with_bullet(row, bullets) for row in _without_ruby(made)]


def _pieces(glyphs: Iterable[Glyph], mixed_space: float) -> list[Piece]:
    pieces: list[Piece] = []
    run: list[Glyph] = []
    for glyph in unstacked(list(glyphs)):
        if run and not _goes_on(run, glyph):
            pieces += _piece(run, mixed_space)
            run = []
        run.append(glyph)
    return pieces + _piece(run, mixed_space)


def _goes_on(run: list[Glyph], glyph: Glyph) -> bool:
    last = run[-1]
    size = max(last.size, glyph.size)
    if glyph.text == " " and glyph.x1 - glyph.x0 > WIDE_GAP * size:
        return False
    return (
        abs(glyph.y - last.y) <= SAME_ROW * size
        and -0.6 * size <= glyph.x0 - last.x1 <= _RUN_GAP * size
    )


def _piece(run: list[Glyph], mixed_space: float) -> list[Piece]:
    """The text of a run; a gap much wider than the others of the run is a space."""
    while run and run[0].text == " ":
        run = run[1:]
    while run and run[-1].text == " ":
        run = run[:-1]
    if not run:
        return []
    gaps = [(right.x0 - left.x1) / max(left.size, right.size) for left, right in pairwise(run)]
    loose = median(gaps) + _LOOSE if gaps else 0.0
    parts = [run[0].text]
    for gap, left, right in zip(gaps, run, run[1:], strict=False):
        mixed = (left.text > _WIDE) != (right.text > _WIDE)
        least = max(mixed_space if mixed else _SPACE, loose)
        parts += [_space(left.text, right.text) if gap > least else "", right.text]
    largest = max(run, key=lambda glyph: glyph.size)
    x1 = max(glyph.x1 for glyph in run)
    return [Piece("".join(parts), run[0].x0, x1, largest.y, largest.size)]


def _space(left: str, right: str) -> str:
    """A space between two texts, unless there is one."""
    return "" if left.endswith((" ", "　")) or right.startswith((" ", "　")) else " "


def _leader(row: list[Piece]) -> Piece:
    return max(row, key=lambda piece: piece.size)


def _row(pieces: list[Piece]) -> Row:
    """A row; pieces without a gap between them become one."""
    leader = _leader(pieces)
    merged: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        last = merged[-1] if merged else None
        if last is not None and piece.x0 - last.x1 <= _RUN_GAP * leader.size:
            gap = (piece.x0 - last.x1) / leader.size
            space = _space(last.text, piece.text) if gap > _MIXED else ""
            text = last.text + space + piece.text
            merged[-1] = replace(
                last, text=text, x1=max(last.x1, piece.x1), size=max(last.size, piece.size)
            )
        else:
            merged.append(piece)
    return Row(tuple(merged), leader.y - leader.size, leader.y)


def _without_ruby(rows: list[Row]) -> list[Row]:
    """Drop readings: small kana right above larger letters."""
    kept: list[Row] = []
    for row, below in zip_longest(rows, rows[1:]):
        if below is not None and _reads(row, below):
            continue
        kept.append(row)
    return kept


def _reads(row: Row, below: Row) -> bool:
    text = "".join(piece.text for piece in row.pieces).replace(" ", "")
    return (
        row.size <= _RUBY * below.size
        and below.bottom - row.bottom <= 1.5 * below.size
        and below.x0 - row.size <= row.x0
        and row.x1 <= below.x1 + row.size
        and all("ぁ" <= char <= "ヿ" for char in text)
    )


def _with_bullet(row: Row, bullets: Sequence[Box]) -> Row:
    """A row that a drawn bullet stands before becomes a list item."""
    size = row.size
    for bullet in bullets:
        middle = (bullet.y0 + bullet.y1) / 2
        if (
            row.bottom - 0.9 * size <= middle <= row.bottom
            and 0 <= row.x0 - bullet.x1 <= 1.6 * size
            and bullet.x1 - bullet.x0 <= 0.6 * size
        ):
            first = replace(row.pieces[0], text=f"- {row.pieces[0].text}")
            return replace(row, pieces=(first, *row.pieces[1:]))
    return row
