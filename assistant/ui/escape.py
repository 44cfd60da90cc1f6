"""Texts of questions and documents, made safe to stand in Markdown and in HTML."""

from __future__ import annotations

import re

_ASCII_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def inert(text: str) -> str:
    """A text that shows as it is, in Markdown and in HTML alike: no tag, link or emphasis."""
    unindented = _INDENT.sub("", text)
    return _ASCII_PUNCTUATION.sub(lambda found: f"&#{ord(found.group())};", unindented)


def failure_html(line: str) -> str:
    """A line that says what went wrong, where a part of the page should be."""
    return f'<p class="failure" role="alert">{inert(line)}</p>'
