"""The graph against the same network written out in numpy."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from ingest.embedding.e5_graph import encoder_graph
from ingest.embedding.e5_reader import E5Model
from tests.ingest.embedding.random_e5 import HEADS, random_e5

Array = NDArray[np.float32]


@pytest.fixture(scope="module")
def model() -> E5Model:
    return random_e5()


def norm(values: Array, weight: Array, bias: Array) -> Array:
    centred = values - values.mean(-1, keepdims=True)
    normed: Array = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * weight + bias
    return normed


def reference(model: E5Model, embeddings: Array) -> Array:
    """BERT's encoder over one text, (length, hidden), in float32."""
    t = model.tensors
    x = embeddings + t["emb.pos"][: len(embeddings)] + t["emb.type"][0]
    x = norm(x, t["emb.ln.w"], t["emb.ln.b"])
    for n in range(model.shape.layers):

        def linear(values: Array, part: str, n: int = n) -> Array:
            return values @ t[f"l{n}.{part}.w"].T + t[f"l{n}.{part}.b"]

        q, k, v = (linear(x, part).reshape(len(x), HEADS, -1).transpose(1, 0, 2) for part in "qkv")
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(q.shape[-1])
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        attended = (weights / weights.sum(-1, keepdims=True) @ v).transpose(1, 0, 2)
        x = norm(x + linear(attended.reshape(x.shape), "ao"), t[f"l{n}.aln.w"], t[f"l{n}.aln.b"])
        wide = linear(x, "fi")
        erf = np.vectorize(math.erf)(wide / math.sqrt(2)).astype(np.float32)
        x = norm(x + linear(wide * (1 + erf) / 2, "fo"), t[f"l{n}.oln.w"], t[f"l{n}.oln.b"])
    return np.asarray(x, dtype=np.float32)


def cosines(a: Array, b: Array) -> Array:
    dots = (a * b).sum(-1)
    return np.asarray(dots / np.linalg.norm(a, axis=-1) / np.linalg.norm(b, axis=-1))


def test_agrees_with_the_network_written_out(model: E5Model) -> None:
    session = onnxruntime.InferenceSession(encoder_graph(model), providers=["CPUExecutionProvider"])
    texts = np.random.default_rng(1).normal(size=(3, 7, 32 * HEADS)).astype(np.float32)
    lengths = np.array([7, 4, 1], dtype=np.int32)
    hidden = np.asarray(session.run(None, {"embeddings": texts, "lengths": lengths})[0])
    assert hidden.shape == texts.shape
    for text, length, found in zip(texts, lengths, hidden, strict=True):
        assert cosines(found[:length], reference(model, text[:length])).min() > 0.999


def test_what_stands_in_the_padding_changes_nothing(model: E5Model) -> None:
    session = onnxruntime.InferenceSession(encoder_graph(model), providers=["CPUExecutionProvider"])
    text = np.random.default_rng(2).normal(size=(1, 6, 32 * HEADS)).astype(np.float32)
    lengths = np.array([4], dtype=np.int32)
    before = np.asarray(session.run(None, {"embeddings": text, "lengths": lengths})[0])
    text[:, 4:] = 9.0
    after = np.asarray(session.run(None, {"embeddings": text, "lengths": lengths})[0])
    np.testing.assert_array_equal(before[:, :4], after[:, :4])


def test_a_token_of_nothing_but_zeros_is_no_division_by_zero(model: E5Model) -> None:
    tensors = {
        name: np.zeros_like(values) if name.startswith("emb.") else values
        for name, values in model.tensors.items()
    }
    session = onnxruntime.InferenceSession(
        encoder_graph(replace(model, tensors=tensors)), providers=["CPUExecutionProvider"]
    )
    inputs = {
        "embeddings": np.zeros((1, 2, 32 * HEADS), dtype=np.float32),
        "lengths": np.array([2], dtype=np.int32),
    }
    assert np.isfinite(np.asarray(session.run(None, inputs)[0])).all()
