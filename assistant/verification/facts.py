"""The facts of a text: numbers, years, names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.verification.calendar import Stated, carried, readable, years_of
from assistant.verification.conditions import Read
from assistant.verification.names import unknown_names_ja
from assistant.verification.quantities import Quantity, find_like, quantities_of


@dataclass(frozen=True)
class Facts:
    """What a text states."""

    read: Read

    def unknown_quantities(self, source: Facts, around: str = "") -> list[Quantity]:
        """Its numbers that a source does not have; one without a unit may stand ``around`` it."""
        beside = (
            quantities_of(_bare(readable(around), years_of(readable(around)))) if around else []
        )
        unknown = []
        for mine in self.read.quantities:
            known = find_like(mine, source.read.quantities, f"{source.read.text}\n{around}")
            known = known or [one for one in find_like(mine, beside, around) if one.unit]
            if not known and not _of_an_era(mine, source):
                unknown.append(mine)
        return unknown

    def unknown_years(self, source: Facts, around: str = "") -> list[Stated]:
        """Its years that neither a source nor what stands around it has."""
        stated = [*source.read.years, *years_of(readable(around))]
        return [one for one in self.read.years if not carried(one, stated)]

    def missing_in(self, source: str) -> list[str]:
        """Its numbers, years and names that a text does not have, as written."""
        theirs = facts_of(source)
        return [
            *(one.text for one in self.unknown_quantities(theirs)),
            *(one.text for one in self.unknown_years(theirs)),
            *unknown_names_ja(self.read.bare, source),
        ]


@lru_cache(maxsize=2048)
def facts_of(text: str) -> Facts:
    """The facts of a text in either language."""
    plain = readable(text)
    years = years_of(plain)
    bare = _bare(plain, years)
    return Facts(Read(plain, bare, tuple(quantities_of(bare)), tuple(years)))


def _bare(text: str, years: list[Stated]) -> str:
    """A readable text with its years blanked out, so that all else keeps its place."""
    for year in years:
        text = text[: year.start] + " " * (year.end - year.start) + text[year.end :]
    return text


def _of_an_era(mine: Quantity, source: Facts) -> bool:
    """7年度 after 令和5年度から: a year within the era of one that the source has."""
    if mine.unit not in ("年度", "年"):
        return False
    starts = (2018, 1988, 1925)
    values = {year.value for year in source.read.years}
    return any(start + int(mine.value) in values for start in starts)
