"""The HTTP API over an assistant that answers from a script."""

import logging
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from assistant.api import create_app
from assistant.municipalities import Municipality
from assistant.schema import Answer, Citation, Timings
from ingest.errors import IndexStateError, UsageError
from ingest.manifest import DocumentInfo
from ingest.store import StoredDocument
from ingest.structure.records import Section, Span

TEXT = "第1章 目標\nテレワーク実施率80%\n"
DOCUMENT = StoredDocument(
    DocumentInfo(doc_id="plan", title="計画", municipality="試験市"),
    TEXT,
    "utf-8",
    "plan.txt",
    (Section(("第1章 目標",), Span(0, 6), 0, len(TEXT)),),
)
ANSWER = Answer(
    question="目標は？",
    standalone_question="目標は？",
    language="ja",
    status="answered",
    mode="extractive",
    answer="テレワーク実施率80% [1]",
    citations=(
        Citation(
            n=1,
            doc_id="plan",
            title="計画",
            municipality="試験市",
            section=("第1章 目標",),
            page=None,
            quote="テレワーク実施率80%",
            start=7,
            end=18,
        ),
    ),
    followups=(),
    confidence=0.9,
    timings_ms=Timings(total=1.0),
)


class ScriptedAssistant:
    """Answers every question with ANSWER, or raises what it is given."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.asked: list[tuple[str, str | None, tuple[str, ...]]] = []
        store = SimpleNamespace(doc_ids=("plan",), document={"plan": DOCUMENT}.get)
        self._index = SimpleNamespace(store=store, meta=SimpleNamespace(n_documents=1))

    def ask(self, text: str, home: str | None = None, history: Sequence[str] = ()) -> Answer:
        self.asked.append((text, home, tuple(history)))
        if self.error:
            raise self.error
        return ANSWER

    def municipalities(self) -> tuple[Municipality, ...]:
        return (Municipality("試験市", ("Shiken",), ("plan",)),)

    def index(self) -> Any:
        if self.error:
            raise self.error
        return self._index


async def call(
    assistant: ScriptedAssistant, method: str, path: str, **values: Any
) -> httpx.Response:
    app = create_app(assistant, with_ui=False)  # type: ignore[arg-type]
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://keikaku") as client:
        return await client.request(method, path, **values)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


pytestmark = pytest.mark.anyio


async def test_ask_returns_the_answer_of_the_schema() -> None:
    assistant = ScriptedAssistant()
    body = {"question": "目標は？", "home": "試験市", "history": ["期間は？"]}
    response = await call(assistant, "POST", "/api/ask", json=body)

    assert response.status_code == 200
    assert Answer.model_validate(response.json()) == ANSWER
    assert list(response.json()) == [name for name in Answer.model_fields if name != "llm"]
    assert assistant.asked == [("目標は？", "試験市", ("期間は？",))]


@pytest.mark.parametrize(
    ("question", "accepted", "expected"),
    [
        ("目標は？", "en", "長すぎます"),
        ("what is the target?", "ja", "too long"),
        (" ", "en-GB,en;q=0.9", "too long"),
        (" ", "fr", "長すぎます"),
    ],
)
async def test_a_usage_error_is_400_in_the_language_of_the_question(
    question: str, accepted: str, expected: str
) -> None:
    assistant = ScriptedAssistant(UsageError("question_too_long", length=2001, limit=2000))
    response = await call(
        assistant,
        "POST",
        "/api/ask",
        json={"question": question},
        headers={"accept-language": accepted},
    )

    assert response.status_code == 400
    assert list(response.json()) == ["error"]
    assert expected in response.json()["error"]


async def test_half_a_character_in_a_request_comes_back_replaced() -> None:
    assistant = ScriptedAssistant(UsageError("home_unknown", home="\ud800", known="試験市"))
    content = b'{"question": "what is our target", "home": "\\ud800"}'
    headers = {"content-type": "application/json"}
    response = await call(assistant, "POST", "/api/ask", content=content, headers=headers)

    assert response.status_code == 400
    assert "試験市" in response.json()["error"]


async def test_a_failure_is_503_and_says_what_to_do() -> None:
    assistant = ScriptedAssistant(IndexStateError("index_missing", path="/data"))
    response = await call(assistant, "POST", "/api/ask", json={"question": "目標は？"})

    assert response.status_code == 503
    assert "keikaku ingest" in response.json()["error"]
    assert (await call(assistant, "GET", "/healthz")).status_code == 503


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"json": {}}, "question"),
        ({"json": {"question": 7}}, "question"),
        ({"json": {"question": "目標は？", "history": "期間は？"}}, "history"),
        ({"json": {"question": "目標は？", "history": ["期間は？"] * 101}}, "history"),
        ({"json": {"question": "目標は？", "mood": "good"}}, "mood"),
        ({"content": b"{"}, "body"),
    ],
)
async def test_a_malformed_request_is_422_in_one_line(values: dict[str, Any], field: str) -> None:
    headers = {"accept-language": "en", "content-type": "application/json"}
    response = await call(ScriptedAssistant(), "POST", "/api/ask", headers=headers, **values)

    assert response.status_code == 422
    assert response.json() == {
        "error": f'"{field}" of the request is missing or not of the right form. '
        "Correct it and send it again."
    }


async def test_the_unforeseen_is_500_logged_and_never_a_refusal(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assistant = ScriptedAssistant(RuntimeError("secret of the machine"))
    with caplog.at_level(logging.ERROR, logger="assistant.api"):
        response = await call(assistant, "POST", "/api/ask", json={"question": "目標は？"})

    assert response.status_code == 500
    line = response.json()["error"]
    assert "\n" not in line
    assert "secret" not in line
    assert "記載" not in line
    assert "secret of the machine" in caplog.text


async def test_municipalities() -> None:
    response = await call(ScriptedAssistant(), "GET", "/api/municipalities")

    assert response.json() == [{"name": "試験市", "aliases": ["Shiken"], "doc_ids": ["plan"]}]


async def test_a_document_with_its_sections_and_its_text() -> None:
    facts = (await call(ScriptedAssistant(), "GET", "/api/documents/plan")).json()
    assert facts["document"]["title"] == "計画"
    assert facts["length"] == len(TEXT)
    assert facts["sections"] == [{"path": ["第1章 目標"], "start": 0, "end": len(TEXT)}]

    span = (
        await call(ScriptedAssistant(), "GET", "/api/documents/plan/text?start=7&end=18")
    ).json()
    assert span == {"doc_id": "plan", "start": 7, "end": 18, "text": "テレワーク実施率80%"}


@pytest.mark.parametrize(
    ("path", "status", "expected"),
    [
        ("/api/documents/none", 404, "「none」は取り込まれていません"),
        ("/api/documents/plan/text?start=9&end=3", 400, "9 から 3"),
        ("/api/documents/plan/text?end=999", 400, "0 から 999"),
        ("/api/documents/plan/text?start=a", 422, "「start」"),
        ("/api/nothing", 404, "/api/nothing という API はありません"),
    ],
)
async def test_what_is_not_there_is_said_in_one_line(path: str, status: int, expected: str) -> None:
    response = await call(ScriptedAssistant(), "GET", path, headers={"accept-language": "ja"})

    assert response.status_code == status
    assert expected in response.json()["error"]


async def test_nothing_of_the_api_documentation_is_fetched_from_elsewhere() -> None:
    assistant = ScriptedAssistant()

    assert (await call(assistant, "GET", "/docs")).status_code == 404
    assert (await call(assistant, "GET", "/redoc")).status_code == 404
    assert "/api/ask" in (await call(assistant, "GET", "/api/openapi.json")).json()["paths"]
