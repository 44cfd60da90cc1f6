"""One tensor of a safetensors file, of which only the rows asked for are read.

Read and not mapped: a mapped file counts as the process's memory wherever it was touched, 340 of
384 MB after two hundred questions. The system's file cache makes a second reading as fast.
"""

from __future__ import annotations

import json
import struct
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORD_VECTORS = "embeddings.word_embeddings.weight"
_LENGTH = struct.Struct("<Q")


class WordVectors:
    """The word vectors of a BertModel's weights file, which stays open. Safe to use from several
    threads.

    The layout is that of safetensors: the length of a JSON header in 8 bytes, the header, the
    tensors, whose offsets count from the header's end.

    Attributes:
        shape: (vocabulary, hidden).

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no safetensors file, or has no such tensor in float32.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        first, self.shape = _place(path)
        self._first = first
        self._lock = threading.Lock()
        self._file = path.open("rb", buffering=0)
        weakref.finalize(self, self._file.close)

    def rows(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of some words, (n, hidden) float32, in the order of ``numbers``.

        Raises:
            IndexError: there is no such word.
            OSError: the file cannot be read, or has become shorter.
        """
        wanted, place = np.unique(np.asarray(numbers, dtype=np.int64), return_inverse=True)
        words, hidden = self.shape
        if len(wanted) and not 0 <= wanted[0] <= wanted[-1] < words:
            raise IndexError(f"the vocabulary has {words} words")
        vectors = np.empty((len(wanted), hidden), dtype="<f4")
        with self._lock:
            for row, number in zip(vectors, wanted.tolist(), strict=True):
                self._file.seek(self._first + number * row.nbytes)
                if self._file.readinto(row.data) != row.nbytes:
                    raise OSError(f"{self._name} ends before its vectors")
        found: NDArray[np.float32] = vectors[place]
        return found


def _place(path: Path) -> tuple[int, tuple[int, int]]:
    """Where the tensor begins in the file, and its shape."""
    with path.open("rb") as stream:
        start = stream.read(_LENGTH.size)
        if len(start) < _LENGTH.size:
            raise ValueError(f"{path.name} ends in its header")
        (length,) = _LENGTH.unpack(start)
        if length > path.stat().st_size:
            raise ValueError(f"{path.name} is no safetensors file")
        header = json.loads(stream.read(length))
    try:
        entry = header[WORD_VECTORS]
        dtype, (words, hidden), (first, _) = entry["dtype"], entry["shape"], entry["data_offsets"]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} has no {WORD_VECTORS}") from error
    if dtype != "F32":
        raise ValueError(f"{WORD_VECTORS} is {dtype}, not F32")
    return _LENGTH.size + length + first, (words, hidden)
