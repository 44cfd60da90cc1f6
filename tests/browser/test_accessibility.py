"""Contrast, names and roles, as axe-core sees them (WCAG 2.1, levels A and AA)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.steps import ask, choose_home, open_source, open_tab

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Any]

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
QUESTIONS = {
    "ja-JP": ("北九州市のテレワーク実施率の目標は？", "久慈市と鯖江市の推進体制を比べてください"),
    "en-US": (
        "What is the telework target of Kitakyushu?",
        "Compare Kuji and Sabae: who leads DX?",
    ),
}


def violations(page: Any) -> list[str]:
    """What axe-core finds, a line each: rule, elements."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
    return [
        f"{one['id']}: {' | '.join(node['html'][:160] for node in one['nodes'][:4])}"
        for one in found.response["violations"]
    ]


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_the_chat_with_an_answer_and_its_source(open_page: OpenPage, locale: str) -> None:
    page = open_page("/", locale=locale)
    for question in QUESTIONS[locale]:
        ask(page, question)
    open_source(page)
    page.wait_for_timeout(500)
    assert violations(page) == []


@pytest.mark.parametrize("tab", ["read", "start", "compare", "documents", "quality"])
def test_each_tab(open_page: OpenPage, tab: str) -> None:
    page = open_page()
    choose_home(page, "常陸大宮市")
    open_tab(page, tab)
    page.wait_for_timeout(2500)
    assert violations(page) == []
