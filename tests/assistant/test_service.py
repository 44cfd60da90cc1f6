"""The assistant: which index it answers from, for whom, and which questions it takes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant import service
from assistant.schema import Answer
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.errors import IndexStateError, UsageError
from tests.assistant.small_index import ingest_small
from tests.ingest.fake_embedder import FakeEmbedder


@pytest.fixture(autouse=True)
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake embedder in the place of the model."""
    monkeypatch.setattr(service, "load_embeddings", lambda model, data_dir: FakeEmbedder())


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("service")
    ingest_small(folder)
    return folder


def assistant_of(data_dir: Path, home: str | None = None) -> Assistant:
    return Assistant(Settings(data_dir=data_dir, home=home, _env_file=None))


def cited(answer: Answer) -> set[str]:
    return {citation.doc_id for citation in answer.citations}


def test_an_answer_says_what_was_asked_and_how_long_it_took(data_dir: Path) -> None:
    answer = assistant_of(data_dir).ask("  青葉市の計画の期間は？\x00 ")
    assert answer.question == answer.standalone_question == "青葉市の計画の期間は？"
    assert (answer.status, answer.language, answer.mode) == ("answered", "ja", "extractive")
    assert cited(answer) == {"aoba"}
    timings = answer.timings_ms
    steps = timings.understand + timings.retrieve + timings.answer + timings.verify
    assert 0 < steps <= timings.total


def test_home_by_any_of_its_names(data_dir: Path) -> None:
    assistant = assistant_of(data_dir)
    for home in ("緑川市", "緑川", "Midorikawa", "ＭＩＤＯＲＩＫＡＷＡ"):
        assert cited(assistant.ask("本市の計画の期間は？", home)) == {"midori"}


def test_the_home_of_the_settings_holds_unless_another_is_given(data_dir: Path) -> None:
    assistant = assistant_of(data_dir, home="Aoba")
    assert cited(assistant.ask("本市の計画の期間は？")) == {"aoba"}
    assert cited(assistant.ask("本市の計画の期間は？", "緑川市")) == {"midori"}


def test_an_unknown_home_lists_the_known(data_dir: Path) -> None:
    for assistant, home in (
        (assistant_of(data_dir), "横浜市"),
        (assistant_of(data_dir, home="横浜市"), None),
    ):
        with pytest.raises(UsageError) as caught:
            assistant.ask("計画の期間は？", home)
        assert "青葉市、緑川市" in caught.value.message("ja")
    with pytest.raises(UsageError):
        assistant_of(data_dir).municipality("横浜市")


def test_a_conversation(data_dir: Path) -> None:
    answer = assistant_of(data_dir).ask("緑川市は？", history=["青葉市の計画の期間は？"])
    assert answer.question == "緑川市は？"
    assert answer.standalone_question == "緑川市の計画の期間は?"
    assert cited(answer) == {"midori"}


def test_a_question_at_the_limit_is_answered_and_one_beyond_is_not(data_dir: Path) -> None:
    assistant = assistant_of(data_dir)
    asked = "青葉市の計画の期間は？" + "あ" * 1989
    assert len(asked) == 2000
    assert assistant.ask(asked).question == asked
    with pytest.raises(UsageError):
        assistant.ask(asked + "あ")


def test_a_question_is_judged_before_an_index_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        assistant_of(tmp_path).ask("   ")


def test_no_index(tmp_path: Path) -> None:
    assistant = assistant_of(tmp_path)
    for use in (lambda: assistant.ask("計画の期間は？"), assistant.index, assistant.municipalities):
        with pytest.raises(IndexStateError) as caught:
            use()
        assert caught.value.key == "index_missing"
        assert "keikaku ingest" in caught.value.message("ja")


def test_a_new_index_is_picked_up_while_running(tmp_path: Path) -> None:
    assistant = assistant_of(tmp_path)
    with pytest.raises(IndexStateError):
        assistant.ask("緑川市の計画の期間は？")

    ingest_small(tmp_path, ["aoba"])
    assert [one.name for one in assistant.municipalities()] == ["青葉市"]
    assert cited(assistant.ask("緑川市の計画の期間は？")) == set()
    first = assistant.index()
    assert assistant.index() is first

    ingest_small(tmp_path, ["aoba", "midori"])
    assert cited(assistant.ask("緑川市の計画の期間は？")) == {"midori"}
    assert assistant.municipality("Midorikawa").doc_ids == ("midori",)
    assert assistant.index() is not first


def test_the_trace_has_the_ranked_evidence(data_dir: Path) -> None:
    trace = assistant_of(data_dir).trace("青葉市の計画の期間は？")
    scores = [one.score for one in trace.evidence]
    assert scores == sorted(scores, reverse=True)
    best = trace.evidence[0].hit.unit
    assert (best.start, best.end) == (trace.answer.citations[0].start, best.end)


def test_several_threads_get_the_same_answers(data_dir: Path) -> None:
    assistant = assistant_of(data_dir)
    questions = ["青葉市の計画の期間は？", "緑川市の計画の期間は？"] * 8
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(assistant.ask, questions))
    assert [cited(answer) for answer in answers] == [{"aoba"}, {"midori"}] * 8
    assert len({answer.answer for answer in answers}) == 2


def test_warming_up_needs_an_index(data_dir: Path, tmp_path: Path) -> None:
    assistant_of(data_dir).warm_up()
    with pytest.raises(IndexStateError):
        assistant_of(tmp_path).warm_up()
