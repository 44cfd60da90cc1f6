"""What is changed of the encoder's weights, so that a question lies near the statement that answers it.

Hu et al., LoRA: Low-Rank Adaptation of Large Language Models (ICLR 2022): to a weight matrix W of shape
(outputs, inputs) the product ``up @ down`` of a low rank is added, when the model is converted. What
the package has is fitted by ``python -m evals.tune``; the model is as fast and as large as without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.e5_reader import E5Model

TUNING_FILE = "e5_tuning.npz"
_DOWN, _UP = ".down", ".up"


@dataclass(frozen=True, eq=False)
class Change:
    """What is added to one weight matrix: ``up @ down``.

    Attributes:
        down: shape (rank, inputs), float32.
        up: shape (outputs, rank), float32.
    """

    down: NDArray[np.float32]
    up: NDArray[np.float32]


Tuning = Mapping[str, Change]
"""Changes by the name of the tensor (``l7.q.w``)."""


def packaged_tuning() -> Path:
    """The tuning that this package has."""
    return Path(__file__).with_name(TUNING_FILE)


def tuned(model: E5Model, tuning: Tuning) -> E5Model:
    """The model with its changes.

    Raises:
        KeyError: the model has no tensor of a name.
        ValueError: a change is of another shape than its tensor.
    """
    tensors = dict(model.tensors)
    for name, change in tuning.items():
        added = change.up @ change.down
        if added.shape != tensors[name].shape:
            raise ValueError(f"{name}: {added.shape} is not {tensors[name].shape}")
        tensors[name] = tensors[name] + added
    return replace(model, tensors=tensors)


def write_tuning(tuning: Tuning, path: Path) -> None:
    """Write it at half precision."""
    arrays: dict[str, Any] = {}
    for name, change in tuning.items():
        arrays[name + _DOWN] = change.down.astype(np.float16)
        arrays[name + _UP] = change.up.astype(np.float16)
    with path.open("wb") as file:
        np.savez(file, **arrays)


def load_tuning(path: Path) -> Tuning:
    """Read what ``write_tuning`` wrote.

    Raises:
        OSError, ValueError, KeyError: it cannot be read.
    """
    try:
        with path.open("rb") as file, np.load(file) as arrays:
            names = [name.removesuffix(_UP) for name in arrays.files if name.endswith(_UP)]
            return {
                name: Change(
                    arrays[name + _DOWN].astype(np.float32), arrays[name + _UP].astype(np.float32)
                )
                for name in names
            }
    except (BadZipFile, EOFError, TypeError) as error:  # what numpy makes of other files
        raise ValueError(str(error)) from error


def tuning_digest(path: Path | None) -> str:
    """Identifies a tuning: the SHA-256 of its file; "" for none.

    Raises:
        OSError: it cannot be read.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""
