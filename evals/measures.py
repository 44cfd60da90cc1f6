"""The measures that summaries, comparisons, reports and the gate speak of; each a mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.results import Result


@dataclass(frozen=True)
class Measure:
    """A measure: the mean of what its items have for it.

    Attributes:
        name: in files and on the command line.
        label: in reports.
        meaning: one sentence for the reader of a report.
        value_of: an item's term, None where the measure does not apply to it.
    """

    name: str
    label: str
    meaning: str
    value_of: Callable[[Result], float | None]


def _flag(name: str) -> Callable[[Result], float | None]:
    def value_of(result: Result) -> float | None:
        flag = getattr(result, name)
        return None if flag is None else float(flag)

    return value_of


def _score(name: str) -> Callable[[Result], float | None]:
    def value_of(result: Result) -> float | None:
        value = getattr(result.scores, name)
        return None if value is None else float(value)

    return value_of


def _answerable(value_of: Callable[[Result], float | None]) -> Callable[[Result], float | None]:
    return lambda result: None if result.type == "unanswerable" else value_of(result)


MEASURES: Sequence[Measure] = (
    Measure("correct", "Correct", "the answer is correct, or rightly a refusal", _flag("correct")),
    Measure(
        "correct_answerable",
        "Correct, answerable",
        "the same, of the questions that the plans answer",
        _answerable(_flag("correct")),
    ),
    Measure(
        "citation_right",
        "Citation right",
        "one of the citations shows the evidence",
        _flag("citation_right"),
    ),
    Measure(
        "citation_precision",
        "Citation precision",
        "share of an answer's citations that show the evidence",
        _score("citation_precision"),
    ),
    Measure(
        "citation_recall",
        "Citation recall",
        "share of the evidence that is cited",
        _score("citation_recall"),
    ),
    Measure(
        "refusal_precision",
        "Refusal precision",
        "of the refusals, those that were right",
        _score("refusal_precision"),
    ),
    Measure(
        "refusal_recall",
        "Refusal recall",
        "of the unanswerable questions, those refused",
        _score("refusal_recall"),
    ),
    Measure(
        "groundedness",
        "Groundedness",
        "share of an answer's numbers, dates and names that its citations have",
        _score("groundedness"),
    ),
    Measure(
        "section_hit_1",
        "Section hit@1",
        "the first unit is of the section",
        _score("section_hit_1"),
    ),
    Measure(
        "section_hit_5",
        "Section hit@5",
        "one of the first 5 units is of the section",
        _score("section_hit_5"),
    ),
    Measure("recall_5", "Recall@5", "share of the evidence in the first 5", _score("recall_5")),
    Measure("recall_10", "Recall@10", "share of the evidence in the first 10", _score("recall_10")),
    Measure("mrr_10", "MRR@10", "1 / rank of the first relevant unit", _score("mrr_10")),
    Measure("ndcg_10", "nDCG@10", "how near the ranking is to the best one", _score("ndcg_10")),
)

BY_NAME = {measure.name: measure for measure in MEASURES}


def values_of(measure: Measure, results: Iterable[Result]) -> list[float]:
    """The terms of a measure over the scored results that have one."""
    return [
        value
        for result in results
        if result.scored and (value := measure.value_of(result)) is not None
    ]
