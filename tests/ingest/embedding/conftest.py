"""The converted default model, made once a session, and a tiny package to convert."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ingest.embedding.e5_convert import ensure_default_model
from ingest.embedding.prepared_model import WeightsSource
from tests.ingest.embedding.tiny_e5 import TinySource, tiny_e5


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the default model in it, shared where the environment names one."""
    shared = os.environ.get("KEIKAKU_TEST_DATA_DIR")
    folder = Path(shared) if shared else tmp_path_factory.mktemp("data")
    ensure_default_model(folder)
    return folder


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinySource:
    """An E5S1 file of one layer, 32 wide, in a package named tiny_e5 on the import path."""
    search_path = tmp_path / "packages"
    package = search_path / "tiny_e5"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('imported')\n", encoding="utf-8")
    weights = package / "tiny.bin"
    weights.write_bytes(tiny_e5())
    monkeypatch.syspath_prepend(str(search_path))
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    source = WeightsSource("tiny-e5==1", "tiny_e5", weights.name, digest)
    return TinySource(source, search_path, weights)
