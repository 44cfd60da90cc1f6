"""An encoder of two layers with random weights, and what knows its tokens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.e5_reader import E5Model, parse_e5, tensor_shape
from ingest.embedding.sentence_pieces import Tokens
from ingest.token_vectors import PassageTokens, QueryTokens
from tests.ingest.embedding.tiny_e5 import tiny_e5

WORDS = 40
_BEGINNING, _END, _PROMPT = 0, 1, 2


def random_e5() -> E5Model:
    """Two layers, 64 wide, over ``WORDS`` words."""
    tiny = parse_e5(tiny_e5())
    shape = replace(tiny.shape, hidden=64, intermediate=128, layers=2, vocabulary=WORDS)
    random = np.random.default_rng(0)
    parts = [name.removeprefix("l0.") for name in tiny.tensors if name.startswith("l0.")]
    names = [name for name in tiny.tensors if name.startswith("emb.")]
    names += [f"l{layer}.{part}" for layer in range(shape.layers) for part in parts]
    tensors = {}
    for name in names:
        size = tensor_shape(name, shape)
        values = random.normal(0, 1 / math.sqrt(size[-1]) if len(size) > 1 else 0.1, size)
        tensors[name] = (values + name.endswith("ln.w")).astype(np.float32)
    return replace(tiny, shape=shape, tensors=tensors)


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
