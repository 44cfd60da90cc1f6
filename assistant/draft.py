"""An answer before it is verified, and how long it may be."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.schema import Citation, Status

ANSWER_LIMIT, LIST_ANSWER_LIMIT = 600, 1200
"""Characters of an answer; of one that lists or compares."""


@dataclass(frozen=True)
class Draft:
    """An answer before it is verified.

    Attributes:
        listed: what it shows is one list, of which nothing may go missing.
    """

    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    listed: bool = False
