"""A document cut into physical lines and HTML tables, each with its offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from ingest.structure.records import Span

_TABLE_TAG = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|ul|ol|li|div|br|table|td|tr|th|thead|tbody)\b[^<>]*>", re.IGNORECASE
)
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^\s*(?:\|(?=[\s:|]*-)[\s:|-]*|[-=─━═―—－]{5,}\s*)$")

_PICTURE = re.compile(
    r"^\s*(?:>\s*)?(?:!\[[^\]一-龥ぁ-んァ-ヴ]*\]\([^()]*\)(?:\{[^{}]*\})?|<!--[^<>]*-->)\s*$"
)
"""A picture in Markdown that no words describe; a comment."""


class LineKind(Enum):
    """What a physical line is made of."""

    BLANK = "blank"
    """Nothing to read; a picture or a comment."""
    PLAIN = "plain"
    CELLS = "cells"
    """Tab-separated cells, or text with HTML block tags in it."""
    PIPES = "pipes"
    """A row of a Markdown table."""
    RULE = "rule"
    """A rule: under the header of a Markdown table, or drawn with dashes."""
    HTML_TABLE = "html_table"
    """Not a line but a whole ``<table>…</table>``."""


@dataclass(frozen=True)
class Line:
    """One line (without its newline), or one HTML table.

    Attributes:
        span: its offsets.
        kind: what it is made of.
        text: ``source[span]``.
    """

    span: Span
    kind: LineKind
    text: str


def split_lines(source: str) -> list[Line]:
    """All lines and HTML tables of ``source``, in order and without overlap."""
    lines: list[Line] = []
    position = 0
    for table in html_tables(source):
        lines += _plain_lines(source, position, table.start)
        lines.append(Line(table, LineKind.HTML_TABLE, source[table.start : table.end]))
        position = table.end
    lines += _plain_lines(source, position, len(source))
    return lines


def html_tables(source: str) -> list[Span]:
    """The outermost HTML tables; one that is never closed ends with its line."""
    unclosed: list[int] = []
    tables: list[Span] = []
    for tag in _TABLE_TAG.finditer(source):
        if not tag[1]:
            unclosed.append(tag.start())
        elif unclosed:
            start = unclosed.pop()
            while tables and tables[-1].start > start:
                tables.pop()
            tables.append(Span(start, tag.end()))
    ends = {table.start: table.end for table in tables}
    starts = sorted([*ends, *unclosed])
    return [
        Span(start, ends.get(start) or _line_end(source, start, limit))
        for start, limit in pairwise([*starts, len(source)])
    ]


def _line_end(source: str, start: int, limit: int) -> int:
    newline = source.find("\n", start, limit)
    return newline if newline >= 0 else limit


def _plain_lines(source: str, start: int, end: int) -> list[Line]:
    lines = []
    while start < end:
        newline = source.find("\n", start, end)
        until = newline if newline >= 0 else end
        text = source[start:until].rstrip("\r")
        lines.append(Line(Span(start, start + len(text)), _kind(text), text))
        start = until + 1
    return lines


def _kind(text: str) -> LineKind:
    if not text.strip() or _PICTURE.match(text):
        return LineKind.BLANK
    if _PIPE_RULE.match(text):
        return LineKind.RULE
    if _PIPE_ROW.match(text):
        return LineKind.PIPES
    if "\t" in text or _BLOCK_TAG.search(text):
        return LineKind.CELLS
    return LineKind.PLAIN
