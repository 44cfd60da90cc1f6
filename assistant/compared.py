"""A question about several municipalities or places, as one question for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.asking import terms_apart, without_asking
from assistant.kinds import kind_of, without_comparing
from assistant.municipalities import Directory, find_places
from assistant.other_cities import COMPARES, POSSESSIVE, for_municipalities
from assistant.question import Question, Scope
from assistant.remembered import Remembered
from assistant.understand import ALL_OF_THEM, understand
from ingest.errors import UsageError
from ingest.normalize import normalize
from prompts import Language

_IS_ASKED = re.compile(r"\s?(?:の|は|が|で|も|を|に)")
"""How what is asked of a municipality follows its name; after と another follows."""

_ANY: dict[Language, str] = {"ja": "本市", "en": "our city"}
"""How a municipality is called in what is searched for in its own plan: each plan is searched with the same words.
"""

_CLAUSES = re.compile(
    r",?\s+and\s+(?=(?:how|what|who|which|when|where|why|whether)\b)|[;?]\s+|,\s+(?=(?:against|versus|while|whereas)\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|their|them|that|those|there|so|the same)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Part:
    """One municipality's or place's share of a question.

    Attributes:
        name: the municipality or place.
        question: what is asked of it.
    """

    name: str
    question: Question


def parts_of(question: Question, directory: Directory) -> tuple[Part, ...]:
    """The question for each municipality and place that it names; () for fewer than two."""
    if len(question.scope.municipalities) + len(question.scope.places) < 2:
        return ()
    return _asked_before.get(directory, question, partial(_parts_of, question, directory))


_asked_before: Remembered[Directory, tuple[Part, ...]] = Remembered(16)
"""The parts of the last questions: several steps want them."""


def _parts_of(question: Question, directory: Directory) -> tuple[Part, ...]:
    scope = question.scope
    scopes: list[tuple[str, Scope]] = [
        *((one.name, Scope((one,))) for one in scope.municipalities),
        *((place, Scope((), (place,))) for place in scope.places),
    ]
    text = normalize(question.standalone)
    named = _named(text, directory)
    shares = _shares_in_japanese(text, named) or _shares_in_english(text, named, directory)
    parts = []
    for name, one in scopes:
        written = _as_written(name, question, text, named, directory)
        share = shares.get(name) or for_municipalities(text, [written], directory)
        asked = replace(_asked_of(share, question, directory), scope=one)
        planned = bool(one.municipalities) and asked.queries != question.queries
        parts.append(Part(name, _unnamed(asked, written) if planned else asked))
    return tuple(parts)


def _unnamed(asked: Question, written: str) -> Question:
    """What is asked of a municipality with a plan, searched for without its name, that its plan need not have."""
    first, *others = asked.queries
    any_city = _ANY["en" if written.isascii() else "ja"]
    return replace(asked, queries=(first.replace(written, any_city), *others))


def for_each(question: Question, directory: Directory) -> tuple[str, ...]:
    """A question about "our city", put to each municipality by name, in the asker's language."""
    return tuple(
        for_municipalities(
            question.standalone, [_in_script(one.name, question, directory)], directory
        )
        for one in question.scope.municipalities
    )


@dataclass(frozen=True)
class _Named:
    """A name in a question: whose it is, and where it stands."""

    name: str
    start: int
    end: int


def _named(text: str, directory: Directory) -> list[_Named]:
    found = [_Named(one.municipality.name, one.start, one.end) for one in directory.mentions(text)]
    found += [_Named(one.name, one.start, one.end) for one in find_places(text, directory)]
    return sorted(found, key=lambda one: one.start)


def _asked_of(share: str, question: Question, directory: Directory) -> Question:
    """The question as ``share`` puts it to one alone, without the words that compare.

    Left as it stands where nothing else would be left.
    """
    rest = ALL_OF_THEM.sub(" ", COMPARES.sub(" ", without_comparing(share)))
    try:
        asked = understand(rest.strip(" 、,:と"), directory, None)
    except UsageError:
        return question
    if not asked.concepts:
        return question
    kind = kind_of(normalize(asked.text))
    return replace(
        asked,
        text=question.text,
        standalone=question.standalone,
        language=question.language,
        kind=kind if kind != "fact" or question.kind == "comparison" else question.kind,
        years=asked.years or question.years,
        recent=question.recent,
        queries=_queries(asked, question),
    )


def _as_written(
    name: str, question: Question, text: str, named: Sequence[_Named], directory: Directory
) -> str:
    """A name as the question has it; one that it does not have, in its script."""
    for one in named:
        if one.name == name:
            return POSSESSIVE.sub("", text[one.start : one.end])
    return _in_script(name, question, directory)


def _in_script(name: str, question: Question, directory: Directory) -> str:
    if question.language == "ja":
        return name
    aliases = (alias for each in directory.all if each.name == name for alias in each.aliases)
    return min((alias for alias in aliases if alias.isascii()), key=len, default=name)


def _shares_in_japanese(text: str, named: Sequence[_Named]) -> dict[str, str]:
    """What is asked of each, where that is not the same (久慈市は誰が本部長、鯖江市は誰がCIO).

    What stands before the first name, and after a comma behind the last one, is asked of all.
    """
    if text.isascii() or len({one.name for one in named}) != len(named) or len(named) < 2:
        return {}
    ends = [*(one.start for one in named[1:]), len(text)]
    own = [text[one.end : end] for one, end in zip(named, ends, strict=True)]
    last, comma, rest = own[-1].partition("、")
    tail = comma + rest if _speaks_of(rest) else ""
    if not tail:
        last = own[-1]
    own = [*own[:-1], last]
    if not all(_IS_ASKED.match(one) and _speaks_of(one) for one in own):
        return {}
    before = text[: named[0].start]
    return {
        one.name: before + text[one.start : one.end] + share.rstrip(" 、,とや") + tail
        for one, share in zip(named, own, strict=True)
    }


def _shares_in_english(text: str, named: Sequence[_Named], directory: Directory) -> dict[str, str]:
    """The clause of each, where each has one; the first one's for it where it is cut short."""
    if not text.isascii():
        return {}
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    names = [_named(clause, directory) for clause in clauses]
    holding = [(clause, one) for clause, one in zip(clauses, names, strict=True) if one]
    if len(holding) != len(named) or len(named) < 2 or any(len(one) != 1 for _, one in holding):
        return {}
    (first, _), *_ = holding
    shares = {}
    for clause, (one,) in holding:
        written = POSSESSIVE.sub("", clause[one.start : one.end])
        whole = not _POINTS_BACK.search(clause) and _n_terms(clause) >= _n_terms(first) - 1
        shares[one.name] = clause if whole else for_municipalities(first, [written], directory)
    return shares


def _speaks_of(text: str) -> bool:
    """Whether a text has a subject of its own, apart from words that ask and compare."""
    return bool(terms_apart(without_asking(COMPARES.sub(" ", without_comparing(text)))))


def _n_terms(text: str) -> int:
    return len(terms_apart(without_asking(text)))


def _queries(asked: Question, question: Question) -> tuple[str, ...]:
    """What to search for; in an English question the Japanese words too."""
    return tuple(dict.fromkeys((*asked.queries, *question.queries[1:])))
