"""A quote: what a reader is shown of a span of the source, and nothing but what stands there."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
"""An HTML tag or comment."""

_RULE = re.compile(r"\|[\s|:-]*-{3,}[\s|:-]*\||^\s*[-=]{3,}\s*$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_SEPARATOR = re.compile(r"\s*[|\t]\s*(?:[|\t]\s*)*")
_LINE_BREAK = re.compile(r"[ 　]*[\r\n]\s*")
_WIDE = re.compile(r"[^\x00-\u02ff]")


def quote_of(source: str) -> str:
    """The readable form of a verbatim span of a document.

    Markup, table separators, emphasis marks and line-wrap breaks are removed, entities are
    resolved; nothing else changes. A break between two cells, or between two words in Latin
    script, becomes one space.
    """
    text = _RULE.sub("\t", source)
    text = TAG.sub("\t", text)
    text = _EMPHASIS.sub("", text)
    text = _SEPARATOR.sub("\t", text)
    text = _LINE_BREAK.sub(_joined, text)
    text = re.sub(r"\s*\t\s*", " ", text)
    return html.unescape(text).strip()


def _joined(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    return "" if _WIDE.match(before) or _WIDE.match(after) else " "
