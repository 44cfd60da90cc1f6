"""Documents, units and facts in one SQLite file of an index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from ingest.errors import IndexStateError
from ingest.facts.records import DocumentFacts
from ingest.facts.stored import facts_from_json, facts_json
from ingest.formats.document import Page, page_at
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize
from ingest.sqlite_file import SqliteFile
from ingest.structure.records import Section, Span
from ingest.units import Unit

_Record = TypeVar("_Record")
Key = TypeVar("Key")
Value = TypeVar("Value")

STORE_VERSION = 1
"""Raised whenever the form of a store changes; one of another version is not opened."""

_SCHEMA = f"""
PRAGMA user_version = {STORE_VERSION};
CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY, info TEXT NOT NULL, text TEXT NOT NULL,
    encoding TEXT NOT NULL, source TEXT NOT NULL, sections TEXT NOT NULL, pages TEXT NOT NULL
) STRICT;
CREATE TABLE units (
    row INTEGER PRIMARY KEY, doc_id TEXT NOT NULL REFERENCES documents, digest TEXT NOT NULL,
    unit TEXT NOT NULL
) STRICT;
CREATE TABLE facts (
    doc_id TEXT PRIMARY KEY REFERENCES documents, facts TEXT NOT NULL
) STRICT;
CREATE INDEX units_by_document ON units (doc_id, row);
CREATE INDEX units_by_digest ON units (digest);
"""


DOCUMENTS_KEPT, UNITS_KEPT = 16, 20_000
"""How many a store keeps in memory once they were read; a unit takes about a kilobyte."""


@dataclass(frozen=True)
class StoredDocument:
    """A document as it is kept in an index.

    Attributes:
        info: what is known of it.
        text: its whole text; all offsets refer to it.
        encoding: the encoding it was read in; of a file that is not text, its format.
        source: the path it was read from.
        sections: its sections in order.
        pages: its pages (slides, sheets) in order; () for formats without.
    """

    info: DocumentInfo
    text: str
    encoding: str
    source: str
    sections: tuple[Section, ...]
    pages: tuple[Page, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The number of the page that ``text[offset]`` stands on, None without pages."""
        return page_at(self.pages, offset)


def digest(text: str) -> str:
    """The key under which a text's vector is found again."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def write_store(
    path: Path,
    documents: Iterable[StoredDocument],
    units: Sequence[Unit],
    facts: Iterable[DocumentFacts] = (),
) -> None:
    """Write a new store; ``units[i]`` becomes row i, ``facts`` are those of ``documents``."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.executescript(_SCHEMA)
            connection.executemany(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", map(_document_row, documents)
            )
            connection.executemany(
                "INSERT INTO units VALUES (?, ?, ?, ?)",
                (
                    (row, unit.doc_id, digest(normalize(unit.search_text)), _unit_json(unit))
                    for row, unit in enumerate(units)
                ),
            )
            connection.executemany(
                "INSERT INTO facts VALUES (?, ?)", ((one.doc_id, facts_json(one)) for one in facts)
            )
    finally:
        connection.close()


class Store:
    """Reads a store; safe to use from several threads.

    Raises:
        IndexStateError: the file is missing or damaged, or has the form of another version.
    """

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path)
        self._units: dict[int, Unit] = {}
        self._documents: dict[str, StoredDocument] = {}
        try:
            infos = self._file.rows("SELECT doc_id, info FROM documents ORDER BY rowid")
            if self._file.version != STORE_VERSION:
                made_with, current = f"store{self._file.version}", f"store{STORE_VERSION}"
                raise IndexStateError("index_units_differ", made_with=made_with, current=current)
            self.infos: dict[str, DocumentInfo] = {
                doc_id: self._read(DocumentInfo.model_validate_json, info) for doc_id, info in infos
            }
            self.doc_ids: tuple[str, ...] = tuple(self.infos)
            self.unit_doc_ids: tuple[str, ...] = tuple(
                doc_id for (doc_id,) in self._file.rows("SELECT doc_id FROM units ORDER BY row")
            )
        except IndexStateError:
            self._file.close()
            raise

    def document(self, doc_id: str) -> StoredDocument | None:
        """The document of that id, or None."""
        if (kept := self._documents.get(doc_id)) is not None:
            return kept
        rows = self._file.rows(
            "SELECT info, text, encoding, source, sections, pages FROM documents WHERE doc_id = ?",
            (doc_id,),
        )
        if not rows:
            return None
        document = self._read(_document, rows[0])
        _keep(self._documents, {doc_id: document}, DOCUMENTS_KEPT)
        return document

    def documents(self) -> list[StoredDocument]:
        """All documents, in the order of the index."""
        return [found for doc_id in self.doc_ids if (found := self.document(doc_id))]

    def units(self, rows: Sequence[int]) -> list[Unit]:
        """The units of these rows, in the order asked for."""
        found = {row: unit for row in rows if (unit := self._units.get(row)) is not None}
        missing = [row for row in rows if row not in found]
        if missing:
            marks = ",".join("?" * len(missing))
            read = self._file.rows(
                f"SELECT row, unit FROM units WHERE row IN ({marks})", tuple(missing)
            )
            found |= self._kept_units(read)
        return [found[row] for row in rows if row in found]

    def units_of(self, doc_id: str) -> list[Unit]:
        """All units of a document, in the order of its text."""
        rows = [
            row
            for (row,) in self._file.rows(
                "SELECT row FROM units WHERE doc_id = ? ORDER BY row", (doc_id,)
            )
        ]
        if all(row in self._units for row in rows):
            return self.units(rows)
        read = self._file.rows(
            "SELECT row, unit FROM units WHERE doc_id = ? ORDER BY row", (doc_id,)
        )
        return list(self._kept_units(read).values())

    def facts(self, doc_id: str) -> DocumentFacts | None:
        """The typed facts of a document; None where there is no such document."""
        rows = self._file.rows("SELECT facts FROM facts WHERE doc_id = ?", (doc_id,))
        if rows:
            return self._read(facts_from_json, rows[0][0])
        return DocumentFacts(doc_id) if doc_id in self.infos else None

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _kept_units(self, read: Iterable[tuple[Any, ...]]) -> dict[int, Unit]:
        """Units as they were read, by row, remembered for the next question."""
        units = {row: self._read(_unit, raw) for row, raw in read}
        _keep(self._units, units, UNITS_KEPT)
        return units

    def _read(self, reader: Callable[[Any], _Record], raw: object) -> _Record:
        """What ``reader`` makes of a stored value.

        Raises:
            IndexStateError: it is not as this version writes it.
        """
        try:
            return reader(raw)
        except (ValueError, TypeError, KeyError) as error:
            reason = " ".join(str(error).split())[:200]
            raise IndexStateError("index_damaged", path=self._file.path, reason=reason) from error


def _keep(kept: dict[Key, Value], new: Mapping[Key, Value], limit: int) -> None:
    """Remember what was read; at the limit, forget all that was read before."""
    if len(kept) + len(new) > limit:
        kept.clear()
    if len(new) <= limit:
        kept.update(new)


def _document_row(document: StoredDocument) -> tuple[str, ...]:
    sections = [
        [section.path, section.heading.start, section.heading.end, section.start, section.end]
        for section in document.sections
    ]
    return (
        document.info.doc_id,
        document.info.model_dump_json(),
        document.text,
        document.encoding,
        document.source,
        json.dumps(sections, ensure_ascii=False),
        json.dumps([[page.number, page.start, page.end] for page in document.pages]),
    )


def _document(row: tuple[str, str, str, str, str, str]) -> StoredDocument:
    info, text, encoding, source, sections, pages = row
    return StoredDocument(
        DocumentInfo.model_validate_json(info),
        text,
        encoding,
        source,
        tuple(
            Section(tuple(path), Span(heading_start, heading_end), start, end)
            for path, heading_start, heading_end, start, end in json.loads(sections)
        ),
        tuple(Page(*page) for page in json.loads(pages)),
    )


def _unit_json(unit: Unit) -> str:
    values: dict[str, object] = {one.name: getattr(unit, one.name) for one in fields(unit)}
    for name, span in (("header", unit.header), ("measured", unit.measured)):
        values[name] = [span.start, span.end] if span else None
    return json.dumps(values, ensure_ascii=False)


def _unit(raw: str) -> Unit:
    values = json.loads(raw)
    values["section"] = tuple(values["section"])
    values["cells"] = tuple((header, text) for header, text in values["cells"])
    for name in ("header", "measured"):
        values[name] = Span(*values[name]) if values[name] else None
    return Unit(**values)
