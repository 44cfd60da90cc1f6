from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.errors import ResultsError
from evals.gold import Gold, find_gold
from evals.library import Library
from evals.record import RunRecord, make_record, record_path
from evals.results import read_results, write_results
from evals.runner import prepare, run
from evals.summary import summarize
from ingest.index import IndexMeta
from tests.evals.small_city import Scripted, answer, cite, item, unanswerable

META = IndexMeta(
    embedding_fingerprint="e",
    units_fingerprint="u",
    chroma="embedded",
    created="2026-01-01",
    n_documents=2,
    n_units=6,
    sources_digest="s",
)


@pytest.fixture
def golds(small: Library) -> tuple[Gold, ...]:
    items = [
        item(id="right", question="right"),
        item(id="broken", question="broken"),
        item(id="loose", question="loose", must=[]),
        item(id="later", question="そこは", history=["丘市の目標は", "湖市は"], home="丘市"),
        unanswerable(id="none", question="none"),
    ]
    return find_gold(Path("items.jsonl"), items, small)


@pytest.fixture
def scripted(small: Library) -> Scripted:
    right = answer("80% [1]", [cite(small, "hill", "80%")])
    return Scripted(
        {"right": right, "loose": right, "そこは": right, "broken": RuntimeError("no\nindex")}
    )


@pytest.fixture
def record(tmp_path: Path) -> RunRecord:
    dataset = tmp_path / "items.jsonl"
    dataset.write_text("{}", encoding="utf-8")
    settings = Settings(llm_api_key="very-secret", chroma_url="http://me:pass@host:1")
    return make_record(dataset, "dev", settings, META)


def test_errors_and_unscored_items_are_no_zeros(
    golds: tuple[Gold, ...], scripted: Scripted, small: Library
) -> None:
    results = run(golds, scripted, small)
    assert [result.status for result in results] == ["ok", "error", "unscored", "ok", "ok"]
    broken = results[1]
    assert (broken.correct, broken.error) == (None, "RuntimeError: no index")
    overall = summarize(results).overall
    assert (overall.n_items, overall.n_errors, overall.n_unscored) == (5, 1, 1)
    assert (overall.figures["correct"].mean, overall.figures["correct"].n) == (1.0, 3)


def test_history_is_asked_first_in_one_conversation(
    golds: tuple[Gold, ...], scripted: Scripted, small: Library
) -> None:
    run(golds[3:4], scripted, small)
    assert scripted.asked == [
        ("丘市の目標は", "丘市", ()),
        ("湖市は", "丘市", ("丘市の目標は",)),
        ("そこは", "丘市", ("丘市の目標は", "湖市は")),
    ]


def test_progress(golds: tuple[Gold, ...], scripted: Scripted, small: Library) -> None:
    steps: list[tuple[int, int]] = []
    run(golds, scripted, small, on_progress=lambda done, total: steps.append((done, total)))
    assert steps == [(done, 5) for done in range(6)]


def test_an_interrupted_run_is_resumed(
    golds: tuple[Gold, ...], scripted: Scripted, small: Library, record: RunRecord, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "dev.jsonl"
    prepare(out, record, golds, resume=False)
    run(golds[:3], scripted, small, out=out)
    with out.open("a", encoding="utf-8") as file:
        file.write('{"id": "later", "ty')
    scripted.asked.clear()

    done = prepare(out, record, golds, resume=True)
    assert [result.id for result in done] == ["right", "loose"]
    results = run(golds, scripted, small, out=out, done=done)

    assert "right" not in [asked for asked, _, _ in scripted.asked]
    assert "broken" in [asked for asked, _, _ in scripted.asked], "errors are asked again"
    assert [result.id for result in results] == [gold.item.id for gold in golds]
    assert {result.id for result in read_results(out)} == {gold.item.id for gold in golds}


def test_results_of_another_run_are_not_gone_on_with(
    golds: tuple[Gold, ...], record: RunRecord, tmp_path: Path
) -> None:
    out = tmp_path / "dev.jsonl"
    prepare(out, record, golds, resume=False)
    changed = record.model_copy(update={"dataset_sha256": "other", "code_sha256": "other"})
    with pytest.raises(ResultsError, match="dataset_sha256, code_sha256"):
        prepare(out, changed, golds, resume=True)
    record_path(out).unlink()
    with pytest.raises(ResultsError, match="run record"):
        prepare(out, record, golds, resume=True)


def test_without_resume_a_run_begins_anew(
    golds: tuple[Gold, ...], scripted: Scripted, small: Library, record: RunRecord, tmp_path: Path
) -> None:
    out = tmp_path / "dev.jsonl"
    write_results(out, run(golds[:2], scripted, small))
    assert prepare(out, record, golds, resume=False) == ()
    assert out.read_text(encoding="utf-8") == ""


def test_the_record_has_everything_but_secrets(record: RunRecord, tmp_path: Path) -> None:
    prepare(tmp_path / "dev.jsonl", record, (), resume=False)
    text = (tmp_path / "dev.run.json").read_text(encoding="utf-8")
    assert "very-secret" not in text
    assert "me:pass" not in text
    assert "http://host:1" in text
    assert record.index.embedding_fingerprint == "e"
    assert record.versions["pydantic"]
    assert len(record.code_sha256) == 64


def test_results_can_be_read_back(
    golds: tuple[Gold, ...], scripted: Scripted, small: Library, tmp_path: Path
) -> None:
    results = run(golds, scripted, small)
    write_results(tmp_path / "r.jsonl", results)
    assert read_results(tmp_path / "r.jsonl") == results


def test_a_line_that_is_no_result_is_named(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(ResultsError, match="Line 1"):
        read_results(path)
    with pytest.raises(ResultsError, match="cannot be read"):
        read_results(tmp_path / "none.jsonl")
