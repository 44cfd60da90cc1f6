"""The encoder in torch against the same network as an ONNX graph."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from evals.fitting.torch_encoder import TorchEncoder
from ingest.embedding.e5_graph import encoder_graph
from ingest.embedding.tuning import Change, tuned
from tests.ingest.embedding.random_e5 import random_e5

TEXTS = [[0, 5, 9, 30, 1], [0, 7, 1], [0, 8, 8, 31, 12, 6, 39, 1]]


@pytest.mark.parametrize("first", [0, 1])
def test_agrees_with_the_graph(first: int) -> None:
    model = random_e5()
    encoder = TorchEncoder(model, first, rank=4)
    encoded = encoder.upper(encoder.lower(TEXTS), encoder.upper_weights())
    session = onnxruntime.InferenceSession(encoder_graph(model), providers=["CPUExecutionProvider"])
    for number, ids in enumerate(TEXTS):
        words = model.tensors["emb.word"][ids][None]
        inputs = {"embeddings": words, "lengths": np.asarray([len(ids)], dtype=np.int32)}
        hidden, inner = (np.asarray(one)[0] for one in session.run(["hidden", "inner"], inputs))
        whole = hidden.mean(axis=0)
        found = encoded.whole[number].detach().numpy()
        assert found @ whole / np.linalg.norm(whole) > 0.999
        tokens = encoded.tokens[number, : len(ids)].detach().numpy()
        cosines = (tokens * inner).sum(axis=1) / np.linalg.norm(inner, axis=1)
        assert cosines.min() > 0.998


def test_its_changes_are_those_of_the_converted_model() -> None:
    model = random_e5()
    encoder = TorchEncoder(model, 1, rank=4)
    assert {name.split(".")[0] for name in encoder.changes} == {"l1"}
    random = np.random.default_rng(1)
    tuning = {
        name: Change(change.down, random.normal(0, 0.1, change.up.shape).astype(np.float32))
        for name, change in encoder.tuning().items()
    }
    for name, change in tuning.items():
        encoder.changes[name][1].data.copy_(encoder.changes[name][1].new_tensor(change.up))
    changed = TorchEncoder(tuned(model, tuning), 1, rank=4)
    found, expected = (
        one.upper(one.lower(TEXTS), one.upper_weights()).whole.detach().numpy()
        for one in (encoder, changed)
    )
    plain = TorchEncoder(model, 1, rank=4)
    before = plain.upper(plain.lower(TEXTS), plain.upper_weights()).whole.detach().numpy()
    assert (found * expected).sum(axis=1).min() > 0.999
    assert (found * before).sum(axis=1).max() < 0.999
