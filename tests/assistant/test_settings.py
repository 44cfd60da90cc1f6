"""Settings from the environment and from .env."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant import cli
from assistant.settings import Settings, default_corpus, load_settings
from ingest.errors import UsageError


@pytest.fixture(autouse=True)
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No KEIKAKU_ variable, no .env, nothing remembered."""
    for name in list(os.environ):
        if name.startswith("KEIKAKU_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def test_the_defaults_are_extractive_and_embedded() -> None:
    settings = load_settings()
    assert settings.home is None
    assert settings.embedding_model is None
    assert settings.chroma_url is None
    assert settings.llm_base_url is None
    assert settings.llm_model is None
    assert settings.llm_api_key is None
    assert settings.data_dir.is_absolute()


def test_each_field_is_a_variable_with_the_prefix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEIKAKU_HOME", "北九州市")
    monkeypatch.setenv("KEIKAKU_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("KEIKAKU_EMBEDDING_MODEL", "intfloat/multilingual-e5-large")
    monkeypatch.setenv("KEIKAKU_CHROMA_URL", "http://127.0.0.1:8000")
    monkeypatch.setenv("KEIKAKU_LLM_BASE_URL", "http://127.0.0.1:9000/v1")
    monkeypatch.setenv("KEIKAKU_LLM_MODEL", "local")
    monkeypatch.setenv("KEIKAKU_LLM_API_KEY", "s3cret")
    settings = load_settings()
    assert settings.home == "北九州市"
    assert settings.data_dir == tmp_path / "data"
    assert settings.embedding_model == "intfloat/multilingual-e5-large"
    assert settings.chroma_url == "http://127.0.0.1:8000"
    assert settings.llm_base_url == "http://127.0.0.1:9000/v1"
    assert settings.llm_model == "local"
    assert settings.llm_api_key is not None
    assert settings.llm_api_key.get_secret_value() == "s3cret"


def test_a_variable_without_the_prefix_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/root")
    monkeypatch.setenv("DATA_DIR", "/elsewhere")
    settings = load_settings()
    assert settings.home is None
    assert settings.data_dir != Path("/elsewhere")


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "EMBEDDING_MODEL", "CHROMA_URL", "DATA_DIR", "LLM_API_KEY"):
        monkeypatch.setenv(f"KEIKAKU_{name}", "")
    assert load_settings() == Settings(_env_file=None)
    assert load_settings().home is None


def test_a_secret_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEIKAKU_LLM_API_KEY", "s3cret")
    settings = load_settings()
    assert "s3cret" not in f"{settings!r} {settings.model_dump_json()}"


def test_the_env_file_of_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        "KEIKAKU_HOME=久慈市\nKEIKAKU_CHROMA_URL=\nOTHER=1\n", encoding="utf-8"
    )
    assert load_settings().home == "久慈市"
    assert load_settings().chroma_url is None
    load_settings.cache_clear()
    monkeypatch.setenv("KEIKAKU_HOME", "鯖江市")
    assert load_settings().home == "鯖江市"


def test_paths_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEIKAKU_DATA_DIR", "data")
    assert load_settings().data_dir == tmp_path / "data"
    load_settings.cache_clear()
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("KEIKAKU_DATA_DIR", "~/data")
    assert load_settings().data_dir == tmp_path / "me" / "data"


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        load_settings().home = "鯖江市"  # type: ignore[misc]


def test_reading_settings_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEIKAKU_DATA_DIR", str(tmp_path / "data"))
    load_settings()
    assert list(tmp_path.iterdir()) == []


def test_a_bad_value_is_bad_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEIKAKU_DATA_DIR", "~no-such-user-here/data")
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert "KEIKAKU_DATA_DIR" in caught.value.message("ja")


def test_a_bad_value_is_exit_code_2_and_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KEIKAKU_DATA_DIR", "~no-such-user-here/data")
    assert cli.run(["status"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "KEIKAKU_DATA_DIR" in printed.err


def test_an_env_file_that_is_not_utf_8_is_bad_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_bytes("KEIKAKU_HOME=久慈市\n".encode("cp932"))
    assert cli.run(["status"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert ".env" in line


def test_the_corpus_that_comes_with_the_project() -> None:
    assert (default_corpus() / "manifest.yaml").is_file()
