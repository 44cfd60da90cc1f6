"""Holds an answer to its evidence: quotes are in the source, numbers are in the quotes."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.schema import Citation
from ingest.errors import IndexStateError
from ingest.fiscal import Year, find_years, short_years
from ingest.normalize import normalize
from ingest.quote import quote_of
from ingest.store import StoredDocument

MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
"""The number of a citation in an answer's Markdown."""

_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)*")
_TABLE_RULE = re.compile(r"^[\s|:-]+$")


def check_citations(
    citations: tuple[Citation, ...], document: Callable[[str], StoredDocument | None]
) -> None:
    """Check that each quote is what its span of the source reads.

    Raises:
        IndexStateError: one is not; the index does not fit its texts.
    """
    for citation in citations:
        source = document(citation.doc_id)
        if source is None or quote_of(source.text[citation.start : citation.end]) != citation.quote:
            raise IndexStateError(
                "quote_not_in_source",
                doc_id=citation.doc_id,
                start=citation.start,
                end=citation.end,
            )


def keep_grounded(text: str, citations: tuple[Citation, ...]) -> str:
    """An answer without the lines that state a number or year which their citations do not have.

    A number in the cited document's title (第2次…計画) is no statement.
    """
    quotes = {citation.n: f"{citation.quote}\n{citation.title}" for citation in citations}
    return "\n".join(line for line in text.split("\n") if is_grounded(line, quotes))


def is_grounded(line: str, quotes: dict[int, str]) -> bool:
    """Whether every number of a line is in the quotes that the line cites, eras converted.

    A line without numbers is grounded; so is the rule of a Markdown table.
    """
    if _TABLE_RULE.match(line):
        return True
    numbers = {int(number) for number in MARKER.findall(line)}
    stated = _numbers(MARKER.sub(" ", line), of_era=False)
    return stated <= set().union(*(numbers_in(quotes.get(n, "")) for n in numbers))


def numbers_in(text: str) -> set[str]:
    """All numbers of a text without thousands separators; a year, in any calendar, as ``2025年``.

    令和7年 grounds 2025, but neither a 7 nor a 100 (昭和100年) that counts something. A fiscal year
    without its era (7年度 over a column) grounds 2025 and the 7 that it is written with.
    """
    meant = {f"{year}年" for year in short_years(normalize(text))}
    return meant | _numbers(text, of_era=True) | _numbers(text, of_era=False)


def _numbers(text: str, *, of_era: bool) -> set[str]:
    """The numbers; a fiscal year without its era is the year meant (``of_era``), or its number.

    Whether a line or its quote shows it to be a year depends on what stands around it.
    """
    rest = normalize(text)
    years = [one for one in find_years(rest) if of_era or not _is_short(rest, one)]
    for year in reversed(years):
        rest = f"{rest[: year.start]} {rest[year.end :]}"
    numbers = {number.replace(",", "").lstrip("0") or "0" for number in _NUMBER.findall(rest)}
    return numbers | {f"{year.value}年" for year in years}


def _is_short(text: str, year: Year) -> bool:
    """Whether a year is written as the number within its era alone: 7年度."""
    written = _NUMBER.match(text, year.start)
    return written is not None and int(written.group()) != year.value
