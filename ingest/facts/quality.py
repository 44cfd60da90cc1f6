"""How well a document was read: what looks odd enough for a person to check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.facts.grids import Table
from ingest.facts.records import DocumentFacts
from ingest.structure.records import Span, Structure
from ingest.units import Unit

LONGEST_UNIT = 400
"""Characters; a unit beyond this is likely to be several that were not told apart."""

SHORTEST_UNIT = 4
"""Characters; a unit below this is likely to be noise."""


@dataclass(frozen=True)
class Quality:
    """A quality report.

    Attributes:
        characters, sections, units, tables: how many there are; white space is not counted.
        share_outside_sections: share of the characters that precede the first heading.
        share_outside_units: share of the characters that are neither evidence nor a heading nor
            a table's header: contents, page numbers, markup, repeated tables.
        long_units, short_units: units over LONGEST_UNIT or under SHORTEST_UNIT characters.
        rows_without_header: table rows of which the columns are unnamed.
        schedule_without_year: schedule entries of which the year is not known.
        schedule_without_end: schedule entries of which the first year is known, not the last.
        duplicates_dropped: passages left out because their section says them twice.
    """

    characters: int
    sections: int
    units: int
    tables: int
    share_outside_sections: float
    share_outside_units: float
    long_units: tuple[Span, ...]
    short_units: tuple[Span, ...]
    rows_without_header: tuple[Span, ...]
    schedule_without_year: int
    schedule_without_end: int
    duplicates_dropped: int


def assess(
    text: str,
    structure: Structure,
    units: Sequence[Unit],
    tables: Sequence[Table],
    facts: DocumentFacts,
) -> Quality:
    """The quality report of a document that was read."""
    headed = [Span(section.start, section.end) for section in structure.sections if section.path]
    evidence = [
        *(Span(unit.start, unit.end) for unit in units),
        *(section.heading for section in structure.sections),
        *(block.header for block in structure.blocks if block.header),
    ]
    return Quality(
        characters=_visible(text),
        sections=len(headed),
        units=len(units),
        tables=len(tables),
        share_outside_sections=_share_outside(text, headed),
        share_outside_units=_share_outside(text, evidence),
        long_units=_spans(unit for unit in units if len(unit.quote) > LONGEST_UNIT),
        short_units=_spans(unit for unit in units if len(unit.quote) < SHORTEST_UNIT),
        rows_without_header=tuple(
            row.block.span for table in tables for row in table.rows if not any(row.header)
        ),
        schedule_without_year=sum(not entry.fiscal_years for entry in facts.schedule),
        schedule_without_end=sum(
            entry.first_fiscal_year is not None and entry.last_fiscal_year is None
            for entry in facts.schedule
        ),
        duplicates_dropped=structure.repeated,
    )


def _spans(units: Iterable[Unit]) -> tuple[Span, ...]:
    return tuple(Span(unit.start, unit.end) for unit in units)


def _visible(text: str) -> int:
    return sum(map(len, text.split()))


def _share_outside(text: str, spans: Sequence[Span]) -> float:
    """Share of the visible characters that no span covers, rounded to three places."""
    total = _visible(text)
    outside, position = 0, 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start > position:
            outside += _visible(text[position : span.start])
        position = max(position, span.end)
    outside += _visible(text[position:])
    return round(outside / total, 3) if total else 0.0
