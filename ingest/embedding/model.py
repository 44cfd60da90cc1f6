"""The one door to sentence-transformers, and the choice of the embeddings to use.

Importing this module loads no torch; the first text that is embedded does.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest.embedding.fingerprint import fingerprint_folder, fingerprint_hub_name
from ingest.embedding.onnx_model import OnnxEmbeddings
from ingest.embedding.prepared_model import (
    default_model_folder,
    is_prepared,
    model_not_loadable,
)
from ingest.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Task = Literal["query", "document"]

DEFAULT_BATCH_SIZE = 8
"""Texts a forward pass; on a CPU more were measured to be slower, and keep a question waiting."""

_PROMPT_NAMES: dict[Task, tuple[str, ...]] = {
    "query": ("query",),
    "document": ("document", "passage", "corpus"),
}
_E5_PROMPTS: dict[Task, str] = {"query": "query: ", "document": "passage: "}
_E5_NAME = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])", re.IGNORECASE)


class SentenceTransformerEmbeddings(Embeddings):
    """Embeds with any sentence-transformers model on this machine, on the CPU.

    The model is loaded when it is first needed. One instance may serve several threads: they
    take turns, a batch at a time. Texts longer than the model's window are cut at its end.

    A model's own prompts are used. A model that has none and whose name or path has the word
    "e5" in it gets E5's, "query: " and "passage: " (Wang et al., 2022).

    Args:
        model: a model folder, or a hub name that the local Hugging Face cache holds. The
            network is never asked.
        batch_size: texts a forward pass.
    """

    def __init__(self, model: str | Path, *, batch_size: int = DEFAULT_BATCH_SIZE) -> None:
        self.model = str(model)
        self.batch_size = batch_size
        self._lock = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages, as LangChain asks for them; see ``embed_array``."""
        vectors: list[list[float]] = self.embed_array(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed one question: dim floats, L2-normalised.

        Raises:
            ModelError: the model cannot be loaded.
        """
        vector: list[float] = self._encode([text], "query")[0].tolist()
        return vector

    def embed_array(
        self,
        texts: Sequence[str],
        on_batch: Callable[[Sequence[int]], None] | None = None,
    ) -> NDArray[np.float32]:
        """Embed passages.

        Args:
            texts: n passages; those of like length are batched together, to pad little.
            on_batch: told after each batch which passages it was, by their numbers.

        Returns:
            (n, dim) float32, L2-normalised, in the order of ``texts``.

        Raises:
            ModelError: the model cannot be loaded.
        """
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        longest_first = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        for start in range(0, len(texts), self.batch_size):
            batch = longest_first[start : start + self.batch_size]
            vectors[batch] = self._encode([texts[i] for i in batch], "document")
            if on_batch:
                on_batch(batch)
        return vectors

    @cached_property
    def dimension(self) -> int:
        """Floats a vector. Loads the model.

        Raises:
            ModelError: the model cannot be loaded.
        """
        with self._lock:
            dimension = self._load().get_embedding_dimension()
            if dimension is None:
                dimension = len(self._load().encode("", show_progress_bar=False))
        return dimension

    @cached_property
    def fingerprint(self) -> str:
        """Identifies the model by what it is, not by where it lies. Does not load it.

        Raises:
            ModelError: the model is a folder that is not there or cannot be read.
        """
        folder = self._folder()
        if folder is None:
            return fingerprint_hub_name(self.model)
        try:
            return fingerprint_folder(folder)
        except OSError as error:
            raise model_not_loadable(self.model, error) from error

    def _encode(self, texts: list[str], task: Task) -> NDArray[np.float32]:
        with self._lock:
            model = self._load()
            encode = model.encode_query if task == "query" else model.encode_document
            vectors = encode(
                texts,
                prompt=_prompt(self.model, model.prompts, task),
                batch_size=self.batch_size,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> SentenceTransformer:
        """The model; the caller holds the lock."""
        if self._loaded is None:
            name = str(self._folder() or self.model)
            try:
                with _quiet():
                    from sentence_transformers import SentenceTransformer

                    self._loaded = SentenceTransformer(name, device="cpu", local_files_only=True)
            # Whatever a foreign model's files bring up, the person needs the same one line.
            except Exception as error:
                raise model_not_loadable(self.model, error) from error
        return self._loaded

    def _folder(self) -> Path | None:
        """The model's folder; None for a hub name.

        Raises:
            ModelError: ``model`` is written as a path and there is no such folder.
        """
        folder = Path(self.model).expanduser()
        if folder.is_dir():
            return folder
        if folder.is_absolute() or self.model.startswith((".", "~")):
            raise ModelError("model_not_loadable", model=self.model, reason="no such folder")
        return None


Prepared: TypeAlias = OnnxEmbeddings | SentenceTransformerEmbeddings
"""What ``load_embeddings`` gives."""


def load_embeddings(model: str | None, data_dir: Path) -> Prepared:
    """The embeddings to use; nothing is converted and nothing is loaded yet.

    Args:
        model: a folder or a hub name, for sentence-transformers; None is the default model under
            ``data_dir``, which runs on ONNX Runtime.

    Raises:
        ModelError: the default model is asked for and has not been prepared.
    """
    if model is not None:
        return SentenceTransformerEmbeddings(model)
    folder = default_model_folder(data_dir)
    if not is_prepared(folder):
        raise ModelError("model_not_prepared", path=folder)
    return OnnxEmbeddings(folder)


def load_ahead(embeddings: object) -> None:
    """Begin to load the default model in a thread of its own, while the caller opens the rest.

    It takes about a second and hardly any of Python's own time. Another model is left to the
    first text: torch would only compete. What fails here fails again, and is told, when it is used.
    """
    if isinstance(embeddings, OnnxEmbeddings):
        # No daemon: ONNX Runtime aborts a process that ends while it is loading.
        threading.Thread(target=_load_quietly, args=(embeddings,)).start()


def _load_quietly(embeddings: OnnxEmbeddings) -> None:
    with suppress(ModelError):
        embeddings.load_for_queries()


def _prompt(name: str, prompts: Mapping[str, str | None], task: Task) -> str:
    """What to put before each text.

    The library's own choice is not used: it adds an empty "document" prompt to every model and
    then prefers it to the "passage" that an E5 folder brings.
    """
    for prompt_name in _PROMPT_NAMES[task]:
        if prompt := prompts.get(prompt_name):
            return prompt
    if not any(prompts.values()) and _E5_NAME.search(name):
        return _E5_PROMPTS[task]
    return ""


@contextmanager
def _quiet() -> Iterator[None]:
    """No progress bar on stderr while transformers loads the weights."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
