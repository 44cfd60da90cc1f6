"""An embedding model without a model: hashed character bigrams, the same on every machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ingest.token_vectors import PassageTokens, QueryTokens, rounded

DIMENSION = 64


class FakeEmbedder:
    """Counts the character bigrams of a text into 64 buckets.

    Args:
        fingerprint: what it calls itself.
        seconds_a_text: how long each passage takes, for tests that interrupt an ingest.

    Attributes:
        embedded: every passage that was embedded, in order.
    """

    def __init__(self, fingerprint: str = "fake:1", seconds_a_text: float = 0.0) -> None:
        self.fingerprint = fingerprint
        self.seconds_a_text = seconds_a_text
        self.embedded: list[str] = []

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = _vector(text).tolist()
        return vector

    def embed_array(
        self, texts: Sequence[str], on_batch: Callable[[Sequence[int]], None] | None = None
    ) -> NDArray[np.float32]:
        for number, text in enumerate(texts):
            time.sleep(self.seconds_a_text)
            self.embedded.append(text)
            if on_batch:
                on_batch([number])
        return np.stack([_vector(text) for text in texts])


def _vector(text: str) -> NDArray[np.float32]:
    counts = np.zeros(DIMENSION, dtype=np.float32)
    for first, second in zip(text, text[1:] + " ", strict=True):
        counts[crc32(f"{first}{second}".encode("utf-8", "surrogatepass")) % DIMENSION] += 1
    length = float(np.linalg.norm(counts))
    return counts / np.float32(length) if length else counts


class FakeTokenEmbedder(FakeEmbedder):
    """The same with a token a character: its number is the character, its vector one axis of 64."""

    def __init__(self, fingerprint: str = "fake-tokens:1") -> None:
        super().__init__(fingerprint)
        self.own: list[str] = []

    def embed_query_tokens(self, texts: Sequence[str]) -> list[tuple[list[float], QueryTokens]]:
        return [(self.embed_query(text), _tokens(text)) for text in texts]

    def embed_passage_tokens(
        self,
        texts: Sequence[str],
        own: Sequence[int],
        on_batch: Callable[[Sequence[int]], None] | None = None,
    ) -> tuple[NDArray[np.float32], list[PassageTokens]]:
        self.own += [text[start:] for text, start in zip(texts, own, strict=True)]
        tokens = []
        for text, start in zip(texts, own, strict=True):
            query = _tokens(text)
            tokens.append(rounded(query.vectors, query.ids.tolist(), start))
        return self.embed_array(texts, on_batch), tokens


def _tokens(text: str) -> QueryTokens:
    ids = [ord(character) for character in text]
    vectors = np.eye(DIMENSION, dtype=np.float32)[[one % DIMENSION for one in ids]]
    return QueryTokens(vectors, np.asarray(ids, dtype=np.int32))
