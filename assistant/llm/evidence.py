"""The evidence that a model gets to see: numbered, bounded, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.draft import Draft
from assistant.llm.data import as_data
from assistant.rank import Evidence
from assistant.verification.support import Support
from ingest.fiscal import both_notations, find_years
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize
from ingest.units import Unit

PIECES_LIMIT = 14
"""Pieces of evidence at most: as many as a list may have members."""

EXTRA_PIECES = 2
"""Pieces beyond those that the extractive answer chose."""

CHARACTERS_LIMIT = 900
"""Characters of evidence, so that a prompt stays under some 1,500 tokens."""


@dataclass(frozen=True)
class Shown:
    """The evidence of a prompt; the piece ``[n]`` is ``units[n - 1]``."""

    units: tuple[Unit, ...]
    infos: Mapping[str, DocumentInfo]

    def supports(self) -> dict[int, Support]:
        """What each piece gives for support, by its number."""
        return {
            number: support_of(unit, self.infos[unit.doc_id])
            for number, unit in enumerate(self.units, start=1)
        }

    def text(self) -> str:
        """The pieces as they stand in a prompt."""
        return "\n".join(
            _tagged(number, unit, self.infos[unit.doc_id])
            for number, unit in enumerate(self.units, start=1)
        )


def shown_evidence(draft: Draft, evidence: Sequence[Evidence], index: Index) -> Shown:
    """What the extractive answer cites, then the best of the rest, within the limits."""
    units: list[Unit] = []
    length = 0
    chosen = _units_of(draft, index)
    others = [one.hit.unit for one in evidence if one.hit.unit not in chosen][:EXTRA_PIECES]
    for unit in [*chosen, *others]:
        size = len(unit.statement)
        if units and (length + size > CHARACTERS_LIMIT or len(units) == PIECES_LIMIT):
            break
        units.append(unit)
        length += size
    return Shown(tuple(units), index.store.infos)


def _units_of(draft: Draft, index: Index) -> list[Unit]:
    """The units that a draft's citations are of; its header rows are no unit."""
    found: list[Unit] = []
    for citation in draft.citations:
        for unit in index.store.units_of(citation.doc_id):
            if (unit.start, unit.end) == (citation.start, citation.end):
                found.append(unit)
                break
    return found


def _tagged(number: int, unit: Unit, info: DocumentInfo) -> str:
    section = " › ".join(unit.section[-3:])
    years = _years(f"{unit.statement}\n{unit.lead}")
    said = " ".join(filter(None, (unit.lead, unit.statement)))
    note = f" （{years}）" if years else ""
    return (
        f'<evidence n="{number}" document="{_attribute(info.title)}" '
        f'section="{_attribute(section)}">{as_data(said)}{note}</evidence>'
    )


def _attribute(text: str) -> str:
    return as_data(text).replace('"', "”")


def _years(text: str) -> str:
    """The years of Japanese eras in a text, in both calendars: R7年度＝令和7年度（2025年度）."""
    normalized = normalize(text)
    notes = dict[str, None]()
    for year in find_years(normalized):
        written = normalized[year.start : year.end].strip()
        if year.fiscal is False:
            notes[f"{written}＝{year.value}年"] = None
        else:
            notes[f"{written}＝{both_notations(year.value)}"] = None
    return "、".join(note for note in notes if not note[:4].isdigit())


def support_of(unit: Unit, info: DocumentInfo) -> Support:
    """What a unit gives for support."""
    names = (info.municipality, *info.aliases) if info.municipality else ()
    return Support(
        statement=unit.statement,
        about="\n".join((info.title, *unit.section, unit.lead)),
        names=names,
        cells=unit.cells,
    )
