"""The steps of a question, in order, each timed."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from assistant import graph as graph_module
from assistant.answer import answer_question
from assistant.follow_up import evidence_after
from assistant.graph import Turn, build_graph
from ingest.errors import IndexStateError, UsageError
from ingest.index import Index
from tests.assistant.small_index import small_directory, small_index

STEPS = ["understand", "retrieve", "answer", "verify"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("graph"))


def test_the_steps_run_in_order(index: Index) -> None:
    graph = build_graph(index, small_directory())
    updates = list(graph.stream(Turn("青葉市の計画の期間は？"), stream_mode="updates"))
    assert [name for update in updates for name in update] == STEPS


def test_each_step_hands_on_what_it_made(index: Index) -> None:
    turn = Turn(**build_graph(index, small_directory()).invoke(Turn("青葉市の計画の期間は？")))
    assert turn.question is not None and turn.question.kind == "date"
    assert turn.evidence[0].hit.unit.doc_id == "aoba"
    assert turn.draft is not None and turn.draft.status == "answered"


def test_each_step_is_timed(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    real = evidence_after

    def slow(*arguments: object) -> object:
        time.sleep(0.05)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(graph_module, "evidence_after", slow)
    turn = Turn(**build_graph(index, small_directory()).invoke(Turn("青葉市の計画の期間は？")))
    assert list(turn.milliseconds) == STEPS
    assert turn.milliseconds["retrieve"] >= 50
    assert all(0 <= elapsed < 5000 for elapsed in turn.milliseconds.values())


def test_home_and_history_reach_the_question(index: Index) -> None:
    directory = small_directory()
    turn = Turn("緑川市は？", directory.named("Aoba"), ("計画の期間は？",))
    after = Turn(**build_graph(index, directory).invoke(turn))
    assert after.question is not None
    assert after.question.standalone == "緑川市の計画の期間は?"
    assert [one.name for one in after.question.scope.municipalities] == ["緑川市"]


def test_an_empty_question_stops_at_the_first_step(index: Index) -> None:
    with pytest.raises(UsageError):
        build_graph(index, small_directory()).invoke(Turn("  "))


def test_an_answer_that_its_source_does_not_support_is_not_given(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = answer_question

    def misquote(*arguments: object) -> object:
        draft = real(*arguments)  # type: ignore[arg-type]
        wrong = tuple(one.model_copy(update={"quote": "90%"}) for one in draft.citations)
        return replace(draft, citations=wrong)

    monkeypatch.setattr(graph_module, "answer_question", misquote)
    with pytest.raises(IndexStateError) as caught:
        build_graph(index, small_directory()).invoke(Turn("青葉市の計画の期間は？"))
    assert caught.value.key == "quote_not_in_source"


def test_a_number_that_is_not_in_the_evidence_is_an_error_not_an_answer(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = answer_question

    def exaggerate(*arguments: object) -> object:
        draft = real(*arguments)  # type: ignore[arg-type]
        return replace(draft, text=f"{draft.text}\n- 目標は99%です。 [1]")

    monkeypatch.setattr(graph_module, "answer_question", exaggerate)
    with pytest.raises(IndexStateError) as caught:
        build_graph(index, small_directory()).invoke(Turn("青葉市の計画の期間は？"))
    assert caught.value.key == "answer_not_grounded"


def test_the_note_on_a_year_of_a_table_header_is_shown(index: Index) -> None:
    turn = Turn(**build_graph(index, small_directory()).invoke(Turn("青葉市の電子契約の予定は？")))
    assert turn.draft is not None
    assert "電子契約 ― R5年度：導入準備、R7年度：本格導入 [1][2]" in turn.draft.text
    assert "R7年度は令和7年度（2025年度）" in turn.draft.text
