"""Places of Japan as English questions write them (gazetteer.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

_SUFFIXED = re.compile(
    r"\b(?P<name>[A-Z][a-z]{2,}(?:-[A-Za-z][a-z]+)?)(?:[ -](?P<suffix>City|Town|Village|Ward|Prefecture)|-(?P<japanese>shi|cho|machi|ku|mura|son|ken))\b"
    r"|\b(?P<kind>[Cc]ity|[Tt]own|[Vv]illage|[Pp]refecture) of (?P<of>[A-Z][a-z]{2,}(?:-[A-Za-z][a-z]+)?)\b"
)
_SUFFIXES = {
    "shi": "city", "cho": "town", "machi": "town", "ku": "ward", "mura": "village", "son": "village",
    "ken": "prefecture",
}  # fmt: skip
_NO_NAME = frozenset(
    "the our this that your their each every which what any one some digital smart city new whole "
    "entire other another my its government garden does did has have will can could should would "
    "may are was were both all core".split()
)
_STEM_ENDINGS = "都府県市"


@dataclass(frozen=True)
class Place:
    """A place that a text names: in Japanese where it is known, and where it stands."""

    name: str
    start: int
    end: int


def places_in_english(text: str) -> list[Place]:
    """The places that an English text names, in order.

    With its suffix a name is one place (Fukui City is 福井市); without one, its stem (福井).
    """
    places = []
    rest = text
    for found in _SUFFIXED.finditer(text):
        name = found["name"] or found["of"]
        if name.lower() in _NO_NAME:
            continue
        suffix = _SUFFIXES.get(found["japanese"]) or found["suffix"] or found["kind"]
        place = _with_suffix(name, suffix.lower())
        places.append(Place(place, found.start(), found.end()))
        rest = rest[: found.start()] + " " * len(found.group()) + rest[found.end() :]
    stems = _stems()
    for found in re.finditer(r"\b[A-Z][a-z]{2,}\b", rest):
        if (stem := stems.get(found.group().lower())) is not None:
            places.append(Place(stem, found.start(), found.end()))
    return sorted(places, key=lambda place: place.start)


def in_english(name: str) -> str:
    """A place's name in romaji beside the Japanese one; alone where the gazetteer has no romaji."""
    for names in _by_romaji().values():
        for romaji, known in names.items():
            if name in (known, known.rstrip(_STEM_ENDINGS)):
                return f"{romaji.capitalize()} ({name})"
    return name


def is_known_place(name: str) -> bool:
    """Whether the gazetteer has a place by its Japanese name."""
    return any(name in names.values() for names in _by_romaji().values())


def is_place_in_english(word: str) -> bool:
    """Whether the gazetteer has a place by its name in Latin letters."""
    return word.lower() in _stems()


def _with_suffix(name: str, suffix: str) -> str:
    """神戸市 for Kobe, City; the name as it stands where the gazetteer does not have it."""
    kinds = ("prefectures", "cities") if suffix == "prefecture" else ("cities", "prefectures")
    for kind in kinds:
        if (known := _by_romaji()[kind].get(name.lower())) is not None:
            return known
    return f"{name} {suffix.capitalize()}"


@cache
def _stems() -> dict[str, str]:
    named = _by_romaji()["cities"] | _by_romaji()["prefectures"]
    return {
        romaji: name.rstrip(_STEM_ENDINGS) if len(name) > 2 and name != "北海道" else name
        for romaji, name in named.items()
    }


@cache
def _by_romaji() -> dict[str, dict[str, str]]:
    text = resources.files("assistant").joinpath("gazetteer.yaml").read_text(encoding="utf-8")
    kinds = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        kind: {romaji.lower(): name for name, romaji in names.items()}
        for kind, names in kinds.items()
    }
