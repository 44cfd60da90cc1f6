"""KEIKAKU_CHROMA_URL: the vectors on a real Chroma server, started for the test."""

from __future__ import annotations

import gc
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import IndexStateError, StoreError
from ingest.index import Index
from ingest.pipeline import ingest
from ingest.sources import find_sources
from tests.ingest.fake_embedder import FakeEmbedder

CHROMA = Path(sys.executable).with_name("chroma")


@pytest.fixture
def chroma_url(tmp_path: Path) -> Iterator[str]:
    """The address of a Chroma server on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [CHROMA, "run", "--path", tmp_path / "server", "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*map(str, command), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_for(f"{url}/api/v2/heartbeat")
            yield url
        finally:
            server.terminate()
            gc.collect()


def test_vectors_live_on_the_server(chroma_url: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "青葉市DX推進計画\n\n1 目標\n\nテレワーク実施率は60%とします。\n", encoding="utf-8"
    )
    data_dir, embedder = tmp_path / "data", FakeEmbedder()

    first = ingest(find_sources([plan]), data_dir, embedder, chroma_url=chroma_url)
    index = Index.open(data_dir, embedder, chroma_url)
    (row, _), *_ = index.search_dense("テレワーク実施率は60%とします", 1)
    assert "60%" in index.store.units([row])[0].quote
    index.close()
    assert first.rebuilt
    assert not list(data_dir.rglob("chroma"))

    assert not ingest(find_sources([plan]), data_dir, embedder, chroma_url=chroma_url).rebuilt
    with pytest.raises(IndexStateError, match="vectors of the index are in"):
        Index.open(data_dir, embedder, None)


def test_a_server_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("青葉市DX推進計画\n\n目標は60%とします。\n", encoding="utf-8")

    with pytest.raises(StoreError) as failure:
        ingest(
            find_sources([plan]), tmp_path / "data", FakeEmbedder(), chroma_url="http://127.0.0.1:9"
        )
    assert "127.0.0.1:9" in failure.value.message("ja")


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the Chroma server did not start")
