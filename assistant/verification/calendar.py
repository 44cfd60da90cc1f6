"""The years that a text states, in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.verification.numerals import arabic
from ingest.fiscal import ERA_STARTS, Year, find_years
from ingest.normalize import normalize

_ENGLISH_ERAS = {"reiwa": "令和", "heisei": "平成", "showa": "昭和"}
_ENGLISH_ERA = re.compile(
    r"(?:\b(?P<fiscal>fiscal(?: year)?|FY)\s*)?\b(?P<era>Reiwa|Heisei|Showa)\s*(?P<year>\d{1,2})\b"
    r"(?P<after>\s*fiscal year|\s*FY)?",
    re.IGNORECASE,
)
_FISCAL_WORDS = re.compile(r"\b(?:fiscal years?|fiscal)\s+(?=(?:19|20)\d\d)", re.IGNORECASE)
_FISCAL_AFTER = re.compile(r"\b((?:19|20)\d\d)\s+fiscal year\b", re.IGNORECASE)
_SHORT_RANGE = re.compile(
    r"(?P<era>令和|平成|昭和|[RH])(?P<from>元|\d{1,2})(?P<unit>年度|年)?"
    r"(?P<between>\s?(?:[~〜～・、,/-]|から|及び|及|と)\s?)(?P<to>\d{1,2})(?P<last>年度|年)(?!間)"
)
_WEST_RANGE = re.compile(
    r"(?P<from>(?:19|20)\d\d)(?P<between>\s?[~〜～-]\s?)(?P<to>(?:19|20)\d\d)(?P<unit>年度|年)"
)
_THROUGH = re.compile(
    r"^\s*(?:年度|年)?\s*(?:[~〜～-]|から|to|through|until|till)\s*(?:the end of\s*)?$"
)
_YEAR_AND_MONTH = re.compile(
    r"(?P<year>(?:令和|平成|昭和|\b[RHS])\s?(?:\d{1,2})|(?:19|20)\d\d)\s?\.\s?(?P<month>1[0-2]|0?[1-9])(?![\d.])"
)
_JOINED = re.compile(
    r"^\s*(?:年度?)?\s*[(=/]\s*=?\s*(?:i\.e\.,?\s*)?$|^\s*[(]?\s*(?:すなわち|つまり|or)\s*$"
)


@dataclass(frozen=True)
class Stated:
    """A year of a text.

    Attributes:
        value: calendar year, or the one in which the fiscal year begins.
        fiscal: True for 年度 and FY, False for 年, None where the notation does not tell.
        text: as written.
        start, end: its span in ``readable`` text.
    """

    value: int
    fiscal: bool | None
    text: str
    start: int
    end: int


def readable(text: str) -> str:
    """``text`` normalised, with the years of either language in a notation that can be read.

    Reiwa 7 becomes 令和7, fiscal 2025 becomes FY2025, R2.4 becomes R2年4月, 令和5~8年度 becomes 令和5年度~令和8年度,
    and 三つ becomes 3つ.
    """
    text = _ENGLISH_ERA.sub(_japanese_era, arabic(normalize(text)))
    text = _FISCAL_AFTER.sub(r"FY\1", _FISCAL_WORDS.sub("FY", text))
    text = _YEAR_AND_MONTH.sub(_with_month, text)
    text = _SHORT_RANGE.sub(_whole_range, text)
    return _WEST_RANGE.sub(r"\g<from>\g<unit>\g<between>\g<to>\g<unit>", text)


def years_of(text: str) -> list[Stated]:
    """The years of a ``readable`` text."""
    return [_stated(text, year) for year in find_years(text)]


def covered_years(header: str) -> set[int]:
    """The years that a column's header covers: R4~R7 is four years."""
    text = readable(header)
    years = years_of(text)
    if len(years) == 2 and _THROUGH.match(text[years[0].end : years[1].start]):
        return set(range(years[0].value, years[1].value + 1))
    return {year.value for year in years}


def ranges_of(text: str) -> set[tuple[int, int]]:
    """The spans of years that a readable text states: FY2023 to FY2026, R4~R7."""
    return {
        (first.value, second.value)
        for first, second in pairwise(years_of(text))
        if _THROUGH.match(text[first.end : second.start])
    }


def unequal_pair(text: str) -> str | None:
    """Two notations of one year that are not the same year: 令和7年度（2026年度）; None for none."""
    years = years_of(text)
    for first, second in pairwise(years):
        between = text[first.end : second.start]
        if _JOINED.match(between) and first.value != second.value:
            return text[first.start : second.end]
    return None


def carried(year: Stated, source: list[Stated]) -> bool:
    """Whether a source states that year, 年 and 年度 kept apart."""
    for one in source:
        if one.value == year.value and (
            one.fiscal is None or year.fiscal is None or one.fiscal == year.fiscal
        ):
            return True
    return False


def _stated(text: str, year: Year) -> Stated:
    return Stated(
        year.value,
        year.fiscal,
        text[year.start : year.end].strip(),
        year.start,
        year.end,
    )


def _japanese_era(found: re.Match[str]) -> str:
    era = _ENGLISH_ERAS[found["era"].lower()]
    fiscal = found["fiscal"] or found["after"]
    number = int(found["year"])
    if number == 0 or ERA_STARTS[era] + number > 2100:
        return found.group()
    return f"{era}{number}{'年度' if fiscal else ''} "


def _with_month(found: re.Match[str]) -> str:
    return f"{found['year']}年{int(found['month'])}月"


def _whole_range(found: re.Match[str]) -> str:
    unit = found["unit"] or found["last"]
    return f"{found['era']}{found['from']}{unit}{found['between']}{found['era']}{found['to']}{found['last']}"
