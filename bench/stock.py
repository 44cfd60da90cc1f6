"""The stock recipe, as a tutorial writes it: what the speed of the product is held against.

RecursiveCharacterTextSplitter 1000/200, sentence-transformers on the same weights, Chroma's
similarity search; no e5 prompts, no scope, no answer. It needs the optional packages of `bench`.

``HuggingFaceEmbeddings`` is repeated here as langchain-huggingface 1.2.3 has it (newlines become
spaces, then ``encode`` with its defaults): the package itself cannot be installed beside ours, as it
wants a huggingface-hub below 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from sentence_transformers import SentenceTransformer

CHUNK_SIZE, CHUNK_OVERLAP, TOP_K = 1000, 200, 4


class HuggingFaceEmbeddings(Embeddings):
    """What langchain-huggingface calls by that name, with its defaults."""

    def __init__(self, model: Path) -> None:
        self._client = SentenceTransformer(str(model), device="cpu", local_files_only=True)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed chunks."""
        lines = [text.replace("\n", " ") for text in texts]
        vectors: list[list[float]] = self._client.encode(lines, show_progress_bar=False).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed a question."""
        return self.embed_documents([text])[0]


class StockRecipe:
    """A splitter, an embedding model and a Chroma folder."""

    def __init__(self, model: Path) -> None:
        self._embeddings = HuggingFaceEmbeddings(model)
        self._store: Chroma | None = None

    def index(self, texts: Mapping[str, str], folder: Path) -> int:
        """Split, embed and store some texts by document id; returns the number of chunks."""
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP
        )
        chunks = splitter.create_documents(
            list(texts.values()), metadatas=[{"doc_id": doc_id} for doc_id in texts]
        )
        self._store = Chroma.from_documents(
            chunks, self._embeddings, persist_directory=str(folder), collection_name="stock"
        )
        return len(chunks)

    def retrieve(self, question: str) -> int:
        """The chunks nearest to a question; returns how many. ``index`` comes before."""
        assert self._store is not None, "index comes before"
        return len(self._store.similarity_search(question, k=TOP_K))
