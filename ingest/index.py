"""An index opened for reading: what the assistant sees of everything that ingest made."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from ingest.chroma_address import without_password
from ingest.errors import IndexStateError
from ingest.facts.extract import FACTS_VERSION
from ingest.facts.records import DocumentFacts
from ingest.generations import Generations
from ingest.lexical import LexicalIndex
from ingest.normalize import normalize
from ingest.store import STORE_VERSION, Store
from ingest.structure.writer import WHOLE_ITEM_LIMIT
from ingest.terms import TERMS_VERSION
from ingest.token_vectors import TOKENS_VERSION, PassageTokens, QueryTokens, TokenVectors
from ingest.units import UNITS_VERSION, Unit
from ingest.vectors import VectorStore

META_NAME, STORE_NAME, BM25_NAME, CHROMA_NAME = "meta.json", "store.sqlite", "bm25", "chroma"
TOKENS_NAME = f"tokens-v{TOKENS_VERSION}"
EMBEDDED_CHROMA = "embedded"

_QUERIES_KEPT = 32


class Embedder(Protocol):
    """What an index needs of an embedding model."""

    @property
    def fingerprint(self) -> str:
        """Identifies the model's weights; cheap."""

    def embed_query(self, text: str) -> list[float]:
        """A query's vector, L2-normalised."""


@runtime_checkable
class QueryTokenEmbedder(Protocol):
    """An embedding model that gives the tokens of a query too, for late interaction."""

    def embed_query_tokens(self, texts: Sequence[str]) -> list[tuple[list[float], QueryTokens]]:
        """For each of at least one query its vector, L2-normalised, and its tokens."""


_Embedded: TypeAlias = tuple[NDArray[np.float32], QueryTokens | None]
"""A query's vector and, where the model gives them, its tokens."""


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
    sources: dict[str, str] = {}
    """For each document the path it was read from."""


def units_fingerprint() -> str:
    """Identifies how texts are cut into units, terms and facts, and in what form they are kept."""
    return (
        f"store{STORE_VERSION}-units{UNITS_VERSION}-item{WHOLE_ITEM_LIMIT}"
        f"-terms{TERMS_VERSION}-facts{FACTS_VERSION}-tokens{TOKENS_VERSION}"
    )


def collection_name(generation: str) -> str:
    """The Chroma collection of a generation."""
    return f"keikaku-{generation}"


def chroma_location(folder: Path, chroma_url: str | None) -> Path | str:
    """Where a generation's vectors are: in its folder, or on the server."""
    return chroma_url or folder / CHROMA_NAME


def chroma_name(chroma_url: str | None) -> str:
    """What an index notes of where its vectors are; never a password."""
    return without_password(chroma_url) if chroma_url else EMBEDDED_CHROMA


def read_meta(folder: Path) -> IndexMeta:
    """How the index in ``folder`` was made.

    Raises:
        IndexStateError: its meta.json is missing or damaged.
    """
    try:
        return IndexMeta.model_validate_json((folder / META_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexStateError("index_damaged", path=folder, reason=type(error).__name__) from error


def read_tokens(folder: Path) -> TokenVectors | None:
    """The token vectors of a generation; None if its embedding model gives none.

    Raises:
        IndexStateError: they are damaged.
    """
    tokens = folder / TOKENS_NAME
    return TokenVectors(tokens) if tokens.is_dir() else None


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
        # An index that is replaced while answers are made from it closes with the last of them.
        self._finalizer = weakref.finalize(self, _let_go, self.store, vectors)
        self._finalizer.atexit = False
        try:
            self.lexical = LexicalIndex.load(folder / BM25_NAME)
            self._tokens = read_tokens(folder)
            if self._tokens is not None and len(self._tokens) != meta.n_units:
                raise IndexStateError("index_damaged", path=folder, reason="tokens missing")
        except (OSError, ValueError, KeyError) as error:
            self.close()
            raise IndexStateError(
                "index_damaged", path=folder, reason=type(error).__name__
            ) from error
        self._embedder = embedder
        self._vectors = vectors
        self._lock = threading.Lock()
        self._queries: dict[str, _Embedded] = {}
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
        try:
            return cls(folder, meta, embedder, vectors)
        except IndexStateError:
            vectors.close()
            raise

    def facts(self, doc_id: str) -> DocumentFacts | None:
        """The targets, definitions, schedule, roles and periods that a document states.

        Each has its span (``start``, ``end``), its quote, and the ids of its evidence units. None
        where there is no such document.

        Raises:
            IndexStateError: the index is damaged.
        """
        return self.store.facts(doc_id)

    def search_dense(
        self, query: str, k: int, doc_ids: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """The k rows nearest to ``query`` by cosine in [-1, 1], best first."""
        return self.search_dense_all([query], k, doc_ids)[0]

    def search_dense_all(
        self, queries: Sequence[str], k: int, doc_ids: Sequence[str] | None = None
    ) -> list[list[tuple[int, float]]]:
        """The same for several queries at once."""
        if not self.meta.n_units or not k or not queries:
            return [[] for _ in queries]
        vectors = np.stack([self._embedded(query)[0] for query in queries])
        rows: list[int] | None = None
        if doc_ids is not None and not self._rows_of.keys() <= set(doc_ids):
            none = np.zeros(0, dtype=np.int64)
            rows = np.concatenate([self._rows_of.get(one, none) for one in doc_ids]).tolist()
            if not rows:
                return [[] for _ in queries]
        return self._vectors.search(vectors, min(k, self.meta.n_units), rows)

    def cosines(self, text: str, units: Sequence[Unit]) -> list[float]:
        """The cosine in [-1, 1] of ``text``, embedded as a query, with each of some units of the index.

        Raises:
            StoreError: Chroma cannot be reached or read.
        """
        rows = [int(self._rows_of[unit.doc_id][unit.order]) for unit in units]
        stored = self._vectors.vectors(list(dict.fromkeys(rows)))
        vector, _ = self._embedded(text)
        return [float(stored[row] @ vector) for row in rows]

    def query_tokens(self, query: str) -> QueryTokens | None:
        """The tokens of a query; None where the embedding model or the index has none."""
        return self._embedded(query)[1] if self._tokens is not None else None

    def passage_tokens(self, row: int) -> PassageTokens | None:
        """The tokens of a row's unit; None where the index has none."""
        return self._tokens.of(row) if self._tokens is not None else None

    def token_weights(self, tokens: QueryTokens) -> NDArray[np.float32]:
        """How telling each token is (``TokenVectors.weights``), shape (n_tokens,)."""
        if self._tokens is None:
            return np.ones(len(tokens.ids), dtype=np.float32)
        return self._tokens.weights(tokens.ids)

    def late_similarities(
        self, queries: Sequence[QueryTokens], rows: Sequence[int]
    ) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        """How much of some queries some rows have, token by token (``TokenVectors.similarities``).

        Args:
            queries: of ``query_tokens``.
            rows: of which units.

        Returns:
            For each query, of each row with its section, and of what it itself states: two arrays of
            shape (n_rows,); zeros where the index has no tokens.
        """
        if self._tokens is None:
            return [(np.zeros(len(rows)), np.zeros(len(rows))) for _ in queries]
        return self._tokens.similarities(queries, rows)

    def embed_ahead(self, queries: Sequence[str]) -> None:
        """Embed together what is going to be searched: faster than one after the other."""
        with self._lock:
            unknown = [query for query in dict.fromkeys(queries) if query not in self._queries]
        if unknown:
            self._embed(unknown[:_QUERIES_KEPT])

    def _embedded(self, query: str) -> _Embedded:
        """A query's vector and tokens; those of the last few queries are kept."""
        with self._lock:
            if (known := self._queries.get(query)) is not None:
                return known
        return self._embed([query])[0]

    def _embed(self, queries: Sequence[str]) -> list[_Embedded]:
        found: Sequence[tuple[list[float], QueryTokens | None]]
        if isinstance(self._embedder, QueryTokenEmbedder):
            found = self._embedder.embed_query_tokens(queries)
        else:
            found = [(self._embedder.embed_query(query), None) for query in queries]
        embedded = [(np.asarray(floats, dtype=np.float32), tokens) for floats, tokens in found]
        with self._lock:
            for query, one in zip(queries, embedded, strict=True):
                if len(self._queries) >= _QUERIES_KEPT:
                    self._queries.pop(next(iter(self._queries)))
                self._queries[query] = one
        return embedded

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

    def search_spelled(
        self, names: Sequence[str], k: int, doc_ids: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """The k rows that state most of some normalised names, letter for letter, each with their number;
        ties in text order. It reads every unit of the documents: for names that the analyser takes
        apart (あしたく), and no others.
        """
        found = []
        for doc_id in self.store.doc_ids if doc_ids is None else dict.fromkeys(doc_ids):
            rows = self._rows_of.get(doc_id, np.zeros(0, dtype=np.int64))
            for row, unit in zip(rows.tolist(), self.store.units_of(doc_id), strict=True):
                stated = normalize(unit.statement)
                if number := sum(name in stated for name in names):
                    found.append((row, float(number)))
        return sorted(found, key=lambda one: -one[1])[:k]

    def check_whole(self) -> None:
        """Check that what was opened can be read to its end: the last unit and its vector.

        Raises:
            IndexStateError, StoreError: it cannot.
        """
        last = self.meta.n_units - 1
        if last >= 0 and not (self.store.units([last]) and self._vectors.vectors([last])):
            raise IndexStateError("index_damaged", path=self.folder, reason="units missing")

    def close(self) -> None:
        """Close the files and let go of Chroma; done by itself once nothing refers to the index."""
        self._finalizer()


def _let_go(store: Store, vectors: VectorStore) -> None:
    store.close()
    vectors.close()


def _check(meta: IndexMeta, fingerprint: str, chroma_url: str | None) -> None:
    if meta.embedding_fingerprint != fingerprint:
        raise IndexStateError(
            "index_model_differs", made_with=meta.embedding_fingerprint, configured=fingerprint
        )
    if meta.units_fingerprint != units_fingerprint():
        raise IndexStateError(
            "index_units_differ", made_with=meta.units_fingerprint, current=units_fingerprint()
        )
    configured = chroma_name(chroma_url)
    if meta.chroma != configured:
        raise IndexStateError("index_store_differs", made_with=meta.chroma, configured=configured)


def _rows_by_document(doc_ids: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    rows: dict[str, list[int]] = {}
    for row, doc_id in enumerate(doc_ids):
        rows.setdefault(doc_id, []).append(row)
    return {doc_id: np.asarray(of_it, dtype=np.int64) for doc_id, of_it in rows.items()}
