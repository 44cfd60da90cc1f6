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

_NAME = r"([A-Z][a-z]{3,}(?:-[a-z]{2,})?)"
_ASKED_OF = re.compile(
    rf"\b(?:in|within|across) {_NAME}(?=[?.,;:]|$| (?:and|for|by|to|from|at|on|use|do|is|are|was|were|have|has|will|plan|aim)\b)"
    rf"|\b{_NAME}['’]s (?:[a-z-]+ ){{0,2}}(?:plans?|city|town|village|targets?|goals?|residents|citizens|staff|employees|mayor|government|council|population|policy|budget)\b"
    rf"|\b(?:does|is|has|did|will|can|do|should) {_NAME} (?:plan|do|doing|aim|aiming|have|want|intend|hope|going|expect|planning|offer|provide|support|promote|spend|handle|deal|set|train|cut|make|help|give|hire|keep)\b"
    rf"|\b(?:residents|people|citizens|mayor|employees|staff|plans?|city hall|town hall|town office|government) (?:of|in) {_NAME}(?![\w-])"
)
"""How an English question speaks of a municipality, and hardly of anything else."""

_IN_A_PREFECTURE = re.compile(
    rf"\b(?:of|does|is|for|from|by|has|did|will|in) {_NAME},? in (?:the )?(?:[Pp]refecture of )?(?=[A-Z])"
)
"""Before the name of a prefecture, a place whose prefecture is told: Kamisato in Saitama."""

_WORD = re.compile(r"[A-Za-z]+")

_NO_MUNICIPALITY = frozenset(
    "what which when where there this that these those japan english japanese chinese korean fiscal reiwa heisei showa january "
    "february march april june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday phase chapter section part stage table figure appendix step digital internet zoom excel word teams "
    "windows google microsoft kintone slack python copilot gemini claude facebook instagram twitter youtube europe asia "
    "vietnamese portuguese spanish nepali nepalese tagalog filipino thai indonesian burmese french german russian "
    "america china korea taiwan vietnam estonia project expo startup plan programme program office centre center".split()
)


@dataclass(frozen=True)
class Place:
    """A place that a text names: in Japanese where it is known, and where it stands."""

    name: str
    start: int
    end: int


def places_in_english(text: str) -> list[Place]:
    """The places that an English text names, in order.

    With its suffix a name is one place (Fukui City is 福井市); without one, its stem (福井). What is
    spoken of as a place is one, known or not (What is Fukutsu doing?): else another's plan would answer.
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
    free = [one for one in _in_a_prefecture(text) if rest[slice(*one.span(1))] == one[1]]
    for found in (*asked_of(rest), *free):
        if not is_place_in_english(found.group(found.lastindex or 0)):
            span = found.span(found.lastindex or 0)
            places.append(Place(text[slice(*span)], *span))
    stems = _stems()
    for found in re.finditer(r"\b[A-Z][a-z]{2,}\b", rest):
        if (stem := stems.get(found.group().lower())) is not None:
            places.append(Place(stem, found.start(), found.end()))
    return sorted(places, key=lambda place: place.start)


def asked_of(text: str) -> list[re.Match[str]]:
    """The capitalised words, each the last group of its match, of which an English text speaks as of a
    municipality.
    """
    found = _ASKED_OF.finditer(text)
    return [one for one in found if one.group(one.lastindex or 0).lower() not in _NO_MUNICIPALITY]


def _in_a_prefecture(text: str) -> list[re.Match[str]]:
    """The capitalised words, each the last group of its match, that stand before "in" a prefecture."""
    return [
        one
        for one in _IN_A_PREFECTURE.finditer(text)
        if (word := _WORD.match(text, one.end()))
        and word.group().lower() in _prefectures()
        and one[1].lower() not in _NO_MUNICIPALITY
    ]


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


def is_prefecture(name: str) -> bool:
    """Whether a place by its Japanese name, with or without its ending, is a prefecture."""
    known = _prefectures().values()
    return name in known or any(f"{name}{ending}" in known for ending in "都府県")


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


def _prefectures() -> dict[str, str]:
    return _by_romaji()["prefectures"]


@cache
def _by_romaji() -> dict[str, dict[str, str]]:
    text = resources.files("assistant").joinpath("gazetteer.yaml").read_text(encoding="utf-8")
    kinds = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        kind: {romaji.lower(): name for name, romaji in names.items()}
        for kind, names in kinds.items()
    }
