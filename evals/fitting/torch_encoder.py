"""The E5 encoder in torch, for fitting: its upper layers with low-rank changes that are learned.

torch is imported when it is called.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ingest.embedding.e5_graph import HEAD_WIDTH
from ingest.embedding.e5_reader import E5Model
from ingest.embedding.tuning import Change, Tuning

if TYPE_CHECKING:
    from torch import Tensor

_MATRICES = ("q", "k", "v", "ao", "fi", "fo")
"""The weight matrices of a layer; norms and biases stay as they are."""

_UNSEEN = -1e4
"""Added to the likeness of what lies beyond a text's length."""

_PADDED_TOKENS = 4096
"""Tokens a forward pass of the lower layers, padding included."""


@dataclass(frozen=True)
class Encoded:
    """Some texts behind the upper layers.

    Attributes:
        tokens: shape (n, longest, hidden), L2-normalised: of the last layer but one. What lies beyond
            a text's length means nothing.
        whole: shape (n, hidden), L2-normalised: the mean of the last layer.
    """

    tokens: Tensor
    whole: Tensor


class TorchEncoder:
    """Computes what ``e5_graph`` does, in bfloat16 inside of the matrix products.

    Args:
        model: the weights.
        first: the number of the first layer that changes; those below are computed once a text.
        rank: of the changes.
        seed: of their beginnings.

    Attributes:
        changes: for each changed matrix its two learned factors, (rank, inputs) and (outputs, rank).
    """

    def __init__(self, model: E5Model, first: int, rank: int, seed: int = 0) -> None:
        import torch

        self._shape = model.shape
        self._heads = max(model.shape.hidden // HEAD_WIDTH, 1)
        # What was read is not to be written to, and torch shares it.
        self._tensors = {name: torch.tensor(np.array(one)) for name, one in model.tensors.items()}
        self._first = first
        torch.manual_seed(seed)
        self.changes: dict[str, tuple[Tensor, Tensor]] = {}
        for layer in range(first, model.shape.layers):
            for part in _MATRICES:
                outputs, inputs = self._tensors[f"l{layer}.{part}.w"].shape
                down = torch.randn(rank, inputs) / math.sqrt(inputs)
                up = torch.zeros(outputs, rank)
                self.changes[f"l{layer}.{part}.w"] = (
                    down.requires_grad_(),
                    up.requires_grad_(),
                )

    def tuning(self) -> Tuning:
        """The changes as they are now."""
        return {
            name: Change(down.detach().numpy().copy(), up.detach().numpy().copy())
            for name, (down, up) in self.changes.items()
        }

    def lower(self, texts: Sequence[Sequence[int]]) -> list[Tensor]:
        """The layers that do not change: for each text, by its token ids, a tensor of shape
        (n_tokens, hidden) in bfloat16.
        """
        import torch

        hidden: dict[int, Tensor] = {}
        order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
        weights = self._weights(range(self._first))
        with torch.no_grad():
            while order:
                size = max(_PADDED_TOKENS // len(texts[order[0]]), 1)
                batch, order = order[:size], order[size:]
                embedded = [self._embed(texts[number]) for number in batch]
                states, mask = _padded(embedded)
                for layer in range(self._first):
                    states = self._layer(states, mask, layer, weights)
                for place, number in enumerate(batch):
                    hidden[number] = states[place, : len(texts[number])].to(torch.bfloat16)
        return [hidden[number] for number in range(len(texts))]

    def upper(self, lower: Sequence[Tensor], weights: Mapping[str, Tensor]) -> Encoded:
        """The layers that change, for some texts of ``lower``, with ``upper_weights()``."""
        import torch

        states, mask = _padded([one.float() for one in lower])
        last = self._shape.layers - 1
        for layer in range(self._first, last):
            states = self._layer(states, mask, layer, weights)
        tokens = torch.nn.functional.normalize(states, dim=-1)
        states = self._layer(states, mask, last, weights)
        whole = (states * mask[..., None]).sum(dim=1)
        return Encoded(tokens, torch.nn.functional.normalize(whole, dim=-1))

    def upper_weights(self) -> dict[str, Tensor]:
        """The weights of the layers that change, with their changes: once a step."""
        return self._weights(range(self._first, self._shape.layers))

    def _weights(self, layers: range) -> dict[str, Tensor]:
        import torch

        found = {}
        for layer in layers:
            for part in _MATRICES:
                name = f"l{layer}.{part}.w"
                weight = self._tensors[name]
                if name in self.changes:
                    down, up = self.changes[name]
                    weight = weight + up @ down
                found[name] = weight.to(torch.bfloat16)
                bias = f"l{layer}.{part}.b"
                found[bias] = self._tensors[bias].to(torch.bfloat16)
        return found

    def _embed(self, ids: Sequence[int]) -> Tensor:
        import torch

        words = self._tensors["emb.word"][torch.tensor(ids)]
        summed = words + self._tensors["emb.pos"][: len(ids)] + self._tensors["emb.type"][0]
        return self._norm(summed, "emb.ln")

    def _layer(
        self, states: Tensor, mask: Tensor, layer: int, weights: Mapping[str, Tensor]
    ) -> Tensor:
        import torch

        n, length, hidden = states.shape
        half = states.to(torch.bfloat16)
        queries, keys, values = (
            self._linear(half, weights, f"l{layer}.{part}")
            .view(n, length, self._heads, hidden // self._heads)
            .transpose(1, 2)
            for part in ("q", "k", "v")
        )
        # In steps: on a processor torch's own attention takes three times as long to go back through.
        likeness = queries @ keys.transpose(-1, -2) * (hidden // self._heads) ** -0.5
        unseen = torch.where(mask, 0.0, _UNSEEN).to(torch.bfloat16)[:, None, None, :]
        attended = torch.softmax(likeness + unseen, dim=-1) @ values
        joined = attended.transpose(1, 2).reshape(n, length, hidden)
        out = self._linear(joined, weights, f"l{layer}.ao").float()
        states = self._norm(states + out, f"l{layer}.aln")
        wide = self._linear(states.to(torch.bfloat16), weights, f"l{layer}.fi")
        out = self._linear(torch.nn.functional.gelu(wide), weights, f"l{layer}.fo").float()
        return self._norm(states + out, f"l{layer}.oln")

    def _linear(self, states: Tensor, weights: Mapping[str, Tensor], name: str) -> Tensor:
        import torch

        return torch.nn.functional.linear(states, weights[f"{name}.w"], weights[f"{name}.b"])

    def _norm(self, states: Tensor, name: str) -> Tensor:
        import torch

        return torch.nn.functional.layer_norm(
            states,
            (self._shape.hidden,),
            self._tensors[f"{name}.w"],
            self._tensors[f"{name}.b"],
            self._shape.layer_norm_eps,
        )


def _padded(texts: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Texts of shape (n_tokens, hidden) as one tensor, and which of its places are theirs."""
    import torch

    lengths = torch.tensor([len(one) for one in texts])
    states = torch.nn.utils.rnn.pad_sequence(list(texts), batch_first=True)
    return states, torch.arange(states.shape[1])[None] < lengths[:, None]
