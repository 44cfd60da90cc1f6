"""Asking a language model over the network: text, errors, time, and how many at once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.llm import chat as chat_module
from assistant.llm.chat import Chat
from assistant.llm.endpoint import Endpoint
from assistant.llm.failures import LanguageModelError
from tests.llm_server import Reply, Served, llm_server

ASKED = [("system", "be brief"), ("human", "目標は？")]


@pytest.fixture(autouse=True)
def quick_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_module, "BACKOFF_S", 0.01)


def chat_with(served: Served, timeout_s: float = 20.0, at_once: int = 4, key: str = "k") -> Chat:
    return Chat(Endpoint(served.url, "scripted", key, timeout_s, at_once))


def complete(chat: Chat, limit: int = 1000) -> str:
    return chat.complete(ASKED, chat.deadline(), limit)


def failure(chat: Chat) -> str:
    with pytest.raises(LanguageModelError) as caught:
        complete(chat)
    return caught.value.key


def test_the_text_in_pieces_and_what_was_sent() -> None:
    with llm_server(Reply("目標は80%です。[1]", piece=3)) as served:
        chat = chat_with(served)
        pieces = list(chat.stream(ASKED, chat.deadline(), 1000))
    assert "".join(pieces) == "目標は80%です。[1]"
    assert len([piece for piece in pieces if piece]) > 3
    (request,) = served.requests
    assert request["model"] == "scripted"
    assert request["stream"] is True
    assert request["temperature"] == 0.0
    assert [(one["role"], one["content"]) for one in request["messages"]] == [
        ("system", "be brief"),
        ("user", "目標は？"),
    ]
    assert served.headers[0]["authorization"] == "Bearer k"


def test_nothing_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of-another")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-another")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with llm_server("はい。") as served:
        assert complete(chat_with(served, key="")) == "はい。"
    assert "of-another" not in str(served.headers)
    assert not [name for name in served.headers[0] if name.startswith("x-stainless")]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_failure_is_tried_again(status: int) -> None:
    with llm_server(Reply("later", status=status), "はい。") as served:
        assert complete(chat_with(served)) == "はい。"
    assert len(served.requests) == 2


@pytest.mark.parametrize(("status", "key"), [(429, "llm_busy"), (502, "llm_failed")])
def test_a_failure_that_lasts(status: int, key: str) -> None:
    with llm_server(Reply("no", status=status)) as served:
        assert failure(chat_with(served)) == key
    assert len(served.requests) == 1 + chat_module.RETRIES


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_what_is_rejected_is_not_tried_again(status: int) -> None:
    with llm_server(Reply("no such model", status=status)) as served:
        assert failure(chat_with(served)) == "llm_rejected"
    assert len(served.requests) == 1


@pytest.mark.parametrize(
    "message",
    [
        "This model's maximum context length is 4096 tokens (context_length_exceeded)",
        "the request exceeds the available context size. try increasing it",
        "prompt is too long: 9000 tokens",
    ],
)
def test_a_context_that_overflows(message: str) -> None:
    with llm_server(Reply(message, status=400)) as served:
        assert failure(chat_with(served)) == "llm_overflow"


def test_nobody_there() -> None:
    with llm_server("x") as served:
        pass
    assert failure(chat_with(served)) == "llm_unreachable"


def test_a_server_that_says_nothing_in_time() -> None:
    with llm_server(Reply("x", delay_s=30)) as served:
        started = time.monotonic()
        assert failure(chat_with(served, timeout_s=0.5)) == "llm_timeout"
        assert time.monotonic() - started < 3


def test_a_server_that_trickles_beyond_its_time() -> None:
    with llm_server(Reply("あ" * 1000, piece=1, pause_s=0.05)) as served:
        started = time.monotonic()
        assert failure(chat_with(served, timeout_s=0.6)) == "llm_timeout"
        assert time.monotonic() - started < 3


def test_a_server_that_goes_away_in_the_middle() -> None:
    with llm_server(Reply("目標は80%です。続き", break_after=1)) as served:
        chat = chat_with(served)
        got: list[str] = []
        with pytest.raises(LanguageModelError) as caught:
            got.extend(chat.stream(ASKED, chat.deadline(), 1000))
    assert caught.value.key == "llm_broke_off"
    assert len(served.requests) == 1, "what has begun is not asked again"


@pytest.mark.parametrize(
    "raw", [b"<html>login</html>", b'data: {"choices": [{"delta"\n\n', b"", b"data: 12\n\n"]
)
def test_a_body_that_is_no_answer(raw: bytes) -> None:
    with llm_server(Reply(raw=raw)) as served:
        assert failure(chat_with(served)) in ("llm_malformed", "llm_broke_off")


def test_a_text_without_end_is_cut_and_the_call_given_up() -> None:
    with llm_server(Reply("あ" * 100_000, piece=10, pause_s=0.005)) as served:
        chat = chat_with(served)
        text = complete(chat, limit=50)
        assert 50 <= len(text) < 200
        for _ in range(100):
            if not served.running:
                break
            time.sleep(0.05)
        assert served.running == 0


def test_calls_at_once_are_bounded() -> None:
    with llm_server(Reply("はい。", delay_s=0.1)) as served:
        chat = chat_with(served, at_once=2)
        with ThreadPoolExecutor(6) as threads:
            texts = list(threads.map(lambda _: complete(chat), range(6)))
        assert texts == ["はい。"] * 6
        assert served.most_running == 2


def test_no_slot_in_time_is_busy() -> None:
    with llm_server(Reply("はい。")) as served:
        chat = chat_with(served, timeout_s=2, at_once=1)
        with chat._slots:  # held for as long as the other call waits
            assert failure(chat) == "llm_busy"
        assert complete(chat) == "はい。"


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("<think>80か？</think>\n80%です。", "80%です。"),
        ("<think>終わらない", ""),
        ("<5%です。", "<5%です。"),
        ("a<think>b</think>", "a<think>b</think>"),
    ],
)
def test_thoughts_are_left_out(said: str, heard: str) -> None:
    with llm_server(Reply(said, piece=2)) as served:
        assert complete(chat_with(served)) == heard
