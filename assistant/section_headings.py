"""The heading that a statement stands below, as something that can be shown."""

from __future__ import annotations

from ingest.index import Index
from ingest.quote import quote_of
from ingest.units import Unit


def heading_of(unit: Unit, index: Index) -> Unit | None:
    """The heading of a unit's section, as a unit; None where there is none above it.

    One too short to be searched is no unit of the index.
    """
    document = index.store.document(unit.doc_id)
    sections = document.sections if document else ()
    section = next((one for one in reversed(sections) if one.path == unit.section), None)
    if document is None or section is None or section.heading.end > unit.start:
        return None
    start, end = section.heading.start, section.heading.end
    return Unit(
        unit_id=f"{unit.doc_id}:{start}-{end}",
        doc_id=unit.doc_id,
        kind="heading",
        section=unit.section,
        start=start,
        end=end,
        quote=quote_of(document.text[start:end]),
        order=unit.order,
    )
