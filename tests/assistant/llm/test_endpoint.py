"""The settings of a language model: all of them, or one clear error."""

from __future__ import annotations

import pytest

from assistant.llm.endpoint import endpoint_of
from assistant.settings import Settings
from ingest.errors import UsageError

URL = "http://127.0.0.1:11434/v1"


def settings(**values: object) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BASE_URL", "MODEL", "API_KEY", "TIMEOUT_S", "MAX_CONCURRENCY"):
        monkeypatch.delenv(f"KEIKAKU_LLM_{name}", raising=False)


def test_no_setting_is_no_language_model() -> None:
    assert endpoint_of(settings()) is None


def test_what_is_set() -> None:
    endpoint = endpoint_of(
        settings(llm_base_url=URL + "/", llm_model="qwen", llm_api_key="s3cret", llm_timeout_s=5)
    )
    assert endpoint is not None
    assert (endpoint.base_url, endpoint.model, endpoint.api_key) == (URL, "qwen", "s3cret")
    assert (endpoint.timeout_s, endpoint.max_concurrency) == (5.0, 4)
    assert "s3cret" not in repr(endpoint)


@pytest.mark.parametrize(
    ("values", "key", "named"),
    [
        ({"llm_model": "qwen"}, "llm_url_missing", "KEIKAKU_LLM_MODEL"),
        ({"llm_api_key": "s3cret"}, "llm_url_missing", "KEIKAKU_LLM_API_KEY"),
        ({"llm_base_url": URL}, "llm_model_missing", "KEIKAKU_LLM_MODEL"),
        ({"llm_base_url": "127.0.0.1:11434/v1", "llm_model": "q"}, "llm_url_invalid", "127.0.0.1"),
        ({"llm_base_url": "localhost", "llm_model": "q"}, "llm_url_invalid", "localhost"),
        ({"llm_base_url": "ftp://host/v1", "llm_model": "q"}, "llm_url_invalid", "ftp://host"),
        ({"llm_base_url": "http://host:port/v1", "llm_model": "q"}, "llm_url_invalid", "host:port"),
        ({"llm_base_url": "http://", "llm_model": "q"}, "llm_url_invalid", "http://"),
    ],
)
def test_a_part_that_is_missing_or_wrong(values: dict[str, object], key: str, named: str) -> None:
    with pytest.raises(UsageError) as caught:
        endpoint_of(settings(**values))
    assert caught.value.key == key
    for language in ("ja", "en"):
        message = caught.value.message(language)
        assert named in message
        assert "s3cret" not in message


def test_a_password_in_a_wrong_url_is_not_shown() -> None:
    with pytest.raises(UsageError) as caught:
        endpoint_of(settings(llm_base_url="ftp://me:pass@host/v1", llm_model="q"))
    assert "pass" not in caught.value.message("ja")
