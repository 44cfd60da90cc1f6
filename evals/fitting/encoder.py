"""Fits changes of the encoder to questions with their evidence; torch is loaded when it is called.

The upper layers are changed by matrices of a low rank (``ingest/embedding/tuning.py``). The loss is
that of ``evals.fitting.adapter`` over some of a question's hits, and a share of the same over the cosine of
whole texts, for the search that finds the hits: minus the logarithm of the share of evidence in the
softmax (multi-positive InfoNCE; van den Oord et al., Representation Learning with Contrastive
Predictive Coding, 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evals.fitting.adapter import Asked, Example, Place, passages_of
from evals.fitting.torch_encoder import Encoded, TorchEncoder
from ingest.embedding.e5_reader import E5Model
from ingest.embedding.onnx_model import QUERY_PROMPT
from ingest.embedding.sentence_pieces import SentencePieces
from ingest.embedding.tuning import Tuning
from ingest.token_vectors import QueryTokens

if TYPE_CHECKING:
    from torch import Tensor

FIRST_LAYER, RANK = 7, 16
EPOCHS, BATCH = 1.0, 8
RATE, MAP_RATE, SILENCE_RATE, SHARPNESS_RATE = 6e-4, 1e-3, 3e-4, 1e-2
"""AdamW's; all fall to a twentieth along a straight line, after ``_WARM_UP`` steps of rising."""

DECAY = 0.01
_WARM_UP, _LEAST_RATE, _LONGEST_STEP = 20, 0.05, 1.0
PENALTY = 0.01
"""Of the squared distance of the query's map from the identity, a step."""

WHOLE_SHARE = 0.3
"""What the search by whole texts weighs beside late interaction."""

HITS, POSITIVES, NEAREST = 12, 3, 20
"""Hits a question and step: of its evidence at most so many; of the others two thirds among its first."""

LONGEST = 160
"""Tokens of a passage that are looked at."""

_SHARPNESS, _WHOLE_SHARPNESS, _SILENCE = 3.4, 3.9, 0.55
"""What is learned along, at first: logarithms of what similarities are multiplied by, and the
similarity from which on something answers."""

Progress = Callable[[int, int], None]
"""Told after each step how many are done, of how many."""


@dataclass(frozen=True)
class _Query:
    """A query: its states below the layers that change, and which of its tokens count how much."""

    states: Tensor
    kept: slice
    telling: Tensor


@dataclass(frozen=True)
class _Passage:
    """A passage: its states, and the first of its tokens that it states itself."""

    states: Tensor
    own: int


def fit_encoder(
    examples: Sequence[Example],
    model: E5Model,
    tokenizer: SentencePieces,
    on_step: Progress = lambda done, total: None,
) -> Tuning:
    """Fit changes for a model; the same every time on the same machine.

    Args:
        examples: questions with their hits; of their indexes, made with ``model``, only the
            numbers of the tokens are read.
        model: as it is converted without changes.
        tokenizer: the model's.
        on_step: told of each step.

    Raises:
        ValueError: there are no examples, or an index has no token vectors.
    """
    import torch

    if not examples:
        raise ValueError("no examples")
    fit = _Fit(TorchEncoder(model, FIRST_LAYER, RANK), examples, tokenizer)
    optimiser = torch.optim.AdamW(
        [
            {"params": fit.factors, "lr": RATE, "weight_decay": DECAY},
            {"params": [fit.change, fit.emphasis], "lr": MAP_RATE, "weight_decay": 0.0},
            {"params": [fit.silence], "lr": SILENCE_RATE, "weight_decay": 0.0},
            {
                "params": [fit.sharpness, fit.whole_sharpness],
                "lr": SHARPNESS_RATE,
                "weight_decay": 0.0,
            },
        ]
    )
    steps = max(int(EPOCHS * len(examples) / BATCH), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / _WARM_UP, max(_LEAST_RATE, 1 - s / steps))
    )
    chance = np.random.default_rng(0)
    order: list[int] = []
    for step in range(steps):
        while len(order) < BATCH:
            order = [*order, *(int(n) for n in chance.permutation(len(examples)))]
        batch, order = order[:BATCH], order[BATCH:]
        optimiser.zero_grad()
        torch.autograd.backward(fit.loss([examples[number] for number in batch], chance))
        torch.nn.utils.clip_grad_norm_(fit.factors, _LONGEST_STEP)
        optimiser.step()
        schedule.step()
        on_step(step + 1, steps)
    return fit.encoder.tuning()


class _Fit:
    """What is learned, and its loss.

    Only the encoder's changes are kept: the map of the query's tokens, what silence is like and how
    sharp the softmax is are fitted again by ``evals.fitting.adapter``.
    """

    def __init__(
        self,
        encoder: TorchEncoder,
        examples: Sequence[Example],
        tokenizer: SentencePieces,
    ) -> None:
        import torch

        self.encoder = encoder
        self._passages = _passages(encoder, examples)
        self._queries = _queries(encoder, examples, tokenizer)
        hidden = next(iter(self._passages.values())).states.shape[1]
        self.change = torch.zeros(hidden, hidden, requires_grad=True)
        self.emphasis = torch.zeros(hidden, requires_grad=True)
        silence = torch.zeros(hidden + 1)
        silence[-1] = _SILENCE
        self.silence = silence.requires_grad_()
        self.sharpness = torch.tensor(_SHARPNESS, requires_grad=True)
        self.whole_sharpness = torch.tensor(_WHOLE_SHARPNESS, requires_grad=True)

    @property
    def factors(self) -> list[Tensor]:
        """The factors of the encoder's changes."""
        return [factor for both in self.encoder.changes.values() for factor in both]

    def loss(self, batch: Sequence[Example], chance: np.random.Generator) -> Tensor:
        """The mean loss of some examples."""
        import torch

        weights = self.encoder.upper_weights()
        chosen = [_choose(one.right, chance) for one in batch]
        hits = [
            [one.places[hit] for hit in numbers.tolist()]
            for one, (numbers, _) in zip(batch, chosen, strict=True)
        ]
        # Passages of like length together, to pad little.
        places = sorted(
            dict.fromkeys(place for one in hits for place in one),
            key=lambda place: len(self._passages[place].states),
        )
        tokens: dict[Place, Tensor] = {}
        wholes: dict[Place, Tensor] = {}
        for start in range(0, len(places), 3 * BATCH):
            part = places[start : start + 3 * BATCH]
            encoded = self.encoder.upper([self._passages[place].states for place in part], weights)
            for number, place in enumerate(part):
                tokens[place] = encoded.tokens[number, : len(self._passages[place].states)]
                wholes[place] = encoded.whole[number]
        names = [query for one in batch for query in one.asked]
        asked = self.encoder.upper([self._queries[name].states for name in names], weights)
        losses, first = [], 0
        for one, found, (_, n_right) in zip(batch, hits, chosen, strict=True):
            mine = slice(first, first + len(one.asked))
            first += len(one.asked)
            queries = [self._queries[name] for name in one.asked]
            vectors = Encoded(asked.tokens[mine], asked.whole[mine])
            late = self._late(vectors, queries, found, tokens)
            whole = (torch.stack([wholes[place] for place in found]) @ vectors.whole.T).amax(dim=1)
            losses.append(_missed(late * self.sharpness.exp(), n_right, silent=True))
            if n_right:
                sharp = whole * self.whole_sharpness.exp()
                losses.append(WHOLE_SHARE * _missed(sharp, n_right, silent=False))
        mean: Tensor = torch.stack(losses).sum() / len(batch)
        return mean + PENALTY * self.change.square().sum()

    def _late(
        self,
        vectors: Encoded,
        queries: Sequence[_Query],
        hits: Sequence[Place],
        tokens: dict[Place, Tensor],
    ) -> Tensor:
        """The late interaction of some hits, the mean of the whole and its own, and last of silence,
        shape (n_hits + 1,).
        """
        import torch

        length = max(len(tokens[hit]) for hit in hits)
        stacked = torch.stack(
            [
                torch.nn.functional.pad(tokens[hit], (0, 0, 0, length - len(tokens[hit])))
                for hit in hits
            ]
        )
        places = torch.arange(length)[None]
        inside = places < torch.tensor([[len(tokens[hit])] for hit in hits])
        owned = inside & (places >= torch.tensor([[self._passages[hit].own] for hit in hits]))
        both = []
        for number, query in enumerate(queries):
            mine = vectors.tokens[number, query.kept]
            weights = query.telling * torch.exp(mine @ self.emphasis)
            weights = weights / weights.sum()
            mapped = torch.nn.functional.normalize(mine + mine @ self.change.T, dim=1)
            cosines = stacked @ mapped.T
            whole = cosines.masked_fill(~inside[..., None], -1.0).amax(dim=1) @ weights
            own = cosines.masked_fill(~owned[..., None], -1.0).amax(dim=1) @ weights
            both.append((whole + own) / 2)
        mean = vectors.tokens[0, queries[0].kept].mean(dim=0)
        silent = mean @ self.silence[:-1] + self.silence[-1]
        return torch.cat([torch.stack(both).amax(dim=0), silent[None]])


def _missed(scores: Tensor, n_right: int, *, silent: bool) -> Tensor:
    """Minus the logarithm of the share of what is right, in the softmax of the scores.

    Args:
        scores: the first ``n_right`` of them are right; with ``silent`` the last is silence's, right
            where no other is.
    """
    import torch

    right = scores[:n_right] if n_right or not silent else scores[-1:]
    return torch.logsumexp(scores, 0) - torch.logsumexp(right, 0)


def _choose(right: NDArray[np.bool_], chance: np.random.Generator) -> tuple[NDArray[np.int64], int]:
    """Some of a question's hits, its evidence first, and how many of them are that."""
    evidence, others = np.flatnonzero(right), np.flatnonzero(~right)
    if len(evidence) > POSITIVES:
        evidence = chance.choice(evidence, POSITIVES, replace=False)
    room = min(HITS - len(evidence), len(others))
    nearest = others[:NEAREST]
    near = chance.choice(nearest, min(len(nearest), room * 2 // 3), replace=False)
    rest = np.setdiff1d(others, near)
    far = chance.choice(rest, min(len(rest), room - len(near)), replace=False)
    return np.concatenate([evidence, near, far]).astype(np.int64), len(evidence)


def _passages(encoder: TorchEncoder, examples: Sequence[Example]) -> dict[Place, _Passage]:
    """All hits of the examples."""
    found = passages_of(examples)
    states = encoder.lower([one.ids[:LONGEST].tolist() for one in found.values()])
    return {
        place: _Passage(one, tokens.own if tokens.own < len(one) else 0)
        for (place, tokens), one in zip(found.items(), states, strict=True)
    }


def _queries(
    encoder: TorchEncoder, examples: Sequence[Example], tokenizer: SentencePieces
) -> dict[Asked, _Query]:
    """All queries of the examples."""
    import torch

    indexes = {asked: example.index for example in examples for asked in example.asked}
    encodings = tokenizer.encode([QUERY_PROMPT + text for _, text in indexes])
    states = encoder.lower([one.ids for one in encodings])
    found = {}
    for (asked, index), encoding, one in zip(indexes.items(), encodings, states, strict=True):
        kept = slice(encoding.first_at(len(QUERY_PROMPT)), len(encoding.ids) - 1)
        ids = np.asarray(encoding.ids[kept], dtype=np.int32)
        telling = index.token_weights(QueryTokens(np.zeros((len(ids), 1), np.float32), ids))
        found[asked] = _Query(one, kept, torch.from_numpy(telling))
    return found
