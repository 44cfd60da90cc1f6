"""The chat page over an assistant that answers from a script."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

import prompts
from assistant.municipalities import Municipality
from assistant.schema import Answer, Citation, Timings
from assistant.settings import Settings
from assistant.ui.examples import EXAMPLES, Examples
from assistant.ui.links import CitationLink, link_to, read_link
from assistant.ui.locale import accepted_language
from assistant.ui.messages import (
    answer_message,
    inert,
    is_pending,
    pending_message,
    question_message,
    without_pending,
)
from assistant.ui.turns import TURNS_KEPT, reply, source_html
from assistant.ui.welcome import NO_HOME, welcome
from ingest.errors import IndexStateError, UsageError
from ingest.manifest import DocumentInfo
from ingest.store import StoredDocument
from ingest.structure.records import Section, Span

TEXT = "第1章 目標\nテレワーク実施率80%\n"
DOCUMENT = StoredDocument(
    DocumentInfo(doc_id="計画.1", title="計画", municipality="試験市"),
    TEXT,
    "utf-8",
    "plan.txt",
    (Section(("第1章 目標",), Span(0, 6), 0, len(TEXT)),),
)
CITATION = Citation(
    n=1,
    doc_id="計画.1",
    title="計画",
    municipality="試験市",
    section=("第1章 <i>目標</i>",),
    page=None,
    quote="テレワーク\n実施率80% <script>",
    start=7,
    end=18,
)
TOWNS = (
    Municipality("試験市", ("Shiken", "しけん市"), ("計画.1",)),
    Municipality("実験市", ("Jikken",), ("plan-2",)),
)


def make_answer(text: str = "実施率80% [1]", **values: Any) -> Answer:
    defaults: dict[str, Any] = {
        "question": "目標は？",
        "standalone_question": "目標は？",
        "language": "ja",
        "status": "answered",
        "mode": "extractive",
        "answer": text,
        "citations": (CITATION,),
        "followups": (),
        "confidence": 0.9,
        "timings_ms": Timings(),
    }
    return Answer(**{**defaults, **values})


@dataclass
class ScriptedAssistant:
    """Answers what contains a word of ``knows``, for a town of ``TOWNS``."""

    knows: tuple[str, ...] = ("テレワーク", "telework")
    home: str | None = None
    error: Exception | None = None
    n_documents: int = 2
    asked: list[tuple[str, str | None, tuple[str, ...]]] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        return Settings(home=self.home)

    def ask(self, text: str, home: str | None = None, history: Sequence[str] = ()) -> Answer:
        self.asked.append((text, home, tuple(history)))
        if self.error:
            raise self.error
        if any(word in text for word in self.knows):
            return make_answer(question=text)
        return make_answer("記載が見当たりません。", status="not_found", citations=())

    def municipalities(self) -> tuple[Municipality, ...]:
        return self.index() and TOWNS

    def municipality(self, name: str) -> Municipality:
        for town in TOWNS:
            if name in (town.name, *town.aliases):
                return town
        raise UsageError("home_unknown", home=name, known="試験市、実験市")

    def index(self) -> Any:
        if self.error:
            raise self.error
        return SimpleNamespace(
            folder=Path("/index/1"),
            meta=SimpleNamespace(n_documents=self.n_documents),
            store=SimpleNamespace(doc_ids=("計画.1",), document={"計画.1": DOCUMENT}.get),
        )


# --- messages ----------------------------------------------------------------------------------


def test_what_is_typed_is_shown_as_it_is() -> None:
    content = question_message("<b>x</b> *y* ![z](http://a/b.png)\n    1. code")["content"]

    assert not set("<>*![]()") & set(content)
    assert content.startswith("&#60;b&#62;x&#60;&#47;b&#62;")
    assert "\n1&#46; code" in content


def test_markers_and_citations_are_links_to_their_place() -> None:
    content = answer_message(make_answer("実施率80% [1]、\\[2\\] [3]"))["content"]

    link = "#cite/%E8%A8%88%E7%94%BB.1/7/18/-/ja"
    assert f"実施率80% [[1]]({link})" in content
    assert content.count(f'<a href="{link}"') == 1
    assert "\\[2\\] &#91;3&#93;" in content
    assert inert("第1章 <i>目標</i>") in content
    assert inert("テレワーク 実施率80% <script>") in content
    assert "<script" not in content


def test_a_link_is_read_as_it_was_written() -> None:
    assert read_link(link_to(CITATION, "en")) == CitationLink("計画.1", 7, 18, None, "en")
    paged = CITATION.model_copy(update={"page": 12})
    assert read_link(link_to(paged, "ja")) == CitationLink("計画.1", 7, 18, 12, "ja")


@pytest.mark.parametrize(
    "href", ["", "#cite/a/1/2/-/fr", "#cite/a/x/2/-/ja", "http://a/#cite/a/1/2/-/ja"]
)
def test_anything_else_is_no_link(href: str) -> None:
    assert read_link(href) is None


def test_images_and_tags_of_an_answer_are_shown_not_loaded() -> None:
    answer = make_answer('![x](http://a/b.png) <img src="http://a/c.png"> a<br>b \\<td\\>')
    content = answer_message(answer)["content"].split("\n\n")[0]

    assert content.startswith("&#33;&#91;x](")
    assert "<img" not in content
    assert "a<br>b \\<td\\>" in content


def test_followups_can_be_pressed() -> None:
    message = answer_message(make_answer(followups=("期限は？",)))

    assert message["options"] == [{"value": "期限は？", "label": "期限は？"}]


def test_an_answer_takes_the_place_of_what_is_pending() -> None:
    chat = [question_message('<p class="pending">'), pending_message()]

    assert is_pending(chat)
    assert without_pending(chat) == chat[:1]
    assert without_pending(chat[:1]) == chat[:1]


# --- turns -------------------------------------------------------------------------------------


def test_earlier_questions_are_passed_on_and_kept() -> None:
    assistant: Any = ScriptedAssistant()
    first = reply(assistant, "テレワークの目標は？", "試験市", (), "ja")
    second = reply(assistant, "実験市のテレワークは？", "試験市", first.history, "ja")

    assert assistant.asked[1] == (
        "実験市のテレワークは？",
        "試験市",
        ("テレワークの目標は？",),
    )
    assert second.history == ("テレワークの目標は？", "実験市のテレワークは？")


def test_a_long_conversation_keeps_its_last_questions() -> None:
    history = tuple(f"質問{number}" for number in range(TURNS_KEPT + 5))
    replied = reply(ScriptedAssistant(), "テレワーク", NO_HOME, history, "ja")  # type: ignore[arg-type]

    assert len(replied.history) == TURNS_KEPT
    assert replied.history[-1] == "テレワーク"


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("テレワークの目標は？", "en", "質問が長すぎます"),
        ("what is our target", "ja", "The question is too long"),
        ("", "en", "The question is too long"),
    ],
)
def test_an_error_is_told_in_the_askers_language_and_is_no_answer(
    question: str, language: prompts.Language, expected: str
) -> None:
    error = UsageError("question_too_long", length=2001, limit=2000)
    replied = reply(
        ScriptedAssistant(error=error),  # type: ignore[arg-type]
        question,
        NO_HOME,
        ("前の質問",),
        language,
    )

    content = replied.message["content"]
    assert content.startswith('<div class="failure" role="alert">')
    assert expected in content
    assert replied.history == ("前の質問",)


def test_the_unforeseen_is_never_a_refusal_and_hides_its_details() -> None:
    assistant: Any = ScriptedAssistant(error=RuntimeError("secret"))
    content = reply(assistant, "テレワーク", NO_HOME, (), "ja").message["content"]

    assert 'class="failure"' in content
    assert "secret" not in content
    assert "記載" not in content


def test_a_refusal_is_marked_as_one() -> None:
    assistant: Any = ScriptedAssistant()
    content = reply(assistant, "市長の名前は？", NO_HOME, (), "ja").message["content"]

    assert content.startswith('<p class="chip not_found">記載が見当たりません</p>')


# --- the source panel --------------------------------------------------------------------------


def test_a_pressed_citation_shows_its_passage() -> None:
    panel = source_html(ScriptedAssistant(), link_to(CITATION, "ja"), "ja")  # type: ignore[arg-type]

    assert '<mark id="quoted">テレワーク実施率80%</mark>' in panel
    assert "<li>第1章 目標</li>" in panel


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("javascript:alert(1)", "not of the right form"),
        ("#cite/none/7/18/-/en", "not in the index"),
        ("#cite/%E8%A8%88%E7%94%BB.1/7/999/-/en", "has no range 7 to 999"),
    ],
)
def test_a_citation_that_leads_nowhere_is_an_error_line(href: str, expected: str) -> None:
    panel = source_html(ScriptedAssistant(), href, "en")  # type: ignore[arg-type]

    assert panel.startswith('<p class="failure" role="alert">')
    assert expected in panel.replace("&#45;", "-")


# --- welcome -----------------------------------------------------------------------------------


def open_page(
    assistant: ScriptedAssistant, language: prompts.Language = "ja", **values: Any
) -> Any:
    asked: Any = assistant
    return welcome(asked, Examples(asked), language, **values)


def test_the_choices_are_the_municipalities_of_the_index_and_none() -> None:
    page = open_page(ScriptedAssistant())
    assert page.ready
    assert page.homes == (("指定しない", ""), ("試験市", "試験市"), ("実験市", "実験市"))
    assert page.home == NO_HOME

    english = open_page(ScriptedAssistant(home="しけん市"), "en")
    assert english.homes[1] == ("Shiken (試験市)", "試験市")
    assert english.home == "試験市"
    assert open_page(ScriptedAssistant(home="どこか市")).home == NO_HOME


def test_examples_are_of_the_chosen_municipality_and_are_answered() -> None:
    assistant = ScriptedAssistant(knows=("テレワーク", "期間"))
    page = open_page(assistant, home="実験市")

    assert page.examples == ("本市のテレワークの目標は？", "本市の計画の期間はいつからいつまで？")
    assert {home for _, home, _ in assistant.asked} == {"実験市"}
    assert "実験市" in page.words


def test_general_examples_name_a_municipality_that_answers() -> None:
    page = open_page(ScriptedAssistant(knows=("実験市のテレワーク", "試験市のDX")))
    assert page.examples == ("実験市のテレワークの目標は？", "試験市のDXの推進体制は？")

    english = open_page(ScriptedAssistant(knows=("Jikken",)), "en")
    assert len(english.examples) == EXAMPLES
    assert english.examples[0] == "What is Jikken's telework target?"


def test_examples_are_searched_once_for_an_index() -> None:
    assistant: Any = ScriptedAssistant()
    examples = Examples(assistant)
    examples.fitting("試験市", "ja")
    n_asked = len(assistant.asked)
    examples.fitting("試験市", "ja")

    assert len(assistant.asked) == n_asked


@pytest.mark.parametrize(
    "assistant",
    [
        ScriptedAssistant(error=IndexStateError("index_missing", path="/data")),
        ScriptedAssistant(n_documents=0),
    ],
)
def test_with_nothing_ingested_the_page_says_what_to_run(assistant: ScriptedAssistant) -> None:
    page = open_page(assistant)

    assert not page.ready
    assert page.homes == (("指定しない", ""),)
    assert "<code>keikaku ingest</code>" in page.words
    assert "まだ計画が取り込まれていません" in page.words


def test_an_index_that_cannot_be_opened_is_an_error_on_the_page() -> None:
    error = IndexStateError("index_damaged", path="/data", reason="broken")
    page = open_page(ScriptedAssistant(error=error), "en")

    assert not page.ready
    assert 'class="failure"' in page.words
    assert "broken" in page.words
    assert "secret" not in open_page(ScriptedAssistant(error=RuntimeError("secret"))).words


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "ja"),
        ("", "ja"),
        ("en-US,en;q=0.9", "en"),
        ("fr, en;q=0.8, ja;q=0.9", "ja"),
        ("de", "ja"),
        ("en;q=broken", "ja"),
    ],
)
def test_the_visitors_language(header: str | None, language: str) -> None:
    assert accepted_language(header) == language


# --- the page ----------------------------------------------------------------------------------


# Gradio makes and leaves an event loop where none runs; hence the page is built in one.


@pytest.mark.anyio
async def test_the_page_is_built_without_an_index() -> None:
    from assistant.ui.app import build_ui

    assistant: Any = ScriptedAssistant(error=IndexStateError("index_missing", path="/data"))
    components = build_ui(assistant).get_config_file()["components"]
    chat = next(one["props"] for one in components if one["type"] == "chatbot")

    assert chat["sanitize_html"] is True
    assert chat["allow_tags"] is False
    assert chat["buttons"] == []
    assert assistant.asked == []


@pytest.mark.anyio
async def test_the_served_page_names_no_other_host() -> None:
    from assistant.api import create_app

    assistant: Any = ScriptedAssistant()
    transport = httpx.ASGITransport(create_app(assistant))
    async with httpx.AsyncClient(transport=transport, base_url="http://keikaku") as client:
        page = await client.get("/", headers={"accept-language": "ja"})
        theme = await client.get("/theme.css")

    assert page.status_code == 200
    assert set(re.findall(r"https?://[^\"'\\ <>/]+", page.text)) <= {"http://keikaku"}
    assert 'lang="ja"' in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert theme.status_code == 200
    assert not re.findall(r"https?://(?!www\.w3\.org/)|@import|@font-face", theme.text)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
