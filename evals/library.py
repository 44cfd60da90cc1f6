"""The documents that a dataset speaks of: texts, sections and evidence units, from either side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.formats import load_document
from ingest.manifest import MANIFEST_NAME, DocumentInfo, load_manifest
from ingest.store import Store
from ingest.structure.reader import read_structure
from ingest.structure.records import Section
from ingest.units import Unit, build_units


@dataclass(frozen=True)
class LibraryDocument:
    """A document as the index has it.

    Attributes:
        info: what is known of it.
        text: its whole text; all offsets refer to it.
        sections: its sections in order.
        units: its evidence units in order.
    """

    info: DocumentInfo
    text: str
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]


Library = Mapping[str, LibraryDocument]
"""Documents by id."""


def library_of_store(store: Store) -> Library:
    """The documents of an index.

    Raises:
        IndexStateError: the index is damaged.
    """
    return {
        document.info.doc_id: LibraryDocument(
            document.info,
            document.text,
            document.sections,
            tuple(store.units_of(document.info.doc_id)),
        )
        for document in store.documents()
    }


def library_of_folder(folder: Path) -> Library:
    """The documents of a folder with a manifest, read afresh; no index and no model is needed.

    Raises:
        ManifestError, DocumentError: the folder is not as its manifest says.
    """
    library: dict[str, LibraryDocument] = {}
    for entry in load_manifest(folder / MANIFEST_NAME):
        text = load_document(folder / entry.file).text
        structure = read_structure(text)
        units = build_units(entry.doc_id, text, structure)
        library[entry.doc_id] = LibraryDocument(entry.info, text, structure.sections, units)
    return library
