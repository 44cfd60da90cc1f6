"""What identifies an embedding model, so that an index made with another is recognised.

Cheap by design: no model is loaded, torch is not imported and no network is asked. A model's
place and its files' times play no part, so a copied or touched folder keeps its fingerprint.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.embedding.prepared_model import RECORD_FILE, read_record, sha256_of

_SAMPLE_BYTES = 1024 * 1024
_SUFFIXES = frozenset({".json", ".txt", ".model", ".safetensors", ".bin"})
_HUB_FILES = ("modules.json", "config.json")


def fingerprint_folder(folder: Path) -> str:
    """The fingerprint of a model folder.

    For a folder that the converter wrote, the sha256 of its record. For any other, the sha256
    over each configuration, vocabulary and weights file: its path in the folder, its size, and
    its content, of which only the first and the last MiB where it is larger than both.

    Raises:
        OSError: a file cannot be read.
    """
    if read_record(folder) is not None:
        return f"keikaku:{sha256_of(folder / RECORD_FILE)}"
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            digest.update(_sample(path))
    return f"folder:{digest.hexdigest()}"


def fingerprint_hub_name(name: str) -> str:
    """``hub:<name>@<commit>`` if the local Hugging Face cache has the model, else ``hub:<name>``.

    As sentence-transformers does, a name without an owner is also looked for under
    ``sentence-transformers/``.
    """
    commit = _cached_commit(name)
    return f"hub:{name}@{commit}" if commit else f"hub:{name}"


def _cached_commit(name: str) -> str | None:
    # Here, because it is slow to import and the default model never needs it.
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    names = (name,) if "/" in name else (name, f"sentence-transformers/{name}")
    for repo_id in names:
        for file in _HUB_FILES:
            try:
                cached = try_to_load_from_cache(repo_id, file)
            except HFValidationError:
                return None
            if isinstance(cached, str):
                return Path(cached).parent.name
    return None


def _sample(path: Path) -> bytes:
    with path.open("rb") as stream:
        if path.stat().st_size <= 2 * _SAMPLE_BYTES:
            return stream.read()
        first = stream.read(_SAMPLE_BYTES)
        stream.seek(-_SAMPLE_BYTES, 2)
        return first + stream.read(_SAMPLE_BYTES)
