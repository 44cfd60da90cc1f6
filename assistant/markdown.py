"""Text of a document inside Markdown, and back."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash before ASCII punctuation (https://spec.commonmark.org/0.31.2/#backslash-escapes)."""


def escaped(text: str) -> str:
    """Text in which no tag, link or emphasis of its own comes alive."""
    for char in "\\`*_[]<>#":
        text = text.replace(char, "\\" + char)
    return text


def unescaped(markdown: str) -> str:
    """Markdown without its backslash escapes: the text as it is read."""
    return _ESCAPE.sub(r"\1", markdown)
