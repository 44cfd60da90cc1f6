"""The tiny benchmarks through the product itself, with the real embedding model."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.benchmarks.measure import PRODUCT, measure_benchmark, ranking_terms
from evals.benchmarks.qrels import read_qrels
from evals.benchmarks.records import BenchmarkQuestion
from evals.benchmarks.squad import read_squad
from evals.show import benchmark_text
from tests.evals.benchmarks.samples import SQUAD, write_beir


def test_terms_of_a_ranking() -> None:
    question = BenchmarkQuestion("q", "q", {"a": 2.0, "b": 1.0})
    terms = ranking_terms(question, ["x", "b", "y", "a"])
    assert (terms["recall@1"], terms["recall@5"], terms["MRR@10"]) == (0.0, 1.0, 0.5)
    # DCG = 1/log2(3) + 2/log2(5); ideal = 2/log2(2) + 1/log2(3)
    expected = (1 / math.log2(3) + 2 / math.log2(5)) / (2 + 1 / math.log2(3))
    assert terms["nDCG@10"] == pytest.approx(expected)


@pytest.fixture
def settings(corpus_data_dir: Path) -> Settings:
    return Settings(data_dir=corpus_data_dir)


def test_squad_through_the_product_and_the_baselines(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(SQUAD), encoding="utf-8")
    report = measure_benchmark(read_squad(path), settings, baselines=True)
    assert (report.n_passages, report.n_questions, report.n_errors) == (3, 3, 0)
    assert list(report.systems) == [PRODUCT, "dense", "bm25", "rrf"]
    for figures in report.systems.values():
        assert figures["recall@5"].mean == 1.0
    assert report.systems["bm25"]["MRR@10"].mean == 1.0
    assert report.systems[PRODUCT]["recall@1"].mean == 1.0
    assert "answer in top 1 evidence" in report.systems[PRODUCT]
    assert "answer in top 1 evidence" not in report.systems["dense"]
    assert "3 passages" in benchmark_text(report)


def test_a_beir_folder_through_the_product(settings: Settings, tmp_path: Path) -> None:
    benchmark = read_qrels(write_beir(tmp_path))
    report = measure_benchmark(benchmark, settings, limit=1)
    assert (report.n_passages, report.n_questions) == (3, 1)
    assert list(report.systems) == [PRODUCT]
    assert report.systems[PRODUCT]["recall@10"].mean == 1.0
    assert "answer in top 1 evidence" not in report.systems[PRODUCT]
