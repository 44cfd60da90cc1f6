"""Which language model is set, checked before anything is asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from assistant.settings import Settings
from ingest.errors import UsageError


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint.

    Attributes:
        base_url: what ``/chat/completions`` is appended to, such as ``http://127.0.0.1:11434/v1``.
        model: the model's name there.
        api_key: sent as a bearer token; "" for an endpoint that asks for none.
        timeout_s: seconds that all calls for one question may take together.
        max_concurrency: calls that run at the same time; others wait, within their time.
    """

    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    timeout_s: float = 60.0
    max_concurrency: int = 4


def endpoint_of(settings: Settings) -> Endpoint | None:
    """The endpoint that is set; None where none is, which means extractive answers.

    Raises:
        UsageError: a part of the setting is missing, or the base URL is no URL.
    """
    url, model, key = settings.llm_base_url, settings.llm_model, settings.llm_api_key
    if url is None:
        if model is not None or key is not None:
            name = "KEIKAKU_LLM_MODEL" if model is not None else "KEIKAKU_LLM_API_KEY"
            raise UsageError("llm_url_missing", name=name)
        return None
    if not _is_url(url):
        raise UsageError("llm_url_invalid", url=_without_user_info(url))
    if model is None:
        raise UsageError("llm_model_missing")
    return Endpoint(
        base_url=url.rstrip("/"),
        model=model,
        api_key=key.get_secret_value() if key else "",
        timeout_s=settings.llm_timeout_s,
        max_concurrency=settings.llm_max_concurrency,
    )


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _without_user_info(url: str) -> str:
    """A URL as it may be shown: a password in it is left out."""
    return url.rpartition("@")[2]
