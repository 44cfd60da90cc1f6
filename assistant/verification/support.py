"""What a citation gives a sentence for support, and what is wrong with a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "no_citation",
    "unknown_citation",
    "incomplete",
    "language",
    "number",
    "year",
    "name",
    "municipality",
    "negation",
    "silence",
    "condition",
    "unsupported",
]


@dataclass(frozen=True)
class Fault:
    """Why a sentence is not shown.

    Attributes:
        kind: what is wrong.
        detail: the words of the sentence, or of the evidence, that it is about; "" for none.
    """

    kind: FaultKind
    detail: str = ""


@dataclass(frozen=True)
class Support:
    """A piece of evidence that a sentence may cite.

    Attributes:
        statement: what it says, a table row with its column headers.
        about: what stands around it: title, headings, the sentence that leads in.
        names: all spellings of the municipality that it is of; () for none.
        cells: of a table row, (column header, text); () else.
    """

    statement: str
    about: str = ""
    names: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def everything(self) -> str:
        """All its text."""
        return "\n".join((self.statement, self.about, *self.names))
