"""Japanese years: eras, fiscal years, and the many ways in which both are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

ERA_STARTS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
"""Calendar year before each era's first year: 令和1年 = 2018 + 1."""

_PRESENT_ERA = "令和"
"""The era of a fiscal year that stands alone without one (５年度), as over the columns of a table; only up
to the 14th: 18年度 is more likely of a plan from 平成18年度."""

YEAR_ALONE = re.compile(
    r"^[ \u3000]*(?:令和|[RＲ])[ \u3000]?[0-9０-９元]{1,2}(?:年度?)?[ \u3000]*$"
)
"""A line of a text as it stands that is a year (Ｒ７) and nothing else."""

_INITIALS = {"R": "令和", "H": "平成", "S": "昭和"}
_EAST_ASIAN_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")

_COUNTER = (
    r"(?:[万億千件人名台円回戸枚冊校本個基棟点字語種歳㎡]|世帯|時間|分|秒|[かヶカケ箇]所|団体|施設|業務|文字"
    r"|(?:[KMGT]B|[kcm]?m|k?g|(?:people|persons|devices|units|hours|cases|yen)\b))"
)
"""After a bare number from 1900 to 2099: it counts something and is no year."""

YEAR = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治)\s*(?P<era_year>元|[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*"
    r"(?P<era_unit>年度|年)?"
    r"|(?<![A-Za-z0-9])(?P<initial>[RHSrhs])\s?(?P<initial_year>[0-9]{1,2})(?![0-9A-Za-z])"
    r"\s*(?P<initial_unit>年度|年)?"
    r"|(?<![A-Za-z0-9])(?:FY|fy|Fy)\s?(?P<fy>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])"
    r"|(?<![^\s、―|])(?P<short>1[0-4]|[1-9])\s?年度(?=\s?[:：|])|^\s*(?P<alone>1[0-4]|[1-9])\s?年度\s*$"
    r"|(?<![0-9.,])(?P<west>(?:1[6-9]|20)[0-9]{2})\s*(?P<west_unit>年度|年)"
    r"|(?<![0-9.,])(?P<bare>(?:19|20)[0-9]{2})(?![0-9%]|[.,][0-9]|\s*" + _COUNTER + r")"
)
"""A year as written in NFKC text."""

_SHORT = re.compile(r"(?<![0-9.,])(1[0-4]|[1-9])\s?年度")
_BULLETS = re.compile(r"^[\s○●・★☆◆■(]*$")
_MONTH = re.compile(r"\.\s?(1[0-2]|0?[1-9])(?![0-9])|\s?(1[0-2]|0?[1-9])\s?月")


@dataclass(frozen=True)
class Year:
    """A year found in a text.

    Attributes:
        value: the calendar year, or for a fiscal year the calendar year in which it begins.
        fiscal: True for 年度 and FY, False for 年, None where the notation does not tell (R7).
        start, end: offsets in the text that was searched.
        month: the month that follows it (1 to 12), None for none; it is not part of the span.
    """

    value: int
    fiscal: bool | None
    start: int
    end: int
    month: int | None = None

    @property
    def fiscal_years(self) -> tuple[int, int]:
        """The first and the last fiscal year that it may be; two for a 年 without its month."""
        if self.fiscal is not False:
            return self.value, self.value
        if self.month is None:
            return self.value - 1, self.value
        fiscal_year = self.value if self.month >= 4 else self.value - 1
        return fiscal_year, fiscal_year


def find_years(text: str) -> list[Year]:
    """All years in ``text`` (NFKC-normalised), in order."""
    return [year for found in YEAR.finditer(text) if (year := _read(found)) is not None]


def short_years(text: str) -> set[int]:
    """The fiscal years that ``text`` (NFKC-normalised) writes without their era: 7年度, 8年度 over columns."""
    rest = YEAR.sub(lambda found: found.group() if found["short"] or found["alone"] else " ", text)
    return {ERA_STARTS[_PRESENT_ERA] + int(found[1]) for found in _SHORT.finditer(rest)}


def leading_year(text: str) -> Year | None:
    """The year with which ``text`` (NFKC-normalised) begins, bullets aside; None for none."""
    years = find_years(text)
    return years[0] if years and _BULLETS.match(text[: years[0].start]) else None


def both_notations(fiscal_year: int) -> str:
    """A fiscal year in both calendars: 2025 -> "令和7年度（2025年度）"."""
    for era, start in ERA_STARTS.items():
        if fiscal_year > start:
            number = fiscal_year - start
            return f"{era}{'元' if number == 1 else number}年度（{fiscal_year}年度）"
    return f"{fiscal_year}年度"


def _read(found: re.Match[str]) -> Year | None:
    part = found.groupdict()
    if part["era"]:
        number = _number(part["era_year"])
        value, unit = ERA_STARTS[part["era"]] + number, part["era_unit"] or _month(found)
        if number == 0:
            return None
    elif part["initial"]:
        initial, number = part["initial"].upper(), int(part["initial_year"])
        value = ERA_STARTS[_INITIALS[initial]] + number
        unit = part["initial_unit"] or _month(found)
        if number == 0 or (initial == "S" and unit is None):
            return None
    elif number_alone := part["short"] or part["alone"]:
        value, unit = ERA_STARTS[_PRESENT_ERA] + int(number_alone), "年度"
    elif part["fy"]:
        number = int(part["fy"])
        value, unit = (number if number > 99 else 2000 + number), "年度"
    elif part["west"]:
        value, unit = int(part["west"]), part["west_unit"]
    else:
        value, unit = int(part["bare"]), None
    fiscal = None if unit is None else unit == "年度"
    month = _MONTH.match(found.string, found.end()) if fiscal is False else None
    of_month = int(month[1] or month[2]) if month else None
    return Year(value, fiscal, found.start(), found.end(), of_month)


def _month(found: re.Match[str]) -> str | None:
    """R8.3 is March of the calendar year R8, and lies in the fiscal year R7."""
    month = _MONTH.match(found.string, found.end())
    return "年" if month and month[1] else None


def _number(digits: str) -> int:
    if digits == "元":
        return 1
    if digits.isascii():
        return int(digits)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return 10 * (_number(tens) if tens else 1) + (_number(ones) if ones else 0)
    return int(digits.translate(_EAST_ASIAN_DIGITS))
