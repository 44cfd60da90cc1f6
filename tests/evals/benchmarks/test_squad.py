from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.benchmarks.squad import read_squad
from evals.errors import DatasetError
from tests.evals.benchmarks.samples import SQUAD


def _file(folder: Path, data: object) -> Path:
    path = folder / "squad.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_contexts_become_passages(tmp_path: Path) -> None:
    benchmark = read_squad(_file(tmp_path, SQUAD))
    assert [(one.title, one.text[:6]) for one in benchmark.passages] == [
        ("灯台", "丘の灯台は、"),
        ("水車", "湖の水車は、"),
        ("市場", "朝の市場は、"),
    ]
    assert benchmark.passages[0].whole.startswith("灯台\n丘の灯台は")


def test_questions_know_their_passage_and_answers(tmp_path: Path) -> None:
    benchmark = read_squad(_file(tmp_path, SQUAD))
    assert [one.id for one in benchmark.questions] == ["q1", "q2", "q3"], "impossible ones go"
    assert benchmark.questions[0].answers == ("1912年",)
    assert benchmark.questions[1].relevant == {benchmark.passages[1].id: 1.0}


def test_equal_contexts_are_one_passage(tmp_path: Path) -> None:
    paragraph = {"context": "文", "qas": [{"id": "a", "question": "何", "answers": []}]}
    twice = {"data": [{"title": "題", "paragraphs": [paragraph, paragraph]}]}
    benchmark = read_squad(_file(tmp_path, twice))
    assert [(one.title, one.text) for one in benchmark.passages] == [("題", "文")]
    assert len(benchmark.questions) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "field squad|field JSON"),
        ({"data": []}, "field data"),
        ({"data": [{"paragraphs": [{"context": "文"}]}]}, "field data.0.paragraphs.0.qas"),
        ({"data": [{"paragraphs": [{"context": "文", "qas": []}]}]}, "no item"),
    ],
)
def test_what_is_not_squad_is_named(tmp_path: Path, data: object, message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        read_squad(_file(tmp_path, data))
