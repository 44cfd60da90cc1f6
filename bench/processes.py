"""What a process of its own costs: `keikaku ask` from a cold start, and the memory of a server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

_KEIKAKU = [sys.executable, "-m", "assistant"]
_MEBIBYTE = 1024


def cold_ask(question: str, data_dir: Path) -> float:
    """Seconds that `keikaku ask` takes, from the start of Python to its end."""
    started = time.perf_counter()
    subprocess.run(
        [*_KEIKAKU, "ask", question],
        env=_environment(data_dir),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - started


def serving_memory(questions: Sequence[str], data_dir: Path) -> float:
    """MiB that `keikaku serve` holds (resident set) once it has answered some questions."""
    with subprocess.Popen(
        [*_KEIKAKU, "serve", "--port", "0"],
        env=_environment(data_dir),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            for question in questions:
                _post(f"{address}/api/ask", {"question": question})
            return _resident_kibibytes(server.pid) / _MEBIBYTE
        finally:
            server.terminate()


def _post(url: str, content: object) -> None:
    request = urllib.request.Request(
        url, json.dumps(content).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        response.read()


def _resident_kibibytes(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1])


def _environment(data_dir: Path) -> dict[str, str]:
    return {**os.environ, "KEIKAKU_DATA_DIR": str(data_dir)}
