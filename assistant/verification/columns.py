"""Years of a sentence against the columns of the row, or the years of the text, that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verification.calendar import covered_years, ranges_of
from assistant.verification.content import concepts_carried, content
from assistant.verification.facts import Facts, facts_of
from prompts import Language

_OPENING_WORDS = 4

Cells = Sequence[tuple[str, str]]
"""(column header, text) of a row's cells."""


def wrong_column(sentence: Facts, cells: Cells, language: Language) -> str | None:
    """A year of the sentence whose cell does not say it, while another year's does; else None.

    A part of the sentence reaches from one year to the next; what it says is compared with the
    row's cells by words and numbers that stand in one of them alone.
    """
    dated = [(covered_years(header), text) for header, text in cells]
    dated = [(years, text) for years, text in dated if years]
    if len(dated) < 2:
        return None
    for value, part in _parts(sentence, language):
        own = " ".join(text for years, text in dated if value in years)
        others = " ".join(text for years, text in dated if value not in years)
        if own and others and _tells(part, others, own, language):
            return str(value)
    return None


def wrong_year(sentence: Facts, statement: Facts, language: Language) -> str | None:
    """A number that the evidence has beside another year than the sentence; else None.

    Only for evidence in which each year stands before what it is about.
    """
    segments = _parts(statement, "ja")
    first = statement.read.years[0].start if statement.read.years else 0
    if len({value for value, _ in segments}) < 2 or _numbers(statement.read.bare[:first]):
        return None
    for value, part in _parts(sentence, language):
        mine = _numbers(part)
        own = frozenset().union(*(_numbers(text) for year, text in segments if year == value))
        others = frozenset().union(*(_numbers(text) for year, text in segments if year != value))
        units = {unit for _, unit in own}
        swapped = [one for one in mine & others - own if one[1] in units]
        if swapped:
            return f"{value}: {swapped[0][0]}{swapped[0][1]}"
    return None


def other_span(sentence: Facts, statement: Facts) -> str | None:
    """A span of years that begins or ends as one of the evidence, and not both; else None."""
    theirs = ranges_of(statement.read.text)
    for first, last in ranges_of(sentence.read.text) - theirs:
        if any((first == one) != (last == other) for one, other in theirs):
            return f"{first}-{last}"
    return None


def cells_told(sentence: Facts, cells: Cells) -> str:
    """The cells of a row under the years that a sentence names, one a line; "" where it names none."""
    values = {year.value for year in sentence.read.years}
    told = [f"{header}：{text}" for header, text in cells if values & covered_years(header)]
    return "。\n".join(told)


def _parts(facts: Facts, language: Language) -> list[tuple[int, str]]:
    """A text cut before each year but the first, with the year of each part.

    English says "introduced in FY2023 and used in FY2024", where it does not begin with the year:
    it is cut after each year but the last then.
    """
    text, years = facts.read.text, facts.read.years
    if not years:
        return []
    if language == "en" and len(text[: years[0].start].split()) > _OPENING_WORDS:
        ends = [0, *(year.end for year in years[:-1]), len(text)]
        return [(year.value, text[ends[n] : ends[n + 1]]) for n, year in enumerate(years)]
    cuts = [0, *(year.start for year in years[1:]), len(text)]
    return [(year.value, text[cuts[n] : cuts[n + 1]]) for n, year in enumerate(years)]


def _tells(part: str, others: str, own: str, language: Language) -> bool:
    """Whether a part tells what only the other cells say, and nothing that only its own does."""
    if language == "ja":
        mine = content(part) | _written_numbers(part)
        theirs = content(others) | _written_numbers(others)
        ours = content(own) | _written_numbers(own)
        return bool(mine & theirs - ours) and not mine & ours - theirs
    theirs, _ = concepts_carried(part, others)
    ours, _ = concepts_carried(part, own)
    return bool(theirs - ours) and not ours - theirs


def _written_numbers(text: str) -> frozenset[str]:
    return frozenset(f"{value}{unit}" for value, unit in _numbers(text))


def _numbers(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (str(one.value), one.unit)
        for one in facts_of(text).read.quantities
        if one.unit not in ("月", "日", "年", "年度")
    )
