from __future__ import annotations

from pathlib import Path

import pytest

from evals.benchmarks.qrels import read_qrels
from evals.errors import DatasetError
from tests.evals.benchmarks.samples import write_beir


def test_a_beir_folder(tmp_path: Path) -> None:
    benchmark = read_qrels(write_beir(tmp_path))
    assert [(one.id, one.title) for one in benchmark.passages] == [
        ("d1", "灯台"),
        ("d2", ""),
        ("d3", "市場"),
    ]
    assert [(one.id, one.relevant) for one in benchmark.questions] == [
        ("1", {"d1": 2.0, "d2": 1.0}),
        ("2", {"d3": 1.0}),
    ]
    assert benchmark.questions[0].answers == ()


def test_a_qrels_file_without_a_header(tmp_path: Path) -> None:
    write_beir(tmp_path)
    (tmp_path / "qrels.tsv").write_text("2\td3\t1\n", encoding="utf-8")
    assert [one.id for one in read_qrels(tmp_path).questions] == ["2"]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("qrels.tsv", "1\td9\t1\n", "line 1, field corpus-id"),
        ("qrels.tsv", "1 d1 1\n", "line 1, field columns"),
        ("qrels.tsv", "1\td1\tyes\n", "line 1, field score"),
        ("qrels.tsv", "1\td1\t0\n", "no item"),
        ("corpus.jsonl", '{"_id": "d1"}\n', "line 1, field text"),
        ("corpus.jsonl", "[]\n", "line 1, field JSON"),
        ("queries.jsonl", '{"_id": "1", "text": "a"}\n{', "line 2, field JSON"),
    ],
)
def test_what_is_malformed_is_named(tmp_path: Path, file: str, text: str, message: str) -> None:
    write_beir(tmp_path)
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=message):
        read_qrels(tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"corpus\.jsonl"):
        read_qrels(tmp_path)
