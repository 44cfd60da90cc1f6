"""An encoder of two layers with random weights."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from ingest.embedding.e5_reader import E5Model, parse_e5, tensor_shape
from tests.ingest.embedding.tiny_e5 import tiny_e5

WORDS, HEADS = 40, 2


def random_e5() -> E5Model:
    """Two layers, 64 wide, over ``WORDS`` words."""
    tiny = parse_e5(tiny_e5())
    shape = replace(tiny.shape, hidden=32 * HEADS, intermediate=128, layers=2, vocabulary=WORDS)
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
