"""The other tabs, and the states of the page, in a real browser."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.browser.conftest import NARROW, OPENED, serve
from tests.browser.steps import ask, choose_home, is_in_view, open_tab
from tests.ingest.formats.pdf_writer import lines, text, write_pdf

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Any]

WAKABA = text(60, 80, "若葉市デジタル推進計画", size=18) + lines(
    60,
    130,
    (
        "第1章 計画の目標",
        "窓口予約の利用率を、令和9年度までに65%にします。",
        "注意書きの<img src=x>は文字のまま示します。",
    ),
    pitch=24,
)


def test_an_address_opens_a_section(open_page: OpenPage) -> None:
    page = open_page("/?doc=hitachiomiya&section=2-4%20テレワークの推進")
    page.wait_for_selector("#read-view .outline a[aria-current]")

    current = page.locator("#read-view .outline a[aria-current]").inner_text()
    assert current == "2-4 テレワークの推進"
    anchor = page.locator("#read-view .outline a[aria-current]").get_attribute("data-anchor")
    page.wait_for_timeout(300)
    assert is_in_view(page, f"#{anchor}", "#read-view .passage-text")
    assert page.locator("#read-view table").count() > 0

    page.fill("#read-query textarea, #read-query input", "電子決裁")
    page.click("#read-search")
    page.locator(".found a").first.click()
    page.wait_for_selector("#read-view mark")
    assert page.locator("#read-view mark").first.inner_text() == "電子決裁"
    assert is_in_view(page, "#read-view mark", "#read-view .passage-text")


def test_a_plan_at_a_glance_with_tour_terms_and_self_check(open_page: OpenPage) -> None:
    page = open_page()
    choose_home(page, "常陸大宮市")
    open_tab(page, "start")
    page.wait_for_selector(".overview")

    assert page.locator(".timeline .inside").count() == 4
    assert page.locator("table.gantt .bar").count() > 10
    page.fill("input[data-filter]", "ＲＰＡ")
    assert "RPA" in page.locator(".terms .term:visible").first.inner_text()
    assert page.locator(".terms .term:visible").count() < 10

    page.locator(".quiz input[data-right=no]").first.click()
    assert "もう一度" in page.locator(".quiz .verdict").first.inner_text()
    page.locator(".quiz input[data-right=yes]").first.click()
    assert page.locator(".quiz .verdict").first.inner_text() == "正解です。"

    page.wait_for_selector(".tour details")
    assert page.locator(".tour details").count() == 5
    page.locator(".tour a", has_text="この質問をする").first.click()
    page.wait_for_selector("#chat .citations")


def test_municipalities_side_by_side_exported_to_excel(open_page: OpenPage) -> None:
    page = open_page()
    open_tab(page, "compare")
    page.wait_for_selector("#compare-places label")
    page.locator("#compare-aspects label", has_text="担当").click()
    page.click("#compare-run")
    page.wait_for_selector(".compared tbody tr")
    assert page.locator(".compared thead th").all_inner_texts() == [
        "自治体",
        "目標",
        "取組",
        "担当",
    ]

    row = page.locator(".compared tr", has=page.locator("th", has_text="北九州市"))
    assert "80%" in row.inner_text()
    with page.expect_download() as downloading:
        page.locator(".compare-head a", has_text="Excel").click()
    content = Path(downloading.value.path()).read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = ["" if cell.value is None else str(cell.value) for row in sheet.rows for cell in row]
    assert any("80%" in cell for cell in cells)
    assert any(cell.startswith("北九州市ＤＸ推進計画") for cell in cells)


def test_an_uploaded_pdf_is_asked_about_and_deleted(open_page: OpenPage, tmp_path: Path) -> None:
    plan = tmp_path / "wakaba.pdf"
    write_pdf(plan, WAKABA)
    page = open_page()
    open_tab(page, "documents")
    page.set_input_files("#documents-files input[type=file]", [str(plan)])
    page.wait_for_selector("#documents-states:has-text('読めました')")
    page.wait_for_selector("#documents-form:has-text('若葉市')")
    page.click("#documents-take")
    page.wait_for_selector("#documents-states:has-text('取り込みました')", timeout=90_000)
    row = page.locator("#shelf tbody tr", has_text="wakaba.pdf")
    row.wait_for()

    open_tab(page, "ask")
    answer = ask(page, "若葉市の窓口予約の利用率の目標は？")
    assert "65%" in answer.inner_text()

    open_tab(page, "documents")
    row.locator("a", has_text="削除").click()
    page.wait_for_selector("#documents-sure:has-text('若葉市')")
    page.locator("#documents-sure button").first.click()
    row.wait_for(state="detached", timeout=60_000)


def test_html_in_a_document_is_text(open_page: OpenPage, tmp_path: Path) -> None:
    title = "<img src=x onerror=alert(1)>推進計画"
    plan = tmp_path / "evil.txt"
    plan.write_text(
        f"{title}\n\n1 目標\n\n<script>alert(1)</script>の目標は9割です。\n", encoding="utf-8"
    )
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail("a script of a document ran"))
    open_tab(page, "documents")
    page.set_input_files("#documents-files input[type=file]", [str(plan)])
    page.wait_for_selector("#documents-form")
    page.click("#documents-take")
    page.wait_for_selector("#documents-states:has-text('取り込みました')", timeout=90_000)
    row = page.locator("#shelf tbody tr", has_text="evil.txt")
    assert title in row.inner_text()

    row.locator("th a").click()
    page.wait_for_selector("#read-view .read-text:has-text('alert(1)')")
    assert page.locator("#read-view img, #read-view script, #shelf img").count() == 0


def test_a_narrow_page_of_every_tab_scrolls_in_one_direction(open_page: OpenPage) -> None:
    page = open_page(viewport=NARROW)
    choose_home(page, "北九州市")
    waits = {
        "read": ".reading",
        "start": ".overview",
        "documents": "#shelf table",
        "quality": "#quality-view .card",
    }
    for name, there in waits.items():
        open_tab(page, name)
        page.wait_for_selector(there)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], name


def test_without_an_index_the_page_says_what_to_run(
    open_page: OpenPage, corpus_data_dir: Path, tmp_path: Path
) -> None:
    data_dir = tmp_path / "data"
    shutil.copytree(corpus_data_dir / "models", data_dir / "models")
    serving = serve(data_dir)
    page = open_page(at=next(serving))
    try:
        page.wait_for_selector("#chat :text('まだ計画が取り込まれていません')")
        assert page.locator("#question textarea").is_disabled()
        page.click("#tab-read-button")
        page.wait_for_selector("#read-view .failure")
    finally:
        serving.close()


def test_when_the_server_is_gone_the_page_says_so(
    open_page: OpenPage, corpus_data_dir: Path, tmp_path: Path
) -> None:
    data_dir = tmp_path / "data"
    shutil.copytree(corpus_data_dir, data_dir)
    serving = serve(data_dir)
    page = open_page(at=next(serving))
    page.wait_for_selector(OPENED)
    serving.close()
    page.wait_for_selector("#offline:not([hidden])")
    assert "つながりません" in page.locator("#offline").inner_text()


def test_back_leads_from_a_document_to_where_one_came_from(open_page: OpenPage) -> None:
    page = open_page()
    choose_home(page, "北九州市")
    open_tab(page, "read")
    page.wait_for_selector("#read-view .passage-text")
    assert "北九州市" in page.input_value("#read-document input")
    link = page.locator("#read-view .outline a[data-anchor]").nth(4)
    link.click()
    page.wait_for_function("location.search.includes('section=')")
    copied = page.get_attribute("#read-view button[data-copy^='?']", "data-copy")
    assert copied == page.evaluate("location.search")
    page.go_back()
    page.wait_for_selector("#tabs button[role=tab][id*=ask][aria-selected=true]")
    assert page.evaluate("location.search") == ""
