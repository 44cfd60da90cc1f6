import io
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient

from assistant.api import create_app
from assistant.kept.transcripts import Transcript, Transcripts
from assistant.service import Assistant
from assistant.settings import Settings
from tests.assistant.answers import make_exchange


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(create_app(Assistant(Settings(data_dir=tmp_path)), with_ui=False))


@pytest.fixture
def kept(tmp_path: Path) -> Transcript:
    transcript = Transcript().with_exchange(make_exchange('目標は？/"a"\n'))
    return Transcripts(tmp_path).save("me", transcript)


def test_a_conversation_is_saved_under_its_title(client: TestClient, kept: Transcript) -> None:
    response = client.get(f"/api/conversations/{kept.id}.md?language=ja")

    assert response.status_code == 200
    assert response.text.startswith("# 目標は？")
    assert response.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''%E7%9B%AE%E6%A8%99%E3%81%AF%EF%BC%9F__a_.md"
    )
    assert response.headers["cache-control"] == "no-store"


def test_the_word_file_opens(client: TestClient, kept: Transcript) -> None:
    content = client.get(f"/api/conversations/{kept.id}.docx").content
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == kept.title


@pytest.mark.parametrize(
    ("path", "status"), [("none.md", 404), ("none.pdf", 422), ("none.md?language=fr", 422)]
)
def test_what_is_not_there_is_one_line(client: TestClient, path: str, status: int) -> None:
    response = client.get(f"/api/conversations/{path}", headers={"accept-language": "ja"})

    assert response.status_code == status
    assert "\n" not in response.json()["error"]
