"""What is asked, turned towards what is stated: a linear map of a question's token vectors.

A question and the statement that answers it share few words, and an embedding model puts a question
next to others like it. Sanjeev and Troynikov, Embedding Adapters (Chroma Technical Report, 2024): a
linear map of the query alone, fitted to questions with their evidence, mends that, and no passage
need be embedded anew. Fitted along with it is how alike is alike enough: a question that nothing
answers is to be nearer to silence than to any passage. ``python -m evals.tune`` fits both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.token_vectors import QueryTokens

FILE_NAME = "query_adapter.npz"


@dataclass(frozen=True, eq=False)
class QueryAdapter:
    """A linear map of query tokens, for one embedding model.

    Attributes:
        change: shape (dim, dim), float32: what is added to the identity.
        emphasis: shape (dim,), float32: times a token's vector, the logarithm of how much more it
            counts than others as rare.
        silence: shape (dim + 1,), float32: times the mean of a question's token vectors, and a 1,
            the similarity from which on it is more likely answered than not.
    """

    change: NDArray[np.float32]
    emphasis: NDArray[np.float32]
    silence: NDArray[np.float32]

    def __call__(self, tokens: QueryTokens) -> QueryTokens:
        """The tokens as they are to be compared; unchanged those of another dimension."""
        vectors = tokens.vectors
        if vectors.shape[1] != len(self.change):
            return tokens
        mapped = vectors + vectors @ self.change.T
        mapped /= np.maximum(np.linalg.norm(mapped, axis=1, keepdims=True), 1e-9)
        return QueryTokens(mapped, tokens.ids, np.exp(vectors @ self.emphasis))

    def answered_from(self, tokens: QueryTokens) -> float:
        """The similarity that speaks for an answer, in [-1, 1]; 0 for another model's tokens.

        Args:
            tokens: of the question as it was asked, before they are mapped.
        """
        if tokens.vectors.shape[1] != len(self.change) or not len(tokens.vectors):
            return 0.0
        mean = tokens.vectors.mean(axis=0)
        return float(np.append(mean, 1.0) @ self.silence)

    def write(self, path: Path) -> None:
        """Write it at half precision, where the assistant reads it."""
        np.savez_compressed(
            path,
            change=self.change.astype(np.float16),
            emphasis=self.emphasis.astype(np.float16),
            silence=self.silence,
        )


def no_change() -> QueryAdapter:
    """The adapter that leaves every token as it is."""
    nothing = np.zeros(0, dtype=np.float32)
    return QueryAdapter(nothing.reshape(0, 0), nothing, nothing)


@cache
def load_adapter() -> QueryAdapter:
    """The adapter of the package, fitted for the default model."""
    with (
        resources.as_file(resources.files("assistant").joinpath(FILE_NAME)) as path,
        np.load(path) as arrays,
    ):
        return QueryAdapter(
            arrays["change"].astype(np.float32),
            arrays["emphasis"].astype(np.float32),
            arrays["silence"].astype(np.float32),
        )
