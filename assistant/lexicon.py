"""Words of the administrative and DX field, Japanese and English (``lexicon*.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
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
        return any(terms.issuperset(words) for words in self.alternatives) or any(
            wording in text for wording in self._in_japanese
        )

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
    pattern: re.Pattern[str]
    groups: tuple[int, ...]


class Lexicon:
    """Finds the phrases of the lexicon in a text."""

    def __init__(self, groups: list[list[str]]) -> None:
        self._groups = [tuple(group) for group in groups]
        where: dict[str, list[int]] = {}
        for number, group in enumerate(self._groups):
            for phrase in group:
                where.setdefault(normalize(phrase).lower(), []).append(number)
        self._entries = [
            _Entry(phrase, _pattern(phrase), tuple(numbers))
            for phrase, numbers in sorted(where.items(), key=lambda pair: -len(pair[0]))
        ]

    def find(self, text: str) -> tuple[list[Concept], str]:
        """The concepts a normalised text names, and the text without their words."""
        concepts: list[tuple[int, Concept]] = []
        rest = text.lower()
        for entry in self._entries:
            if entry.phrase in rest:
                found = entry.pattern.search(rest)
                if found:
                    concepts.append((found.start(), self._concept(entry)))
                    rest = entry.pattern.sub(lambda match: " " * len(match.group()), rest)
        concepts.sort(key=lambda pair: pair[0])
        return [concept for _, concept in concepts], rest

    def _concept(self, entry: _Entry) -> Concept:
        phrases = [entry.phrase, *(p for number in entry.groups for p in self._groups[number])]
        distinct = tuple(dict.fromkeys(phrases))
        wordings = tuple(normalize(phrase).lower() for phrase in distinct)
        return Concept(entry.phrase, _alternatives(distinct), wordings)


SYNONYMS, BROAD, FIELDS = "lexicon.yaml", "lexicon_broad.yaml", "lexicon_fields.yaml"


@cache
def load_lexicon() -> Lexicon:
    """The lexicon for finding evidence: synonyms, words of the same meaning more or less, other fields."""
    return Lexicon([*_groups(SYNONYMS), *_groups(BROAD), *_groups(FIELDS)])


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


def _pattern(phrase: str) -> re.Pattern[str]:
    if phrase.isascii():
        plural = "" if phrase.endswith("s") else "(?:s|es)?"
        return re.compile(rf"(?<![a-z0-9]){re.escape(phrase)}{plural}(?![a-z0-9])")
    if len(phrase) == 1:
        # 今 is a word of its own, and no part of 今夜.
        return re.compile(rf"(?<![一-龥々]){re.escape(phrase)}(?![一-龥々])")
    return re.compile(re.escape(phrase))
