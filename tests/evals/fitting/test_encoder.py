"""Fitting the encoder: questions whose words are never those of their answers are learned."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from evals.fitting import encoder
from evals.fitting.adapter import Example
from evals.fitting.encoder import fit_encoder
from evals.fitting.torch_encoder import TorchEncoder
from ingest.embedding.sentence_pieces import SentencePieces
from ingest.embedding.tuning import Tuning, tuned
from ingest.index import Index
from tests.evals.fitting.number_words import WordIndex, WordTokens
from tests.ingest.embedding.random_e5 import random_e5

PASSAGES = [[3, 20 + number, 30 + number] for number in range(6)]
ASKED = tuple(f"{10 + number}" for number in range(6))
"""Whoever asks 10 is answered by the first passage, and so on; they have no word in common."""

TOKENIZER = cast(SentencePieces, WordTokens())
INDEX = cast(Index, WordIndex(PASSAGES))


def examples() -> list[Example]:
    return [
        Example((asked,), tuple(range(6)), np.arange(6) == number, INDEX)
        for number, asked in enumerate(ASKED)
    ]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "FIRST_LAYER", 0)
    monkeypatch.setattr(encoder, "RATE", 3e-3)


def share_first(tuning: Tuning) -> float:
    """Of the questions, how many have their passage nearest by the cosine of whole texts."""
    model = tuned(random_e5(), tuning)
    whole = TorchEncoder(model, 0, rank=1)
    weights = whole.upper_weights()
    passages = [INDEX.passage_tokens(row) for row in range(6)]
    found = whole.upper(whole.lower([one.ids.tolist() for one in passages if one]), weights)
    tokens = TOKENIZER.encode([f"query: {asked}" for asked in ASKED])
    asked = whole.upper(whole.lower([one.ids for one in tokens]), weights)
    nearest = (asked.whole @ found.whole.T).argmax(dim=1).numpy()
    return float((nearest == np.arange(6)).mean())


def test_it_learns_which_words_answer_which() -> None:
    assert share_first({}) < 0.5
    steps: list[tuple[int, int]] = []
    tuning = fit_encoder(examples() * 40, random_e5(), TOKENIZER, lambda *step: steps.append(step))
    assert share_first(tuning) == 1.0
    assert steps[-1] == (30, 30)


def test_the_fit_is_the_same_each_time() -> None:
    one, other = (fit_encoder(examples(), random_e5(), TOKENIZER) for _ in range(2))
    for name, change in one.items():
        np.testing.assert_array_equal(change.up, other[name].up)


def test_without_examples_nothing_is_fitted() -> None:
    with pytest.raises(ValueError, match="no examples"):
        fit_encoder([], random_e5(), TOKENIZER)


def test_evidence_comes_first_among_the_chosen_hits() -> None:
    right = np.zeros(80, dtype=bool)
    right[[4, 9, 33, 70]] = True
    hits, n_right = encoder._choose(right, np.random.default_rng(0))
    assert (len(hits), n_right) == (encoder.HITS, encoder.POSITIVES)
    assert right[hits[:n_right]].all()
    assert not right[hits[n_right:]].any()
    assert len(set(hits.tolist())) == len(hits)
    none, n_none = encoder._choose(np.zeros(5, dtype=bool), np.random.default_rng(0))
    assert (sorted(none.tolist()), n_none) == ([0, 1, 2, 3, 4], 0)
