from typing import Any

import pytest

from assistant.ui.links import link_to, read_href
from assistant.ui.source import part_html, source_html
from tests.assistant.ui.scripted import CITATION, ScriptedAssistant


def test_a_pressed_citation_shows_its_passage() -> None:
    panel = source_html(ScriptedAssistant(), read_href(link_to(CITATION, "ja")), "ja")  # type: ignore[arg-type]

    assert '<mark id="quoted">テレワーク実施率80%</mark>' in panel
    assert "<li>第1章 目標</li>" in panel


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("javascript:alert(1)", "not of the right form"),
        ("#k/cite/none/7/18/-/en", "not in the index"),
        ("#k/cite/%E8%A8%88%E7%94%BB.1/7/999/-/en", "has no range 7 to 999"),
    ],
)
def test_a_citation_that_leads_nowhere_is_an_error_line(written: str, expected: str) -> None:
    panel = source_html(ScriptedAssistant(), read_href(written), "en")  # type: ignore[arg-type]

    assert panel.startswith('<p class="failure" role="alert">')
    assert expected in panel.replace("&#45;", "-")


def test_from_the_passage_one_gets_on_in_the_document() -> None:
    assistant: Any = ScriptedAssistant()
    panel = source_html(assistant, read_href(link_to(CITATION, "ja")), "ja")

    assert 'href="#k/read/%E8%A8%88%E7%94%BB.1/7/18/ja"' in panel
    assert 'data-copy="試験市 計画 第1章 目標"' in panel
    assert panel.count('class="quiet off"') == 2

    part = part_html(assistant, read_href("#k/part/%E8%A8%88%E7%94%BB.1/3/ja"), "ja")
    assert "<mark" not in part
    assert "テレワーク実施率80%" in part
    assert 'class="failure"' in part_html(assistant, read_href("#k/part/x/99/en"), "en")
