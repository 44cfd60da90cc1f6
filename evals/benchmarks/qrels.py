"""BEIR's format (Thakur et al., NeurIPS 2021): corpus.jsonl, queries.jsonl, qrels.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evals.benchmarks.records import (
    Benchmark,
    BenchmarkQuestion,
    Passage,
    malformed,
    read_json_lines,
    read_text,
)
from evals.errors import DatasetError

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels.tsv"


def read_qrels(folder: Path) -> Benchmark:
    """Read a folder in BEIR's format; only queries with a relevant document are asked.

    Raises:
        DatasetError: a file cannot be read, a line or field of it is not right, or a judgement
            names a document that there is not.
    """
    corpus = {
        _text(row, "_id", folder / CORPUS, number): row
        for number, row in enumerate(read_json_lines(folder / CORPUS), start=1)
    }
    passages = tuple(
        Passage(name, str(row.get("title") or ""), _text(row, "text", folder / CORPUS, number))
        for number, (name, row) in enumerate(corpus.items(), start=1)
    )
    gains = _gains(folder / QRELS, corpus)
    questions = tuple(
        BenchmarkQuestion(name, _text(row, "text", folder / QUERIES, number), gains[name])
        for number, row in enumerate(read_json_lines(folder / QUERIES), start=1)
        if (name := _text(row, "_id", folder / QUERIES, number)) in gains
    )
    if not questions:
        raise DatasetError("dataset_empty", path=folder, split="-")
    return Benchmark(folder.name, passages, questions)


def _gains(path: Path, corpus: Mapping[str, object]) -> dict[str, dict[str, float]]:
    """The judgements above 0, by query and document; a first line of names is skipped."""
    gains: dict[str, dict[str, float]] = {}
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        fields = line.rstrip("\r").split("\t")
        if not line.strip() or (number == 1 and fields[-1] == "score"):
            continue
        if len(fields) != 3:
            raise malformed(path, number, "columns", f"3 are needed, not {len(fields)}")
        query, document, score = fields
        if document not in corpus:
            raise malformed(path, number, "corpus-id", f"{document!r} is not in {CORPUS}")
        try:
            gain = float(score)
        except ValueError as error:
            raise malformed(path, number, "score", f"{score!r} is no number") from error
        if gain > 0:
            gains.setdefault(query, {})[document] = gain
    return gains


def _text(row: Mapping[str, object], field: str, path: Path, number: int) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise malformed(path, number, field, f"a text is needed, not {value!r}")
    return value
