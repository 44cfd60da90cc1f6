"""What was understood of each document, worked out once for an index."""

from __future__ import annotations

import threading
from pathlib import Path

from ingest.errors import UsageError
from ingest.facts.inspection import Inspection, inspect_text
from ingest.index import Index


class Inspections:
    """Remembers inspections for as long as the index is the same; safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._found: dict[str, Inspection] = {}

    def of(self, index: Index, doc_id: str) -> Inspection:
        """The inspection of a document.

        Raises:
            UsageError: there is no such document.
            IndexStateError: the index cannot be read.
        """
        with self._lock:
            if self._folder != index.folder:
                self._folder, self._found = index.folder, {}
            if doc_id not in self._found:
                document = index.store.document(doc_id)
                if document is None:
                    known = ", ".join(index.store.doc_ids)
                    raise UsageError("document_unknown", doc_id=doc_id, known=known)
                self._found[doc_id] = inspect_text(doc_id, document.text)
            return self._found[doc_id]
