"""BM25 over search terms. The one door to bm25s."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IndexStateError

if TYPE_CHECKING:
    import bm25s

K1, B = 1.2, 0.75
"""Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009)."""


class LexicalIndex:
    """BM25 (Lucene's variant) over the units of an index, by their row numbers."""

    def __init__(self, model: bm25s.BM25) -> None:
        self._model = model
        self._vocabulary: frozenset[str] = frozenset(model.vocab_dict)

    @classmethod
    def build(cls, terms: Sequence[list[str]]) -> LexicalIndex:
        """Index one list of terms a unit; ``terms[i]`` belongs to row i."""
        import bm25s

        model = bm25s.BM25(k1=K1, b=B, method="lucene")
        # A unit without terms has one that no text has, and so has an index without units.
        model.index([words or ["\0"] for words in terms] or [["\0"]], show_progress=False)
        return cls(model)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read an index that ``save`` wrote.

        Raises:
            IndexStateError: a file of it is missing or damaged.
        """
        import bm25s

        try:
            index = cls(bm25s.BM25.load(str(folder), show_progress=False))
            index.idf(0)
        # bm25s checks nothing: what a damaged file brings up depends on where it is damaged.
        except Exception as error:
            reason = type(error).__name__
            raise IndexStateError("index_damaged", path=folder, reason=reason) from error
        return index

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        self._model.save(str(folder), show_progress=False)

    def document_frequency(self, term: str) -> int:
        """How many units have the term."""
        number = self._model.vocab_dict.get(term)
        if number is None:
            return 0
        starts = self._model.scores["indptr"]
        return int(starts[number + 1] - starts[number])

    def idf(self, document_frequency: int) -> float:
        """Lucene's inverse document frequency: ln(1 + (N - n + 0.5) / (n + 0.5))."""
        total = int(self._model.scores["num_docs"])
        n = min(document_frequency, total)
        return math.log(1 + (total - n + 0.5) / (n + 0.5))

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 score of every unit for the terms, shape (n_units,), 0 where none occurs."""
        known = [term for term in terms if term in self._vocabulary]
        if not known:
            return np.zeros(self._model.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)
