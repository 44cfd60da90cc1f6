"""Reading a document in a process of its own, which may crash, hang or eat memory, and be ended."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

import ingest
from ingest.errors import DocumentError
from ingest.formats.document import DocumentWarning, LoadedDocument, OnPage, Page
from ingest.formats.worker import MEMORY_LIMIT

PATIENCE = 20.0
"""Seconds that may pass without a page (or another part of a document) being read."""


def read_apart(
    path: Path, name: str, on_page: OnPage, patience: float = PATIENCE
) -> LoadedDocument:
    """Read a document of the format ``name`` in a process of its own.

    Raises:
        DocumentError: what the loader raised; or the process broke off, or nothing came of it
            for ``patience`` seconds, or it needed too much memory.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest.formats.worker", name, str(path.resolve())],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": _python_path(), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert process.stdout is not None, "it was asked for"
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_read_lines, args=(process.stdout, lines), daemon=True)
    reader.start()
    try:
        return _follow(path, lines, process, on_page, patience)
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()


def _follow(
    path: Path,
    lines: queue.SimpleQueue[bytes | None],
    process: subprocess.Popen[bytes],
    on_page: OnPage,
    patience: float,
) -> LoadedDocument:
    page = 0
    while True:
        try:
            line = lines.get(timeout=patience)
        except queue.Empty:
            raise _too_slow(path, page, patience) from None
        if line is None:
            raise _broke_off(path, page, process.wait())
        kind, *values = json.loads(line)
        if kind == "page":
            page = values[0]
            on_page(page, values[1])
        elif kind == "document":
            return _document(values[0])
        elif kind == "memory":
            raise DocumentError(
                "document_too_large_memory", path=path, limit=MEMORY_LIMIT // (1 << 20)
            )
        else:
            raise DocumentError(values[0], **{**values[1], "path": path})


def _read_lines(stream: IO[bytes], lines: queue.SimpleQueue[bytes | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)


def _document(raw: dict[str, Any]) -> LoadedDocument:
    raw["pages"] = tuple(Page(**page) for page in raw["pages"])
    raw["warnings"] = tuple(
        DocumentWarning(warning["key"], tuple((name, value) for name, value in warning["values"]))
        for warning in raw["warnings"]
    )
    return LoadedDocument(**raw)


def _too_slow(path: Path, page: int, patience: float) -> DocumentError:
    seconds = round(patience)
    if page:
        return DocumentError("document_page_too_slow", path=path, page=page, seconds=seconds)
    return DocumentError("document_too_slow", path=path, seconds=seconds)


def _broke_off(path: Path, page: int, code: int) -> DocumentError:
    try:
        reason = signal.Signals(-code).name
    except ValueError:
        reason = f"exit code {code}"
    if page:
        return DocumentError("document_page_reader_stopped", path=path, page=page, reason=reason)
    return DocumentError("document_reader_stopped", path=path, reason=reason)


def _python_path() -> str:
    root = str(Path(ingest.__file__ or ".").resolve().parents[1])
    return os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
