"""``keikaku ask``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.schema import Answer
from tests.assistant.cli.conftest import CommandLine

QUESTION = "青葉市の計画の期間は？"


def test_an_answer_with_its_sources(indexed: CommandLine) -> None:
    ran = indexed("ask", QUESTION)
    assert (ran.code, ran.err) == (0, "")
    assert "令和5年度から令和8年度までの4年間" in ran.out
    answer, sources = ran.out.split("出典")
    assert "[1]" in answer
    assert "青葉市DX推進計画" in sources
    assert "「計画の期間は、令和5年度から令和8年度までの4年間とします。」" in sources


def test_json_is_the_answer_of_the_contract(indexed: CommandLine) -> None:
    ran = indexed("ask", QUESTION, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = Answer.model_validate_json(ran.out)
    assert set(json.loads(ran.out)) == set(Answer.model_fields) - {"llm"}
    assert (answer.question, answer.status) == (QUESTION, "answered")
    assert [citation.doc_id for citation in answer.citations] == ["aoba"]


def test_not_found_and_clarify_are_successes(indexed: CommandLine) -> None:
    for question, status in (
        ("横浜市の計画の期間は？", "not_found"),
        ("うちと青葉市の計画の期間は？", "clarify"),
    ):
        ran = indexed("ask", question, "--json")
        assert (ran.code, ran.err) == (0, "")
        assert json.loads(ran.out)["status"] == status
        assert json.loads(ran.out)["citations"] == []


def test_home(indexed: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = indexed("ask", "本市の計画の期間は？", "--home", "Midorikawa")
    assert "令和10年度" in ran.out
    monkeypatch.setenv("KEIKAKU_HOME", "青葉")
    assert "令和8年度" in indexed("ask", "本市の計画の期間は？").out


def test_an_unknown_home(indexed: CommandLine) -> None:
    ran = indexed("ask", "計画の期間は？", "--home", "横浜市")
    assert ran.code == 2
    assert ran.error.startswith("error: ")
    assert "青葉市、緑川市" in ran.error
    assert "「横浜市」" in ran.error


def test_markup_of_a_document_is_shown_as_it_stands(indexed: CommandLine) -> None:
    out = indexed("ask", "緑川市の窓口予約の表記は？").out.split("出典")[0]
    assert "[こちら](http://example.com/)" in out
    assert "`書き`" in out
    assert "\\" not in out


@pytest.mark.parametrize("question", ["", "   ", "？？", "\x00\x07", "-"])
def test_an_empty_question(indexed: CommandLine, question: str) -> None:
    ran = indexed("ask", "--", question)
    assert ran.code == 2
    assert "質問が空です" in ran.error


def test_a_question_that_is_too_long(indexed: CommandLine) -> None:
    ran = indexed("ask", "What is it " * 200)
    assert ran.code == 2
    assert "too long" in ran.error
    assert "2000" in ran.error


def test_without_an_index(keikaku: CommandLine, fake_model: None) -> None:
    ran = keikaku("ask", "what is the target")
    assert ran.code == 1
    assert "There is no index yet" in ran.error
    assert "keikaku ingest" in ran.error


def test_without_a_model(keikaku: CommandLine, tmp_path: Path) -> None:
    ran = keikaku("ask", "what is the target", "--json")
    assert ran.code == 1
    assert "Run `keikaku ingest` first" in ran.error
    assert not (tmp_path / "data").exists()


def test_a_failure_is_told_in_the_language_of_the_question(
    keikaku: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "先に keikaku ingest を実行してください" in keikaku("ask", "目標は？").error
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert "Run `keikaku ingest` first" in keikaku("ask", "what is the target").error


def test_an_index_of_another_model(indexed: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant import service
    from tests.ingest.fake_embedder import FakeEmbedder

    other = FakeEmbedder(fingerprint="fake:2")
    monkeypatch.setattr(service, "load_embeddings", lambda model, data_dir: other)
    ran = indexed("ask", QUESTION)
    assert ran.code == 1
    assert "keikaku ingest" in ran.error
    assert "fake:2" in ran.error


def test_a_damaged_index(keikaku: CommandLine, fake_model: None, tmp_path: Path) -> None:
    generation = tmp_path / "data" / "index" / "g1"
    generation.mkdir(parents=True)
    (generation.parent / "current").write_text("g1\n", encoding="utf-8")
    for command in (("ask", "what is the target"), ("status",), ("chat",)):
        ran = keikaku(*command)
        assert ran.code == 1
        assert "damaged" in ran.error
