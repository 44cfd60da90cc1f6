"""Japanese words that an English question quotes in Latin letters: "sura-sura counter"."""

from __future__ import annotations

import re

import jaconv

_QUOTED = re.compile(
    r"[\"“”‘’]([A-Za-z][A-Za-z' -]{3,40})[\"“”‘’]|(?<!\w)'([A-Za-z][A-Za-z -]{3,40})'(?!\w)"
)
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
SYLLABLES = re.compile(
    r"(?:(?:([kstpc])(?=\1))?(?:[kgsztdnhbmpr]y|sh|ch|ts|[kgsztdnhbmpyrwjf])?[aiueo]|n(?![aiueoy]))+"
)
_SHORTEST = 4
_ENGLISH = re.compile(r".*[bcdfgklmnprstvwz]e$")
"""A silent e: hardly any Japanese word that is quoted ends so, and many English ones do."""

_NO_JAPANESE = frozenset(
    "data open human women union opinion region domain token season reason again taken senior mission nation union "
    "banana camera idea area into unison motion action person woman".split()
)


def looks_english(letters: str) -> bool:
    """Whether a word in lower case, whose syllables are Japanese, is more likely an English one."""
    return bool(_ENGLISH.fullmatch(letters)) or letters in _NO_JAPANESE


def quoted_romaji(text: str) -> dict[str, tuple[str, str]]:
    """The quoted words of a normalised text that read as Japanese, each in hiragana and in katakana."""
    found = {}
    for quoted in _QUOTED.finditer(text):
        for word in _WORD.findall(quoted[1] or quoted[2]):
            letters = word.replace("-", "").lower()
            if (
                len(letters) >= _SHORTEST
                and SYLLABLES.fullmatch(letters)
                and not looks_english(letters)
            ):
                kana = jaconv.alphabet2kana(letters)
                found[word] = (kana, jaconv.hira2kata(kana))
    return found
