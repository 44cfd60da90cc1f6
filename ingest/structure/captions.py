"""Captions of tables and figures: which lines are one, and which stand below what they name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.structure.lines import Line, LineKind

_CAPTION = re.compile(
    r"^\s*[(（〔【]?[表図][\s\u3000]?[0-9０-９]{1,2}(?:[-－―‐.．][0-9０-９]{1,2})?(?![0-9０-９])"
)
_OF_A_TABLE = re.compile(r"^\s*[(（〔【]?表")
_NOTE = re.compile(
    r"^\s*(?:[※＊*]|[(（〔\[]?(?:注|備考|出典|資料|単位)[)）〕\]0-9０-９\s\u3000:：)])"
)
_LONGEST = 60
_TABLES = (LineKind.HTML_TABLE, LineKind.PIPES, LineKind.CELLS, LineKind.RULE)


def is_caption(text: str) -> bool:
    """Whether a line names a table or a figure by its number: 表１－１ 主な指標, 図2 推進体制."""
    return len(text.strip()) <= _LONGEST and bool(_CAPTION.match(text)) and "。" not in text


def is_note(text: str) -> bool:
    """Whether a line is a note to the table above it: ※, （注）, 出典."""
    return bool(_NOTE.match(text))


def captions_below(lines: Sequence[Line], unread: Collection[int]) -> frozenset[int]:
    """The numbers of the lines that name the table above them.

    One between two tables is read as most of the document's others are.

    Args:
        lines: all of the document.
        unread: the numbers of those that are read as nothing: contents, what runs over the pages.
    """
    read = [
        n for n, line in enumerate(lines) if line.kind is not LineKind.BLANK and n not in unread
    ]
    above, below, between = set(), set(), set()
    for place, number in enumerate(read):
        text = lines[number].text
        if lines[number].kind is not LineKind.PLAIN or not is_caption(text):
            continue
        if not _OF_A_TABLE.match(text):
            continue  # a figure is not there to be named
        follows = place > 0 and lines[read[place - 1]].kind in _TABLES
        leads = place + 1 < len(read) and lines[read[place + 1]].kind in _TABLES
        if follows and leads:
            between.add(number)
        elif follows:
            below.add(number)
        elif leads:
            above.add(number)
    return frozenset(below | between if len(below) > len(above) else below)
