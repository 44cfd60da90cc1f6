"""Writes a generation's files: store, BM25, vectors, and last what it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ingest.facts.records import DocumentFacts
from ingest.index import (
    BM25_NAME,
    META_NAME,
    STORE_NAME,
    TOKENS_NAME,
    IndexMeta,
    chroma_location,
    chroma_name,
    collection_name,
    units_fingerprint,
)
from ingest.lexical import LexicalIndex
from ingest.store import StoredDocument, write_store
from ingest.terms import terms_of
from ingest.token_vectors import write_tokens
from ingest.unit_vectors import UnitVectors
from ingest.units import Unit
from ingest.vectors import VectorStore


def write_index(
    folder: Path,
    documents: Sequence[StoredDocument],
    units: Sequence[Unit],
    vectors: UnitVectors,
    facts: Sequence[DocumentFacts],
    *,
    embedding_fingerprint: str,
    sources_digest: str,
    chroma_url: str | None,
) -> None:
    """Write a complete generation into its empty folder; row i is ``units[i]``.

    Raises:
        OSError: the folder cannot be written.
        StoreError: Chroma cannot be reached or written.
    """
    write_store(folder / STORE_NAME, documents, units, facts)
    LexicalIndex.build([terms_of(unit.search_text) for unit in units]).save(folder / BM25_NAME)
    store = VectorStore(chroma_location(folder, chroma_url), collection_name(folder.name))
    store.create(vectors.whole, [unit.doc_id for unit in units])
    store.close()
    if vectors.tokens is not None:
        write_tokens(folder / TOKENS_NAME, vectors.tokens)
    meta = IndexMeta(
        embedding_fingerprint=embedding_fingerprint,
        units_fingerprint=units_fingerprint(),
        chroma=chroma_name(chroma_url),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        n_documents=len(documents),
        n_units=len(units),
        sources_digest=sources_digest,
        sources={document.info.doc_id: document.source for document in documents},
    )
    (folder / META_NAME).write_text(meta.model_dump_json(indent=2), encoding="utf-8")
