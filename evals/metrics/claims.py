"""The numbers, years and proper names that a text states, in a form that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ingest.fiscal import ERA_STARTS, find_years
from ingest.normalize import normalize, squeeze
from ingest.terms import words

_SCALES = {
    "億": Decimal(100_000_000),
    "万": Decimal(10_000),
    "千": Decimal(1000),
    "百": Decimal(100),
    "billion": Decimal(1_000_000_000),
    "million": Decimal(1_000_000),
    "thousand": Decimal(1000),
    "": Decimal(1),
}
_DIGITS = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_PART = rf"{_DIGITS}\s?(?:億|万|千|百|billion\b|million\b|thousand\b)"
_NUMBER = re.compile(
    rf"(?P<parts>(?:{_PART})+(?:{_DIGITS})?|{_DIGITS})"
    r"\s?(?P<percent>%|パーセント|割|percent\b|per cent\b)?",
    re.IGNORECASE,
)
_ONE_PART = re.compile(
    rf"(?P<digits>{_DIGITS})\s?(?P<scale>億|万|千|百|billion|million|thousand)?", re.IGNORECASE
)
_ACRONYM = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![A-Za-z0-9])")
_FISCAL = re.compile(r"FY\s?$", re.IGNORECASE)

Kind = Literal["number", "percent", "year", "name"]


@dataclass(frozen=True)
class Claim:
    """Something that a text states.

    Attributes:
        kind: a plain number, a percentage, a year, or a proper name.
        value: a number without separators or scale, a year in the western calendar, a name in
            plain form.
        text: as written, after NFKC.
    """

    kind: Kind
    value: str
    text: str

    def supported_by(self, stated: Iterable[Claim], text: str) -> bool:
        """Whether a source supports it.

        Args:
            stated: the claims of the source's quotes.
            text: the quotes, and the titles and names that stand around them.
        """
        if self.kind == "name":
            return self.value in squeeze(text)
        values = {(claim.kind, claim.value) for claim in stated}
        if self.kind == "year":
            stands = ("year", self.value) in values or ("number", self.value) in values
            return stands or _stands_without_era(int(self.value), normalize(text))
        if (self.kind, self.value) in values:
            return True
        if self.kind == "percent":
            # A table's column says 割合（％） and its cell only the number.
            return ("number", self.value) in values and "%" in normalize(text)
        return self.value in _era_numbers(stated)


def _stands_without_era(year: int, text: str) -> bool:
    """Whether a fiscal year of the present era stands in a text by its number alone: 7年度 over a column."""
    number = year - ERA_STARTS["令和"]
    return number > 0 and bool(re.search(rf"(?<![0-9.,和成]){number}\s?年度", text))


def claims_of(text: str) -> list[Claim]:
    """All claims of a text: years first, then other numbers, then names.

    令和7年度, R7, FY2025 and 2025年度 are one year; 8割 is 80%; 4千100, 4,100 and 4100 are one
    number. Names are runs of proper nouns of UniDic, and acronyms in Latin capitals.
    """
    normalized = normalize(text)
    years = find_years(normalized)
    claims: list[Claim] = []
    rest, position = [], 0
    for year in years:
        claims.append(Claim("year", str(year.value), normalized[year.start : year.end].strip()))
        rest.append(normalized[position : year.start])
        position = year.end
    bare = "\n".join([*rest, normalized[position:]])
    return [*claims, *_numbers(bare), *_names(bare)]


def _numbers(text: str) -> list[Claim]:
    claims = []
    for found in _NUMBER.finditer(text):
        value = sum(
            (
                Decimal(part["digits"].replace(",", "")) * _SCALES[(part["scale"] or "").lower()]
                for part in _ONE_PART.finditer(found["parts"])
            ),
            Decimal(0),
        )
        percent = found["percent"]
        if percent == "割":
            value *= 10
        kind: Kind = "percent" if percent else "number"
        claims.append(Claim(kind, _canonical(value), found.group().strip()))
    return claims


def _canonical(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _names(text: str) -> list[Claim]:
    names = [found.group() for found in _ACRONYM.finditer(text) if not _FISCAL.match(found.group())]
    run = ""
    for word in words(text):
        proper = word.pos2 == "固有名詞" and not word.surface.isascii()
        if proper and not word.spaced:
            run += word.surface
            continue
        names += [run] if len(run) > 1 else []
        run = word.surface if proper else ""
    names += [run] if len(run) > 1 else []
    return [Claim("name", squeeze(name), name) for name in names]


def _era_numbers(stated: Iterable[Claim]) -> frozenset[str]:
    """The numbers that years have within their eras: "7年度" is in 令和7年度."""
    years = [int(claim.value) for claim in stated if claim.kind == "year"]
    return frozenset(
        str(year - start) for year in years for start in ERA_STARTS.values() if year > start
    )
