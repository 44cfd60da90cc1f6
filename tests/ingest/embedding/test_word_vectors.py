from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from ingest.embedding.word_vectors import WORD_VECTORS, map_word_vectors


def test_maps_what_safetensors_wrote(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    vectors = np.arange(12, dtype=np.float32).reshape(4, 3)
    save_file({"a": np.ones(5, dtype=np.float32), WORD_VECTORS: vectors, "z": vectors + 1}, path)
    mapped = map_word_vectors(path)
    np.testing.assert_array_equal(mapped, vectors)
    assert isinstance(mapped, np.memmap)
    assert not mapped.flags.writeable


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff" * 64, b"\x02" + b"\0" * 7 + b"{}"])
def test_other_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"model\.safetensors"):
        map_word_vectors(path)


def test_another_type(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    save_file({WORD_VECTORS: np.ones((2, 2), dtype=np.float16)}, path)
    with pytest.raises(ValueError, match="F16"):
        map_word_vectors(path)
