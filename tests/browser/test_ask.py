"""質問する / Ask, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest

from tests.browser.conftest import NARROW, OPENED
from tests.browser.steps import ask, choose_home, is_in_view, open_source, open_tab

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Any]
TELEWORK = "北九州市のテレワーク実施率の目標は？"


def test_a_citation_opens_its_source_marked_and_in_view(open_page: OpenPage) -> None:
    page = open_page()
    answer = ask(page, TELEWORK)
    assert "80%" in answer.inner_text()

    panel = open_source(page)
    assert panel.locator("h2").inner_text() == "北九州市ＤＸ推進計画（抜粋）"
    assert "(11) テレワークの推進" in panel.locator(".breadcrumb").inner_text()
    marked = "".join(panel.locator("mark").all_inner_texts())
    assert "テレワーク実施率80%" in marked
    assert panel.locator("tr.quoted td").count() > 2
    page.wait_for_timeout(300)
    assert is_in_view(page, "#panel mark", "#panel .passage-text")
    assert page.locator("#chat a[aria-current]").count() >= 1

    panel.locator("a", has_text="次の節").click()
    page.wait_for_function("!document.querySelector('#panel mark')")
    assert "(12) ペーパーレス化の推進" in panel.locator(".breadcrumb").inner_text()


def test_from_the_source_the_whole_document_opens_at_the_quote(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, TELEWORK)
    open_source(page).locator("a", has_text="全文で開く").click()
    page.wait_for_selector("#read-view mark")

    page.wait_for_function("location.search.includes('doc=kitakyushu')")
    assert is_in_view(page, "#read-view mark", "#read-view .passage-text")


def test_the_chosen_municipality_is_meant_by_our(open_page: OpenPage) -> None:
    page = open_page()
    page.wait_for_selector("#chat .example")
    choose_home(page, "北九州市")
    page.wait_for_selector("#chat .welcome:has-text('北九州市')")
    answer = ask(page, "本市のテレワークの目標は？")
    assert "80%" in answer.inner_text()

    choose_home(page, "鯖江市")
    assert "80%" not in ask(page, "本市のテレワークの目標は？").inner_text()


def test_a_follow_up_is_read_with_the_question_before_it(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "常陸大宮市の計画の期間はいつからいつまで？")
    answer = ask(page, "久慈市は？")

    assert "久慈市" in answer.inner_text()
    answer.locator("details.how summary").click()
    details = answer.locator("details.how dl").inner_text()
    assert "久慈市" in details
    assert "期間" in details
    assert "ミリ秒" in details


def test_a_comparison_is_a_real_table_with_a_citation_a_row(open_page: OpenPage) -> None:
    page = open_page()
    answer = ask(page, "久慈市と常陸大宮市の計画の期間を比較して")

    assert answer.locator("table").count() == 1
    rows = answer.locator("tbody tr")
    assert rows.count() == 2
    assert rows.locator("a[href*='#k/cite/']").count() >= 2
    assert open_source(page).locator("mark").count() >= 1


def test_a_rating_with_its_reason_is_stored_and_shown_to_who_tends_it(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "鯖江市の市長の趣味は？")
    page.click("#chat a.rate.down")
    page.wait_for_selector("#chat a.rate.down.given")
    page.locator("#reasons label", has_text="計画にあるのに").click()
    page.fill("#reasons textarea, #reasons input[type=text]", "<b>別の章</b>にあります")
    page.click("#reasons-send")
    page.wait_for_selector("#reasons", state="hidden")

    open_tab(page, "quality")
    row = page.locator("#quality-view tr", has_text="市長の趣味")
    row.wait_for()
    assert "<b>別の章</b>にあります" in row.inner_text()
    assert "「見当たらない」と言った" in row.inner_text()


def test_a_reload_keeps_the_conversation_until_it_is_deleted(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, TELEWORK)
    page.reload()
    page.wait_for_selector("#chat .citations")
    assert TELEWORK in page.locator("#chat .user-row").first.inner_text()
    assert page.locator(".talk-list a[aria-current]").count() == 1

    page.click("#talks-rename")
    page.fill("#rename-form input, #rename-form textarea", "議会答弁の準備")
    page.locator("#rename-form button").first.click()
    page.wait_for_selector(".talk-title:has-text('議会答弁の準備')")

    page.click("#talk-new")
    page.wait_for_selector("#chat .citations", state="detached")
    page.click(".talk-list a")
    page.wait_for_selector("#chat .citations")

    page.click("#talks-delete")
    page.locator("#delete-form button").first.click()
    page.wait_for_selector(".talks-empty")
    page.reload()
    page.wait_for_selector("#chat .example")
    assert page.locator("#chat .citations").count() == 0


def test_a_conversation_is_exported_as_word(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, TELEWORK)
    with page.expect_download() as downloading:
        page.locator("#talk-exports a", has_text="Word").click()
    download = downloading.value

    assert download.suggested_filename == f"{TELEWORK}.docx"
    with open(download.path(), "rb") as file:  # noqa: PTH123
        paragraphs = docx.Document(io.BytesIO(file.read())).paragraphs
    assert f"1. {TELEWORK}" in [paragraph.text for paragraph in paragraphs]


def test_a_question_is_edited_and_takes_the_place_of_the_last(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "北九州市のテレワークの課題は？")
    page.click("#edit")
    page.wait_for_selector("#editing")
    assert page.input_value("#question textarea") == "北九州市のテレワークの課題は？"
    page.fill("#question textarea", TELEWORK)
    page.press("#question textarea", "Enter")
    page.wait_for_selector(f"#chat .user-row:has-text('{TELEWORK}')")
    page.wait_for_selector("#chat .citations")
    assert page.locator("#chat .user-row").count() == 1

    page.click("#retry")
    page.wait_for_selector("#chat .pending", state="detached")
    page.wait_for_selector("#chat .citations")
    assert page.locator("#chat .user-row").count() == 1


def test_html_in_a_question_is_text(open_page: OpenPage) -> None:
    page = open_page()
    question = '<img src=x onerror="document.title=1"> <b>テレワーク</b>の目標は？'
    ask(page, question)

    assert question in page.locator("#chat .user-row").inner_text()
    assert page.locator("#chat img, #chat .user-row b, .talk-list img").count() == 0
    assert page.title() != "1"


def test_english(open_page: OpenPage) -> None:
    page = open_page(locale="en-US")
    page.wait_for_selector(OPENED)
    tabs = page.locator("#tabs > .tab-wrapper [role=tab]").all_inner_texts()
    assert tabs == ["Ask", "Read", "Start here", "Compare", "Documents", "Quality"]
    assert page.locator("html").get_attribute("lang") == "en"

    answer = ask(page, "What is Kitakyushu's telework target?")
    assert "80%" in answer.inner_text()
    assert "Helpful" in answer.inner_text()
    assert "Copy reference" in open_source(page).inner_text()


def test_a_narrow_page_scrolls_in_one_direction_and_shows_the_source_below(
    open_page: OpenPage,
) -> None:
    page = open_page(viewport=NARROW)
    ask(page, TELEWORK)
    open_source(page)
    page.wait_for_timeout(400)

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    top = page.locator("#panel").bounding_box()["y"]
    assert -50 < top < NARROW["height"]
    page.evaluate("window.scrollTo(0, 0)")
    page.click("#talks-toggle")
    page.wait_for_selector(".talk-list a")


def test_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.wait_for_selector(OPENED)
    page.focus("#question textarea")
    page.keyboard.type(TELEWORK)
    page.keyboard.press("Enter")
    page.wait_for_selector("#chat .citations")
    page.locator("#chat .message p > a[href*='#k/cite/']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel mark")
    assert page.evaluate("document.activeElement.className") == "passage-title"
    page.locator("#chat a.rate.up").focus()
    page.keyboard.press("Space")
    page.wait_for_selector("#chat a.rate.up.given[aria-pressed=true]")


def test_everything_that_is_worked_has_a_name(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, TELEWORK)
    open_source(page)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input, textarea, select')]
        .filter((one) => one.offsetParent && !(one.innerText || '').trim()
          && !one.getAttribute('aria-label') && !one.title && !one.labels?.length
          && !one.placeholder)
        .map((one) => one.outerHTML.slice(0, 160))"""
    )
    assert nameless == []
