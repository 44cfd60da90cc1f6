"""Documents and units in one SQLite file of an index."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from ingest.errors import IndexStateError
from ingest.formats.document import Page, page_at
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize
from ingest.structure.records import Section, Span
from ingest.units import Unit

Key = TypeVar("Key")
Value = TypeVar("Value")

_SCHEMA = """
CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY, info TEXT NOT NULL, text TEXT NOT NULL,
    encoding TEXT NOT NULL, source TEXT NOT NULL, sections TEXT NOT NULL, pages TEXT NOT NULL
) STRICT;
CREATE TABLE units (
    row INTEGER PRIMARY KEY, doc_id TEXT NOT NULL REFERENCES documents, digest TEXT NOT NULL,
    unit TEXT NOT NULL
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


def write_store(path: Path, documents: Iterable[StoredDocument], units: Sequence[Unit]) -> None:
    """Write a new store; ``units[i]`` becomes row i."""
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
    finally:
        connection.close()


class Store:
    """Reads a store; safe to use from several threads.

    Raises:
        IndexStateError: the file is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._units: dict[int, Unit] = {}
        self._documents: dict[str, StoredDocument] = {}
        if not path.is_file():
            raise IndexStateError("index_damaged", path=path, reason="file missing")
        self._connection = sqlite3.connect(
            f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._query("SELECT pages FROM documents LIMIT 0")  # a store of an older form has none
        self.doc_ids: tuple[str, ...] = tuple(
            doc_id for (doc_id,) in self._query("SELECT doc_id FROM documents ORDER BY rowid")
        )
        self.infos: dict[str, DocumentInfo] = {
            doc_id: DocumentInfo.model_validate_json(info)
            for doc_id, info in self._query("SELECT doc_id, info FROM documents ORDER BY rowid")
        }
        self.unit_doc_ids: tuple[str, ...] = tuple(
            doc_id for (doc_id,) in self._query("SELECT doc_id FROM units ORDER BY row")
        )

    def document(self, doc_id: str) -> StoredDocument | None:
        """The document of that id, or None."""
        if (kept := self._documents.get(doc_id)) is not None:
            return kept
        rows = self._query(
            "SELECT info, text, encoding, source, sections, pages FROM documents WHERE doc_id = ?",
            (doc_id,),
        )
        if not rows:
            return None
        document = _document(rows[0])
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
            read = self._query(
                f"SELECT row, unit FROM units WHERE row IN ({marks})", tuple(missing)
            )
            found |= self._kept_units(read)
        return [found[row] for row in rows if row in found]

    def units_of(self, doc_id: str) -> list[Unit]:
        """All units of a document, in the order of its text."""
        rows = [
            row
            for (row,) in self._query(
                "SELECT row FROM units WHERE doc_id = ? ORDER BY row", (doc_id,)
            )
        ]
        if all(row in self._units for row in rows):
            return self.units(rows)
        read = self._query("SELECT row, unit FROM units WHERE doc_id = ? ORDER BY row", (doc_id,))
        return list(self._kept_units(read).values())

    def rows_by_digest(self) -> dict[str, int]:
        """For each text that is indexed, a row that has it."""
        return dict(self._query("SELECT digest, min(row) FROM units GROUP BY digest"))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _kept_units(self, read: Iterable[tuple[int, str]]) -> dict[int, Unit]:
        """Units as they were read, by row, remembered for the next question."""
        units = {row: _unit(raw) for row, raw in read}
        _keep(self._units, units, UNITS_KEPT)
        return units

    def _query(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise IndexStateError("index_damaged", path=self._path, reason=error) from error


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
    values = dict(vars(unit))
    values["header"] = [unit.header.start, unit.header.end] if unit.header else None
    return json.dumps(values, ensure_ascii=False)


def _unit(raw: str) -> Unit:
    values = json.loads(raw)
    values["section"] = tuple(values["section"])
    values["cells"] = tuple((header, text) for header, text in values["cells"])
    values["header"] = Span(*values["header"]) if values["header"] else None
    return Unit(**values)
