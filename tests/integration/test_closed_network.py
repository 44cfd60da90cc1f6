"""Nothing is asked of any network: ingest, ask and serve, with every outward call recorded.

An audit hook in each child process records and refuses what Python code sends beyond this
machine. What native code would send is out of its sight.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120

HOOK = """
import os
import sys

_NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_ADDRESSES = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def _host(event, arguments):
    if event in _NAMES:
        return arguments[0]
    if event == "socket.getnameinfo":
        return arguments[0][0]
    if event in _ADDRESSES and isinstance(arguments[1], tuple):
        return arguments[1][0]
    return None  # another event, a connected socket, or a Unix socket


def _hook(event, arguments):
    if not event.startswith("socket."):
        return
    host = _host(event, arguments)
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in ("", "localhost", "::1") or host.startswith("127."):
        return
    log = os.open(os.environ["OUTWARD_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(log, f"{event} {host} {sys.argv}\\n".encode())
    os.close(log)
    raise ConnectionRefusedError(111, f"closed network: {event} {host}")


sys.addaudithook(_hook)
"""

DOCUMENT = """\
青葉市DX推進計画

1 計画の期間

計画の期間は、令和5年度から令和8年度までの4年間とします。
"""
QUESTION = "青葉市の計画の期間は？"


@dataclass(frozen=True)
class ClosedNetwork:
    """A folder with the hook, a home, a data directory with the model, and the log."""

    folder: Path

    @property
    def log(self) -> str:
        """What was sent outwards; "" for nothing."""
        path = self.folder / "outward.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def environment(self) -> dict[str, str]:
        """As an operator may have it: no variable of ours, tracing and telemetry switched on."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "LANG": "ja_JP.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONPATH": f"{self.folder / 'hook'}{os.pathsep}{ROOT}",
            "OUTWARD_LOG": str(self.folder / "outward.log"),
            "KEIKAKU_DATA_DIR": str(self.folder / "data"),
            "LANGSMITH_TRACING": "true",
            "LANGSMITH_API_KEY": "lsv2_not_a_key",
            "LANGCHAIN_TRACING_V2": "true",
            "ANONYMIZED_TELEMETRY": "True",
            "GRADIO_ANALYTICS_ENABLED": "True",
        }

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a Python program to its end."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )

    def keikaku(self, *arguments: str) -> str:
        """Run a command that succeeds; what it printed."""
        ran = self.python("-m", "assistant", *arguments)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    @contextmanager
    def served(self) -> Iterator[str]:
        """``keikaku serve`` on a free port; its address."""
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "serve", "--port", "0"],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        try:
            yield _first_line(process)
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _first_line(process: subprocess.Popen[str]) -> str:
    lines: queue.Queue[str] = queue.Queue()
    out = process.stdout
    assert out is not None
    threading.Thread(target=lambda: lines.put(out.readline()), daemon=True).start()
    return lines.get(timeout=SECONDS).strip()


@pytest.fixture
def hooked(tmp_path: Path) -> ClosedNetwork:
    """The hook alone, with neither model nor index."""
    for name in ("hook", "home", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return ClosedNetwork(tmp_path)


@pytest.fixture
def closed(hooked: ClosedNetwork, corpus_data_dir: Path) -> ClosedNetwork:
    """The hook, with the converted model at hand."""
    models = hooked.folder / "data" / "models"
    models.symlink_to(corpus_data_dir / "models", target_is_directory=True)
    (hooked.folder / "aoba.txt").write_text(DOCUMENT, encoding="utf-8")
    return hooked


@pytest.mark.parametrize(
    ("code", "recorded"),
    [
        ("import socket; socket.create_connection(('192.0.2.1', 80), 1)", "192.0.2.1"),
        (
            "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
            "socket.sendto 192.0.2.1",
        ),
        (
            "import urllib.request; urllib.request.urlopen('http://keikaku.invalid/')",
            "socket.getaddrinfo keikaku.invalid",
        ),
        ("import socket; socket.gethostbyname('keikaku.invalid')", "keikaku.invalid"),
        ("import httpx; httpx.get('http://192.0.2.1/')", "192.0.2.1"),
        (
            "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; "
            'socket.create_connection(("192.0.2.1", 80), 1)\'], check=True)',
            "192.0.2.1",
        ),
    ],
)
def test_the_hook_records_and_refuses(hooked: ClosedNetwork, code: str, recorded: str) -> None:
    assert hooked.python("-c", code).returncode != 0
    assert recorded in hooked.log


def test_the_hook_lets_this_machine_be(hooked: ClosedNetwork) -> None:
    code = (
        "import socket\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(('localhost', server.getsockname()[1])).close()\n"
        "left, right = socket.socketpair()\n"
        "left.sendall(b'x')\n"
    )
    ran = hooked.python("-c", code)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert hooked.log == ""


def test_ingest_ask_and_serve_send_nothing_outwards(closed: ClosedNetwork) -> None:
    report = json.loads(closed.keikaku("ingest", "aoba.txt", "--json"))
    assert [one["doc_id"] for one in report["documents"]] == ["aoba"]
    assert report["n_embedded"] > 0
    assert closed.log == ""

    answer = json.loads(closed.keikaku("ask", QUESTION, "--json"))
    assert_answered(answer)
    assert closed.log == ""

    with (
        closed.served() as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        response = client.post("/api/ask", json={"question": QUESTION})
        assert response.status_code == 200
        assert_answered(response.json())
        if find_spec("assistant.ui"):
            chat = chat_turn(client, QUESTION)
            assert "令和8年度までの4年間" in json.dumps(chat, ensure_ascii=False)
    assert closed.log == ""


def assert_answered(answer: dict[str, Any]) -> None:
    assert answer["status"] == "answered"
    assert [one["quote"] for one in answer["citations"]] == [
        "計画の期間は、令和5年度から令和8年度までの4年間とします。"
    ]


def chat_turn(client: httpx.Client, question: str) -> object:
    """Ask on the chat page as a browser does; the chat that the page then shows.

    The page's events are private, so gradio_client, which names events, cannot send them.
    """
    config = client.get("/config").json()
    session = uuid.uuid4().hex
    (asked,) = (
        one["id"] for one in config["components"] if one["props"].get("elem_id") == "question"
    )
    events = config["dependencies"]
    ask = next(one for one in events if [asked, "submit"] in one["targets"])
    joined = client.post(
        "/gradio_api/queue/join",
        json={
            "data": [question, [], None, None, "", {}],
            "fn_index": ask["id"],
            "session_hash": session,
        },
    )
    assert joined.status_code == 200
    shown = _completed(client, session)
    assert question in json.dumps(shown, ensure_ascii=False)
    return shown


def _completed(client: httpx.Client, session: str) -> object:
    """The output of the event that runs in a session."""
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        shown: list[object] = []
        for line in stream.iter_lines():
            if not line.startswith("data:"):
                continue
            message = json.loads(line.removeprefix("data:"))
            if message["msg"] in ("process_generating", "process_completed"):
                assert message["success"], message
                shown.append(message["output"]["data"])
            if message["msg"] == "process_completed":
                return shown
    raise AssertionError("the event did not end")
