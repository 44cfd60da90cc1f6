import re

from assistant.passages.occurrences import find_occurrences
from assistant.ui.reading import READ_LIMIT, occurrences_html, reading_html
from ingest.structure.records import Span
from tests.assistant.passages.test_parts import LONG, document


def test_the_outline_leads_to_every_section_of_the_text() -> None:
    shown = reading_html(document(LONG), LONG.index("第2章"), None, "ja")

    anchors = re.findall(r'data-anchor="([^"]*)"', shown)
    assert len(anchors) == 9
    for anchor in anchors:
        assert shown.count(f'id="{anchor}"') == 1
    current = re.findall(r'aria-current="location">([^<]*)', shown)
    assert current == ["第2章 章の2"]
    assert f'data-target="s-{LONG.index("第2章")}"' in shown
    assert 'data-address="?doc=plan&amp;section=%E7%AC%AC2' in shown


def test_what_was_searched_is_marked_in_the_text() -> None:
    start = LONG.index("取組の文です")
    shown = reading_html(document(LONG), start, Span(start, start + 2), "ja")

    assert shown.count("<mark") == 1
    assert '<mark id="read-quoted">取組</mark>の文です' in shown


def test_a_long_document_is_shown_by_parts_with_ways_on() -> None:
    plan = document(LONG * (2 * READ_LIMIT // len(LONG) + 2))
    first = reading_html(plan, 0, None, "ja")
    last = reading_html(plan, len(plan.text) - 1, None, "ja")

    assert len(first) < len(plan.text) * 3
    assert first.count('class="read-on"') == 1
    assert "続き" in first
    assert "前の部分" in last


def test_a_document_without_text_says_so() -> None:
    assert "読める文がありません" in reading_html(document("  \n"), 0, None, "ja")


def test_nothing_of_a_document_or_a_query_comes_alive() -> None:
    text = '第1章 <img src=x onerror=alert(1)>\n\n<b onclick=x>太字</b>の"文"です。\n'
    plan = document(text)
    query = "<script>"
    found = find_occurrences(plan, "文")
    whole = (
        reading_html(plan, 0, None, "ja")
        + occurrences_html(plan, found, "文", "ja")
        + occurrences_html(plan, (), query, "en")
    )

    assert "<img" not in whole
    assert "<b " not in whole
    assert "<script" not in whole
    assert "&lt;script&gt;" in whole
    assert occurrences_html(plan, (), " ", "ja") == ""
