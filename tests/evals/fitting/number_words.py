"""A tokenizer of numbers, and what the fit reads of an index of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.sentence_pieces import Tokens
from ingest.token_vectors import PassageTokens, QueryTokens

_BEGINNING, _END, _PROMPT = 0, 1, 2


class WordTokens:
    """A tokenizer whose words are numbers: "query: 7 8" has the tokens of its prompt, 7 and 8."""

    def encode(self, texts: Sequence[str]) -> list[Tokens]:
        """Each text's tokens."""
        found = []
        for text in texts:
            prompt, words = text.split(": ")
            ids, ends = [_BEGINNING, _PROMPT], [len(prompt) + 2]
            for word in words.split():
                ids.append(int(word))
                ends.append(ends[-1] + len(word) + 1)
            found.append(Tokens([*ids, _END], ends))
        return found


class WordIndex:
    """What the fit reads of an index: the tokens of passages, each a row of numbers."""

    def __init__(self, passages: Sequence[Sequence[int]]) -> None:
        self._passages = passages

    def passage_tokens(self, row: int) -> PassageTokens:
        """The tokens of a row; its first word is its section's."""
        ids = np.asarray([_BEGINNING, _PROMPT, *self._passages[row], _END], dtype=np.int32)
        return PassageTokens(
            np.zeros((len(ids), 1), np.int8), np.ones(len(ids), np.float32), ids, 3
        )

    def token_weights(self, tokens: QueryTokens) -> NDArray[np.float32]:
        """All tokens tell as much."""
        return np.ones(len(tokens.ids), dtype=np.float32)
