"""The numbers that a text states, with unit and bound, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Bound = Literal["least", "most", "about"]

_SCALES = {
    "億": 100_000_000, "万": 10_000, "千": 1000, "百": 100,
    "billion": 1_000_000_000, "million": 1_000_000, "thousand": 1000, "hundred": 100, "": 1,
}  # fmt: skip
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_UNITS_JA = (
    ("percent", "%|パーセント|割"),
    ("か月", "[かカヶヵ箇ケ]月間?"),
    ("か所", "[かカヶヵ箇ケ]所"),
    ("年間", "[かカヶヵ箇ケ]年間?|年間"),
    ("時間", "時間"),
    ("週間", "週間"),
    ("日間", "日間"),
    ("分", "分間?(?!野|類|析|担)"),
    ("回", "回|度(?![をが高合])"),
    ("人", "人(?!材)|名"),
    ("円", "円"),
    ("月", "月"),
    ("日", "日"),
    ("年度", "年度"),
    ("年", "年"),
)
_OTHER_UNIT = re.compile(
    r"件|台|団体|業務|種類|事業|施策|項目|手続き?|文書|枚|世帯|校|店舗|施設|課題|課|部署|市町村|自治体|機関|社|本|つ|"
    r"個|点|秒|倍|位|歳|期|次|章|条|号|番|ページ|km|㎡|m2|トン|級|層|段階|階|分野|ポイント|字|文字|GB|MB|柱|部|市|町|村|室|件数"
)
_UNITS_EN = (
    ("percent", r"percent|per cent|percentage points?"),
    ("か月", r"months?"),
    ("年間", r"years?"),
    ("時間", r"hours?"),
    ("週間", r"weeks?"),
    ("日間", r"days?"),
    ("分", r"minutes?"),
    ("回", r"times?"),
    ("人", r"people|persons?|employees|staff|workers|residents|citizens|participants|officials|members|users|individuals|experts|leaders|trainees|managers|students|households?"),
    ("円", r"yen"),
)  # fmt: skip
_JA_UNIT = tuple((name, re.compile(rf"\s?(?:{words})")) for name, words in _UNITS_JA)
_EN_UNIT = tuple(
    (name, re.compile(rf"[\s-]?(?:{words})\b", re.IGNORECASE)) for name, words in _UNITS_EN
)
_EN_ANY_UNIT = re.compile(r"^(?:[\s-]+[a-z]+){0,2}?[\s-]+(?P<word>[a-z]+)", re.IGNORECASE)
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALED = r"\s?(?:億|万|千|百|billion\b|million\b|thousand\b|hundred\b)"
_NUMBER = re.compile(
    rf"(?<![A-Za-z\d.])(?P<parts>(?:{_DIGITS}{_SCALED})+(?:{_DIGITS})?|{_DIGITS})(?![A-Za-z](?![a-z]*\s?(?:month|year|time)))",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?P<digits>{_DIGITS})\s?(?P<scale>億|万|千|百|billion|million|thousand|hundred)?",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(rf"\b(?P<word>{'|'.join(_WORDS)})\b(?![\s-]stop\b)", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?P<word>once|twice)\b(?=\s+(?:a|an|per|every|each|in)\b|\s*$|[,.)])", re.IGNORECASE
)
_MONTH_NAME = re.compile(
    rf"\b(?P<name>{'|'.join(_MONTHS)})\b(?:\s+(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?)?"
)
_HALF = re.compile(r"半分|半数|\bhalf\b", re.IGNORECASE)
_RANGE = re.compile(r"^\s?[~〜～-]\s?\d")
_LEAST = re.compile(r"^\s?[)）]?(?:以上|を超え|超)")
_MOST = re.compile(r"^\s?[)）]?(?:以下|未満|以内|を下回|を限度)")
_ABOUT = re.compile(r"^(?:程度|ほど|前後|弱|強(?!化))")
_ABOUT_BEFORE = re.compile(
    r"(?:約|およそ|おおむね|概ね|\b(?:about|approximately|around|roughly|nearly|almost|some))\s?$",
    re.I,
)
_LEAST_BEFORE = re.compile(
    r"\b(?:at least|no less than|not less than|(?:a )?minimum of|more than|over|exceed(?:s|ing)?|above)\s*$",
    re.I,
)
_MOST_BEFORE = re.compile(
    r"(?:\b(?:at most|no more than|not more than|up to|(?:a )?maximum of|less than|fewer than|under|below|within|not exceed(?:ing)?)|最大で?|上限)\s*$",
    re.I,
)
_LEAST_AFTER_EN = re.compile(
    r"^(?:[\s-]*[a-z%]+){0,3}?\s+(?:or more|or higher|or over|or above|and above|and over|minimum)\b",
    re.I,
)
_MOST_AFTER_EN = re.compile(
    r"^(?:[\s-]*[a-z%]+){0,3}?\s+(?:or less|or fewer|or lower|or under|maximum)\b", re.I
)
_LEAST_ONCE = re.compile(r"\bat least\s*$|\bminimum of\s*$", re.I)


@dataclass(frozen=True)
class Quantity:
    """A number of a text.

    Attributes:
        value: without separators and scale; percentages in percent, also those in 割.
        unit: the name of its unit; "" where none is recognised.
        bound: 以上 and the like; None for none.
        text: as written, with unit.
        start: its offset.
    """

    value: Decimal
    unit: str
    bound: Bound | None
    text: str
    start: int

    def like(self, other: Quantity, words: str) -> bool:
        """Whether ``other`` of a source is this number.

        Args:
            other: a number of the source.
            words: all text of the source, where a unit may stand in a column's header.
        """
        if self.value != other.value:
            return False
        if self.unit == other.unit or {self.unit, other.unit} <= {"月", "か月", ""}:
            return True
        if not other.unit:
            return _unit_in(self.unit, words)
        if not self.unit:
            return other.unit != "percent"
        return {self.unit, other.unit} <= {"日", "日間"} or {self.unit, other.unit} <= {
            "年",
            "年間",
        }


def quantities_of(text: str) -> list[Quantity]:
    """The numbers of a text without years (``readable``, and its years blanked out)."""
    found = [_quantity(text, one) for one in _NUMBER.finditer(text)]
    for one in _NUMBER_WORD.finditer(text):
        unit, end = _unit_after(text, one.end())
        if one["word"].lower() == "one" and unit not in {"percent", "か月", "年間", "回"}:
            continue
        found.append(_made(text, one.start(), end, Decimal(_WORDS[one["word"].lower()]), unit))
    for one in _ONCE.finditer(text):
        value = Decimal(1 if one["word"].lower() == "once" else 2)
        found.append(_made(text, one.start(), one.end(), value, "回"))
    for one in _MONTH_NAME.finditer(text.lower()):
        if one["name"] == "may" and not text[one.start()].isupper():
            continue
        number = Decimal(_MONTHS.index(one["name"]) + 1)
        found.append(Quantity(number, "月", None, text[one.start() : one.end()], one.start()))
    found += [
        _made(text, one.start(), one.end(), Decimal(50), "percent") for one in _HALF.finditer(text)
    ]
    return sorted(found, key=lambda one: one.start)


def find_like(wanted: Quantity, source: Iterable[Quantity], words: str) -> list[Quantity]:
    """The numbers of a source that are ``wanted``, whatever their bounds."""
    return [one for one in source if wanted.like(one, words)]


def _quantity(text: str, found: re.Match[str]) -> Quantity:
    value = sum(
        (
            Decimal(part["digits"].replace(",", "")) * _SCALES[(part["scale"] or "").lower()]
            for part in _PART.finditer(found["parts"])
        ),
        Decimal(0),
    )
    unit, end = _unit_after(text, found.end())
    if not unit and (ahead := _RANGE.match(text[found.end() :])):
        following = _NUMBER.search(text, found.end() + ahead.end() - 1)
        unit = _unit_after(text, following.end())[0] if following else ""
    if unit == "percent" and text[found.end() : end].strip() == "割":
        value *= 10
    return _made(text, found.start(), end, value, unit)


def _made(text: str, start: int, end: int, value: Decimal, unit: str) -> Quantity:
    before, after = text[max(start - 24, 0) : start], text[end : end + 40]
    bound: Bound | None = None
    if _MOST_BEFORE.search(before) or _MOST.match(after) or _MOST_AFTER_EN.match(after):
        bound = "most"
    elif _LEAST_BEFORE.search(before) or _LEAST.match(after) or _LEAST_AFTER_EN.match(after):
        bound = "least"
    elif _ABOUT_BEFORE.search(before) or _ABOUT.match(after):
        bound = "about"
    return Quantity(value, unit, bound, text[start:end].strip(), start)


def _unit_after(text: str, end: int) -> tuple[str, int]:
    """The unit that follows, and where it ends."""
    for name, pattern in (*_JA_UNIT, *_EN_UNIT):
        if found := pattern.match(text, end):
            return name, found.end()
    if found := _OTHER_UNIT.match(text, end):
        return found.group(), found.end()
    ahead = text[end : end + 40]
    for name, pattern in _EN_UNIT[1:]:
        # 100 promotion leaders: the noun may stand behind its adjectives.
        if name == "人" and re.match(rf"^(?:[\s-]+[a-z]+){{1,2}}?{pattern.pattern}", ahead, re.I):
            return name, end
    return "", end


def _unit_in(unit: str, words: str) -> bool:
    names = dict(_UNITS_JA)
    return bool(re.search(names[unit], words)) if unit in names else not unit or unit in words
