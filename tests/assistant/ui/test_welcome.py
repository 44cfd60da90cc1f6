from pathlib import Path
from typing import Any

import pytest

import prompts
from assistant.ui.examples import EXAMPLES, Examples
from assistant.ui.locale import accepted_language
from assistant.ui.welcome import NO_HOME, examples_for, welcome
from ingest.errors import IndexStateError
from ingest.generations import Generations
from tests.assistant.ui.scripted import ScriptedAssistant


def open_page(
    assistant: ScriptedAssistant, language: prompts.Language = "ja", **values: Any
) -> Any:
    asked: Any = assistant
    return welcome(asked, language, **values)


def offered(
    assistant: ScriptedAssistant, home: str = NO_HOME, language: prompts.Language = "ja"
) -> tuple[str, ...]:
    asked: Any = assistant
    return examples_for(Examples(asked), language, home)


def test_a_municipality_that_is_gone_is_forgotten() -> None:
    assert open_page(ScriptedAssistant(home="実験市"), home="消えた市").home == "実験市"
    assert open_page(ScriptedAssistant(home="実験市"), home=NO_HOME).home == NO_HOME


def test_nothing_is_offered_while_nothing_can_be_answered() -> None:
    error = IndexStateError("index_missing", path="/data")
    assert offered(ScriptedAssistant(error=error)) == ()
    assert offered(ScriptedAssistant(error=RuntimeError("secret"))) == ()


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
    found = offered(assistant, "実験市")

    assert found == ("本市のテレワークの目標は？", "本市の計画の期間はいつからいつまで？")
    assert {home for _, home, _ in assistant.asked} == {"実験市"}
    assert "実験市" in open_page(assistant, home="実験市").words


def test_general_examples_name_a_municipality_that_answers() -> None:
    found = offered(ScriptedAssistant(knows=("実験市のテレワーク", "試験市のDX")))
    assert found == ("実験市のテレワークの目標は？", "試験市のDXの推進体制は？")

    english = offered(ScriptedAssistant(knows=("Jikken",)), language="en")
    assert len(english) == EXAMPLES
    assert english[0] == "What is Jikken's telework target?"


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


def test_while_the_first_ingest_runs_the_page_says_so(tmp_path: Path) -> None:
    error = IndexStateError("index_missing", path="/data")
    with Generations(tmp_path).locked():
        page = open_page(ScriptedAssistant(error=error, data_dir=tmp_path))
    assert "計画を取り込んでいます" in page.words
    assert not page.ready
