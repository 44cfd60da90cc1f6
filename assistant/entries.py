"""Entries of a glossary in running text: a term on a line of its own above what it means."""

from __future__ import annotations

from itertools import takewhile

from assistant.remembered import Remembered
from ingest.index import Index
from ingest.units import Unit

_MOST_SENTENCES = 2
"""Sentences behind the first that an entry is shown with, at most."""

_terms: Remembered[Index, dict[str, str]] = Remembered(100)
"""Of the documents that were shown last, by their ids, the term of each unit that begins an entry."""


def term_of(unit: Unit, index: Index) -> str | None:
    """The term that a sentence begins with and goes on to explain, with nothing between (書かない窓口職員が聞き取り…);
    None where it does not.
    """
    return _terms_in(unit.doc_id, index).get(unit.unit_id) if unit.kind == "sentence" else None


def rest_of_entry(unit: Unit, index: Index) -> list[Unit]:
    """The sentences of an entry behind the one that it begins with, in order; [] where that begins none."""
    if term_of(unit, index) is None:
        return []
    behind = [
        other
        for other in index.store.units_of(unit.doc_id)
        if other.order > unit.order and other.section == unit.section
    ]
    return list(
        takewhile(
            lambda other: other.kind == "sentence" and term_of(other, index) is None,
            behind[: _MOST_SENTENCES + 1],
        )
    )[:_MOST_SENTENCES]


def _terms_in(doc_id: str, index: Index) -> dict[str, str]:
    return _terms.get(index, doc_id, lambda: _look_through(doc_id, index))


def _look_through(doc_id: str, index: Index) -> dict[str, str]:
    facts = index.facts(doc_id)
    quotes = {unit.unit_id: unit.quote for unit in index.store.units_of(doc_id)} if facts else {}
    return {
        one.unit_ids[0]: one.term
        for one in (facts.definitions if facts else ())
        if one.unit_ids
        and one.meaning
        and quotes.get(one.unit_ids[0], "").startswith(one.term + one.meaning[:8])
    }
