"""What an ingest takes over from the index in use, whichever version of Keikaku made it."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from ingest.errors import IndexStateError
from ingest.formats.document import Page
from ingest.manifest import DocumentInfo
from ingest.sqlite_file import SqliteFile
from ingest.texts import DocumentText


class Takeover:
    """A store of any version, read only as far as all versions agree.

    Attributes:
        doc_ids: its documents, in order.

    Raises:
        IndexStateError: it is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path)
        try:
            columns = {row[1] for row in self._file.rows("PRAGMA table_info(documents)")}
            self._pages = "pages" if "pages" in columns else "'[]'"
            self.doc_ids: tuple[str, ...] = tuple(
                doc_id
                for (doc_id,) in self._file.rows("SELECT doc_id FROM documents ORDER BY rowid")
            )
        except IndexStateError:
            self._file.close()
            raise

    def document(self, doc_id: str) -> DocumentText | None:
        """The document of that id, or None.

        Raises:
            IndexStateError: the store is damaged, or made by a later version.
        """
        rows = self._file.rows(
            f"SELECT info, text, encoding, source, {self._pages} FROM documents WHERE doc_id = ?",
            (doc_id,),
        )
        if not rows:
            return None
        info, text, encoding, source, pages = rows[0]
        try:
            return DocumentText(
                DocumentInfo.model_validate_json(info),
                text,
                encoding,
                source,
                tuple(Page(*page) for page in json.loads(pages)),
            )
        except (ValidationError, ValueError, TypeError) as error:
            reason = f"{doc_id}: {type(error).__name__}"
            raise IndexStateError("index_damaged", path=self._file.path, reason=reason) from error

    def rows_by_digest(self) -> dict[str, int]:
        """For each text that was embedded, a row of the vectors that has it."""
        return dict(self._file.rows("SELECT digest, min(row) FROM units GROUP BY digest"))

    def close(self) -> None:
        """Close the file."""
        self._file.close()
