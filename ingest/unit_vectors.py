"""Vectors for units: those of the index in use are taken over, the rest is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
        self, texts: Sequence[str], on_progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of passages, shape (n, dim), L2-normalised."""


@runtime_checkable
class PassageTokenEmbedder(Protocol):
    """An embedding model that gives the tokens of passages too, for late interaction."""

    def embed_passage_tokens(
        self,
        texts: Sequence[str],
        own: Sequence[int],
        on_progress: Callable[[int, int], None] | None = None,
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


_Known = dict[str, tuple[NDArray[np.float32], PassageTokens | None]]
"""Vector and tokens by the text that was embedded."""


def embed_units(
    generations: Generations,
    units: Sequence[Unit],
    embedder: BatchEmbedder,
    chroma_url: str | None,
    on_progress: Callable[[int, int], None],
) -> tuple[UnitVectors, int]:
    """The units' vectors, and how many of them had to be computed."""
    texts = [normalize(unit.search_text) for unit in units]
    with_tokens = isinstance(embedder, PassageTokenEmbedder)
    known = _known_vectors(generations, texts, embedder, chroma_url, with_tokens=with_tokens)
    missing = {
        text: _own_part(text, unit)
        for text, unit in zip(texts, units, strict=True)
        if text not in known
    }
    on_progress(0, len(missing))
    if missing and isinstance(embedder, PassageTokenEmbedder):
        vectors, tokens = embedder.embed_passage_tokens(
            list(missing), list(missing.values()), on_progress
        )
        known.update(zip(missing, zip(vectors, tokens, strict=True), strict=True))
    elif missing:
        computed = embedder.embed_array(list(missing), on_progress)
        known.update({text: (one, None) for text, one in zip(missing, computed, strict=True)})
    return _in_order(texts, known, with_tokens=with_tokens), len(missing)


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
