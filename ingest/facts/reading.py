"""A document as the extractors read it: sentences, items and headings in order, and its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ingest.facts.folding import fold
from ingest.facts.grids import Table, read_tables
from ingest.facts.years import YearMention, find_mentions, mask
from ingest.quote import quote_of
from ingest.structure.pieces import split_sentences
from ingest.structure.records import Span, Structure
from ingest.units import Unit

LONGEST_SENTENCE = 2000
"""Characters; nothing longer is read for facts."""

PassageKind = Literal["heading", "sentence", "item", "row"]


@dataclass(frozen=True)
class Passage:
    """A heading, a sentence, a list item or one of its sentences, or a table row.

    Attributes:
        kind: which of them.
        section: the headings above it; of a heading, with itself as the last.
        span: where it stands.
        quote: ``quote_of`` of its span.
        lead: the quote of the sentence or item that introduces it, "" for none.
        block: the number of the block it is part of; sentences of one item share it.
    """

    kind: PassageKind
    section: tuple[str, ...]
    span: Span
    quote: str
    lead: str
    block: int

    @cached_property
    def folded(self) -> str:
        """The quote in the spelling for patterns, character by character."""
        return fold(self.quote)

    @cached_property
    def years(self) -> tuple[YearMention, ...]:
        """The years that it names."""
        return tuple(find_mentions(self.folded))

    @cached_property
    def masked(self) -> str:
        """``folded`` with its years masked."""
        return mask(self.folded, self.years)


@dataclass(frozen=True)
class Reading:
    """A document: its passages in the order of the text, and its tables."""

    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]

    @cached_property
    def texts(self) -> tuple[Passage, ...]:
        """The passages without the table rows, and without what is too long to be a sentence."""
        return tuple(
            passage
            for passage in self.passages
            if passage.kind != "row" and len(passage.quote) <= LONGEST_SENTENCE
        )


def read_document(text: str, structure: Structure, units: Sequence[Unit]) -> Reading:
    """Prepare a document for the extractors; ``units`` are those built from ``structure``."""
    passages: list[Passage] = []
    for unit in units:
        if unit.kind != "heading":
            passages += _passages_of(text, unit, len(passages))
    passages += [
        Passage("heading", section.path, section.heading, _quote(text, section.heading), "", -1)
        for section in structure.sections
        if section.path
    ]
    passages.sort(key=lambda passage: passage.span.start)
    return Reading(tuple(passages), read_tables(text, structure))


def _passages_of(text: str, unit: Unit, block: int) -> list[Passage]:
    span = Span(unit.start, unit.end)
    if unit.kind != "item" or "。" not in unit.quote.rstrip("。"):
        return [Passage(unit.kind, unit.section, span, unit.quote, unit.lead, block)]
    spans = split_sentences(text, span)
    return [
        Passage(unit.kind, unit.section, part, _quote(text, part), unit.lead, block)
        for part in spans
    ]


def _quote(text: str, span: Span) -> str:
    return quote_of(text[span.start : span.end])
