"""Dense vectors in Chroma, embedded or on a server. The one door to chromadb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.chroma_address import ChromaAddress, without_password
from ingest.errors import StoreError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_BATCH = 1000
_BREADTH = 1000
"""Candidates that HNSW keeps while it searches (ef_search). Of the hundred nearest of 1,000 to 9,500
units it misses 6% with 200 of them, others in each process, and 0.3% or fewer with these, for a millisecond more.
"""


class VectorStore:
    """One collection of unit vectors, by row number; cosine similarity.

    Args:
        location: the folder of an embedded Chroma, or the URL of a Chroma server.
        name: the collection's name.
    """

    def __init__(self, location: Path | str, name: str) -> None:
        self._location = location
        self._name = name
        self._found: Collection | None = None
        with _translated(location):
            self._client = _client(location)

    def create(self, vectors: NDArray[np.float32], doc_ids: Sequence[str]) -> None:
        """Make the collection with ``vectors`` of shape (n_units, dim), L2-normalised; row i of
        them is a unit of ``doc_ids[i]``.

        Raises:
            StoreError: Chroma cannot be reached or written.
        """
        with _translated(self._location):
            collection = self._client.create_collection(
                self._name,
                configuration={"hnsw": {"space": "cosine", "ef_search": _BREADTH}},
                embedding_function=None,
            )
            for start in range(0, len(vectors), _BATCH):
                rows = range(start, min(start + _BATCH, len(vectors)))
                collection.add(
                    ids=[str(row) for row in rows],
                    embeddings=vectors[rows.start : rows.stop],
                    metadatas=[{"doc_id": doc_ids[row]} for row in rows],
                )

    def search(
        self, vectors: NDArray[np.float32], k: int, rows: Sequence[int] | None = None
    ) -> list[list[tuple[int, float]]]:
        """For each vector the k nearest rows with their cosine similarity in [-1, 1], best first.

        Args:
            vectors: shape (n, dim).
            k: how many, at least 1.
            rows: only these; None for all. Chroma finds by number what it would look up by document in
                two thirds of the time.

        Raises:
            StoreError: Chroma cannot be reached or read.
        """
        with _translated(self._location):
            found = self._collection().query(
                query_embeddings=vectors,
                n_results=k,
                ids=None if rows is None else [str(row) for row in rows],
                include=["distances"],
            )
        distances = found["distances"] or [[] for _ in vectors]
        return [
            [
                (int(row), 1.0 - float(distance))
                for row, distance in zip(nearest, measured, strict=True)
            ]
            for nearest, measured in zip(found["ids"], distances, strict=True)
        ]

    def vectors(self, rows: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The stored vectors of some rows.

        Raises:
            StoreError: Chroma cannot be reached or read.
        """
        stored: dict[int, NDArray[np.float32]] = {}
        with _translated(self._location):
            collection = self._collection()
            for start in range(0, len(rows), _BATCH):
                ids = [str(row) for row in rows[start : start + _BATCH]]
                found = collection.get(ids=ids, include=["embeddings"])
                embeddings = found["embeddings"]
                if embeddings is not None:
                    for row, vector in zip(found["ids"], embeddings, strict=True):
                        stored[int(row)] = np.asarray(vector, dtype=np.float32)
        return stored

    def close(self) -> None:
        """Let go of Chroma; what was stored stays."""
        with _translated(self._location):
            self._client.close()  # type: ignore[attr-defined]  # every client has it, ClientAPI lacks it

    def drop(self) -> None:
        """Delete the collection if it is there.

        Raises:
            StoreError: Chroma cannot be reached or written.
        """
        from chromadb.errors import NotFoundError

        with _translated(self._location):
            self._found = None
            try:
                self._client.delete_collection(self._name)
            except (NotFoundError, ValueError):
                return

    def _collection(self) -> Collection:
        # Looked up once: a generation's collection is never made anew under the same name.
        if self._found is None:
            self._found = self._client.get_collection(self._name, embedding_function=None)
        return self._found


def _client(location: Path | str) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(location, Path):
        return chromadb.PersistentClient(path=str(location), settings=settings)
    address = ChromaAddress.of(location)
    scheme = "https" if address.secure else "http"
    host = f"{scheme}://{address.host}:{address.port}{address.path}"
    return chromadb.HttpClient(
        host=host if address.path else address.host,
        port=address.port,
        ssl=address.secure,
        headers=address.headers,
        settings=settings,
    )


@contextmanager
def _translated(location: Path | str) -> Iterator[None]:
    """Chroma raises many kinds of exceptions, some of them bare; ours says where and what."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        shown = without_password(location) if isinstance(location, str) else location
        raise StoreError("vector_store_failed", location=shown, reason=reason) from error
