from typing import Any

import pytest

from assistant.comparison import compare, comparison_sheet
from assistant.ui.compare import comparison_html
from ingest.errors import UsageError
from tests.assistant.ui.scripted import CITATION, TOWNS, ScriptedAssistant


def compared(theme: str = "テレワーク", *names: str) -> Any:
    assistant: Any = ScriptedAssistant(knows=("試験市のテレワークの目標",))
    return compare(assistant, theme, names or ("試験市", "Jikken", "実験市"))


def test_each_municipality_is_asked_about_its_own_plan_once() -> None:
    assistant: Any = ScriptedAssistant()
    found = compare(assistant, " テレ\nワーク ", ["しけん市", "試験市"])

    assert found.theme == "テレ ワーク"
    assert [plan.municipality for plan in found.plans] == [TOWNS[0]]
    assert [(text, home) for text, home, _ in assistant.asked] == [
        ("試験市のテレ ワークの目標は？", "試験市"),
        ("試験市のテレ ワークの取組は？", "試験市"),
    ]


def test_the_aspects_that_are_chosen_are_asked_in_their_order() -> None:
    assistant: Any = ScriptedAssistant(
        knows=("試験市の窓口の担当課",), says="- 市民課が担う。 [1]", cites=(CITATION,)
    )
    found = compare(assistant, "窓口", ["試験市"], ["person", "schedule"])

    assert found.aspects == ("schedule", "person")
    assert [text for text, _, _ in assistant.asked] == [
        "試験市の窓口のスケジュールは？",
        "試験市の窓口の担当課は？",
    ]
    assert comparison_sheet(found, "en").header == (
        "Municipality", "When", "Source", "Who", "Source"
    )  # fmt: skip
    shown = comparison_html(found, ["試験市"], "ja")
    assert "aspect=schedule&amp;aspect=person" in shown


def test_a_quote_without_a_date_or_a_section_is_no_answer_to_when_or_who() -> None:
    quotes = ("令和7年度に始める。", "担当課：市民課")
    cites = tuple(
        CITATION.model_copy(update={"n": n, "quote": quote}) for n, quote in enumerate(quotes, 1)
    )
    says = (
        "計画には、次のように書かれています。[1]\n\n- 令和7年度に始める。 [1]\n- 担当課：市民課 [2]"
    )
    assistant: Any = ScriptedAssistant(knows=("試験市の窓口",), cites=cites, says=says)
    (plan,) = compare(assistant, "窓口", ["試験市"], ["target", "schedule", "person"]).plans
    assert [[one.text for one in said] for said in plan.said] == [
        ["令和7年度に始める。"],
        ["令和7年度に始める。"],
        ["担当課：市民課"],
    ]


def test_a_row_keeps_the_header_that_has_its_years() -> None:
    quotes = ("電子契約 導入準備 本格導入", "取組 R5年度 R7年度")
    cites = tuple(
        CITATION.model_copy(update={"n": n, "quote": quote}) for n, quote in enumerate(quotes, 1)
    )
    says = "- 電子契約 ― R5年度：導入準備、R7年度：本格導入 [1][2]"
    assistant: Any = ScriptedAssistant(knows=("電子契約",), cites=cites, says=says)
    (plan,) = compare(assistant, "電子契約", ["試験市"], ["schedule"]).plans
    ((said,),) = plan.said
    assert said.text == "電子契約 ― R5年度：導入準備、R7年度：本格導入"
    assert [one.quote for one in said.citations] == list(quotes)


def test_a_bare_heading_is_shown_only_where_nothing_else_is() -> None:
    heading = CITATION.model_copy(update={"n": 1, "section": ("第1章", "2-4 窓口の目標")})
    quote = CITATION.model_copy(update={"n": 2})
    says = "- 2-4 窓口の目標 [1]\n- 待ち時間を5分とする。 [2]"
    assistant: Any = ScriptedAssistant(knows=("窓口",), cites=(heading, quote), says=says)
    (plan,) = compare(assistant, "窓口", ["試験市"], ["target"]).plans
    assert [one.text for one in plan.said[0]] == ["待ち時間を5分とする。"]
    assistant = ScriptedAssistant(knows=("窓口",), cites=(heading,), says="- 2-4 窓口の目標 [1]")
    (plan,) = compare(assistant, "窓口", ["試験市"], ["target"]).plans
    assert [one.text for one in plan.said[0]] == ["2-4 窓口の目標"]


def test_what_no_plan_speaks_of_is_one_line() -> None:
    assistant: Any = ScriptedAssistant()
    found = compare(assistant, "子ども食堂", ["試験市", "実験市"])
    assert found.is_silent
    assert "<table" not in comparison_html(found, ["試験市"], "ja")


def test_what_a_plan_does_not_say_is_said_to_be_not_stated() -> None:
    sheet = comparison_sheet(compared(), "ja")

    assert sheet.header == ("自治体", "目標", "出典", "取組", "出典")
    assert sheet.rows == (
        (
            "試験市",
            "テレワーク 実施率80% <script>",
            "試験市 計画 第1章 <i>目標</i>",
            "記載なし",
            "",
        ),
        ("実験市", "記載なし", "", "記載なし", ""),
    )


def test_on_the_page_it_is_text_and_leads_to_its_source() -> None:
    shown = comparison_html(compared(), ["試験市", "<市>"], "ja")

    assert "<script" not in shown
    assert "実施率80% &lt;script&gt;" in shown
    assert 'href="#k/read/%E8%A8%88%E7%94%BB.1/7/18/ja"' in shown
    assert shown.count('class="silent"') == 3
    assert "place=%3C%E5%B8%82%3E" in shown


@pytest.mark.parametrize("theme", ["", "  ", "あ" * 61])
def test_a_theme_that_is_none_is_refused(theme: str) -> None:
    with pytest.raises(UsageError, match="at most 60"):
        compared(theme)
    with pytest.raises(UsageError, match="どこか市"):
        compared("テレワーク", "どこか市")
