"""How units are worded, whatever is asked: read once, and not for each question that meets them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.fit import has_person_name
from ingest.normalize import normalize
from ingest.terms import terms_of
from ingest.units import Unit

_KEPT = 4_000
"""Units whose wording is kept; one takes some five kilobytes."""

_TOPIC = re.compile(
    r"^[○●・◆■①-⑳\s]*(?:[［\[【「](?P<label>[^］\]】」]{2,30})[］\]】」]|(?P<subject>[^、。]{2,25}?)(?:とは|は|[:：…])"
    r"|(?P<apart>[一-龥々ァ-ヴーA-Za-z0-9・]{2,15})[ \u3000](?=\S{4,}))"
)
"""A statement's label in brackets, its subject, or what a blank sets apart at its beginning."""

_ASIDE = re.compile(r"(?<=[一-龥])\([^()]{1,3}\)(?=[一-龥])")
"""What a word has in brackets within it: 課(室)長 is a 課長 too."""

_GLOSSARY_HEADER = re.compile(r"用語|解説|説明|意味|定義")


@dataclass(frozen=True)
class Wording:
    """How a unit is worded.

    Attributes:
        statement, quote: what it states and what is quoted of it, normalised; they differ of a row.
        around: what that stands under, normalised: sections, lead and title.
        own_terms, all_terms: the search terms of the statement, and of both.
        own_text, all_text: the statement and both in lower case.
        topic: see ``topic_of``.
        heading: its own section's, normalised and in lower case; "" for none.
        of_a_glossary: it is a row of a table of terms and what they mean.
    """

    statement: str
    quote: str
    around: str
    own_terms: frozenset[str]
    all_terms: frozenset[str]
    own_text: str
    all_text: str
    topic: str
    heading: str
    of_a_glossary: bool

    @cached_property
    def names_a_person(self) -> bool:
        """Whether the statement has a person's name in it."""
        return has_person_name(self.statement)


@lru_cache(maxsize=_KEPT)
def wording_of(unit: Unit, title: str) -> Wording:
    """How a unit of the document of that title is worded."""
    statement = normalize(unit.statement)
    around = normalize("\n".join((*unit.section, unit.lead, title)))
    own_terms = frozenset(terms_of(statement))
    own = statement.lower()
    if (closed := _ASIDE.sub("", own)) != own:
        own = f"{own}\n{closed}"
    is_row = unit.kind == "row"
    return Wording(
        statement=statement,
        quote=normalize(unit.quote),
        around=around,
        own_terms=own_terms,
        all_terms=own_terms | terms_around(around),
        own_text=own,
        all_text=f"{own}\n{around.lower()}",
        topic=topic_of(unit.cells[0][1] if unit.cells else "", statement),
        heading=normalize(unit.section[-1]).lower() if unit.section else "",
        of_a_glossary=is_row and any(_GLOSSARY_HEADER.search(header) for header, _ in unit.cells),
    )


@lru_cache(maxsize=_KEPT)
def terms_around(around: str) -> frozenset[str]:
    """The search terms of what many units stand under."""
    return frozenset(terms_of(around))


def topic_of(first_cell: str, statement: str) -> str:
    """What a statement is about, in lower case; "" where it does not show it.

    That is its row's label, its bracketed label, or the subject before は or a colon.
    """
    if first_cell:
        return normalize(first_cell).lower()
    found = _TOPIC.match(statement)
    return (found["label"] or found["subject"] or found["apart"]).lower() if found else ""
