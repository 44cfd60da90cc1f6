"""A small server that speaks the OpenAI chat protocol and says what it is told to say."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What a request gets.

    Attributes:
        text: the answer, streamed in pieces of ``piece`` characters.
        status: an HTTP status other than 200 is sent with ``text`` as its error message.
        delay_s: seconds before the first byte.
        pause_s: seconds between pieces.
        break_after: pieces after which the connection is cut; None: never.
        raw: sent as the body instead, whatever it is.
        finish: the reason given at the end.
    """

    text: str = ""
    status: int = 200
    delay_s: float = 0.0
    pause_s: float = 0.0
    piece: int = 7
    break_after: int | None = None
    raw: bytes | None = None
    finish: str = "stop"


Answering = Callable[[list[dict[str, str]]], Reply]
"""From the messages of a request to its reply."""


@dataclass
class Served:
    """A running server.

    Attributes:
        url: its base URL.
        requests: the bodies that came, in order. headers: those of the same requests.
        running, most_running: requests answered at the moment, and at most at one moment.
    """

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    running: int = 0
    most_running: int = 0

    def prompts(self) -> list[str]:
        """The last message of each request."""
        return [request["messages"][-1]["content"] for request in self.requests]


def scripted(replies: Sequence[Reply | str]) -> Answering:
    """The replies in turn; the last one over and over."""
    waiting = [Reply(one) if isinstance(one, str) else one for one in replies]
    lock = threading.Lock()

    def answer(_messages: list[dict[str, str]]) -> Reply:
        with lock:
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer: Answering) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.served = Served(f"http://127.0.0.1:{self.server_port}/v1")
        self.stopping = threading.Event()
        self.lock = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        served = self.server.served
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            served.requests.append(body)
            served.headers.append({k.lower(): v for k, v in self.headers.items()})
            served.running += 1
            served.most_running = max(served.most_running, served.running)
        try:
            self._reply(self.server.answer(body["messages"]))
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with self.server.lock:
                served.running -= 1
            self.close_connection = True

    def _reply(self, reply: Reply) -> None:
        self.server.stopping.wait(reply.delay_s)
        if reply.status != 200:
            error = json.dumps({"error": {"message": reply.text, "type": "error"}}).encode()
            self._head(reply.status, "application/json", len(error))
            self.wfile.write(error)
            return
        if reply.raw is not None:
            self._head(200, "text/html", len(reply.raw))
            self.wfile.write(reply.raw)
            return
        self._head(200, "text/event-stream", None)
        pieces = [
            reply.text[start : start + reply.piece]
            for start in range(0, len(reply.text), reply.piece)
        ]
        for number, piece in enumerate(pieces):
            if number == reply.break_after:
                return
            self._event({"content": piece}, None)
            self.server.stopping.wait(reply.pause_s)
        if reply.break_after is None:
            self._event({}, reply.finish)
            self.wfile.write(b"data: [DONE]\n\n")

    def _head(self, status: int, kind: str, length: int | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _event(self, delta: dict[str, str], finish: str | None) -> None:
        chunk = {
            "id": "x",
            "object": "chat.completion.chunk",
            "created": int(time.time()),
            "model": "scripted",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()


@contextmanager
def llm_server(*replies: Reply | str, answering: Answering | None = None) -> Iterator[Served]:
    """A server on a free port of 127.0.0.1, until the end of the block."""
    server = _Server(answering or scripted(replies))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.served
    finally:
        server.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()
