import re

from assistant.ui.schedule_chart import schedule_html, timeline_html, year_words
from assistant.ui.start_view import choose_html, overview_html, tour_html
from tests.assistant.answers import make_exchange
from tests.assistant.test_overview import PLAN, overview


def test_years_have_the_name_that_staff_use() -> None:
    assert year_words(2025, "ja") == "R7（2025）"
    assert year_words(2015, "ja") == "2015年度"
    assert year_words(2025, "en") == "FY2025"


def test_the_timeline_is_the_period_and_this_year() -> None:
    shown = timeline_html(overview(), 2027, "ja")

    assert 'aria-label="2023年度から2026年度まで"' in shown
    assert shown.count('class="inside"') == 4
    assert '<li class="now"><span>R9（2027）</span><small>今年度</small>' in shown
    assert timeline_html(overview("文です。\n"), 2027, "ja") == ""


def test_a_task_is_a_bar_under_its_years() -> None:
    shown = schedule_html(overview(), "ja")
    contract = re.search(r"電子契約</th>(.*?)</tr>", shown)

    assert contract is not None
    cells = re.findall(r"<td[^>]*>", contract[1])
    assert len(cells) == 3
    assert "導入準備" in contract[1]
    assert "#k/read/aoba/" in contract[1]
    assert schedule_html(overview("文です。\n"), "ja") == ""


def test_every_line_of_a_plan_at_a_glance_leads_to_its_source() -> None:
    shown = overview_html(overview(), 2025, "ja")

    for start, end in re.findall(r'class="source" href="#k/read/aoba/(\d+)/(\d+)/ja"', shown):
        assert PLAN[int(start) : int(end)].strip()
    assert shown.count('class="source"') > 6
    assert shown.count('data-right="yes"') == shown.count("<fieldset>")


def test_nothing_of_a_plan_comes_alive() -> None:
    evil = PLAN.replace("RPA", "<img src=x onerror=alert(1)>").replace("電子契約", "<script>")
    shown = overview_html(overview(evil), 2025, "ja")
    assert "<img" not in shown
    assert "<script" not in shown

    tour = tour_html([make_exchange("<b>目標</b>は？")], "ja")
    assert "<b>" not in tour
    assert 'href="#k/question/%3Cb%3E' in tour
    assert "<i>" not in choose_html([("<i>市", "市")], "ja")
    assert tour_html([], "ja") == ""
