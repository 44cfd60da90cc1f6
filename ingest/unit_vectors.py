"""Vectors for units: those of the index in use are taken over, the rest is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

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
)
from ingest.normalize import normalize
from ingest.store import digest
from ingest.takeover import Takeover
from ingest.units import Unit
from ingest.vectors import VectorStore


class BatchEmbedder(Embedder, Protocol):
    """What ingest needs of an embedding model."""

    def embed_array(
        self, texts: Sequence[str], on_progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of passages, shape (n, dim), L2-normalised."""


def embed_units(
    generations: Generations,
    units: Sequence[Unit],
    embedder: BatchEmbedder,
    chroma_url: str | None,
    on_progress: Callable[[int, int], None],
) -> tuple[NDArray[np.float32], int]:
    """The units' vectors, shape (n_units, dim), and how many of them had to be computed."""
    texts = [normalize(unit.search_text) for unit in units]
    known = _known_vectors(generations, texts, embedder, chroma_url)
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    on_progress(0, len(missing))
    if missing:
        computed = embedder.embed_array(missing, on_progress)
        known.update(zip(missing, computed, strict=True))
    if not texts:
        return np.zeros((0, 1), dtype=np.float32), 0
    return np.stack([known[text] for text in texts]).astype(np.float32), len(missing)


def _known_vectors(
    generations: Generations,
    texts: Sequence[str],
    embedder: Embedder,
    chroma_url: str | None,
) -> dict[str, NDArray[np.float32]]:
    """Vectors of the index in use for texts that have not changed, if its model has not either."""
    folder = generations.current()
    if folder is None:
        return {}
    try:
        meta = read_meta(folder)
        if meta.embedding_fingerprint != embedder.fingerprint:
            return {}
        if meta.chroma != chroma_name(chroma_url):
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
    return {text: vectors[row] for text, row in wanted.items() if row in vectors}
