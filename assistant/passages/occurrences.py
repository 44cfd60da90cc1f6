"""Where a document says a word: search within one document, in the order of its text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ingest.quote import quote_of
from ingest.store import StoredDocument
from ingest.structure.records import Span

OCCURRENCES = 100
"""How many are found at most."""

_AROUND = 30
_QUERY_LIMIT = 100


@dataclass(frozen=True)
class Occurrence:
    """A place where the word stands.

    Attributes:
        span: characters of the document's text.
        section: the headings above it, from the top down.
        before, found, after: some words of what precedes it, itself, and of what follows.
    """

    span: Span
    section: tuple[str, ...]
    before: str
    found: str
    after: str


def find_occurrences(document: StoredDocument, query: str) -> tuple[Occurrence, ...]:
    """Up to OCCURRENCES places of ``query``, whatever the width and case of its letters.

    White space in the document (a line-wrap break, too) may stand between any two letters.
    """
    wanted = [char for char in _folded(query[:_QUERY_LIMIT]) if not char.isspace()]
    if not wanted:
        return ()
    pattern = re.compile(r"\s*".join(map(re.escape, wanted)))
    text = document.text
    found: list[Occurrence] = []
    for match in pattern.finditer(_folded(text)):
        if len(found) == OCCURRENCES:
            break
        found.append(_occurrence(document, Span(*match.span())))
    return tuple(found)


def _occurrence(document: StoredDocument, span: Span) -> Occurrence:
    text = document.text
    path: tuple[str, ...] = ()
    for section in document.sections:
        if section.start <= span.start < section.end:
            path = section.path
    return Occurrence(
        span,
        path,
        quote_of(text[max(span.start - _AROUND, 0) : span.start]),
        quote_of(text[span.start : span.end]),
        quote_of(text[span.end : span.end + _AROUND]),
    )


def _folded(text: str) -> str:
    """``text`` in one width and case, character by character."""
    return "".join(map(_folded_char, text))


def _folded_char(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char
