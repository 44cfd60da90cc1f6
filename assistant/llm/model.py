"""The one door to langchain-openai: a chat model of an endpoint, and its errors as ours."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import openai
from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAPIError,
    ModelConnectionError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.llm.endpoint import Endpoint
from assistant.llm.failures import LanguageModelError

CONNECT_S = 10.0
"""Seconds that opening a connection may take."""

_NO_KEY = "none"
_NOT_SENT = ("openai-organization", "openai-project", "x-stainless-")
"""Headers of the library about its environment: variables of another account, the platform."""

_OVERFLOW = ("context", "too long", "too many tokens", "maximum length")
_BAD_REQUEST, _OVERLOADED = 400, 503


@asynccontextmanager
async def open_model(endpoint: Endpoint) -> AsyncIterator[BaseChatModel]:
    """A chat model for one call, closed with it.

    It takes nothing from the environment: no proxy, no key, no retry, no tracing, and it counts no
    tokens (tiktoken would fetch its tables). Certificates are those of the system.
    """
    verify = ssl.create_default_context()
    timeout = httpx2.Timeout(endpoint.timeout_s, connect=min(CONNECT_S, endpoint.timeout_s))
    with httpx2.Client(verify=verify, trust_env=False) as unused:
        async with httpx2.AsyncClient(
            verify=verify,
            timeout=timeout,
            trust_env=False,
            event_hooks={"request": [_without_environment]},
        ) as client:
            yield ChatOpenAI(
                model=endpoint.model,
                base_url=endpoint.base_url,
                api_key=SecretStr(endpoint.api_key or _NO_KEY),
                temperature=0.0,
                max_retries=0,
                timeout=timeout,
                openai_proxy=None,
                http_client=unused,
                http_async_client=client,
                use_responses_api=False,
                stream_usage=False,
                stream_chunk_timeout=None,
            )


async def _without_environment(request: httpx2.Request) -> None:
    for name in [name for name in request.headers if name.lower().startswith(_NOT_SENT)]:
        del request.headers[name]


def explained(error: Exception, endpoint: Endpoint) -> LanguageModelError:
    """Our error for what a call to the endpoint raised."""
    url = endpoint.base_url
    if isinstance(error, ContextOverflowError) or _is_overflow(error):
        return LanguageModelError("llm_overflow", model=endpoint.model)
    if isinstance(error, (ModelTimeoutError, httpx2.TimeoutException, TimeoutError)):
        return LanguageModelError("llm_timeout", seconds=f"{endpoint.timeout_s:g}")
    if isinstance(error, ModelRateLimitError):
        return LanguageModelError("llm_busy")
    if isinstance(error, (ModelAPIError, openai.InternalServerError)):
        return LanguageModelError("llm_failed", status=getattr(error, "status_code", _OVERLOADED))
    if isinstance(error, openai.APIStatusError):
        return LanguageModelError("llm_rejected", status=error.status_code, url=url)
    if isinstance(error, (ModelConnectionError, httpx2.ConnectError)):
        return LanguageModelError("llm_unreachable", url=url)
    if isinstance(error, httpx2.TransportError):
        return LanguageModelError("llm_broke_off")
    return LanguageModelError("llm_malformed", reason=type(error).__name__)


def _is_overflow(error: Exception) -> bool:
    """Whether a 400 says that the prompt is too long; servers word it in their own ways."""
    if not isinstance(error, openai.APIStatusError) or error.status_code != _BAD_REQUEST:
        return False
    said = str(error).lower()
    return any(words in said for words in _OVERFLOW)
