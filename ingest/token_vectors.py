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
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from ingest.errors import IndexStateError

TOKENS_VERSION = 1
"""Raised whenever the same model would yield other token vectors, or the files change."""

_VECTORS, _SCALES, _IDS, _STARTS = "vectors.npy", "scales.npy", "ids.npy", "starts.npy"
_LEVELS = 127


@dataclass(frozen=True)
class PassageTokens:
    """The tokens of one passage, rounded to 8 bits a number.

    Attributes:
        vectors: shape (n_tokens, dim), int8.
        scales: shape (n_tokens,), float32: times these, the vectors are L2-normalised.
        ids: shape (n_tokens,), int32: the tokens' numbers in the vocabulary.
        own: number of the first token of what the passage itself states, after its section.
    """

    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]
    ids: NDArray[np.int32]
    own: int


@dataclass(frozen=True)
class QueryTokens:
    """The tokens of one query, without those of its prompt.

    Attributes:
        vectors: shape (n_tokens, dim), float32, L2-normalised.
        ids: shape (n_tokens,), int32: the tokens' numbers in the vocabulary.
        emphasis: shape (n_tokens,), float32, positive: how much more each counts than others as
            rare; None where all count alike.
    """

    vectors: NDArray[np.float32]
    ids: NDArray[np.int32]
    emphasis: NDArray[np.float32] | None = None


def rounded(vectors: NDArray[np.float32], ids: Sequence[int], own: int) -> PassageTokens:
    """A passage's tokens from their vectors, shape (n_tokens, dim), of any length."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    largest = np.maximum(np.abs(unit).max(axis=1), 1e-9)
    return PassageTokens(
        np.rint(unit * (_LEVELS / largest[:, None])).astype(np.int8),
        (largest / _LEVELS).astype(np.float32),
        np.asarray(ids, dtype=np.int32),
        own,
    )


def write_tokens(folder: Path, passages: Sequence[PassageTokens]) -> None:
    """Write the tokens of an index into ``folder``, which is made; row i is ``passages[i]``.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True)
    lengths = [len(one.ids) for one in passages]
    first = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    own = np.asarray([one.own for one in passages], dtype=np.int64)
    starts = np.stack([first, np.append(first[:-1] + own, first[-1])], axis=1)
    dim = passages[0].vectors.shape[1] if passages else 0
    if int(first[-1]) and dim:
        vectors = open_memmap(folder / _VECTORS, "w+", np.int8, (int(first[-1]), dim))
        for begin, one in zip(first, passages, strict=False):
            vectors[begin : begin + len(one.ids)] = one.vectors
        vectors.flush()
        del vectors
    else:
        np.save(folder / _VECTORS, np.zeros((0, dim), dtype=np.int8))
    empty = np.zeros(0, dtype=np.float32)
    np.save(folder / _SCALES, np.concatenate([empty, *(one.scales for one in passages)]))
    np.save(folder / _IDS, np.concatenate([empty, *(one.ids for one in passages)]).astype(np.int32))
    np.save(folder / _STARTS, starts.astype(np.int64))


class TokenVectors:
    """The token vectors of an index, by row, mapped from their file.

    Raises:
        IndexStateError: a file in ``folder`` is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._vectors: NDArray[np.int8] = _mapped(folder / _VECTORS)
            self._scales: NDArray[np.float32] = np.load(folder / _SCALES)
            self._ids: NDArray[np.int32] = np.load(folder / _IDS)
            self._starts: NDArray[np.int64] = np.load(folder / _STARTS)
            whole = len(self._vectors) == len(self._scales) == len(self._ids) == self._starts[-1, 0]
        except (OSError, ValueError, EOFError, IndexError) as error:
            reason = type(error).__name__
            raise IndexStateError("index_damaged", path=folder, reason=reason) from error
        if not whole:
            raise IndexStateError("index_damaged", path=folder, reason="tokens missing")
        self._frequencies = self._unit_frequencies()

    def __len__(self) -> int:
        return len(self._starts) - 1

    def of(self, row: int) -> PassageTokens:
        """The tokens of a row, copied out of the file."""
        start, own, end = self._span(row)
        return PassageTokens(
            np.array(self._vectors[start:end]),
            self._scales[start:end].copy(),
            self._ids[start:end].copy(),
            own - start,
        )

    def weights(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """How telling each token of a query is: ln(1 + N / (n + 0.5)), n of the N rows having it."""
        known, counts = self._frequencies
        if not len(known):
            return np.ones(len(ids), dtype=np.float32)
        places = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        n = np.where(known[places] == ids, counts[places], 0)
        weights: NDArray[np.float32] = np.log1p(len(self) / (n + 0.5)).astype(np.float32)
        return weights

    def similarities(
        self, queries: Sequence[QueryTokens], rows: Sequence[int]
    ) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        """How much of each query each row has: the weighted mean over the query's tokens of the
        highest cosine with any of the row's tokens (MaxSim, equation 3 of the paper, weighted).
        The rows are read once.

        Returns:
            For each query two arrays of shape (n_rows,) in [-1, 1]: of the whole row with its section,
            and of what it itself states.
        """
        spans = self._spans(rows)
        filled = np.flatnonzero(spans[:, 2] > spans[:, 0])
        lengths = [len(query.ids) for query in queries]
        found = [(np.zeros(len(rows)), np.zeros(len(rows))) for _ in queries]
        if not sum(lengths) or not len(filled):
            return found
        starts, inner, ends = spans[filled].T
        tokens = np.concatenate([np.arange(*one) for one in zip(starts, ends, strict=True)])
        asked = np.concatenate([query.vectors for query in queries if len(query.ids)])
        cosines = self._vectors[tokens].astype(np.float32) @ asked.T
        cosines *= self._scales[tokens, None]
        # Each row is one run of tokens, or two: of its section, and of what it states itself.
        begins = np.cumsum(ends - starts) - (ends - starts)
        stated = begins + np.where(inner < ends, inner - starts, 0)
        runs = np.union1d(begins, stated)
        highest = np.maximum.reduceat(cosines, runs, axis=0)
        of_all, of_own = (highest[np.searchsorted(runs, one)] for one in (begins, stated))
        of_all = np.maximum(of_all, of_own)
        at = 0
        for (whole, own), query, length in zip(found, queries, lengths, strict=True):
            if length:
                weights = self._weights_of(query)
                whole[filled] = of_all[:, at : at + length] @ weights
                own[filled] = of_own[:, at : at + length] @ weights
            at += length
        return found

    def _weights_of(self, query: QueryTokens) -> NDArray[np.float32]:
        """What each token of a query counts, 1 in all."""
        weights = self.weights(query.ids)
        if query.emphasis is not None:
            weights *= query.emphasis
        weights /= weights.sum()
        return weights

    def _spans(self, rows: Sequence[int]) -> NDArray[np.int64]:
        """Where each row's tokens begin, where those of its own statement do, and where they end, shape
        (n_rows, 3).
        """
        numbers = np.asarray(rows, dtype=np.int64)
        return np.column_stack([self._starts[numbers], self._starts[numbers + 1, 0]])

    def _span(self, row: int) -> tuple[int, int, int]:
        start, own = self._starts[row]
        return int(start), int(own), int(self._starts[row + 1, 0])

    def _unit_frequencies(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The tokens there are, ascending, and in how many rows each is."""
        lengths = np.diff(self._starts[:, 0])
        rows = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
        pairs = np.unique(np.stack([self._ids.astype(np.int64), rows]), axis=1)
        known, counts = np.unique(pairs[0], return_counts=True)
        return known.astype(np.int32), counts


def _mapped(path: Path) -> NDArray[np.int8]:
    """An array mapped from its file; an empty one cannot be."""
    try:
        # The memory behind it alone: each slice of numpy's own class for mapped files takes its time.
        mapped: NDArray[np.int8] = np.asarray(np.load(path, mmap_mode="r"))
    except ValueError:
        mapped = np.load(path)
    return mapped
