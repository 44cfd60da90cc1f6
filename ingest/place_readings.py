"""How the names of places are read: municipalities by a table, others kanji by kanji.

``municipality_kana.tsv`` and ``kanji_in_place_names.tsv`` are derived from Japan Post's postal codes by
``evals.fitting.place_readings``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice, product
from types import MappingProxyType

ENDINGS = {"市": ("し",), "町": ("ちょう", "まち"), "村": ("むら", "そん"), "区": ("く",)}
"""How the last character of a municipality's name is read."""

_TO_HIRAGANA = {ord("ァ") + at: ord("ぁ") + at for at in range(ord("ヶ") - ord("ァ") + 1)}

_MARKS = {"ヶ": "が", "ケ": "が", "ノ": "の", "之": "の"}

_MOST_KANJI, _MOST_WAYS = 6, 5_000
_POSSIBLE = 0.01
"""Likelihood beside the best reading's from which another is possible at all."""


@dataclass(frozen=True)
class Reading:
    """A reading of a name.

    Attributes:
        parts: the kana, in hiragana, of each kanji; one part of all where they are not told apart.
        likelihood: in [0, 1]; 1 where the reading is known.
    """

    parts: tuple[str, ...]
    likelihood: float = 1.0

    @property
    def kana(self) -> str:
        """The whole reading in hiragana."""
        return "".join(self.parts)


def readings_of(name: str, else_read: Mapping[str, str] = MappingProxyType({})) -> list[Reading]:
    """The readings of a municipality's name, with 市 and the like or without, likeliest first.

    Of a municipality of Japan the one that it has; else those that its kanji have in place names.
    [] where some character has no reading.

    Args:
        name: the name.
        else_read: readings in hiragana of kanji that no place name has.
    """
    known = _municipalities().get(name)
    if known is not None:
        return [Reading(apart(name, known))]
    if name[-1:] in ENDINGS and len(name) > 1:
        return [
            Reading((*one.parts, ENDINGS[name[-1]][0]), one.likelihood)
            for one in readings_of(name[:-1], else_read)
        ]
    found = sorted(_spelled_out(name, else_read), key=lambda one: -one.likelihood)
    return [one for one in found if one.likelihood >= _POSSIBLE * found[0].likelihood]


def is_municipality(name: str) -> bool:
    """Whether a municipality of Japan is called so, 市 and the like included."""
    return name[-1:] in ENDINGS and name in _municipalities()


def stem_readings(stem: str, name: str) -> list[Reading]:
    """The reading of a municipality's name without 市 and the like, as the table has the whole one;
    [] where it has not.
    """
    known = _municipalities().get(name, "")
    for ending in ENDINGS.get(name[-1:], ()):
        if known.endswith(ending) and name[:-1] == stem:
            return [Reading(apart(stem, known[: -len(ending)]))]
    return []


def _spelled_out(name: str, else_read: Mapping[str, str]) -> Iterator[Reading]:
    """Every way to read a name kanji by kanji."""
    choices = [
        known or (((else_read[one], 1.0),) if one in else_read else ())
        for one, known in zip(name, _choices(name), strict=True)
    ]
    if not 0 < len(name) <= _MOST_KANJI or not all(choices):
        return
    for ways in islice(product(*choices), _MOST_WAYS):
        likelihood = 1.0
        for _, share in ways:
            likelihood *= share
        yield Reading(tuple(read for read, _ in ways), likelihood)


def _choices(name: str) -> list[tuple[tuple[str, float], ...]]:
    """For each character its readings, which for the first may differ."""
    return [
        _kanji().get((not at, one)) or _kanji().get((bool(at), one), ())
        for at, one in enumerate(name)
    ]


def apart(name: str, kana: str) -> tuple[str, ...]:
    """A known reading shared among the kanji; in one part where that does not work out."""
    for ways in islice(product(*_choices(name)), _MOST_WAYS):
        if "".join(read for read, _ in ways) == kana:
            return tuple(read for read, _ in ways)
    return (kana,)


@cache
def _municipalities() -> dict[str, str]:
    """The kana of each municipality, by its name, and by its name without 市 and the like."""
    found: dict[str, str] = {}
    for line in _lines("municipality_kana.tsv"):
        _, name, kana = line.split("\t")
        kana = kana.translate(_TO_HIRAGANA)
        found.setdefault(name, kana)
        for ending in ENDINGS.get(name[-1], ()):
            if kana.endswith(ending) and len(name) > 1:
                found.setdefault(name[:-1], kana[: -len(ending)])
    return found


@cache
def _kanji() -> dict[tuple[bool, str], tuple[tuple[str, float], ...]]:
    """The readings of each kanji as the first of a place name or not, with their shares."""
    found: dict[tuple[bool, str], tuple[tuple[str, float], ...]] = {
        (False, mark): ((read, 1.0),) for mark, read in _MARKS.items()
    }
    for line in _lines("kanji_in_place_names.tsv"):
        place, kanji, readings = line.split("\t")
        if kanji not in _MARKS:
            pairs = (one.split(":") for one in readings.split())
            found[place == "first", kanji] = tuple(
                (read.translate(_TO_HIRAGANA), float(share)) for read, share in pairs
            )
    return found | {
        (False, chr(one)): ((chr(one), 1.0),) for one in range(ord("ぁ"), ord("ん") + 1)
    }


def _lines(file: str) -> list[str]:
    return resources.files("ingest").joinpath(file).read_text(encoding="utf-8").splitlines()
