"""Years of a sentence against the columns of the table row that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verification.calendar import readable, years_of
from assistant.verification.content import content
from assistant.verification.facts import Facts, facts_of


def wrong_column(sentence: Facts, cells: Sequence[tuple[str, str]]) -> str | None:
    """A year of the sentence whose cell does not say it, while another year's does; else None.

    A part of the sentence reaches from one year to the next; what it says is compared with the
    row's cells by words and numbers that stand in one of them alone.
    """
    dated = [({year.value for year in years_of(readable(header))}, text) for header, text in cells]
    dated = [(years, text) for years, text in dated if years]
    if len(dated) < 2:
        return None
    for values, part in _parts(sentence):
        own = [text for years, text in dated if years & values]
        others = [text for years, text in dated if not years & values]
        if not own or not others:
            continue
        mine = _told(part)
        theirs = frozenset().union(*map(_told, others)) - frozenset().union(*map(_told, own))
        if mine & theirs and not mine & frozenset().union(*map(_told, own)):
            return "、".join(sorted(map(str, values)))
    return None


def cells_told(sentence: Facts, cells: Sequence[tuple[str, str]]) -> str:
    """The cells of a row under the years that a sentence names, one a line; "" where it names none."""
    values = {year.value for year in sentence.read.years}
    return "。\n".join(
        f"{header}：{text}"
        for header, text in cells
        if values & {year.value for year in years_of(readable(header))}
    )


def _parts(sentence: Facts) -> list[tuple[set[int], str]]:
    """The sentence cut before each year but the first, with the years of each part."""
    text, years = sentence.read.text, sentence.read.years
    if not years:
        return []
    cuts = [0, *(year.start for year in years[1:]), len(text)]
    return [
        ({years[number].value}, text[cuts[number] : cuts[number + 1]])
        for number in range(len(years))
    ]


def _told(text: str) -> frozenset[str]:
    numbers = (f"{one.value}{one.unit}" for one in facts_of(text).read.quantities)
    return content(text) | frozenset(numbers)
