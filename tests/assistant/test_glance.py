"""A plan as a whole."""

from __future__ import annotations

import pytest

from assistant.answer import answer_question
from assistant.glance import asks_for_all, at_a_glance
from ingest.index import Index
from tests.assistant.small_index import ask_for, small_directory, small_index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("glance"))


@pytest.mark.parametrize(
    "question",
    [
        "青葉市について教えて",
        "青葉市の計画の概要は？",
        "青葉市のDX推進計画はどんな内容ですか",
        "青葉市",
        "青葉市の計画を要約して",
        "Tell me about Aoba",
        "What is the plan of Aoba about?",
        "Summarise the plan of Aoba",
    ],
)
def test_a_question_about_nothing_in_particular(question: str, index: Index) -> None:
    asked = ask_for(question)
    assert asks_for_all(asked)
    draft = answer_question(asked, [], index, small_directory())
    assert draft.status == "answered"
    assert draft.listed
    quotes = [one.quote for one in draft.citations]
    assert "計画の期間は、令和5年度から令和8年度までの4年間とします。" in quotes
    assert all(quote in draft.text for quote in quotes)


@pytest.mark.parametrize(
    "question",
    [
        "青葉市の「うらポ」とは何ですか",
        "青葉市のテレワークについて教えて",
        "青葉市の計画の期間は？",
        "青葉市とみどり町の計画について教えて",
        "計画について教えて",
        "青葉市はどこ？",
        "青葉市の計画を推進するには？",
        "Where is Aoba city?",
        "令和7年度の青葉市について教えて",
        "What does Aoba plan for telework?",
    ],
)
def test_a_question_about_something(question: str) -> None:
    assert not asks_for_all(ask_for(question))


def test_the_asker_s_own_municipality_needs_no_name(index: Index) -> None:
    assert at_a_glance(ask_for("計画の概要を教えて", "青葉市"), index) is not None
