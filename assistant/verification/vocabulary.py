"""The words of both languages that the check knows (vocabulary.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True)
class Condition:
    """A condition as either language words it."""

    ja: re.Pattern[str]
    en: re.Pattern[str]


@dataclass(frozen=True)
class Vocabulary:
    """vocabulary.yaml, compiled.

    Attributes:
        conditions: conditions that a sentence may not drop.
        denials: by language, words that can be rendered as a denial.
        negatives: by language, words that themselves deny.
        bodies, qualifiers: of an English name of a body, what must stand in the Japanese.
        plain_capitals: capitalised English words that name nothing in particular.
    """

    conditions: tuple[Condition, ...]
    denials: Mapping[str, re.Pattern[str]]
    negatives: Mapping[str, re.Pattern[str]]
    bodies: Mapping[str, re.Pattern[str]]
    qualifiers: Mapping[str, re.Pattern[str]]
    plain_capitals: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the package."""
    file = resources.files("assistant.verification").joinpath("vocabulary.yaml")
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Vocabulary(
        conditions=tuple(
            Condition(_compiled(one["ja"]), _compiled(one["en"])) for one in raw["conditions"]
        ),
        denials={language: _compiled(words) for language, words in raw["denials"].items()},
        negatives={language: _compiled(words) for language, words in raw["negatives"].items()},
        bodies={name: _compiled(words) for name, words in raw["bodies"].items()},
        qualifiers={name: _compiled(words) for name, words in raw["qualifiers"].items()},
        plain_capitals=frozenset(raw["plain_capitals"].split()),
    )


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
