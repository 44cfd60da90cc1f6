"""``keikaku eval`` from its command line, on the real index."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.cli import run as keikaku
from assistant.settings import load_settings
from evals.record import read_record
from evals.results import read_results
from tests.llm_server import llm_server

ITEMS: list[dict[str, object]] = [
    {
        "id": "a",
        "lang": "ja",
        "home": "北九州市",
        "question": "うちのテレワーク実施率の目標は",
        "type": "numeric",
        "doc": "kitakyushu",
        "section": "テレワークの推進",
        "evidence": "80%",
        "must": [["80%"]],
        "split": "dev",
    },
    {"id": "b", "lang": "ja", "question": "札幌市の水道料金は", "type": "unanswerable"},
]

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    corpus_data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Command]:
    monkeypatch.setenv("KEIKAKU_DATA_DIR", str(corpus_data_dir))
    monkeypatch.setenv("LANG", "C.UTF-8")
    load_settings.cache_clear()

    def call(*arguments: object) -> tuple[int, str, str]:
        code = keikaku(["eval", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    yield call
    load_settings.cache_clear()


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "items.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in ITEMS), encoding="utf-8")
    return path


def test_a_run_with_everything(command: Command, dataset: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "r.jsonl", tmp_path / "r.html"
    code, text, _ = command("--dataset", dataset, "--out", out, "--report", report)
    assert code == 0
    assert "2 items, 0 errors, 0 unscored" in text
    assert [one.id for one in read_results(out)] == ["a", "b"]
    line = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert {"id", "answer", "correct", "citation_right", "retrieved", "latency_ms"} <= line.keys()
    assert {"chunk_id", "doc_id", "section"} <= line["retrieved"][0].keys()
    assert line["answer"].keys() >= {"question", "status", "citations", "timings_ms"}
    assert (tmp_path / "r.run.json").exists()
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")

    code, text, _ = command("compare", out, out)
    assert code == 0
    assert "2 items in both runs" in text

    code, text, _ = command("--dataset", dataset, "--out", out, "--resume", "--json")
    assert code == 0
    assert json.loads(text)["overall"]["n_items"] == 2


def test_a_judged_run_is_reported_apart_and_resumed(
    command: Command, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, page, page_md = tmp_path / "r.jsonl", tmp_path / "r.html", tmp_path / "r.md"
    arguments = ("--dataset", dataset, "--extractive", "--judge", "--out", out)
    good = "FAITHFULNESS: 4\nHELPFULNESS: 3\nREASON: ok"
    with llm_server(good, "no grade") as served:
        monkeypatch.setenv("KEIKAKU_LLM_BASE_URL", served.url)
        monkeypatch.setenv("KEIKAKU_LLM_MODEL", "judge-1")
        load_settings.cache_clear()
        code, text, _ = command(*arguments, "--report", page)
    assert code == 0
    assert "judged by a language model, grades 1 to 5; 1 unjudged" in text
    first, second = read_results(out)
    assert first.verdict is not None and first.verdict.faithfulness == 4
    assert second.verdict is not None and second.verdict.status == "unjudged"
    assert first.answer is not None and first.answer.mode == "extractive"
    record = read_record(out)
    assert record.judge is not None
    assert (record.judge.model, len(record.judge.prompt_sha256)) == ("judge-1", 64)
    assert record.prompts["judge"] == record.judge.prompt_sha256
    assert "Judged by a language model" in page.read_text(encoding="utf-8")

    with llm_server(good) as served:
        monkeypatch.setenv("KEIKAKU_LLM_BASE_URL", served.url)
        load_settings.cache_clear()
        code, _, _ = command(*arguments, "--resume", "--report", page_md)
    assert code == 0
    assert len(served.requests) == 1
    assert "## Judged by a language model (judge-1)" in page_md.read_text(encoding="utf-8")


def test_a_judge_needs_a_language_model(command: Command, dataset: Path) -> None:
    code, text, message = command("--dataset", dataset, "--judge")
    assert (code, text) == (2, "")
    assert "KEIKAKU_LLM_BASE_URL" in message
    assert len(message.splitlines()) == 1


def test_a_limit_spreads_over_the_dataset(command: Command, dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    assert command("--dataset", dataset, "--limit", 1, "--out", out)[0] == 0
    assert [one.id for one in read_results(out)] == ["a"]
    code, _, message = command("--dataset", dataset, "--out", out, "--resume")
    assert code == 2
    assert "limit" in message


def test_an_unknown_document_is_an_error_before_anything_is_run(
    command: Command, dataset: Path, tmp_path: Path
) -> None:
    dataset.write_text(json.dumps(ITEMS[0] | {"doc": "atlantis"}), encoding="utf-8")
    code, text, message = command("--dataset", dataset, "--out", tmp_path / "r.jsonl")
    assert (code, text) == (1, "")
    assert "line 1, field doc" in message
    assert len(message.splitlines()) == 1
    assert not (tmp_path / "r.jsonl").exists()


def test_bad_usage(command: Command, dataset: Path, tmp_path: Path) -> None:
    assert command("--resume")[0] == 2
    assert command("--split", "train")[0] == 2
    assert command("--benchmark", "squid", dataset)[0] == 2
    assert command("--benchmark", "jsquad", tmp_path / "none.json")[0] == 2
    assert command("compare", dataset)[0] == 2
    code, _, message = command("compare", dataset, dataset)
    assert code == 2
    assert "Line 1 of the results file" in message


def test_the_gate_fails_in_one_line(
    command: Command, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two items of which one is answered cannot meet thresholds of a whole split."""
    dataset.write_text(
        json.dumps(ITEMS[0] | {"must": [["99%"]], "split": "test"}), encoding="utf-8"
    )
    code, _, message = command("--dataset", dataset, "--gate")
    assert code == 1
    assert "below the thresholds: correct 0.0" in message
    assert len(message.strip().splitlines()) == 1


def test_help_names_the_subcommand(command: Command) -> None:
    code, text, _ = command("--help")
    assert code == 0
    assert "compare" in text
