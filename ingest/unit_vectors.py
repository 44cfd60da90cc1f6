"""Vectors for units: those of the index in use are taken over, the rest is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IndexStateError, StoreError
from ingest.generations import Generations
from ingest.index import (
    STORE_NAME,
    Embedder,
    chroma_location,
    chroma_name,
    collection_name,
    read_meta,
    read_tokens,
)
from ingest.normalize import normalize
from ingest.store import digest
from ingest.takeover import Takeover
from ingest.token_vectors import PassageTokens
from ingest.units import Unit
from ingest.vectors import VectorStore


class BatchEmbedder(Embedder, Protocol):
    """What ingest needs of an embedding model."""

    def embed_array(
        self, texts: Sequence[str], on_batch: Callable[[Sequence[int]], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of passages, shape (n, dim), L2-normalised; ``on_batch`` is told which are done."""


@runtime_checkable
class PassageTokenEmbedder(Protocol):
    """An embedding model that gives the tokens of passages too, for late interaction."""

    def embed_passage_tokens(
        self,
        texts: Sequence[str],
        own: Sequence[int],
        on_batch: Callable[[Sequence[int]], None] | None = None,
    ) -> tuple[NDArray[np.float32], list[PassageTokens]]:
        """Vectors of passages as of ``embed_array``, and the tokens of each.

        ``own[i]`` is the offset in ``texts[i]`` of what the passage itself states.
        """


@dataclass(frozen=True)
class UnitVectors:
    """What the embedding model makes of the units of an index.

    Attributes:
        whole: shape (n_units, dim), float32, L2-normalised.
        tokens: the tokens of each unit; None if the model gives none.
    """

    whole: NDArray[np.float32]
    tokens: tuple[PassageTokens, ...] | None = None


DocumentProgress = Callable[[str, int, int], None]
"""Called with a document's id, how many of its units have their vectors, and how many it has."""

_Known = dict[str, tuple[NDArray[np.float32], PassageTokens | None]]
"""Vector and tokens by the text that was embedded."""


def embed_units(
    generations: Generations,
    units: Sequence[Unit],
    embedder: BatchEmbedder,
    chroma_url: str | None,
    *,
    on_progress: Callable[[int, int], None],
    on_document: DocumentProgress,
) -> tuple[UnitVectors, int]:
    """The units' vectors, and how many of them had to be computed.

    Args:
        generations, units, embedder, chroma_url: whose vectors, and by what.
        on_progress: told before the first batch and after each how many texts are done, of how many.
        on_document: told of each document before the first batch, and after each of those in it.
    """
    texts = [normalize(unit.search_text) for unit in units]
    with_tokens = isinstance(embedder, PassageTokenEmbedder)
    known = _known_vectors(generations, texts, embedder, chroma_url, with_tokens=with_tokens)
    missing = {
        text: _own_part(text, unit)
        for text, unit in zip(texts, units, strict=True)
        if text not in known
    }
    tally = _Tally(units, texts, missing, on_progress, on_document)
    if missing and isinstance(embedder, PassageTokenEmbedder):
        vectors, tokens = embedder.embed_passage_tokens(
            list(missing), list(missing.values()), tally.done
        )
        known.update(zip(missing, zip(vectors, tokens, strict=True), strict=True))
    elif missing:
        computed = embedder.embed_array(list(missing), tally.done)
        known.update({text: (one, None) for text, one in zip(missing, computed, strict=True)})
    return _in_order(texts, known, with_tokens=with_tokens), len(missing)


class _Tally:
    """Counts what has its vectors, in all and for each document, and tells of it."""

    def __init__(
        self,
        units: Sequence[Unit],
        texts: Sequence[str],
        missing: Collection[str],
        on_progress: Callable[[int, int], None],
        on_document: DocumentProgress,
    ) -> None:
        self._on_progress, self._on_document = on_progress, on_document
        self._n_done = 0
        self._sizes = Counter(unit.doc_id for unit in units)
        self._done = Counter(dict.fromkeys(self._sizes, 0))
        waiting: dict[str, list[str]] = {text: [] for text in missing}
        for text, unit in zip(texts, units, strict=True):
            if text in waiting:
                waiting[text].append(unit.doc_id)
            else:
                self._done[unit.doc_id] += 1
        self._waiting = list(waiting.values())
        self._tell(self._sizes)

    def done(self, batch: Sequence[int]) -> None:
        """The missing texts of these numbers have their vectors now."""
        finished = [doc_id for number in batch for doc_id in self._waiting[number]]
        self._done.update(finished)
        self._n_done += len(batch)
        self._tell(dict.fromkeys(finished))

    def _tell(self, doc_ids: Iterable[str]) -> None:
        self._on_progress(self._n_done, len(self._waiting))
        for doc_id in doc_ids:
            self._on_document(doc_id, self._done[doc_id], self._sizes[doc_id])


def _in_order(texts: Sequence[str], known: _Known, *, with_tokens: bool) -> UnitVectors:
    if not texts:
        return UnitVectors(np.zeros((0, 1), dtype=np.float32))
    whole = np.stack([known[text][0] for text in texts]).astype(np.float32)
    if not with_tokens:
        return UnitVectors(whole)
    return UnitVectors(whole, tuple(one for text in texts if (one := known[text][1]) is not None))


def _own_part(text: str, unit: Unit) -> int:
    """Where in its normalised search text a unit's own statement begins."""
    statement = normalize(unit.statement)
    return len(text) - len(statement) if text.endswith(statement) else 0


def _known_vectors(
    generations: Generations,
    texts: Sequence[str],
    embedder: Embedder,
    chroma_url: str | None,
    *,
    with_tokens: bool,
) -> _Known:
    """Those of the index in use for texts that have not changed, if its model has not either."""
    folder = generations.current()
    if folder is None:
        return {}
    try:
        meta = read_meta(folder)
        if meta.embedding_fingerprint != embedder.fingerprint:
            return {}
        if meta.chroma != chroma_name(chroma_url):
            return {}
        tokens = read_tokens(folder) if with_tokens else None
        if with_tokens and (tokens is None or len(tokens) != meta.n_units):
            return {}
        before = Takeover(folder / STORE_NAME)
        rows = before.rows_by_digest()
        before.close()
        wanted = {text: rows[key] for text in set(texts) if (key := digest(text)) in rows}
        store = VectorStore(chroma_location(folder, chroma_url), collection_name(folder.name))
        vectors = store.vectors(sorted(set(wanted.values())))
        store.close()
    except (IndexStateError, StoreError):
        return {}
    return {
        text: (vectors[row], tokens.of(row) if tokens is not None else None)
        for text, row in wanted.items()
        if row in vectors
    }
