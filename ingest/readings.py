"""How the name of a municipality is read, and written in Latin letters. The one door to jaconv."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from ingest.terms import words

_LONG_VOWELS = (("ou", "o"), ("oo", "o"), ("uu", "u"))
_DOMAIN = re.compile(r"\b(?:city|town|vill|pref)\.([a-z][a-z-]{1,30})\.", re.IGNORECASE)
"""Where a municipality's own domain has its name: www.city.kuji.iwate.jp."""

_LIKE = 0.7
"""From this likeness to its reading on, a domain is the municipality's own."""


def kana_of(name: str) -> str:
    """The reading of a name in hiragana; "" where the analyser knows none."""
    import jaconv

    readings = [word.kana for word in words(name)]
    return str(jaconv.kata2hira("".join(readings))) if all(readings) else ""


def romaji_of(stem: str, text: str = "") -> str:
    """A name in Latin letters as municipalities write theirs: without marks of long vowels (Kobe).

    Args:
        stem: the name without 市, 町 and the like.
        text: the municipality's document: the name in a domain of its own comes before the
            analyser's reading, which may be wrong.

    Returns:
        With a capital letter; "" where the name cannot be read.
    """
    import jaconv

    kana = kana_of(stem)
    if not kana:
        return ""
    romaji: str = jaconv.kana2alphabet(kana)
    if not (romaji.isascii() and romaji.isalpha()):
        return ""
    for long, short in _LONG_VOWELS:
        romaji = romaji.replace(long, short)
    for domain in _DOMAIN.findall(text):
        if SequenceMatcher(None, romaji, domain.lower()).ratio() >= _LIKE:
            return str(domain).capitalize()
    return romaji.capitalize()
