"""Token vectors of evidence units, for late interaction: a query's words matched one by one.

Khattab and Zaharia, ColBERT: Efficient and Effective Passage Search via Contextualized Late
Interaction over BERT (SIGIR 2020). One vector a passage says what it is about; one a token also says
whether it has each thing that was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IndexStateError

VECTORS_NAME, SCALES_NAME, STARTS_NAME = "tokens.npy", "scales.npy", "starts.npy"

_LEVELS = 127


@dataclass(frozen=True)
class TokenPassage:
    """The tokens of one passage.

    Attributes:
        vectors: shape (n_tokens, dim), L2-normalised.
        own: number of the first token of what the passage itself states, after its section.
    """

    vectors: NDArray[np.float32]
    own: int


@dataclass(frozen=True)
class TokenQuery:
    """The tokens of one query.

    Attributes:
        vectors: shape (n_tokens, dim), L2-normalised, without those of the prompt.
        ids: shape (n_tokens,): the tokens' numbers in the vocabulary.
    """

    vectors: NDArray[np.float32]
    ids: NDArray[np.int64]


class TokenVectors:
    """The token vectors of an index, by row; 8 bits a number, mapped from their file.

    Args:
        vectors: shape (n_tokens, dim), int8.
        scales: shape (n_tokens,), float32: what a token's numbers are to be multiplied by.
        starts: shape (n_rows, 2), int64: each row's first token, and the first of what it itself
            states. A row ends where the next one starts.
    """

    def __init__(
        self, vectors: NDArray[np.int8], scales: NDArray[np.float32], starts: NDArray[np.int64]
    ) -> None:
        self._vectors = vectors
        self._scales = scales
        self._starts = starts

    @classmethod
    def pack(cls, passages: Sequence[TokenPassage], dim: int) -> TokenVectors:
        """Round the tokens of the passages to 8 bits; row i is ``passages[i]``."""
        lengths = [len(one.vectors) for one in passages]
        first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        own = [one.own for one in passages]
        starts = np.stack([first[:-1], first[:-1] + np.asarray(own, dtype=np.int64)], axis=1)
        whole = np.zeros((int(first[-1]), dim), dtype=np.int8)
        scales = np.zeros(int(first[-1]), dtype=np.float32)
        for begin, one in zip(first[:-1], passages, strict=True):
            largest = np.abs(one.vectors).max(axis=1, initial=1e-9)
            rounded = np.rint(one.vectors * (_LEVELS / largest[:, None]))
            whole[begin : begin + len(one.vectors)] = rounded.astype(np.int8)
            scales[begin : begin + len(one.vectors)] = largest / _LEVELS
        return cls(whole, scales, starts)

    def save(self, folder: Path) -> None:
        """Write them into ``folder``, which is made."""
        folder.mkdir(parents=True)
        np.save(folder / VECTORS_NAME, self._vectors)
        np.save(folder / SCALES_NAME, self._scales)
        np.save(folder / STARTS_NAME, self._starts)

    @classmethod
    def load(cls, folder: Path) -> TokenVectors:
        """Map what ``save`` wrote.

        Raises:
            IndexStateError: a file of it is missing or damaged.
        """
        try:
            return cls(
                np.load(folder / VECTORS_NAME, mmap_mode="r"),
                np.load(folder / SCALES_NAME),
                np.load(folder / STARTS_NAME),
            )
        except (OSError, ValueError, EOFError) as error:
            reason = type(error).__name__
            raise IndexStateError("index_damaged", path=folder, reason=reason) from error

    def similarity(
        self, query: TokenQuery, weights: NDArray[np.float32], rows: Sequence[int]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How much of a query each row has: the weighted mean over the query's tokens of the
        highest cosine with any of the row's tokens (MaxSim, equation 3 of the paper, weighted).

        Args:
            query: the query's tokens.
            weights: shape (n_tokens,), each at least 0.
            rows: the rows to look at.

        Returns:
            Two arrays of shape (n_rows,) in [-1, 1]: of the whole row with its section, and of what
            it itself states.
        """
        whole, own = np.zeros(len(rows)), np.zeros(len(rows))
        total = float(weights.sum())
        if not rows or total <= 0.0:
            return whole, own
        spans = [self._span(row) for row in rows]
        tokens = np.concatenate([np.arange(start, end) for start, _, end in spans])
        cosines = (self._vectors[tokens].astype(np.float32) @ query.vectors.T) * self._scales[
            tokens, None
        ]
        begin = 0
        for number, (start, inner, end) in enumerate(spans):
            part = cosines[begin : begin + end - start]
            begin += end - start
            if len(part):
                whole[number] = part.max(axis=0) @ weights / total
                inside = part[inner - start :] if inner < end else part
                own[number] = inside.max(axis=0) @ weights / total
        return whole, own

    def _span(self, row: int) -> tuple[int, int, int]:
        start, own = self._starts[row]
        last = row + 1 == len(self._starts)
        end = len(self._vectors) if last else self._starts[row + 1, 0]
        return int(start), int(own), int(end)
