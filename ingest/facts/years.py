"""Fiscal years that a text names: 令和7年度末, R4～R6, 令和4～6年度, 令和5年2月, 2021.1～2026.3."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.fiscal import ERA_STARTS, find_years

_HINT = re.compile(r"[0-9]|[和成正治][元一二三四五六七八九十]")
_DOTTED = re.compile(r"(?<![0-9.])((?:19|20)[0-9]{2})[./](1[0-2]|0?[1-9])(?![0-9.])")
_SAME_YEAR = re.compile(r"\s?\(([^()]{1,12})\)")
_UNIT = re.compile(r"\s?(年度|年)")
_MONTH = re.compile(
    r"\s?(?:(?P<named>1[0-2]|[1-9])\s?月(?:\s?[0-9]{1,2}\s?日)?"
    r"|[./]\s?(?P<dotted>1[0-2]|0?[1-9])(?![0-9])(?:\s?月)?)"
)
_BOUND = re.compile(r"\s?(?:末|中(?!心)|内(?=に|で))")
_TO = re.compile(r"^\s?(?:から|より|[~〜\-–—−→])\s?$")
_SHORT_END = re.compile(r"\s?[~〜\-–]\s?([0-9]{1,2})\s?年度")
_ERA = re.compile(r"(令和|平成|昭和)|([RHS])")


@dataclass(frozen=True)
class YearMention:
    """A year or a range of years in a text.

    Attributes:
        first, last: fiscal years; None where a calendar year without a month leaves them open.
        dated: whether the text names a month.
        start, end: offsets, with month, day and 末 included.
    """

    first: int | None
    last: int | None
    dated: bool
    start: int
    end: int


def find_mentions(folded: str) -> list[YearMention]:
    """All years and year ranges of a folded text, in order, without overlap."""
    if not _HINT.search(folded):
        return []
    merged: list[YearMention] = []
    for mention in _singles(folded):
        before = merged[-1] if merged else None
        if before is None:
            merged.append(mention)
        elif mention.start < before.end:
            continue
        elif _repeats(folded, before, mention):
            merged[-1] = replace(before, end=mention.end + 1)
        elif _TO.match(folded[before.end : mention.start]):
            dated = before.dated or mention.dated
            merged[-1] = replace(before, last=mention.last, dated=dated, end=mention.end)
        else:
            merged.append(mention)
    return merged


def mask(folded: str, mentions: Iterable[YearMention]) -> str:
    """``folded`` with every year replaced by 〓, length kept, so that its digits are no figures."""
    for mention in mentions:
        length = mention.end - mention.start
        folded = folded[: mention.start] + "〓" * length + folded[mention.end :]
    return folded


def _repeats(folded: str, before: YearMention, mention: YearMention) -> bool:
    """Whether a year is the one before it in another notation: 令和7年度末（2025年度末）."""
    between, after = folded[before.end : mention.start], folded[mention.end : mention.end + 1]
    return between.strip() == "(" and after == ")" and before.last == mention.last


def _singles(folded: str) -> list[YearMention]:
    mentions = [
        YearMention(_of_month(int(found[1]), int(found[2])), None, True, found.start(), found.end())
        for found in _DOTTED.finditer(folded)
    ]
    dotted = {mention.start for mention in mentions}
    mentions = [replace(mention, last=mention.first) for mention in mentions]
    for year in find_years(folded):
        if year.start not in dotted:
            mentions.append(_extended(folded, year.value, year.fiscal, year.start, year.end))
    return sorted(mentions, key=lambda mention: mention.start)


def _extended(folded: str, value: int, fiscal: bool | None, start: int, end: int) -> YearMention:
    """A year together with what belongs to it: (2025年度), 年度, 12月, 末."""
    short = _SHORT_END.match(folded, end)
    if short and fiscal is None and (era := _ERA.match(folded, start)):
        last = _era_start(era) + int(short[1])
        return YearMention(value, last, False, start, _past(_BOUND, folded, short.end()))
    repeated = _SAME_YEAR.match(folded, end)
    if repeated and _names_year(repeated[1]):
        end = repeated.end()
    unit = _UNIT.match(folded, end)
    if unit and fiscal is None:
        fiscal, end = unit[1] == "年度", unit.end()
    month = _MONTH.match(folded, end)
    if month and fiscal is not True:
        fiscal_year = _of_month(value, int(month["named"] or month["dotted"]))
        end = _past(_BOUND, folded, month.end())
        return YearMention(fiscal_year, fiscal_year, True, start, end)
    end = len(folded[:end].rstrip())
    known = None if fiscal is False else value
    return YearMention(known, known, False, start, _past(_BOUND, folded, end))


def _names_year(inside: str) -> bool:
    years = find_years(inside)
    return bool(years) and years[0].start == 0 and len(inside) - years[0].end <= 1


def _past(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _era_start(era: re.Match[str]) -> int:
    name = era[1] or {"R": "令和", "H": "平成", "S": "昭和"}[era[2]]
    return ERA_STARTS[name]


def _of_month(year: int, month: int) -> int:
    """The fiscal year of a month: it begins in April."""
    return year if month >= 4 else year - 1
