"""Running text of Word, PowerPoint and HTML documents: paragraphs, list items, headings, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.formats.document import TextBuilder
from ingest.structure.headings import mark_of

_NUMBER_TAB = re.compile(
    r"^((?:第[0-9０-９一二三四五六七八九十]+[部編章節項]|[(（]?(?:[0-9０-９]{1,3}(?:[-.][0-9０-９]{1,2})*|[ア-ンⅠ-Ⅻa-zA-Z])[)）.．、]?|[①-⑳○●◎◇◆□■・※➤✓•-]))[ 　]*\t+"
)
_CONTENTS_PAGE = re.compile(r"\s*\t\s*([0-9０-９]{1,4})\s*$")
_SPACES = re.compile(r"[ \t　]*\n[ \t]*")

_DEEPEST = 4

BlockKind = Literal["text", "item", "heading", "table", "contents"]


@dataclass(frozen=True)
class Block:
    """A paragraph, list item, heading, table, or entry of a table of contents.

    Attributes:
        level: of a heading, from 1; of an item, how deep it is nested, from 0.
    """

    kind: BlockKind
    text: str
    level: int = 0


def add_block(builder: TextBuilder, block: Block, above: Block | None) -> Block | None:
    """Append a block as the structure reader expects it; returns what the next one stands below.

    Items of a list follow each other without a blank line. A heading gets as many ``#`` as its
    level says, also where it has a number of its own: its level is the author's word, while that
    of a number is a guess. Only below the fourth level, where the structure reader knows no more
    depths, its number has to do.
    """
    text = _text(block)
    if not text:
        return above
    together = above is not None and above.kind == block.kind and block.kind in ("item", "contents")
    builder.add(text, "\n" if together else "\n\n")
    return block


def _text(block: Block) -> str:
    text = block.text if block.kind == "table" else _SPACES.sub("\n", block.text).strip(" \t\n")
    if not text.strip():
        return ""
    if block.kind == "heading":
        one_line = re.sub(r"\s*[\n\t]+\s*", " ", text)
        if block.level > _DEEPEST and mark_of(one_line):
            return one_line
        return f"{'#' * min(max(block.level, 1), _DEEPEST)} {one_line}"
    if block.kind == "contents":
        return _CONTENTS_PAGE.sub(r" …… \1", text).replace("\t", " ")
    if block.kind == "item":
        return "  " * block.level + _NUMBER_TAB.sub(r"\1 ", text)
    if block.kind == "text":
        return _NUMBER_TAB.sub(r"\1 ", text)
    return text
