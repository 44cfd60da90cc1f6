"""Whether what a statement says holds for the years that a question asks about."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.fiscal import find_years

_UNTIL = re.compile(
    r"\s*(?:\([^)]*\))?[^。、()]{0,6}?(?:から|以降|[~～〜―—-])[、\s]*[^。、()]{0,4}"
)
_DAY = re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}日|末)?")
_FIGURE = re.compile(r"[0-9]")
"""Between two years: 令和6年度の12件から令和11年度の60件 is a change, and no range of years."""

_WIDEST = 12
"""Years between the ends of a range; what is further apart is two years."""


@dataclass(frozen=True)
class YearFit:
    """How a statement's years relate to those asked for.

    Attributes:
        own: the statement names one of them, or a period that covers one.
        around: only its section, its lead or its document's title does.
        other: the statement names years, and none of those asked for.
    """

    own: bool = False
    around: bool = False
    other: bool = False


def year_fit(asked: tuple[str, ...], statement: str, around: str) -> YearFit:
    """Relate a statement to the years asked for.

    Args:
        asked: years as search terms (``2025年度``); () for a question without years.
        statement, around: normalised texts.
    """
    wanted = {int(year[:4]) for year in asked}
    if not wanted:
        return YearFit()
    own = years_covered(statement)
    if own & wanted:
        return YearFit(own=True)
    return YearFit(around=bool(years_covered(around) & wanted), other=bool(own))


@lru_cache(maxsize=20_000)
def years_covered(text: str) -> frozenset[int]:
    """Every year that a normalised text names, those between the ends of a range too."""
    years = find_years(text)
    covered = {year.value for year in years}
    for first, second in itertools.pairwise(years):
        between = text[first.end : second.start]
        span = second.value - first.value
        if (
            0 < span <= _WIDEST
            and _UNTIL.fullmatch(between)
            and not _FIGURE.search(_DAY.sub("", between))
        ):
            covered |= set(range(first.value, second.value))
    return frozenset(covered)
