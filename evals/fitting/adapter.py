"""Fits the query adapter to questions with their evidence; torch is loaded when it is called.

The loss is that of contrastive learning over the hits of a question and silence: minus the logarithm
of the share of evidence, or of silence where there is none, in the softmax of the late interaction
(multi-positive InfoNCE; van den Oord et al., Representation Learning with Contrastive Predictive
Coding, 2018), with the squared distance from the identity as penalty.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.query_adapter import QueryAdapter
from ingest.index import Index
from ingest.token_vectors import PassageTokens, QueryTokens

if TYPE_CHECKING:
    from torch import Tensor

EPOCHS, BATCH = 5, 8
RATE, SILENCE_RATE, SHARPNESS_RATE = 1e-3, 3e-4, 1e-2
"""Adam's; all fall to a twentieth along a straight line."""

PENALTY = 0.01
"""Of the squared distance from the identity, a step."""

_SHARPNESS = 3.4
"""Logarithm of what similarities are multiplied by at first; it is learned along."""


Place = tuple[int, int]
"""An index, by its identity, and a row of it."""

Asked = tuple[int, str]
"""An index, by its identity, and what is asked of it."""


@dataclass(frozen=True)
class Example:
    """A question with its hits.

    Attributes:
        queries: what is embedded of it.
        rows: of its hits, in ``index``.
        right: shape (n_hits,): which of them are evidence; none where nothing answers.
        index: where it was searched; several, made with one embedding model, can be learned from.
    """

    queries: tuple[str, ...]
    rows: tuple[int, ...]
    right: NDArray[np.bool_]
    index: Index

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Its queries, told apart from those of other indexes."""
        return tuple((id(self.index), query) for query in self.queries)

    @property
    def places(self) -> tuple[Place, ...]:
        """Its hits, told apart from those in other indexes."""
        return tuple((id(self.index), row) for row in self.rows)


@dataclass(frozen=True)
class _Tensors:
    """An example as tensors.

    Attributes:
        queries: for each query its vectors (n_tokens, dim) and how telling each token is.
        tokens: numbers of the tokens of all its hits in a row.
        hits, own: for each of ``tokens`` the hit it is of; in ``own`` only those of its statement,
            the others are of a hit beyond the last.
        right: as of ``Example``, and last whether none is.
    """

    queries: list[tuple[Tensor, Tensor]]
    tokens: Tensor
    hits: Tensor
    own: Tensor
    right: Tensor


def fit_adapter(examples: Sequence[Example]) -> QueryAdapter:
    """Fit an adapter for the embedding model of the examples' indexes; the same every time.

    Raises:
        ValueError: there are no examples, or an index has no token vectors.
    """
    import torch

    if not examples:
        raise ValueError("no examples")
    passages, prepared = _prepare(examples)
    model = _Model(passages)
    with torch.no_grad():
        best = torch.stack([model.similarity(one).max() for one in prepared])
        model.silence[-1] = best.median() - 0.5 / math.exp(_SHARPNESS)
    optimiser = torch.optim.Adam(
        [
            {"params": [model.change, model.emphasis], "lr": RATE},
            {"params": [model.silence], "lr": SILENCE_RATE},
            {"params": [model.sharpness], "lr": SHARPNESS_RATE},
        ]
    )
    steps = EPOCHS * -(-len(prepared) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: max(0.05, 1 - s / steps))
    order = np.random.default_rng(0)
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(prepared))
        for start in range(0, len(prepared), BATCH):
            optimiser.zero_grad()
            for number in shuffled[start : start + BATCH]:
                torch.autograd.backward(model.loss(prepared[number]) / BATCH)
            torch.autograd.backward(PENALTY * model.change.square().sum())
            optimiser.step()
            schedule.step()
    return QueryAdapter(
        *(one.detach().numpy() for one in (model.change, model.emphasis, model.silence))
    )


class _Model:
    """What is fitted, as ``QueryAdapter`` has it, and how sharp the softmax is.

    Args:
        passages: the tokens of all hits, shape (n_tokens, dim).
    """

    def __init__(self, passages: Tensor) -> None:
        import torch

        dim = passages.shape[1]
        self.passages = passages
        self.change = torch.zeros(dim, dim, requires_grad=True)
        self.emphasis = torch.zeros(dim, requires_grad=True)
        self.silence = torch.zeros(dim + 1, requires_grad=True)
        self.sharpness = torch.tensor(_SHARPNESS, requires_grad=True)

    def loss(self, one: _Tensors) -> Tensor:
        """Minus the logarithm of the share of what is right."""
        import torch

        (vectors, _), *_ = one.queries
        silent = vectors.mean(dim=0) @ self.silence[:-1] + self.silence[-1]
        scores = torch.cat([self.similarity(one), silent[None]]) * self.sharpness.exp()
        return torch.logsumexp(scores, 0) - torch.logsumexp(scores[one.right], 0)

    def similarity(self, one: _Tensors) -> Tensor:
        """The late interaction of each hit, the mean of the whole and its own, shape (n_hits,)."""
        import torch

        n_hits = len(one.right) - 1
        tokens = self.passages[one.tokens]
        both = []
        for vectors, telling in one.queries:
            weights = telling * torch.exp(vectors @ self.emphasis)
            weights = weights / weights.sum()
            mapped = torch.nn.functional.normalize(vectors + vectors @ self.change.T, dim=1)
            cosines = tokens @ mapped.T
            found = [
                _highest(cosines, members, n_hits) @ weights for members in (one.hits, one.own)
            ]
            both.append(torch.stack(found))
        return torch.stack(both).max(dim=0).values.mean(dim=0)


def _highest(cosines: Tensor, members: Tensor, n_hits: int) -> Tensor:
    """The highest cosine of each hit with each query token, shape (n_hits, n_query_tokens)."""
    import torch

    highest = torch.full((n_hits + 1, cosines.shape[1]), -1.0)
    places = members[:, None].expand(-1, cosines.shape[1])
    return highest.scatter_reduce(0, places, cosines, "amax", include_self=True)[:n_hits]


def passages_of(examples: Sequence[Example]) -> dict[Place, PassageTokens]:
    """The tokens of all hits of the examples.

    Raises:
        ValueError: an index has no token vectors.
    """
    indexes = {id(example.index): example.index for example in examples}
    passages = {}
    for place in dict.fromkeys(place for example in examples for place in example.places):
        found = indexes[place[0]].passage_tokens(place[1])
        if found is None:
            raise ValueError("the index has no token vectors")
        passages[place] = found
    return passages


def _prepare(examples: Sequence[Example]) -> tuple[Tensor, list[_Tensors]]:
    """All tokens of all hits once, shape (n_tokens, dim), and the examples that refer to them."""
    import torch

    starts: dict[Place, tuple[int, int, int]] = {}
    parts: list[NDArray[np.float32]] = []
    total = 0
    for place, found in passages_of(examples).items():
        parts.append(found.vectors.astype(np.float32) * found.scales[:, None])
        size = len(found.ids)
        starts[place] = total, total + (found.own if found.own < size else 0), total + size
        total += size
    prepared = []
    for example in examples:
        tokens: list[int] = []
        hits: list[int] = []
        own: list[int] = []
        for number, place in enumerate(example.places):
            begin, inner, end = starts[place]
            tokens += range(begin, end)
            hits += [number] * (end - begin)
            own += [len(example.rows)] * (inner - begin) + [number] * (end - inner)
        prepared.append(
            _Tensors(
                [_query(example.index, query) for query in example.queries],
                torch.tensor(tokens),
                torch.tensor(hits),
                torch.tensor(own),
                torch.from_numpy(np.append(example.right, not example.right.any())),
            )
        )
    return torch.from_numpy(np.concatenate(parts)), prepared


def _query(index: Index, query: str) -> tuple[Tensor, Tensor]:
    import torch

    tokens: QueryTokens | None = index.query_tokens(query)
    if tokens is None:
        raise ValueError("the index has no token vectors")
    return torch.from_numpy(tokens.vectors), torch.from_numpy(index.token_weights(tokens))
