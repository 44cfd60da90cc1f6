"""Reads one document in a process of its own: ``python -m ingest.formats.worker FORMAT PATH``.

On standard output, one JSON value a line: ``["page", n, of]`` as pages are read, and in the end
``["document", …]`` or ``["error", key, values]``.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from ingest.errors import DocumentError

MEMORY_LIMIT = 3 << 30
"""Bytes of address space that reading a document may take."""


def main(arguments: list[str]) -> int:
    """Read the document and write what came of it."""
    name, path = arguments[0], Path(arguments[1])
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    os.dup2(2, 1)  # whatever a library prints must not get between the lines
    _limit_memory()

    def on_page(page: int, of: int) -> None:
        _write(out, ["page", page, of])

    try:
        from ingest.formats.readers import READERS

        document = READERS[name](path, on_page)
    except DocumentError as error:
        _write(out, ["error", error.key, {key: str(value) for key, value in error.values.items()}])
    except MemoryError:
        _write(out, ["memory"])
    else:
        _write(out, ["document", asdict(document)])
    return 0


def _write(out: TextIO, message: list[object]) -> None:
    out.write(json.dumps(message) + "\n")
    out.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
