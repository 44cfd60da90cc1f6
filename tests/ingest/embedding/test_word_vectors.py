from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from ingest.embedding.word_vectors import WORD_VECTORS, WordVectors

VECTORS = np.arange(12, dtype=np.float32).reshape(4, 3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A weights file with a tensor before and one behind."""
    path = tmp_path / "model.safetensors"
    save_file({"a": np.ones(5, dtype=np.float32), WORD_VECTORS: VECTORS, "z": VECTORS + 1}, path)
    return path


def test_reads_rows_that_safetensors_wrote(path: Path) -> None:
    words = WordVectors(path)
    assert words.shape == (4, 3)
    found = words.rows([3, 0, 3, 1])
    np.testing.assert_array_equal(found, VECTORS[[3, 0, 3, 1]])
    assert found.dtype == np.float32
    assert words.rows([]).shape == (0, 3)


@pytest.mark.parametrize("number", [-1, 4])
def test_a_word_that_is_not_there(path: Path, number: int) -> None:
    with pytest.raises(IndexError, match="4 words"):
        WordVectors(path).rows([0, number])


def test_a_file_that_is_cut_while_it_is_open(path: Path) -> None:
    words = WordVectors(path)
    path.write_bytes(path.read_bytes()[:-80])
    with pytest.raises(OSError, match="ends before"):
        words.rows([3])


def test_threads_read_their_own_rows(path: Path) -> None:
    words = WordVectors(path)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda i: words.rows([i % 4]), range(400)))
    for i, row in enumerate(found):
        np.testing.assert_array_equal(row, VECTORS[[i % 4]])


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff" * 64, b"\x02" + b"\0" * 7 + b"{}"])
def test_other_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"model\.safetensors"):
        WordVectors(path)


def test_another_type(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    save_file({WORD_VECTORS: np.ones((2, 2), dtype=np.float16)}, path)
    with pytest.raises(ValueError, match="F16"):
        WordVectors(path)
