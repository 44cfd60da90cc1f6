"""All facts of a document at once."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.facts.definitions import find_definitions
from ingest.facts.evidence import with_units
from ingest.facts.periods import find_periods
from ingest.facts.reading import Reading, read_document
from ingest.facts.records import DocumentFacts
from ingest.facts.roles import find_roles
from ingest.facts.schedule import find_schedule
from ingest.facts.targets import find_targets
from ingest.structure.records import Structure
from ingest.units import Unit

FACTS_VERSION = 3
"""Raised whenever the same document would yield other facts."""


def extract_facts(
    doc_id: str, text: str, structure: Structure, units: Sequence[Unit]
) -> DocumentFacts:
    """The facts of a document.

    Args:
        doc_id: the document's id.
        text: its whole text.
        structure: ``read_structure(text)``.
        units: ``build_units(doc_id, text, structure)``.

    Every record's span lies inside ``text``, and its quote is ``quote_of`` of that span. What is
    not sure is left out, or its field is None.
    """
    return facts_of(doc_id, text, read_document(text, structure, units), units)


def facts_of(doc_id: str, text: str, reading: Reading, units: Sequence[Unit]) -> DocumentFacts:
    """``extract_facts`` of a document that is read already."""
    facts = DocumentFacts(
        doc_id=doc_id,
        targets=find_targets(reading, text),
        definitions=find_definitions(reading, text),
        schedule=find_schedule(reading, text),
        roles=find_roles(reading, text),
        periods=find_periods(reading),
    )
    return with_units(facts, units)
