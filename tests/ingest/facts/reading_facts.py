"""Facts of invented plans."""

from __future__ import annotations

import textwrap

from ingest.facts.extract import extract_facts
from ingest.facts.records import (
    Definition,
    DocumentFacts,
    Period,
    Role,
    ScheduleEntry,
    Target,
)
from ingest.quote import quote_of
from ingest.structure.reader import read_structure
from ingest.units import build_units


def facts_of(text: str) -> DocumentFacts:
    """The facts of a text, after a check that every record stands on its quote."""
    text = textwrap.dedent(text)
    structure = read_structure(text)
    facts = extract_facts("plan", text, structure, build_units("plan", text, structure))
    check_evidence(facts, text)
    return facts


def records_of(
    facts: DocumentFacts,
) -> tuple[Target | Definition | ScheduleEntry | Role | Period, ...]:
    """All facts of a document."""
    return (
        *facts.targets,
        *facts.definitions,
        *facts.schedule,
        *facts.roles,
        *facts.periods,
    )


def check_evidence(facts: DocumentFacts, text: str) -> None:
    for record in records_of(facts):
        assert 0 <= record.span.start < record.span.end <= len(text)
        assert record.quote == quote_of(text[record.span.start : record.span.end])
