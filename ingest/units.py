"""Evidence units: what is embedded, searched and quoted; one block each, with its context."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from ingest.fiscal import Year, find_years, leading_year
from ingest.normalize import normalize
from ingest.quote import quote_of
from ingest.structure.records import Block, Section, Span, Structure
from ingest.table_measures import measure_in, measures_of, table_of

UNITS_VERSION = 24
"""Raised whenever reading or unit building changes what an index holds."""

_SHORTEST_HEADING = 8
_BASELINE = re.compile(r"\s?(?:比|対比|実績|現在|時点)")
_DURATION = re.compile(r"\(([0-9]{1,2})\s?(?:年間|[かヶカケヵ箇]年)\)")

UnitKind = Literal["sentence", "item", "row", "heading"]


@dataclass(frozen=True)
class Unit:
    """A citable part of a document.

    Attributes:
        unit_id: unique in an index.
        doc_id: its document.
        kind: sentence, list item, table row, or a section's heading.
        section: the headings above it, from the top down.
        start, end: offsets into the document's text.
        quote: ``quote_of(text[start:end])``.
        lead: the quote of the sentence or item that introduces it, "" for none.
        header: the span of a table row's header row, None for other kinds.
        cells: of a table row, (column header, cell text) for each filled cell.
        group: units of one list or table carry the same number within their document.
        order: its rank in the document, from 0.
        measured: of a table row, the span above the table that says what its figures are counted in
            (単位：千円); None for none.
        measure: what that span says, normalised: 千円; "" for none.
    """

    unit_id: str
    doc_id: str
    kind: UnitKind
    section: tuple[str, ...]
    start: int
    end: int
    quote: str
    lead: str = ""
    header: Span | None = None
    cells: tuple[tuple[str, str], ...] = ()
    group: int | None = None
    order: int = 0
    measured: Span | None = None
    measure: str = ""

    @cached_property
    def statement(self) -> str:
        """What the unit says, readable alone: of a table row, each cell under its header."""
        if not any(header for header, _ in self.cells):
            return self.quote
        return "、".join(f"{header}：{text}" if header else text for header, text in self.cells)

    @cached_property
    def search_text(self) -> str:
        """What is embedded and searched: the section, what leads in, and the statement."""
        return "\n".join(filter(None, (" > ".join(self.section), self.lead, self.statement)))


def build_units(doc_id: str, text: str, structure: Structure) -> tuple[Unit, ...]:
    """The units of a document, in the order of its text."""
    pieces: list[Block | Section] = [
        *structure.blocks,
        *(section for section in structure.sections if _says_something(section)),
    ]
    pieces.sort(key=lambda piece: _span(piece).start)
    measures = measures_of(text, structure)
    units = tuple(
        _from_block(doc_id, text, piece, order, measures)
        if isinstance(piece, Block)
        else _from_heading(doc_id, text, piece, order)
        for order, piece in enumerate(pieces)
    )
    doubtful = _contradicted_columns(units)
    return tuple(_without_headers(unit, doubtful) for unit in units)


def _contradicted_columns(units: Sequence[Unit]) -> frozenset[tuple[Span, str]]:
    """Year columns of which a cell begins with another year: the table's cells are shifted."""
    return frozenset(
        (unit.header, header)
        for unit in units
        if unit.header is not None
        for header, text in unit.cells
        if (year := leading_year(normalize(text)))
        and not _BASELINE.match(normalize(text)[year.end :])
        and _lie_outside(header, [year])
    )


def _lie_outside(header: str, years: Sequence[Year]) -> bool:
    """Whether none of the years may be one of a header's fiscal years; R8.3月 lies in R7."""
    heads = _fiscal_years(header) if years else None
    if heads is None:
        return False
    first, last = heads
    return not any(year.fiscal_years[0] <= last and first <= year.fiscal_years[1] for year in years)


def _lasts_longer(header: str, text: str) -> bool:
    """Whether a cell says that it lasts longer than its header: 「総合計画(5年間)」 under R5."""
    duration = _DURATION.search(normalize(text))
    heads = _fiscal_years(header) if duration else None
    return bool(duration and heads and int(duration[1]) > heads[1] - heads[0] + 1)


def _fiscal_years(header: str) -> tuple[int, int] | None:
    """The first and the last fiscal year that a header names, None where it names none."""
    years = [year.fiscal_years for year in find_years(normalize(header))]
    return (min(years)[0], max(last for _, last in years)) if years else None


def _without_headers(unit: Unit, doubtful: frozenset[tuple[Span, str]]) -> Unit:
    """A row without the headers that cannot be trusted: no year is better than a wrong one.

    Those are the headers of shifted columns, and that of a cell which names other years only, or
    which lasts longer: its width was lost.
    """
    if unit.header is None:
        return unit
    cells = tuple(
        ("" if (unit.header, header) in doubtful or _is_doubtful(header, text) else header, text)
        for header, text in unit.cells
    )
    return replace(unit, cells=cells)


def _is_doubtful(header: str, text: str) -> bool:
    return _lie_outside(header, find_years(normalize(text))) or _lasts_longer(header, text)


def _span(piece: Block | Section) -> Span:
    return piece.span if isinstance(piece, Block) else piece.heading


def _says_something(section: Section) -> bool:
    return bool(section.path) and section.heading.end - section.heading.start >= _SHORTEST_HEADING


def _from_block(
    doc_id: str, text: str, block: Block, order: int, measures: Mapping[int, Span]
) -> Unit:
    table = table_of(block.group, block.span.start)
    measured = measures.get(table) if block.kind == "row" else None
    return Unit(
        unit_id=f"{doc_id}:{block.span.start}-{block.span.end}",
        doc_id=doc_id,
        kind=block.kind,
        section=block.path,
        start=block.span.start,
        end=block.span.end,
        quote=_quote(text, block.span),
        lead=_quote(text, block.lead) if block.lead else "",
        header=block.header,
        cells=tuple((cell.header, _quote(text, cell.span)) for cell in block.cells),
        group=block.group,
        order=order,
        measured=measured,
        measure=measure_in(text[measured.start : measured.end]) if measured else "",
    )


def _from_heading(doc_id: str, text: str, section: Section, order: int) -> Unit:
    span = section.heading
    return Unit(
        unit_id=f"{doc_id}:{span.start}-{span.end}",
        doc_id=doc_id,
        kind="heading",
        section=section.path,
        start=span.start,
        end=span.end,
        quote=_quote(text, span),
        order=order,
    )


def _quote(text: str, span: Span) -> str:
    return quote_of(text[span.start : span.end])
