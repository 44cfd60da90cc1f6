"""Cell values of a workbook as Excel shows them: percentages, dates in Western or Japanese years."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?")
_ERAS = (
    (date(2019, 5, 1), "令和", "R"),
    (date(1989, 1, 8), "平成", "H"),
    (date(1926, 12, 25), "昭和", "S"),
)
_JAPANESE_YEAR = re.compile(r"g{1,3}\s*e{1,2}|e{1,2}", re.IGNORECASE)


def shown(value: object, number_format: str) -> str:
    """A cell's value as text; a number format that is not understood is left aside."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return _date(value, number_format)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value).strip()


def _number(value: float, number_format: str) -> str:
    if not math.isfinite(value):
        return str(value)
    sections = number_format.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    literals = _LITERAL.sub(lambda found: "\0" * len(found[0]), section)
    digits = _DIGITS.search(literals)
    if digits is None or "General" in section or "/" in literals or "E" in literals:
        return f"{value:.15g}"
    percent = "%" in literals
    pattern = digits[0]
    decimals = len(pattern.partition(".")[2])
    number = abs(value) * (100 if percent else 1)
    written = f"{number:{',' if ',' in pattern else ''}.{decimals}f}"
    before, after = section[: digits.start()], section[digits.end() :]
    sign = "-" if value < 0 and len(sections) < 2 else ""
    return sign + _plain(before) + written + _plain(after)


def _plain(part: str) -> str:
    return _LITERAL.sub(lambda found: found[1] or found[2] or "", part).strip()


def _date(value: date, number_format: str) -> str:
    clock = ""
    if isinstance(value, datetime):
        if value.hour or value.minute:
            clock = f" {value.hour}:{value.minute:02}"
        value = value.date()
    codes = _LITERAL.sub("", number_format)
    era = next((era for era in _ERAS if value >= era[0]), None)
    if _JAPANESE_YEAR.search(codes.lower().replace("general", "")) and era:
        year = value.year - era[0].year + 1
        if "年" in number_format or "ggg" in codes.lower():
            return f"{era[1]}{year}年" + _month_and_day(value, codes) + clock
        return f"{era[2]}{year}.{value.month}.{value.day}{clock}"
    if "年" in number_format:
        return f"{value.year}年" + _month_and_day(value, codes) + clock
    if "月" in number_format:
        return f"{value.month}月{value.day}日{clock}"
    return f"{value.year}/{value.month}/{value.day}{clock}"


def _month_and_day(value: date, codes: str) -> str:
    codes = codes.lower()
    month = f"{value.month}月" if "m" in codes else ""
    return month + (f"{value.day}日" if "d" in codes else "")
