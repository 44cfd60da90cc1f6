"""The default model on ONNX Runtime: texts in, L2-normalised vectors out, without torch.

The one door to onnxruntime. Importing this module loads neither that nor the tokenizer; the first
text that is embedded does.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest.embedding.fingerprint import fingerprint_folder
from ingest.embedding.prepared_model import (
    ENCODER_FILE,
    PIECES_FILE,
    WEIGHTS_FILE,
    model_not_loadable,
)
from ingest.embedding.sentence_pieces import SentencePieces, Tokens
from ingest.embedding.word_vectors import WordVectors
from ingest.token_vectors import PassageTokens, QueryTokens, rounded

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

ENGINE_VERSION = 3
"""Raise it when the same files would give other vectors: an index made before is made anew."""

QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "
"""What E5 was trained with (Wang et al., 2022)."""

MAX_TOKENS = 512
"""The model's window; a longer text is cut at its end."""

BATCH_TOKENS = 1024
"""Tokens a forward pass, padding included; more leave the processor's caches."""


QUERY_THREADS = 2
"""A question has some thirty tokens: more processors than these would wait for each other. The second one gains two
milliseconds of ten.
"""


@dataclass(frozen=True)
class _Loaded:
    """What every forward pass needs; see the two classes."""

    tokenizer: SentencePieces
    word_vectors: WordVectors


@dataclass(frozen=True)
class _Output:
    """What a forward pass gives.

    Attributes:
        vectors: shape (n, dim), float32, L2-normalised: one a text.
        inner: shape (n, longest, dim), float32: the tokens of the last layer but one, whose
            cosines tell words apart better than the last one's (measured on the dev questions:
            the answer first for 51% against 48%). Beyond a text's length it may hold anything.
    """

    vectors: NDArray[np.float32]
    inner: NDArray[np.float32]


class OnnxEmbeddings(Embeddings):
    """Embeds with the model that ``ensure_default_model`` made, on the CPU.

    The model is loaded when it is first needed, or by ``load``. Safe to use from several threads.

    Args:
        folder: the prepared model's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None
        self._sessions: dict[int, InferenceSession] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages, as LangChain asks for them; see ``embed_array``."""
        vectors: list[list[float]] = self.embed_array(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed one question: dim floats, L2-normalised.

        Raises:
            ModelError: the model cannot be loaded.
        """
        return self.embed_query_tokens([text])[0][0]

    def embed_query_tokens(self, texts: Sequence[str]) -> list[tuple[list[float], QueryTokens]]:
        """Embed some questions, and each of their tokens.

        Raises:
            ModelError: the model cannot be loaded.
        """
        model, session = self.load(), self._session(_query_threads(len(texts)))
        encodings = model.tokenizer.encode([QUERY_PROMPT + text for text in texts])
        output = _forward(model, session, [one.ids for one in encodings])
        embedded: list[tuple[list[float], QueryTokens]] = []
        for place, tokens in enumerate(encodings):
            kept = slice(tokens.first_at(len(QUERY_PROMPT)), len(tokens.ids) - 1)
            inner = output.inner[place, kept]
            unit = inner / np.maximum(np.linalg.norm(inner, axis=1, keepdims=True), 1e-9)
            ids = np.asarray(tokens.ids[kept], dtype=np.int32)
            embedded.append((output.vectors[place].tolist(), QueryTokens(unit, ids)))
        return embedded

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
            (n, dim) float32, L2-normalised, in the order of ``texts``. A text's vector is the
            same whatever else is in ``texts``, up to rounding.

        Raises:
            ModelError: the model cannot be loaded.
        """
        model, session = self.load(), self._session(_processors())
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = model.tokenizer.encode([PASSAGE_PROMPT + text for text in texts])
        for batch, output in _in_batches(model, session, encodings, on_batch):
            vectors[batch] = output.vectors
        return vectors

    def embed_passage_tokens(
        self,
        texts: Sequence[str],
        own: Sequence[int],
        on_batch: Callable[[Sequence[int]], None] | None = None,
    ) -> tuple[NDArray[np.float32], list[PassageTokens]]:
        """Embed passages as ``embed_array`` does, and each of their tokens.

        Args:
            texts: n passages.
            own: for each, the offset of the first character of what it itself states.
            on_batch: as of ``embed_array``.

        Raises:
            ModelError: the model cannot be loaded.
        """
        model, session = self.load(), self._session(_processors())
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        tokens: dict[int, PassageTokens] = {}
        encodings = model.tokenizer.encode([PASSAGE_PROMPT + text for text in texts])
        for batch, output in _in_batches(model, session, encodings, on_batch):
            vectors[batch] = output.vectors
            for place, number in enumerate(batch):
                encoding = encodings[number]
                first = encoding.first_at(len(PASSAGE_PROMPT) + own[number])
                inner = output.inner[place, : len(encoding.ids)]
                tokens[number] = rounded(inner, encoding.ids, first)
        return vectors, [tokens[number] for number in range(len(texts))]

    @property
    def dimension(self) -> int:
        """Floats a vector. Loads the model.

        Raises:
            ModelError: the model cannot be loaded.
        """
        return int(self.load().word_vectors.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Identifies the model's files and this engine. Loads nothing.

        Raises:
            ModelError: the folder is not there or cannot be read.
        """
        try:
            return f"onnx{ENGINE_VERSION}-{fingerprint_folder(self.folder)}"
        except OSError as error:
            raise model_not_loadable(self.folder, error) from error

    def load_for_queries(self) -> None:
        """Load what a question needs.

        Raises:
            ModelError: the model cannot be loaded.
        """
        self._session(_query_threads(1))
        self.load()

    def load(self) -> _Loaded:
        """Load tokenizer and word vectors unless they are.

        Raises:
            ModelError: it cannot be loaded.
        """
        with self._lock:
            if self._loaded is None:
                try:
                    self._loaded = _load(self.folder)
                # Damaged files bring up the libraries' own kinds of errors, some of them bare.
                except Exception as error:
                    raise model_not_loadable(self.folder, error) from error
            return self._loaded

    def _session(self, threads: int) -> InferenceSession:
        with self._lock:
            if threads not in self._sessions:
                try:
                    self._sessions[threads] = _open_session(self.folder, threads)
                except Exception as error:
                    raise model_not_loadable(self.folder, error) from error
            return self._sessions[threads]


def batches(lengths: Sequence[int], limit: int) -> Iterator[list[int]]:
    """The texts' numbers in batches, longest texts first.

    Args:
        lengths: tokens of each text.
        limit: tokens a batch at most, each text counted as long as its longest; a text that is
            longer is a batch of its own.
    """
    longest_first = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    start = 0
    while start < len(longest_first):
        size = max(limit // lengths[longest_first[start]], 1)
        yield longest_first[start : start + size]
        start += size


def _in_batches(
    model: _Loaded,
    session: InferenceSession,
    encodings: Sequence[Tokens],
    on_batch: Callable[[Sequence[int]], None] | None,
) -> Iterator[tuple[list[int], _Output]]:
    """The texts' numbers and what the model makes of them, batch by batch."""
    for batch in batches([len(one.ids) for one in encodings], BATCH_TOKENS):
        yield batch, _forward(model, session, [encodings[number].ids for number in batch])
        if on_batch:
            on_batch(batch)


def _forward(model: _Loaded, session: InferenceSession, ids: Sequence[Sequence[int]]) -> _Output:
    """The vectors of some texts: the mean over each text's tokens, normalised."""
    lengths = np.array([len(one) for one in ids], dtype=np.int32)
    mask = np.arange(lengths.max())[np.newaxis] < lengths[:, np.newaxis]
    tokens = np.zeros((*mask.shape, model.word_vectors.shape[1]), dtype=np.float32)
    tokens[mask] = model.word_vectors.rows([number for text in ids for number in text])
    inputs = {"embeddings": tokens, "lengths": lengths}
    hidden, inner = (np.asarray(one) for one in session.run(["hidden", "inner"], inputs))
    # Normalised afterwards, a sum is as good as a mean.
    sums = np.matmul(mask[:, np.newaxis, :].astype(np.float32), hidden)[:, 0]
    return _Output(sums / np.linalg.norm(sums, axis=1, keepdims=True), inner)


def _processors() -> int:
    """The processors that this process may use; not every system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _query_threads(n_texts: int) -> int:
    return min(QUERY_THREADS, _processors()) if n_texts == 1 else _processors()


def _open_session(folder: Path, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.add_session_config_entry("session.force_spinning_stop", "1")
    return onnxruntime.InferenceSession(
        str(folder / ENCODER_FILE), options, providers=["CPUExecutionProvider"]
    )


def _load(folder: Path) -> _Loaded:
    tokenizer = SentencePieces(folder / PIECES_FILE, MAX_TOKENS)
    return _Loaded(tokenizer, WordVectors(folder / WEIGHTS_FILE))
