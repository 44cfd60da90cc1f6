"""Groundedness: every number, date and proper name of an answer stands in the quotes it cites.

The share of an answer's claims that its own citations support (Rashkin et al., Measuring
Attribution in Natural Language Generation Models, 2023, with claims that can be matched without
a model in the place of whole statements). It shares no code with the product's own check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.markdown import unescaped
from evals.metrics.claims import claims_of

_MARKERS = re.compile(r"(?:(?<!\\)\[\d+\]\s*)+")
_NUMBER = re.compile(r"\d+")
_LIST_NUMBER = re.compile(r"^\s*\d+[.)]\s+")


@dataclass(frozen=True)
class Source:
    """What a citation gives for support.

    Attributes:
        quote: its quote.
        about: what else a reader sees of it: title, municipality in all its spellings, headings.
    """

    quote: str
    about: str


@dataclass(frozen=True)
class Statement:
    """A piece of an answer and the numbers of the citations it carries."""

    text: str
    cites: tuple[int, ...]


def groundedness(answer: str, sources: Mapping[int, Source], asked: str = "") -> float | None:
    """Share of an answer's claims that are in what they cite; None for an answer without claims.

    Args:
        answer: Markdown with ``[n]`` markers.
        sources: the citations by number.
        asked: the question, with every spelling of the municipalities that it names, the asker's
            own included. A name of it is no claim where nothing is cited: "Kuji: not stated"
            repeats what was asked.
    """
    found = [supported for _, supported in checked_claims(answer, sources, asked)]
    return sum(found) / len(found) if found else None


def checked_claims(
    answer: str, sources: Mapping[int, Source], asked: str = ""
) -> Iterator[tuple[str, bool]]:
    """Each claim of an answer, and whether the citations of its statement support it."""
    for statement in statements(answer):
        cited = [sources[n] for n in statement.cites if n in sources]
        quoted = claims_of("\n".join(source.quote for source in cited))
        about = "\n".join(f"{source.quote}\n{source.about}" for source in cited)
        for claim in claims_of(statement.text):
            if not cited and claim.kind == "name" and claim.supported_by((), asked):
                continue
            yield claim.text, claim.supported_by(quoted, about)


def statements(answer: str) -> Iterator[Statement]:
    """The statements of an answer, one line after the other: each ends at its markers.

    What follows the last markers of a line belongs to them; a line without any cites nothing.
    """
    for line in answer.replace("<br>", "\n").split("\n"):
        text = _LIST_NUMBER.sub("", line)
        position, pieces = 0, list[Statement]()
        for found in _MARKERS.finditer(text):
            cites = tuple(int(number) for number in _NUMBER.findall(found.group()))
            pieces.append(Statement(text[position : found.start()], cites))
            position = found.end()
        pieces.append(Statement(text[position:], pieces[-1].cites if pieces else ()))
        yield from _unescaped(pieces)


def _unescaped(pieces: Iterable[Statement]) -> Iterator[Statement]:
    for piece in pieces:
        text = unescaped(piece.text).strip(" |")
        if text:
            yield Statement(text, piece.cites)
