"""Which variables keep libraries from calling home, and which of them an operator may change."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant import offline
from assistant.offline import close_network


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment of our own in the place of the process's."""
    values: dict[str, str] = {}
    monkeypatch.setattr(offline, "os", SimpleNamespace(environ=values))
    return values


def test_telemetry_and_tracing_are_off_whatever_was_set(environment: dict[str, str]) -> None:
    environment.update(LANGSMITH_TRACING="true", ANONYMIZED_TELEMETRY="True")
    close_network()
    assert environment["LANGSMITH_TRACING"] == "false"
    assert environment["LANGCHAIN_TRACING_V2"] == "false"
    assert environment["ANONYMIZED_TELEMETRY"] == "False"
    assert environment["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert environment["DO_NOT_TRACK"] == "1"


def test_the_hub_is_not_asked_unless_the_operator_says_so(environment: dict[str, str]) -> None:
    close_network()
    assert environment["HF_HUB_OFFLINE"] == environment["TRANSFORMERS_OFFLINE"] == "1"
    environment.update(HF_HUB_OFFLINE="0")
    close_network()
    assert environment["HF_HUB_OFFLINE"] == "0"


def test_nothing_else_is_touched(environment: dict[str, str]) -> None:
    environment.update(HOME="/home/me", KEIKAKU_HOME="久慈市")
    close_network()
    assert (environment["HOME"], environment["KEIKAKU_HOME"]) == ("/home/me", "久慈市")


def test_twice_is_once(environment: dict[str, str]) -> None:
    close_network()
    once = dict(environment)
    close_network()
    assert environment == once
