"""Which evidence units each fact of a document stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from ingest.facts.records import (
    Definition,
    DocumentFacts,
    Period,
    Role,
    ScheduleEntry,
    Target,
)
from ingest.structure.records import Span
from ingest.units import Unit

_Fact = TypeVar("_Fact", Target, Definition, ScheduleEntry, Role, Period)


def with_units(facts: DocumentFacts, units: Sequence[Unit]) -> DocumentFacts:
    """The facts with their ``unit_ids``; ``units`` are the document's, in the order of its text."""
    places = _Places(units)
    return DocumentFacts(
        facts.doc_id,
        _placed(facts.targets, places),
        _placed(facts.definitions, places),
        _placed(facts.schedule, places),
        _placed(facts.roles, places),
        _placed(facts.periods, places),
    )


def _placed(found: tuple[_Fact, ...], places: _Places) -> tuple[_Fact, ...]:
    return tuple(replace(one, unit_ids=places.of(one.span)) for one in found)


class _Places:
    """The units by where they stand; they do not overlap."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._starts = [unit.start for unit in units]
        self._ends = [unit.end for unit in units]

    def of(self, span: Span) -> tuple[str, ...]:
        """The ids of the units that ``span`` lies in or reaches over."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end)
        return tuple(unit.unit_id for unit in self._units[first:last])
