"""Everything that was understood of a document, as ``keikaku inspect`` shows it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from ingest.facts.extract import facts_of
from ingest.facts.grids import Table
from ingest.facts.quality import Quality, assess
from ingest.facts.reading import read_document
from ingest.facts.records import Definition, DocumentFacts, Role, ScheduleEntry, Target
from ingest.structure.reader import read_structure
from ingest.structure.records import Section
from ingest.units import build_units


@dataclass(frozen=True)
class Inspection:
    """What was understood of a document.

    Attributes:
        doc_id: its id.
        outline: its sections in order, without what precedes the first heading.
        tables: its tables in order.
        facts: its typed facts.
        quality: how well it was read.
    """

    doc_id: str
    outline: tuple[Section, ...]
    tables: tuple[Table, ...]
    facts: DocumentFacts
    quality: Quality

    def as_json(self) -> dict[str, object]:
        """The object that ``keikaku inspect --json`` prints; see docs and the design's section 3.

        A schedule entry that covers several fiscal years stands once for each of them; one whose
        year is not known has ``fiscal_year`` null.
        """
        return {
            "doc_id": self.doc_id,
            "outline": [
                {"path": list(section.path), "start": section.start, "end": section.end}
                for section in self.outline
            ],
            "tables": [_table(table) for table in self.tables],
            "targets": [_target(target) for target in self.facts.targets],
            "definitions": [
                {"term": one.term, "meaning": one.meaning, **_evidence(one)}
                for one in self.facts.definitions
            ],
            "schedule": [
                {"item": one.item, "fiscal_year": year, "what": one.what, **_evidence(one)}
                for one in self.facts.schedule
                for year in one.fiscal_years or (None,)
            ],
            "roles": [
                {"who": one.who, "role": one.role, **_evidence(one)} for one in self.facts.roles
            ],
            "quality": asdict(self.quality),
        }


def inspect_text(doc_id: str, text: str) -> Inspection:
    """Read a document's text and take it apart."""
    structure = read_structure(text)
    units = build_units(doc_id, text, structure)
    reading = read_document(text, structure, units)
    facts = facts_of(doc_id, text, reading, units)
    return Inspection(
        doc_id=doc_id,
        outline=tuple(section for section in structure.sections if section.path),
        tables=reading.tables,
        facts=facts,
        quality=assess(text, structure, units, reading.tables, facts),
    )


def _table(table: Table) -> dict[str, object]:
    return {
        "section": list(table.section),
        "header": list(table.header),
        "rows": [list(row) for row in table.grid],
        "start": table.span.start,
        "end": table.span.end,
    }


def _target(target: Target) -> dict[str, object]:
    return {
        "measure": target.measure,
        "value": target.value,
        "unit": target.unit,
        "by": target.by,
        "condition": target.condition,
        "scope": target.scope,
        **_evidence(target),
    }


def _evidence(record: Target | Definition | ScheduleEntry | Role) -> dict[str, object]:
    return {"quote": record.quote, "start": record.span.start, "end": record.span.end}
