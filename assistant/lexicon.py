"""Words of the administrative and DX field, Japanese and English (``lexicon*.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources

import yaml

from ingest.normalize import normalize
from ingest.terms import terms_of


@dataclass(frozen=True)
class Concept:
    """Something a question speaks of.

    Attributes:
        phrase: the words of the question.
        alternatives: ways to say it, each a tuple of search terms that must all be there.
        wordings: the same ways as written, normalised and in lower case.
    """

    phrase: str
    alternatives: tuple[tuple[str, ...], ...]
    wordings: tuple[str, ...] = ()

    def satisfied_by(self, terms: frozenset[str], text: str) -> bool:
        """Whether a text says it in one of the ways.

        Args:
            terms: the text's search terms.
            text: the text, normalised and in lower case. A Japanese wording counts as it stands
                there too, since the analyser may cut the same word in two ways.
        """
        return (
            not terms.isdisjoint(self._single)
            or any(terms.issuperset(words) for words in self._several)
            or any(wording in text for wording in self._in_japanese)
        )

    @cached_property
    def _single(self) -> frozenset[str]:
        return frozenset(words[0] for words in self.alternatives if len(words) == 1)

    @cached_property
    def _several(self) -> tuple[tuple[str, ...], ...]:
        return tuple(words for words in self.alternatives if len(words) != 1)

    @cached_property
    def _in_japanese(self) -> tuple[str, ...]:
        return tuple(one for one in self.wordings if len(one) > 1 and not one.isascii())

    @property
    def japanese(self) -> str | None:
        """Its first Japanese wording; None if it has none."""
        return next((wording for wording in self.wordings if not wording.isascii()), None)


@dataclass(frozen=True)
class _Entry:
    phrase: str
    groups: tuple[int, ...]


_BEGINNING = 3
"""Characters by which the phrases that a text may have are looked up."""


class Lexicon:
    """Finds the phrases of the lexicon in a text."""

    def __init__(self, groups: list[list[str]]) -> None:
        self._groups = [tuple(group) for group in groups]
        where: dict[str, list[int]] = {}
        for number, group in enumerate(self._groups):
            for phrase in group:
                where.setdefault(normalize(phrase).lower(), []).append(number)
        self._entries = [
            _Entry(phrase, tuple(numbers))
            for phrase, numbers in sorted(where.items(), key=lambda pair: -len(pair[0]))
        ]
        self._by_beginning: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            self._by_beginning.setdefault(entry.phrase[:_BEGINNING], []).append(number)

    def find(self, text: str) -> tuple[list[Concept], str]:
        """The concepts a normalised text names, and the text without their words."""
        concepts: list[tuple[int, Concept]] = []
        rest = text.lower()
        for number in self._candidates(rest):
            entry = self._entries[number]
            if entry.phrase in rest:
                pattern = _pattern(entry.phrase)
                found = pattern.search(rest)
                if found:
                    concepts.append((found.start(), self._concept(entry)))
                    rest = pattern.sub(lambda match: " " * len(match.group()), rest)
        concepts.sort(key=lambda pair: pair[0])
        return [concept for _, concept in concepts], rest

    def _candidates(self, text: str) -> list[int]:
        """The numbers of the entries whose beginning a text has, the longest first."""
        beginnings = {
            text[at : at + length] for length in range(1, _BEGINNING + 1) for at in range(len(text))
        }
        return sorted(n for one in beginnings for n in self._by_beginning.get(one, ()))

    def _concept(self, entry: _Entry) -> Concept:
        phrases = [entry.phrase, *(p for number in entry.groups for p in self._groups[number])]
        distinct = tuple(dict.fromkeys(phrases))
        wordings = tuple(normalize(phrase).lower() for phrase in distinct)
        return Concept(entry.phrase, _alternatives(distinct), wordings)


SYNONYMS = "lexicon.yaml"
_WIDER = (
    "lexicon_broad.yaml",
    "lexicon_fields.yaml",
    "lexicon_general.yaml",
    "lexicon_domains.yaml",
)


@cache
def load_lexicon() -> Lexicon:
    """The lexicon for finding evidence: synonyms, words of the same meaning more or less, other fields."""
    return Lexicon([group for name in (SYNONYMS, *_WIDER) for group in _groups(name)])


@cache
def load_synonyms() -> Lexicon:
    """The synonyms alone, by which statements are compared."""
    return Lexicon(_groups(SYNONYMS))


def _groups(name: str) -> list[list[str]]:
    file = resources.files("assistant").joinpath(name)
    groups = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    return [[str(phrase) for phrase in group] for group in groups]


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _alternatives(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    found = (tuple(dict.fromkeys(terms_of(phrase))) for phrase in phrases)
    return tuple(dict.fromkeys(terms for terms in found if terms))


@lru_cache(maxsize=5_000)
def _pattern(phrase: str) -> re.Pattern[str]:
    if phrase.isascii():
        plural = "" if phrase.endswith("s") else "(?:s|es)?"
        return re.compile(rf"(?<![a-z0-9]){re.escape(phrase)}{plural}(?![a-z0-9])")
    if len(phrase) == 1:
        # 今 is a word of its own, and no part of 今夜.
        return re.compile(rf"(?<![一-龥々]){re.escape(phrase)}(?![一-龥々])")
    # チャレンジ is no part of チャレンジャー.
    return re.compile(rf"{re.escape(phrase)}(?![ァィゥェォャュョ])")
