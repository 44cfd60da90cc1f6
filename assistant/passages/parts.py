"""A document cut into parts that fit on a page: sections as wide as fit, in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.store import StoredDocument
from ingest.structure.records import Section, Span

PART_LIMIT = 4000
"""Characters of a part; a section without sections of its own may be longer."""


def parts_of(document: StoredDocument, limit: int = PART_LIMIT) -> tuple[Span, ...]:
    """The parts of a document: without overlap, in order; () where it has no text."""
    sections = sorted(
        (one for one in document.sections if one.path), key=lambda one: (one.start, -one.end)
    )
    whole = Span(0, len(document.text))
    return tuple(_cut(document.text, whole, sections, limit))


def part_at(parts: Sequence[Span], offset: int) -> Span:
    """The part that ``offset`` lies in, or the last before it, or the first."""
    place = bisect_right([part.start for part in parts], offset) - 1
    return parts[max(place, 0)]


def _cut(text: str, span: Span, inside: Sequence[Section], limit: int) -> list[Span]:
    """``span`` whole if it fits, else what precedes its sections, and each of them."""
    if span.end - span.start <= limit or not inside:
        return [span] if text[span.start : span.end].strip() else []
    parts = _cut(text, Span(span.start, inside[0].start), (), limit)
    place = 0
    while place < len(inside):
        one, first = inside[place], place + 1
        place = first
        while place < len(inside) and inside[place].start < one.end:
            place += 1
        end = inside[place].start if place < len(inside) else span.end
        children = [child for child in inside[first:place] if child.start > one.start]
        parts += _cut(text, Span(one.start, end), children, limit)
    return parts
