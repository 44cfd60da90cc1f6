"""Results to figures: all together, and by type, language and document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from assistant.schema import Record
from evals.dataset import ItemType
from evals.measures import MEASURES, values_of
from evals.metrics.bootstrap import bootstrap_mean
from evals.metrics.distribution import percentile
from evals.results import Result

NO_DOCUMENT = "none"
"""The group of the questions that no document answers."""


class Figure(Record):
    """A measure's mean with its 95% interval, over ``n`` items."""

    mean: float
    low: float
    high: float
    n: int


class Group(Record):
    """The figures of some items.

    Attributes:
        n_items: how many there are.
        n_errors, n_unscored: those that are in no figure.
        figures: by measure; a measure that applies to none of the items is left out.
        latency_p50_ms, latency_p95_ms: None where nothing was asked.
        length_p50, length_p95: characters of an answer that is no refusal.
    """

    n_items: int
    n_errors: int
    n_unscored: int
    figures: dict[str, Figure]
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    length_p50: float | None
    length_p95: float | None


class Judged(Record):
    """What the judge thought of a run's answers: grades from 1 to 5, in no other figure.

    Attributes:
        faithfulness, helpfulness: None where nothing was judged.
        n_unjudged: answers that the judge gave no usable grades.
    """

    faithfulness: Figure | None
    helpfulness: Figure | None
    n_unjudged: int


class Summary(Record):
    """The figures of a run. An item of several documents counts under each of them.

    ``judged`` is None where no language model was asked to judge.
    """

    overall: Group
    by_type: dict[str, Group]
    by_language: dict[str, Group]
    by_document: dict[str, Group]
    judged: Judged | None = None


def summarize(results: Sequence[Result]) -> Summary:
    """All figures of a run."""
    types = [name for name in get_args(ItemType) if any(one.type == name for one in results)]
    languages = sorted({result.lang for result in results})
    documents = sorted({doc_id for result in results for doc_id in result.docs})
    by_document = {
        doc_id: _group([one for one in results if doc_id in one.docs]) for doc_id in documents
    }
    without = [one for one in results if not one.docs]
    if without:
        by_document[NO_DOCUMENT] = _group(without)
    return Summary(
        overall=_group(results),
        by_type={name: _group([one for one in results if one.type == name]) for name in types},
        by_language={
            lang: _group([one for one in results if one.lang == lang]) for lang in languages
        },
        by_document=by_document,
        judged=_judged(results),
    )


def _judged(results: Sequence[Result]) -> Judged | None:
    verdicts = [result.verdict for result in results if result.verdict is not None]
    if not verdicts:
        return None
    return Judged(
        faithfulness=_figure([float(one.faithfulness) for one in verdicts if one.faithfulness]),
        helpfulness=_figure([float(one.helpfulness) for one in verdicts if one.helpfulness]),
        n_unjudged=sum(one.status == "unjudged" for one in verdicts),
    )


def _figure(values: Sequence[float]) -> Figure | None:
    interval = bootstrap_mean(values)
    if interval is None:
        return None
    return Figure(mean=interval.mean, low=interval.low, high=interval.high, n=len(values))


def _group(results: Sequence[Result]) -> Group:
    figures: dict[str, Figure] = {}
    for measure in MEASURES:
        figure = _figure(values_of(measure, results))
        if figure is not None:
            figures[measure.name] = figure
    latencies = [result.latency_ms for result in results if result.latency_ms is not None]
    lengths = [
        float(len(result.answer.answer))
        for result in results
        if result.answer and result.answer.status == "answered"
    ]
    return Group(
        n_items=len(results),
        n_errors=sum(result.status == "error" for result in results),
        n_unscored=sum(result.status == "unscored" for result in results),
        figures=figures,
        latency_p50_ms=percentile(latencies, 0.5),
        latency_p95_ms=percentile(latencies, 0.95),
        length_p50=percentile(lengths, 0.5),
        length_p95=percentile(lengths, 0.95),
    )
