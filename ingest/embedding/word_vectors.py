"""One tensor of a safetensors file, mapped into memory: only the rows that are read are loaded."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORD_VECTORS = "embeddings.word_embeddings.weight"
_LENGTH = struct.Struct("<Q")


def map_word_vectors(path: Path) -> NDArray[np.float32]:
    """The word vectors of a BertModel's weights file, (vocabulary, hidden) float32, read-only.

    The layout is that of safetensors: the length of a JSON header in 8 bytes, the header, the
    tensors, whose offsets count from the header's end.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no safetensors file, or has no such tensor in float32.
    """
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
        dtype, shape, (first, _) = entry["dtype"], tuple(entry["shape"]), entry["data_offsets"]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} has no {WORD_VECTORS}") from error
    if dtype != "F32":
        raise ValueError(f"{WORD_VECTORS} is {dtype}, not F32")
    return np.memmap(path, dtype="<f4", mode="r", offset=_LENGTH.size + length + first, shape=shape)
