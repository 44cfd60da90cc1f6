"""The encoder of multilingual-e5-small as an ONNX graph with 8-bit weights. The one door to onnx.

The graph starts behind the look-up of the word vectors, which stay in ``model.safetensors`` and
are read a row at a time: they are 384 of the model's 470 MB, and a question needs thirty rows.

Weights are quantised a column at a time (``quantise.py``), activations a token at a time while the
graph runs. So a text's vector does not depend on what is batched with it, and agrees with that of
the float32 model to a cosine of 0.998. Fused operators are those of ONNX Runtime (com.microsoft).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from ingest.embedding.e5_reader import E5Model
from ingest.embedding.quantise import quantise_columns

GRAPH_VERSION = 2
"""Raise it when the same weights would make another graph."""

EMBEDDINGS, LENGTHS, HIDDEN, INNER = "embeddings", "lengths", "hidden", "inner"
"""The inputs, (n, length, hidden) float32 and (n,) int32, and the outputs, shaped as the first: the
last layer's, of which a text's vector is made, and the one's before it, for late interaction."""

HEAD_WIDTH = 32
_OPSETS = {"": 18, "com.microsoft": 1}
_IR_VERSION = 8
_FUSED = "com.microsoft"
_LAST_AXIS = "last_axis"
_GELU_FLOOR = 0.17
"""GELU never falls below -0.17: its outputs are shifted by that, and use all of 0 to 255."""


def encoder_graph(model: E5Model) -> bytes:
    """The encoder as a serialised ONNX model.

    A text's positions beyond its length may hold anything in the input and do in the output.
    """
    graph = _Graph(model)
    tokens = graph.embed()
    for layer in range(model.shape.layers):
        tokens = graph.attend(tokens, f"l{layer}")
        tokens = graph.feed_forward(tokens, f"l{layer}")
        if layer == max(model.shape.layers - 2, 0):
            graph.node("Reshape", [tokens, "shape"], INNER)
    graph.node("Reshape", [tokens, "shape"], HIDDEN)
    return graph.serialised()


class _Graph:
    """Collects nodes and tensors. ``tokens`` are (n * length, hidden): the texts of a batch laid
    end to end.
    """

    def __init__(self, model: E5Model) -> None:
        self._tensors = model.tensors
        self._shape = model.shape
        self._heads = max(model.shape.hidden // HEAD_WIDTH, 1)
        self._nodes: list[NodeProto] = []
        self._initializers: list[TensorProto] = []

    def node(
        self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **values: Any
    ) -> str:
        """Add a node with one output; returns the output's name."""
        self._nodes.append(
            helper.make_node(operator, list(inputs), [output], domain=domain, **values)
        )
        return output

    def tensor(self, name: str, values: object, dtype: type = np.float32) -> str:
        """Add a constant; returns its name."""
        array: NDArray[Any] = np.ascontiguousarray(np.asarray(values, dtype=dtype))
        self._initializers.append(numpy_helper.from_array(array, name))
        return name

    def embed(self) -> str:
        """Add positions and the token type, normalise, and lay the texts end to end."""
        hidden = self._shape.hidden
        self.tensor("zero", [0], np.int64)
        self.tensor("flat", [-1, hidden], np.int64)
        self.tensor(_LAST_AXIS, [-1], np.int64)
        self.tensor("one", 1.0)
        self.tensor("middle", 128, np.uint8)
        self.tensor("bottom", 0, np.uint8)
        self.tensor("half_range", 127.0)
        self.tensor("whole_range", 255.0)
        self.tensor("gelu_floor", _GELU_FLOOR)
        # A row of zeros is quantised with this instead of dividing by nothing.
        self.tensor("least", 1e-9)
        self.tensor("positions", self._tensors["emb.pos"] + self._tensors["emb.type"][0])
        self.node("Shape", [EMBEDDINGS], "shape")
        self.node("Shape", [EMBEDDINGS], "length", start=1, end=2)
        self.node("Slice", ["positions", "zero", "length", "zero"], "placed")
        self.node("Add", [EMBEDDINGS, "placed"], "summed")
        self.node(
            "LayerNormalization",
            ["summed", *self._norm("emb.ln")],
            "normalised",
            axis=-1,
            epsilon=self._shape.layer_norm_eps,
        )
        tokens = self.node("Reshape", ["normalised", "flat"], "tokens")
        self.node("Shape", [tokens], "n_tokens", start=0, end=1)
        self.node("Expand", ["middle", "n_tokens"], "middles")
        self.node("Expand", ["bottom", "n_tokens"], "bottoms")
        return tokens

    def attend(self, tokens: str, layer: str) -> str:
        """Self-attention with its residual and norm."""
        weights = np.concatenate([self._tensors[f"{layer}.{part}.w"] for part in "qkv"])
        biases = np.concatenate([self._tensors[f"{layer}.{part}.b"] for part in "qkv"])
        projected, _ = self._linear(tokens, weights, f"{layer}.qkv")
        parts = [f"{layer}.{part}" for part in "qkv"]
        self._nodes.append(
            helper.make_node("Split", [projected], parts, axis=-1, num_outputs=len(parts))
        )
        inputs = [self.node("Reshape", [part, "shape"], f"{part}.texts") for part in parts]
        attended = self.node(
            "MultiHeadAttention",
            [*inputs, self.tensor(f"{layer}.qkv.b", biases), LENGTHS],
            f"{layer}.attended",
            _FUSED,
            num_heads=self._heads,
        )
        flat = self.node("Reshape", [attended, "flat"], f"{layer}.attended.flat")
        out, _ = self._linear(flat, self._tensors[f"{layer}.ao.w"], f"{layer}.ao")
        bias = self._tensors[f"{layer}.ao.b"]
        return self._add_and_norm(out, tokens, bias, f"{layer}.aln")

    def feed_forward(self, tokens: str, layer: str) -> str:
        """The two inner layers with their residual and norm."""
        wide, _ = self._linear(tokens, self._tensors[f"{layer}.fi.w"], f"{layer}.fi")
        bias = self.tensor(f"{layer}.fi.b", self._tensors[f"{layer}.fi.b"])
        active = self.node("BiasGelu", [wide, bias], f"{layer}.gelu", _FUSED)
        out, sums = self._linear(
            active, self._tensors[f"{layer}.fo.w"], f"{layer}.fo", after_gelu=True
        )
        # What the shift of the activations added to each output is taken off with the bias.
        shifted = self._tensors[f"{layer}.fo.b"] - _GELU_FLOOR * sums
        return self._add_and_norm(out, tokens, shifted, f"{layer}.oln")

    def serialised(self) -> bytes:
        """The whole model."""
        hidden = self._shape.hidden
        texts: list[str | int | None] = ["n", "length", hidden]
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [
                helper.make_tensor_value_info(EMBEDDINGS, TensorProto.FLOAT, texts),
                helper.make_tensor_value_info(LENGTHS, TensorProto.INT32, ["n"]),
            ],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, texts)
                for name in (HIDDEN, INNER)
            ],
            self._initializers,
        )
        opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS.items()]
        whole = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        return bytes(whole.SerializeToString())

    def _linear(
        self, tokens: str, weights: NDArray[np.float32], name: str, *, after_gelu: bool = False
    ) -> tuple[str, NDArray[np.float32]]:
        """``tokens @ weights.T`` in 8 bits.

        Returns:
            The product's name, and the sums of the quantised weights, (outputs,) float32.
        """
        quantised, scales = quantise_columns(weights.T)
        if after_gelu:
            top = self.node("ReduceMax", [tokens, _LAST_AXIS], f"{name}.top", keepdims=0)
            reach = self.node("Add", [top, "gelu_floor"], f"{name}.reach")
            tokens = self.node("Add", [tokens, "gelu_floor"], f"{name}.shifted")
            range_, zero, zeros = "whole_range", "bottom", "bottoms"
        else:
            size = self.node("Abs", [tokens], f"{name}.size")
            top = self.node("ReduceMax", [size, _LAST_AXIS], f"{name}.top", keepdims=0)
            reach = self.node("Max", [top, "least"], f"{name}.reach")
            range_, zero, zeros = "half_range", "middle", "middles"
        step = self.node("Div", [reach, range_], f"{name}.step")
        steps = self.node("Unsqueeze", [step, _LAST_AXIS], f"{name}.steps")
        bytes_ = self.node("QuantizeLinear", [tokens, step, zeros], f"{name}.bytes", axis=0)
        matrix = self.tensor(f"{name}.w", quantised, np.int8)
        columns = self.tensor(f"{name}.scales", scales)
        product = self.node(
            "MatMulIntegerToFloat",
            [bytes_, matrix, "one", columns, zero],
            f"{name}.product",
            _FUSED,
        )
        sums = (quantised.astype(np.float32) * scales).sum(axis=0)
        return self.node("Mul", [product, steps], name), sums

    def _add_and_norm(self, out: str, before: str, bias: NDArray[np.float32], norm: str) -> str:
        return self.node(
            "SkipLayerNormalization",
            [out, before, *self._norm(norm), self.tensor(f"{norm}.bias_before", bias)],
            f"{norm}.tokens",
            _FUSED,
            epsilon=self._shape.layer_norm_eps,
        )

    def _norm(self, name: str) -> list[str]:
        return [
            self.tensor(f"{name}.{part}", self._tensors[f"{name}.{part}"]) for part in ("w", "b")
        ]
