"""Runs a benchmark and computes its figures."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.service import Trace
from assistant.settings import Settings
from evals.benchmarks.baselines import baseline_rankings
from evals.benchmarks.product import ThrowAway, throw_away
from evals.benchmarks.records import Benchmark, BenchmarkQuestion, BenchmarkReport
from evals.grading import plain
from evals.metrics.bootstrap import bootstrap_mean
from evals.metrics.distribution import percentile
from evals.metrics.ranking import ndcg_at_k, recall_at_k, reciprocal_rank_at_k
from evals.runner import Progress
from evals.summary import Figure
from ingest.errors import KeikakuError

PRODUCT = "keikaku"
"""The product's name among the systems."""

Terms = Mapping[str, float | None]


@dataclass(frozen=True)
class _Asked:
    """What the product made of a question; ``trace`` is None where it failed."""

    question: BenchmarkQuestion
    trace: Trace | None
    latency_ms: float


def measure_benchmark(
    benchmark: Benchmark,
    settings: Settings,
    *,
    limit: int | None = None,
    baselines: bool = False,
    on_embed: Progress = lambda done, total: None,
    on_ask: Progress = lambda done, total: None,
    on_baseline: Progress = lambda done, total: None,
) -> BenchmarkReport:
    """Index the passages, ask the questions, and measure.

    Args:
        benchmark: passages and questions.
        settings: whose embedding model is used.
        limit: only the first so many questions are asked; all passages stay.
        baselines: measure dense, BM25 and RRF over whole passages too.
        on_embed, on_ask, on_baseline: called as the work goes on.

    Raises:
        ModelError, StoreError: the passages cannot be indexed.
    """
    questions = benchmark.questions[:limit]
    with throw_away(benchmark, settings, on_embed) as product:
        asked = _ask(questions, product, on_ask)
        systems = {PRODUCT: _figures([_product_terms(one, product) for one in asked])}
        n_units = product.n_units
    if baselines:
        rankings = baseline_rankings(benchmark, questions, settings, on_baseline)
        for name, found in rankings.items():
            pairs = zip(questions, found, strict=True)
            systems[name] = _figures([ranking_terms(one, ids) for one, ids in pairs])
    latencies = [one.latency_ms for one in asked if one.trace]
    return BenchmarkReport(
        name=benchmark.name,
        n_passages=len(benchmark.passages),
        n_units=n_units,
        n_questions=len(questions),
        n_errors=sum(one.trace is None for one in asked),
        systems=systems,
        latency_p50_ms=percentile(latencies, 0.5),
        latency_p95_ms=percentile(latencies, 0.95),
    )


def ranking_terms(question: BenchmarkQuestion, ids: Sequence[str]) -> Terms:
    """A question's terms of the retrieval metrics, for a ranking of passage ids."""
    numbers = {name: number for number, name in enumerate(question.relevant)}
    covered = [frozenset({numbers[name]} if name in numbers else ()) for name in ids]
    gains = [question.relevant.get(name, 0.0) for name in ids]
    total = len(question.relevant)
    return {
        "recall@1": recall_at_k(covered, total, 1),
        "recall@5": recall_at_k(covered, total, 5),
        "recall@10": recall_at_k(covered, total, 10),
        "MRR@10": reciprocal_rank_at_k([gain > 0 for gain in gains], 10),
        "nDCG@10": ndcg_at_k(gains, list(question.relevant.values()), 10),
    }


def _ask(
    questions: Sequence[BenchmarkQuestion], product: ThrowAway, on_ask: Progress
) -> list[_Asked]:
    asked = []
    product.assistant.warm_up()
    for done, question in enumerate(questions, start=1):
        started = time.perf_counter()
        try:
            trace = product.assistant.trace(question.text)
        except KeikakuError:
            trace = None
        asked.append(_Asked(question, trace, (time.perf_counter() - started) * 1000))
        on_ask(done, len(questions))
    return asked


def _product_terms(asked: _Asked, product: ThrowAway) -> Terms:
    if asked.trace is None:
        return {}
    terms = dict(ranking_terms(asked.question, product.ranking(asked.trace)))
    answered = asked.trace.answer.status == "answered"
    terms["answered"] = float(answered)
    if asked.question.answers:
        best = [one.hit.unit.quote for one in asked.trace.evidence[:1]]
        shown = [one.quote for one in asked.trace.answer.citations] if answered else []
        terms["answer in top 1 evidence"] = _has_one(asked.question.answers, best)
        terms["answer in shown quotes"] = _has_one(asked.question.answers, shown)
    return terms


def _has_one(answers: Sequence[str], texts: Sequence[str]) -> float:
    """1.0 if one of the texts has one of the answers in it, in plain form."""
    said = [plain(text) for text in texts]
    return float(any(plain(answer) in text for answer in answers for text in said))


def _figures(terms: Sequence[Terms]) -> dict[str, Figure]:
    names = dict.fromkeys(name for one in terms for name in one)
    figures: dict[str, Figure] = {}
    for name in names:
        values = [value for one in terms if (value := one.get(name)) is not None]
        interval = bootstrap_mean(values)
        if interval is not None:
            figures[name] = Figure(
                mean=interval.mean, low=interval.low, high=interval.high, n=len(values)
            )
    return figures
