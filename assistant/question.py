"""What is understood of a question."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.kinds import Kind
from assistant.lexicon import Concept
from assistant.municipalities import Municipality
from prompts import Language


@dataclass(frozen=True)
class Scope:
    """Whose documents a question is about.

    Attributes:
        municipalities: those it names, or the asker's own; all of them where it speaks of "our
            city", names none, and the asker's is not known; () for none in particular.
        places: places it names that have no document of their own.
        needs_home: it speaks of "our city", and the asker's municipality is not known.
        by_home: the municipality is the asker's own, which the question does not name.
    """

    municipalities: tuple[Municipality, ...] = ()
    places: tuple[str, ...] = ()
    needs_home: bool = False
    by_home: bool = False


@dataclass(frozen=True)
class Question:
    """A question, understood.

    Attributes:
        text: as it was asked, cleaned of control characters.
        standalone: the same, readable without the conversation before it.
        language: the asker's.
        kind: what kind of answer it asks for.
        scope: whose documents it is about.
        years: the years it names, fiscal or calendar, as search terms (``2025年度``).
        concepts: what it speaks of, apart from places, years and question words.
        recent: the phrases of the concepts that the question itself has, not those before it.
        phrases: the compound nouns it has, normalised and in lower case.
        queries: what is embedded; for an English question also its Japanese key words.
        terms: what is searched lexically.
        follows: the stand-alone question that it is read behind; "" where it is read alone.
        otherwise: another way to read a follow-up, alone or behind; "" for none.
        again: how many turns before it have asked for more of the same.
    """

    text: str
    standalone: str
    language: Language
    kind: Kind
    scope: Scope
    years: tuple[str, ...]
    concepts: tuple[Concept, ...]
    recent: frozenset[str]
    phrases: tuple[str, ...]
    queries: tuple[str, ...]
    terms: tuple[str, ...]
    follows: str = ""
    otherwise: str = ""
    again: int = 0
