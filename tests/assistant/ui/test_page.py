"""The page, built and served over an assistant that answers from a script."""

import re
from typing import Any

import httpx
import pytest

from ingest.errors import IndexStateError
from tests.assistant.ui.scripted import ScriptedAssistant

# Gradio makes and leaves an event loop where none runs; hence the page is built in one.


@pytest.mark.anyio
async def test_the_page_is_built_without_an_index() -> None:
    from assistant.ui.app import build_ui

    assistant: Any = ScriptedAssistant(error=IndexStateError("index_missing", path="/data"))
    components = build_ui(assistant).get_config_file()["components"]
    chat = next(one["props"] for one in components if one["type"] == "chatbot")

    assert chat["sanitize_html"] is True
    assert chat["allow_tags"] is False
    assert chat["buttons"] == []
    assert assistant.asked == []


@pytest.mark.anyio
async def test_the_served_page_names_no_other_host() -> None:
    from assistant.api import create_app

    assistant: Any = ScriptedAssistant()
    transport = httpx.ASGITransport(create_app(assistant))
    async with httpx.AsyncClient(transport=transport, base_url="http://keikaku") as client:
        page = await client.get("/", headers={"accept-language": "ja"})
        theme = await client.get("/theme.css")

    assert page.status_code == 200
    assert set(re.findall(r"https?://(?!www\.w3\.org/)[^\"'\\ <>/]+", page.text)) <= {
        "http://keikaku"
    }
    assert 'lang="ja"' in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert theme.status_code == 200
    assert not re.findall(r"https?://(?!www\.w3\.org/)|@import|@font-face", theme.text)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
