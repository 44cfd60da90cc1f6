"""An index opened for reading: what the assistant sees of everything that ingest made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import IndexStateError
from ingest.generations import Generations
from ingest.lexical import LexicalIndex
from ingest.store import Store
from ingest.structure.reader import WHOLE_ITEM_LIMIT
from ingest.terms import TERMS_VERSION
from ingest.units import UNITS_VERSION, Unit
from ingest.vectors import VectorStore

META_NAME, STORE_NAME, BM25_NAME, CHROMA_NAME = "meta.json", "store.sqlite", "bm25", "chroma"
EMBEDDED_CHROMA = "embedded"


class Embedder(Protocol):
    """What an index needs of an embedding model."""

    @property
    def fingerprint(self) -> str:
        """Identifies the model's weights; cheap."""

    def embed_query(self, text: str) -> list[float]:
        """A query's vector, L2-normalised."""


class IndexMeta(BaseModel):
    """How an index was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    embedding_fingerprint: str
    units_fingerprint: str
    chroma: str
    created: str
    n_documents: Annotated[int, Field(ge=0)]
    n_units: Annotated[int, Field(ge=0)]
    sources_digest: str


def units_fingerprint() -> str:
    """Identifies how texts are cut into units and terms."""
    return f"units{UNITS_VERSION}-item{WHOLE_ITEM_LIMIT}-terms{TERMS_VERSION}"


def collection_name(generation: str) -> str:
    """The Chroma collection of a generation."""
    return f"keikaku-{generation}"


def chroma_location(folder: Path, chroma_url: str | None) -> Path | str:
    """Where a generation's vectors are: in its folder, or on the server."""
    return chroma_url or folder / CHROMA_NAME


def read_meta(folder: Path) -> IndexMeta:
    """How the index in ``folder`` was made.

    Raises:
        IndexStateError: its meta.json is missing or damaged.
    """
    try:
        return IndexMeta.model_validate_json((folder / META_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexStateError("index_damaged", path=folder, reason=type(error).__name__) from error


class Index:
    """The current index of a data directory.

    Attributes:
        folder: its generation's folder.
        meta: how it was made.
        store: its documents and units.
        lexical: BM25 over its units.
    """

    def __init__(self, folder: Path, meta: IndexMeta, embedder: Embedder, vectors: VectorStore):
        self.folder = folder
        self.meta = meta
        self.store = Store(folder / STORE_NAME)
        try:
            self.lexical = LexicalIndex.load(folder / BM25_NAME)
        except (OSError, ValueError, KeyError) as error:
            raise IndexStateError(
                "index_damaged", path=folder, reason=type(error).__name__
            ) from error
        self._embedder = embedder
        self._vectors = vectors
        self._rows_of: dict[str, NDArray[np.int64]] = _rows_by_document(self.store.unit_doc_ids)

    @classmethod
    def open(cls, data_dir: Path, embedder: Embedder, chroma_url: str | None = None) -> Index:
        """Open the current index.

        Raises:
            IndexStateError: there is none, it is damaged, or it was made with another embedding
                model, other chunking settings, or another Chroma.
            StoreError: Chroma cannot be reached.
        """
        folder = Generations(data_dir).current()
        if folder is None:
            raise IndexStateError("index_missing", path=data_dir)
        meta = read_meta(folder)
        _check(meta, embedder.fingerprint, chroma_url)
        vectors = VectorStore(chroma_location(folder, chroma_url), collection_name(folder.name))
        return cls(folder, meta, embedder, vectors)

    def search_dense(
        self, query: str, k: int, doc_ids: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """The k rows nearest to ``query`` by cosine in [-1, 1], best first."""
        if not self.meta.n_units or not k:
            return []
        vector = np.asarray(self._embedder.embed_query(query), dtype=np.float32)
        return self._vectors.search(vector, min(k, self.meta.n_units), doc_ids)

    def cosines(self, text: str, units: Sequence[Unit]) -> list[float]:
        """The cosine in [-1, 1] of ``text``, embedded as a query, with each of some units of the index.

        Raises:
            StoreError: Chroma cannot be reached or read.
        """
        rows = [int(self._rows_of[unit.doc_id][unit.order]) for unit in units]
        stored = self._vectors.vectors(list(dict.fromkeys(rows)))
        vector = np.asarray(self._embedder.embed_query(text), dtype=np.float32)
        return [float(stored[row] @ vector) for row in rows]

    def search_lexical(
        self, terms: Sequence[str], k: int, doc_ids: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """The k rows with the highest BM25 score above 0, best first; ties in text order."""
        scores = self.lexical.scores(terms)
        if doc_ids is not None:
            mask = np.zeros(len(scores), dtype=bool)
            for doc_id in doc_ids:
                mask[self._rows_of.get(doc_id, np.zeros(0, dtype=np.int64))] = True
            scores = np.where(mask, scores, 0)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(int(row), float(scores[row])) for row in best if scores[row] > 0]

    def check_whole(self) -> None:
        """Check that what was opened can be read to its end: the last unit and its vector.

        Raises:
            IndexStateError, StoreError: it cannot.
        """
        last = self.meta.n_units - 1
        if last >= 0 and not (self.store.units([last]) and self._vectors.vectors([last])):
            raise IndexStateError("index_damaged", path=self.folder, reason="units missing")

    def close(self) -> None:
        """Close the files and let go of Chroma."""
        self.store.close()
        self._vectors.close()


def _check(meta: IndexMeta, fingerprint: str, chroma_url: str | None) -> None:
    if meta.embedding_fingerprint != fingerprint:
        raise IndexStateError(
            "index_model_differs", made_with=meta.embedding_fingerprint, configured=fingerprint
        )
    if meta.units_fingerprint != units_fingerprint():
        raise IndexStateError(
            "index_units_differ", made_with=meta.units_fingerprint, current=units_fingerprint()
        )
    if meta.chroma != (chroma_url or EMBEDDED_CHROMA):
        raise IndexStateError(
            "index_store_differs", made_with=meta.chroma, configured=chroma_url or EMBEDDED_CHROMA
        )


def _rows_by_document(doc_ids: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    rows: dict[str, list[int]] = {}
    for row, doc_id in enumerate(doc_ids):
        rows.setdefault(doc_id, []).append(row)
    return {doc_id: np.asarray(of_it, dtype=np.int64) for doc_id, of_it in rows.items()}
