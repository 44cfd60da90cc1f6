"""Two runs of the same items, held against one another pair by pair."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.schema import Record
from evals.errors import ResultsError
from evals.measures import MEASURES, Measure
from evals.metrics.bootstrap import paired_bootstrap
from evals.metrics.mcnemar import mcnemar_exact
from evals.results import Result


class Difference(Record):
    """How a measure differs, over the items that both runs have it for.

    Attributes:
        first, second: the means.
        low, high: the 95% interval of ``second - first``, paired bootstrap.
    """

    measure: str
    n: int
    first: float
    second: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """``second - first``."""
        return self.second - self.first

    @property
    def significant(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


class Comparison(Record):
    """What changed from a first run to a second.

    Attributes:
        n_shared: items that both runs scored.
        n_left_out: items of either run that the other did not score, or asked otherwise.
        differences: by measure.
        lost, gained: the ids of items that only the first, only the second run has correct.
        p_value: of the exact McNemar test on correctness.
    """

    n_shared: int
    n_left_out: int
    differences: tuple[Difference, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    p_value: float


def compare(first: Sequence[Result], second: Sequence[Result]) -> Comparison:
    """Compare two runs.

    Raises:
        ResultsError: they have no scored item in common.
    """
    others = {result.id: result for result in second}
    pairs = [
        (one, others[one.id])
        for one in first
        if one.id in others and _comparable(one, others[one.id])
    ]
    if not pairs:
        raise ResultsError("nothing_shared")
    lost = tuple(one.id for one, other in pairs if one.correct and not other.correct)
    gained = tuple(one.id for one, other in pairs if other.correct and not one.correct)
    every = {result.id for result in (*first, *second)}
    return Comparison(
        n_shared=len(pairs),
        n_left_out=len(every) - len(pairs),
        differences=tuple(
            found for measure in MEASURES if (found := _difference(measure, pairs)) is not None
        ),
        lost=lost,
        gained=gained,
        p_value=mcnemar_exact(len(lost), len(gained)),
    )


def _comparable(one: Result, other: Result) -> bool:
    return one.scored and other.scored and one.question == other.question


def _difference(measure: Measure, pairs: Sequence[tuple[Result, Result]]) -> Difference | None:
    values = [
        (before, after)
        for one, other in pairs
        if (before := measure.value_of(one)) is not None
        and (after := measure.value_of(other)) is not None
    ]
    first = [before for before, _ in values]
    second = [after for _, after in values]
    interval = paired_bootstrap(first, second)
    if interval is None:
        return None
    return Difference(
        measure=measure.name,
        n=len(values),
        first=sum(first) / len(first),
        second=sum(second) / len(second),
        low=interval.low,
        high=interval.high,
    )
