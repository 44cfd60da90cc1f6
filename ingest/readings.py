"""How the name of a municipality is read, and written in Latin letters. The one door to jaconv."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from ingest.place_readings import ENDINGS, Reading, apart, readings_of, stem_readings
from ingest.terms import words

_LONG_VOWELS = (("ou", "o"), ("oo", "o"), ("uu", "u"))
_DOMAIN = re.compile(r"\b(?:city|town|vill|pref)\.([a-z][a-z-]{1,30})\.", re.IGNORECASE)
"""Where a municipality's own domain has its name: www.city.kuji.iwate.jp."""

_PREFECTURE = re.compile(r"[都道府県]$")
_LIKE = 0.7
"""From this likeness to its reading on, a domain is the municipality's own."""

_MOST, _LIKELY = 5, 0.1
"""Readings that are handed on, and the likelihood beside the best one's that they have."""

_TELLING = 3
"""Kana of a reading that are no chance find in a text."""


def kana_of(name: str, text: str = "", *, of: str = "") -> list[str]:
    """The readings of a name in hiragana, likeliest first; [] where it cannot be read.

    Args:
        name: with 市, 町 and the like or without.
        text: the municipality's document: a reading that stands in it is the right one.
        of: the municipality's whole name: 三郷 is さんごう in 三郷町, みさと in 三郷市.
    """
    return [one.kana for one in _readings(name, text, of)]


def romaji_of(stem: str, text: str = "", *, of: str = "") -> list[str]:
    """A name in Latin letters as municipalities write theirs: without marks of long vowels (Kobe).

    Args:
        stem: the name without 市, 町 and the like.
        text: the municipality's document: the name in a domain of its own comes before any
            reading, and a reading that stands in it before those that do not.
        of: the municipality's whole name.

    Returns:
        With a capital letter, likeliest first; [] where the name cannot be read.
    """
    spelled = [one for one in (_latin(reading) for reading in _readings(stem, text, of)) if one]
    for domain in _DOMAIN.findall(text):
        if any(SequenceMatcher(None, one, domain.lower()).ratio() >= _LIKE for one in spelled):
            spelled.insert(0, str(domain).lower())
            break
    return list(dict.fromkeys(one.capitalize() for one in spelled))


def _readings(name: str, text: str, of: str) -> list[Reading]:
    found = stem_readings(name, of) or readings_of(name) or readings_of(name, _by_themselves(name))
    if not found or found[0].likelihood < 1.0:
        if said := _said_in(text, name):
            return [Reading(apart(name, said))]
        found = [*_as_one_word(name), *found] or _as_analysed(name)
    certain = [one for one in found if len(one.kana) >= _TELLING and one.kana in text]
    likely = list({one.kana: one for one in reversed(found[:_MOST])}.values())[::-1]
    return certain[:1] or [
        one for one in likely if one.likelihood >= _LIKELY * likely[0].likelihood
    ]


def _said_in(text: str, name: str) -> str:
    """The reading in hiragana that a text has behind a name: 栂瀬村（とがせむら）; "" for none."""
    found = re.search(
        rf"(?:(?<![一-龥々ヶケ])|(?<=[都道府県郡])){re.escape(name)}(?P<ending>[市町村区]?)[（(](?P<kana>[ぁ-んー]{{2,20}})[）)]",
        text,
    )
    if found is None:
        return ""
    for ending in ENDINGS.get(found["ending"], ("",)):
        if found["kana"].endswith(ending) and len(found["kana"]) > len(ending):
            return found["kana"].removesuffix(ending)
    return ""


def _by_themselves(name: str) -> dict[str, str]:
    """The analyser's reading of each character alone, for those that no place name has (葦室)."""
    if _PREFECTURE.search(name):
        return {}
    alone = {one: _as_analysed(one) for one in name}
    return {one: readings[0].kana for one, readings in alone.items() if readings}


def _as_one_word(name: str) -> list[Reading]:
    """The analyser's reading of a name that it knows as a whole (東雲 is しののめ)."""
    if len(name) < 2 or len(words(name)) > 1:
        return []
    return [Reading(apart(name, one.kana)) for one in _as_analysed(name)]


def _as_analysed(name: str) -> list[Reading]:
    """The analyser's reading: of prefectures, and of names in other scripts than kanji."""
    import jaconv

    readings = [word.kana for word in words(name)]
    if not readings or not all(readings):
        return []
    return [Reading(tuple(str(jaconv.kata2hira(one)) for one in readings))]


def _latin(reading: Reading) -> str:
    """Long vowels are long within the reading of one kanji only: おお|み is omi, まつ|うら matsuura."""
    import jaconv

    spelled = "".join(_short(str(jaconv.kana2alphabet(part))) for part in _joined(reading.parts))
    return spelled if spelled.isascii() and spelled.isalpha() else ""


def _joined(parts: tuple[str, ...]) -> list[str]:
    """The parts, one that ends in っ with the next: its consonant doubles."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1].endswith("っ"):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _short(romaji: str) -> str:
    for long, short in _LONG_VOWELS:
        romaji = romaji.replace(long, short)
    return romaji
