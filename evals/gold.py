"""Where an item's evidence stands in the documents; and the check that it stands there at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.dataset import Item, item_error
from evals.grading import plain, section_matches
from evals.library import Library, LibraryDocument


@dataclass(frozen=True)
class Place:
    """``text[start:end]`` of a document."""

    doc_id: str
    start: int
    end: int

    def overlaps(self, doc_id: str, start: int, end: int) -> bool:
        """Whether it shares a character with another span."""
        return self.doc_id == doc_id and self.start < end and start < self.end


@dataclass(frozen=True)
class Gold:
    """An item with the places of its evidence.

    Attributes:
        item: the item.
        places: for each quote of its evidence, everywhere it stands in the item's documents.
        targets: the same, only what stands under one of the item's sections; a quote that
            stands under none (a title that only names the municipality) has no entry.
        n_relevant: evidence units of the documents that are relevant (see ``relevant``).
    """

    item: Item
    places: tuple[tuple[Place, ...], ...]
    targets: tuple[tuple[Place, ...], ...]
    n_relevant: int

    def covered_by(self, doc_id: str, start: int, end: int) -> frozenset[int]:
        """The numbers of the targets that a span overlaps."""
        return frozenset(
            number
            for number, places in enumerate(self.targets)
            if any(place.overlaps(doc_id, start, end) for place in places)
        )

    def relevant(self, doc_id: str, section: Sequence[str], start: int, end: int) -> bool:
        """Whether a span answers: the right document and section, and evidence in it.

        This is the contract's "right" of a citation.
        """
        return section_matches(self.item, doc_id, section) and any(
            place.overlaps(doc_id, start, end) for places in self.places for place in places
        )


def find_gold(path: Path, items: Iterable[Item], library: Library) -> tuple[Gold, ...]:
    """The items with the places of their evidence; ``path`` is only named in errors.

    Raises:
        DatasetError: an item names a document or a section that there is not, or a quote that is
            not in its documents; its line and field are named.
    """
    return tuple(_gold(path, item, library) for item in items)


def _gold(path: Path, item: Item, library: Library) -> Gold:
    for doc_id in item.docs:
        if doc_id not in library:
            known = ", ".join(library)
            raise item_error(path, item, "doc", f"{doc_id!r} is none of the documents {known}")
    documents = [library[doc_id] for doc_id in item.docs]
    for section in item.sections:
        if not any(_has_section(document, section) for document in documents):
            reason = f"{section!r} is no section of {', '.join(item.docs)}"
            raise item_error(path, item, "section", reason)
    places = tuple(tuple(_occurrences(quote, documents)) for quote in item.quotes)
    for quote, found in zip(item.quotes, places, strict=True):
        if not found:
            reason = f"{quote[:40]!r} is not verbatim in {', '.join(item.docs) or 'no document'}"
            raise item_error(path, item, "evidence", reason)
    inside = (tuple(one for one in found if _inside(item, one, library)) for found in places)
    gold = Gold(item, places, tuple(found for found in inside if found), 0)
    n_relevant = sum(
        gold.relevant(unit.doc_id, unit.section, unit.start, unit.end)
        for document in documents
        for unit in document.units
    )
    return Gold(item, gold.places, gold.targets, n_relevant)


def _has_section(document: LibraryDocument, section: str) -> bool:
    wanted = plain(section)
    return any(wanted in plain(part) for one in document.sections for part in one.path)


def _occurrences(quote: str, documents: Sequence[LibraryDocument]) -> Iterator[Place]:
    for document in documents:
        start = document.text.find(quote)
        while start >= 0:
            yield Place(document.info.doc_id, start, start + len(quote))
            start = document.text.find(quote, start + 1)


def _inside(item: Item, place: Place, library: Library) -> bool:
    """Whether a place stands under one of the item's sections."""
    if not item.sections:
        return True
    return any(
        section.start <= place.start < section.end
        and section_matches(item, place.doc_id, section.path)
        for section in library[place.doc_id].sections
    )
