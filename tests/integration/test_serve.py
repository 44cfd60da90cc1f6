"""``keikaku serve`` as a process: an address, an answer, a page; and what stops it from starting."""

import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 120


def environment(data_dir: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KEIKAKU_")}
    return {
        **kept,
        "KEIKAKU_DATA_DIR": str(data_dir),
        "PYTHONPATH": str(ROOT),
        "LANG": "ja_JP.UTF-8",
    }


def command(port: int) -> list[str]:
    return [sys.executable, "-m", "assistant", "serve", "--port", str(port)]


def first_line(process: subprocess.Popen[str]) -> str:
    """The first line that the process prints; fails if it ends or takes too long."""
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    threading.Thread(target=lambda out: lines.put(out.readline()), args=(process.stdout,)).start()
    return lines.get(timeout=SECONDS_TO_START).strip()


@contextmanager
def served(data_dir: Path, cwd: Path) -> Iterator[str]:
    process = subprocess.Popen(
        command(0),
        cwd=cwd,
        env=environment(data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield first_line(process)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_serve_prints_its_address_and_answers_with_a_citation(
    corpus_data_dir: Path, tmp_path: Path
) -> None:
    with served(corpus_data_dir, tmp_path) as address:
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
            response = client.post(
                "/api/ask", json={"question": "北九州市のテレワーク実施率の目標は？"}
            )
            assert response.status_code == 200
            answer = response.json()
            assert answer["status"] == "answered"
            assert "80%" in answer["answer"]
            citation = answer["citations"][0]
            assert citation["doc_id"] == "kitakyushu"
            assert citation["section"][0] == "(11) テレワークの推進"

            span = client.get(
                "/api/documents/kitakyushu/text",
                params={"start": citation["start"], "end": citation["end"]},
            ).json()
            assert "テレワーク実施率80%" in span["text"]
            assert client.get("/healthz").json() == {"status": "ok", "documents": 5}
            assert "window.gradio_config" in client.get("/").text


def test_serve_without_an_index_serves_and_says_what_to_run(tmp_path: Path) -> None:
    with (
        served(tmp_path / "empty", tmp_path) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        response = client.post("/api/ask", json={"question": "テレワークの目標は？"})
        assert response.status_code == 503
        assert "keikaku ingest" in response.json()["error"]
        assert client.get("/").status_code == 200


def test_a_taken_port_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        finished = subprocess.run(
            command(port),
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=SECONDS_TO_START,
            check=False,
        )

    assert finished.returncode == 1
    assert finished.stdout == ""
    assert len(finished.stderr.strip().splitlines()) == 1
    assert str(port) in finished.stderr
    assert "--port" in finished.stderr


@pytest.mark.parametrize("port", ["-1", "70000", "many"])
def test_a_port_that_is_none_is_bad_usage(port: str, tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "assistant", "serve", "--port", port],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_START,
        check=False,
    )

    assert finished.returncode == 2
    assert len(finished.stderr.strip().splitlines()) == 1
