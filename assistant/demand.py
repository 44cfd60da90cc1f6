"""What asks for a value, and what was found that may show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """Something found.

    Attributes:
        text, around: what it says and what it stands under, both normalised.
        covers: share of what the question speaks of that it speaks of, in [0, 1].
        leads: it is ranked far above all others.
        named: it speaks of the place asked about, as far as one can tell.
        section: its document and the headings above it; where two are alike, they stand together.
    """

    text: str
    around: str = ""
    covers: float = 1.0
    leads: bool = False
    named: bool = True
    section: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """What it says, and what it stands under."""
        return f"{self.text}\n{self.around}"


Shown = Callable[[Statement, frozenset[str]], bool]
"""Whether a statement shows a value, beside the names that the question has already."""


@dataclass(frozen=True)
class Demand:
    """What asks for a value, in a normalised question, and whether a statement shows one.

    Attributes:
        asked: what asks for it.
        shown: whether it is shown.
        within: how many statements, from the best, may be the one that shows it.
    """

    asked: re.Pattern[str]
    shown: Shown
    within: int = 5


def asked(*patterns: str) -> re.Pattern[str]:
    """What asks, in any of these ways."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def says(pattern: str) -> Shown:
    """A statement that shows something like this by itself."""
    compiled = re.compile(pattern)
    return lambda statement, _: bool(compiled.search(statement.text))


def says_or_stands_under(pattern: str) -> Shown:
    """A statement that shows something like this, or stands under it."""
    compiled = re.compile(pattern)
    return lambda statement, _: bool(compiled.search(statement.whole))
