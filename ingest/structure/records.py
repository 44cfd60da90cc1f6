"""What the reading of a document yields. All offsets are characters into the document's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["sentence", "item", "row"]


@dataclass(frozen=True)
class Span:
    """``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level or above.

    Attributes:
        path: the headings from the top down to this one; () for what precedes the first heading.
        heading: the heading's own span; empty for what precedes the first heading.
        start, end: from the heading to the end of everything under it.
    """

    path: tuple[str, ...]
    heading: Span
    start: int
    end: int


@dataclass(frozen=True)
class Cell:
    """A filled table cell under its column header ("" where the column has none)."""

    header: str
    span: Span


@dataclass(frozen=True)
class Block:
    """The smallest part of a document that is evidence by itself.

    Attributes:
        kind: a sentence of running text, a list item (or a sentence of one), a table row.
        path: the section it stands in.
        span: where it stands.
        lead: the item or sentence that introduces it (a list's opening, a parent item); of a table
            row, the first cell of a row above that reaches down into it.
        header: of a table row, the table's header row.
        cells: of a table row, its filled cells.
        group: blocks of one list or table carry the same number, unique in the document.
    """

    kind: BlockKind
    path: tuple[str, ...]
    span: Span
    lead: Span | None = None
    header: Span | None = None
    cells: tuple[Cell, ...] = ()
    group: int | None = None


@dataclass(frozen=True)
class Structure:
    """A document as read.

    Attributes:
        sections: its sections in order, what precedes the first heading among them.
        blocks: its blocks in order.
        repeated: how many blocks were left out because their section says them twice.
    """

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    repeated: int = 0
