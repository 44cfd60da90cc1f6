"""What a person does on the page."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import OPENED


def ask(page: Any, question: str) -> Any:
    """Ask, and wait for the answer; its message."""
    page.wait_for_selector(OPENED)
    before = page.locator("#chat a.rate.up").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.locator("#chat a.rate.up").nth(before).wait_for()
    return page.locator("#chat .bot-row, #chat .message-row.bot-row").last


def open_source(page: Any) -> Any:
    """Press the last answer's first citation in the text; the panel."""
    page.locator(
        "#chat .message p > a[href*='#k/cite/'], #chat td > a[href*='#k/cite/']"
    ).last.click()
    page.wait_for_selector("#panel mark")
    return page.locator("#panel")


def open_tab(page: Any, name: str) -> None:
    """Show a tab by its id."""
    page.wait_for_selector(OPENED, state="attached")
    page.click(f"#tab-{name}-button")


def choose_home(page: Any, name: str) -> None:
    """Choose 「あなたの自治体」."""
    page.wait_for_selector(OPENED)
    page.click("#home input")
    page.locator("[role=option]", has_text=name).click()


def is_in_view(page: Any, inner: str, outer: str) -> bool:
    """Whether an element lies within the visible part of another."""
    return bool(
        page.evaluate(
            """([inner, outer]) => {
              const a = document.querySelector(inner).getBoundingClientRect();
              const b = document.querySelector(outer).getBoundingClientRect();
              return a.top >= b.top - 1 && a.top < b.bottom && a.height > 0;
            }""",
            [inner, outer],
        )
    )
