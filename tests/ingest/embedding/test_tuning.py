"""What is changed of the encoder's weights when it is converted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from ingest.embedding.e5_convert import ensure_default_model, read_model
from ingest.embedding.e5_reader import parse_e5
from ingest.embedding.prepared_model import DEFAULT_SOURCE, default_model_folder, is_prepared
from ingest.embedding.tuning import (
    Change,
    load_tuning,
    packaged_tuning,
    tuned,
    tuning_digest,
    write_tuning,
)
from ingest.errors import ModelError
from tests.ingest.embedding.tiny_e5 import HIDDEN, TinySource, tiny_e5

DOWN = np.zeros((2, HIDDEN), dtype=np.float32)
DOWN[0, 0], DOWN[1, 1] = 1.0, 2.0
UP = np.zeros((HIDDEN, 2), dtype=np.float32)
UP[3, 0], UP[4, 1] = 0.25, 0.5


def test_the_product_is_added_to_the_tensor_alone() -> None:
    model = parse_e5(tiny_e5())
    changed = tuned(model, {"l0.q.w": Change(DOWN, UP)})
    added = changed.tensors["l0.q.w"] - model.tensors["l0.q.w"]
    assert added[3, 0] == 0.25
    assert added[4, 1] == 1.0
    assert np.count_nonzero(added) == 2
    for name, tensor in model.tensors.items():
        if name != "l0.q.w":
            np.testing.assert_array_equal(changed.tensors[name], tensor)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tuning.npz"
    write_tuning({"l0.q.w": Change(DOWN, UP), "l0.fo.w": Change(UP.T, DOWN.T)}, path)
    found = load_tuning(path)
    assert set(found) == {"l0.q.w", "l0.fo.w"}
    np.testing.assert_array_equal(found["l0.q.w"].down, DOWN)
    np.testing.assert_array_equal(found["l0.fo.w"].up, DOWN.T)
    assert found["l0.q.w"].up.dtype == np.float32


def test_a_model_is_made_anew_for_another_tuning(tiny: TinySource, tmp_path: Path) -> None:
    folder = ensure_default_model(tmp_path / "data", source=tiny.source)
    plain = load_file(folder / "model.safetensors")
    path = tmp_path / "tuning.npz"
    write_tuning({"l0.q.w": Change(DOWN, UP)}, path)
    source = replace(tiny.source, tuning=path)
    assert not is_prepared(folder, source)
    changed = load_file(
        ensure_default_model(tmp_path / "data", source=source) / "model.safetensors"
    )
    name = "encoder.layer.0.attention.self.query.weight"
    assert (changed[name] - plain[name])[4, 1] == 1.0
    assert is_prepared(folder, source)
    assert not is_prepared(folder, tiny.source)


@pytest.mark.parametrize("damage", ["cut", "empty", "name", "shape"])
def test_a_damaged_tuning_is_one_clear_error(tiny: TinySource, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "tuning.npz"
    change = Change(DOWN[:, 1:], UP) if damage == "shape" else Change(DOWN, UP)
    write_tuning({"l9.q.w" if damage == "name" else "l0.q.w": change}, path)
    if damage in ("cut", "empty"):
        path.write_bytes(path.read_bytes()[: 100 * (damage == "cut")])
    with pytest.raises(ModelError, match=r"tuning\.npz"):
        read_model(tiny.weights, replace(tiny.source, tuning=path))


def test_a_tuning_that_is_not_there_is_one_clear_error(tiny: TinySource, tmp_path: Path) -> None:
    source = replace(tiny.source, tuning=tmp_path / "tuning.npz")
    with pytest.raises(ModelError, match=r"tuning\.npz"):
        ensure_default_model(tmp_path / "data", source=source)


def test_the_default_model_has_the_packaged_tuning(data_dir: Path) -> None:
    folder = default_model_folder(data_dir)
    assert DEFAULT_SOURCE.tuning == packaged_tuning()
    assert tuning_digest(packaged_tuning()) in (folder / "keikaku-model.json").read_text()
    for change in load_tuning(packaged_tuning()).values():
        assert np.isfinite(change.up @ change.down).all()
        assert np.abs(change.up @ change.down).max() > 0
