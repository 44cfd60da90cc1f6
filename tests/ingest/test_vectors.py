from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.errors import StoreError
from ingest.vectors import VectorStore


def unit(*values: float) -> NDArray[np.float32]:
    vector = np.asarray(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


# Against (1, 0): cosines 1, 0.8, 0, -1.
VECTORS = np.stack([unit(1, 0), unit(4, 3), unit(0, 1), unit(-1, 0)])
DOC_IDS = ["kuji", "sabae", "kuji", "sabae"]


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    store = VectorStore(tmp_path / "chroma", "keikaku-test")
    store.create(VECTORS, DOC_IDS)
    return store


def nearest_of(
    store: VectorStore, vector: NDArray[np.float32], k: int, rows: Sequence[int] | None = None
) -> list[tuple[int, float]]:
    return store.search(vector[np.newaxis], k, rows)[0]


def test_search_gives_cosines_best_first(store: VectorStore) -> None:
    found = nearest_of(store, unit(1, 0), 4)
    assert [row for row, _ in found] == [0, 1, 2, 3]
    assert [score for _, score in found] == pytest.approx([1, 0.8, 0, -1], abs=1e-5)
    assert [row for row, _ in nearest_of(store, unit(0, 1), 2)] == [2, 1]


def test_only_the_rows_asked_for(store: VectorStore) -> None:
    assert [row for row, _ in nearest_of(store, unit(1, 0), 4, [1, 3])] == [1, 3]
    assert [row for row, _ in nearest_of(store, unit(1, 0), 1, [1, 3])] == [1]
    assert [row for row, _ in nearest_of(store, unit(1, 0), 9, [0, 1, 2, 3])] == [0, 1, 2, 3]
    assert [row for row, _ in nearest_of(store, unit(1, 0), 9, [2])] == [2]


def test_several_at_once_are_each_as_alone(store: VectorStore) -> None:
    both = np.stack([unit(1, 0), unit(0, 1)])
    assert store.search(both, 3, [0, 1, 2]) == [
        nearest_of(store, vector, 3, [0, 1, 2]) for vector in both
    ]


def test_vectors_come_back_as_they_were_stored(store: VectorStore) -> None:
    found = store.vectors([3, 1, 7])
    assert sorted(found) == [1, 3]
    assert found[1].dtype == np.float32
    assert found[1].tolist() == pytest.approx([0.8, 0.6])
    assert store.vectors([]) == {}


def test_of_a_thousand_units_none_of_the_hundred_nearest_is_missed(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    vectors = 1 + rng.normal(size=(1100, 64)).astype(np.float32)  # in a narrow cone, as e5's are
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    store = VectorStore(tmp_path / "chroma", "keikaku-test")
    store.create(vectors, ["kuji"] * len(vectors))
    for query in vectors[::110]:
        nearest = np.argsort(-(vectors @ query))[:100]
        assert {row for row, _ in nearest_of(store, query, 100)} == set(nearest.tolist())


def test_more_rows_than_one_batch(tmp_path: Path) -> None:
    angles = np.linspace(0, np.pi, 2300)
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    store = VectorStore(tmp_path / "chroma", "keikaku-test")
    store.create(vectors, ["kuji"] * 2300)
    assert len(store.vectors(range(2300))) == 2300
    assert nearest_of(store, vectors[1700], 1)[0][0] == 1700


def test_another_client_reads_what_one_wrote(store: VectorStore, tmp_path: Path) -> None:
    again = VectorStore(tmp_path / "chroma", "keikaku-test")
    assert nearest_of(again, unit(0, 1), 1)[0][0] == 2


def test_a_collection_that_is_not_there(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma", "keikaku-test")
    with pytest.raises(StoreError) as caught:
        nearest_of(store, unit(1, 0), 1)
    assert caught.value.key == "vector_store_failed"
    assert str(tmp_path / "chroma") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_drop(store: VectorStore) -> None:
    store.drop()
    store.drop()
    with pytest.raises(StoreError):
        nearest_of(store, unit(1, 0), 1)


def test_a_location_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError) as caught:
        VectorStore(tmp_path / "file" / "chroma", "keikaku-test")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://localhost", "http://"])
def test_an_address_that_is_no_url(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        VectorStore(url, "keikaku-test")
    assert caught.value.key == "chroma_url_invalid"
    assert url in str(caught.value)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(StoreError) as caught:
        VectorStore("http://127.0.0.1:9", "keikaku-test")
    assert caught.value.key == "vector_store_failed"
    assert "\n" not in str(caught.value)


class _Recorder(BaseHTTPRequestHandler):
    """Answers nothing, and remembers what it was asked."""

    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Authorization"]))
        self.send_error(503)

    def log_message(self, *_: object) -> None:
        pass


def test_a_path_and_a_password_reach_the_server_and_no_message() -> None:
    _Recorder.asked.clear()
    with HTTPServer(("127.0.0.1", 0), _Recorder) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        url = f"http://me:p%40ss@127.0.0.1:{server.server_port}/chroma/"
        with pytest.raises(StoreError) as caught:
            VectorStore(url, "keikaku-test")
        server.shutdown()
        thread.join()
    path, login = _Recorder.asked[0]
    assert path.startswith("/chroma/api/v2/")
    assert login == "Basic " + b64encode(b"me:p@ss").decode()
    assert "p%40ss" not in str(caught.value)
    assert f"http://127.0.0.1:{server.server_port}/chroma/" in str(caught.value)
