"""One spelling for search and comparison; what is shown is never touched by this."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.fiscal import find_years

_JA = r"[぀-ヿ㐀-鿿々〆〇ー（）「」、。・]"
_LETTER_SPACED = re.compile(r"(?<![A-Za-z])(?:[A-Za-z] ){1,}[A-Za-z](?![A-Za-z])")
_SPACE_IN_JAPANESE = re.compile(rf"(?<={_JA})[ \t]+(?={_JA})")
_SPACE_AT_DIGITS = re.compile(rf"(?<={_JA})[ \t]+(?=[0-9])|(?<=[0-9])[ \t]+(?={_JA}|%)")
_LETTER_BY_DASH = re.compile(r"(?<=[A-Z]) ?([-・]) ?(?=[A-Z])")
_DASHES = re.compile(r"[‐‑‒–—―−]")
_DOTS = re.compile(r"[·•‧∙⋅]")
_SPACES = re.compile(r"\s+")


_CACHED_LENGTH, _CACHE_SIZE = 1000, 10_000
"""Texts of up to so many characters, and so many of them, are normalised once: every question
meets the same units."""


def normalize(text: str) -> str:
    """The spelling under which texts are compared and searched.

    NFKC; one kind of dash and of middle dot; letter-spaced Latin closed up (``A I・R P A`` ->
    ``AI・RPA``); no spaces between Japanese characters or beside digits; runs of white space
    become one space. Idempotent.
    """
    return _normalized(text) if len(text) > _CACHED_LENGTH else _normalized_once(text)


def _normalized(text: str) -> str:
    text = _SPACES.sub(" ", unicodedata.normalize("NFKC", text))
    text = _DOTS.sub("・", _DASHES.sub("-", text))
    text = _LETTER_SPACED.sub(lambda found: found.group().replace(" ", ""), text)
    text = _LETTER_BY_DASH.sub(r"\1", text)
    text = _SPACE_IN_JAPANESE.sub("", text)
    # NFC once more: か and a voicing mark have met where there was a space between them.
    return unicodedata.normalize("NFC", _SPACE_AT_DIGITS.sub("", text).strip())


_normalized_once = lru_cache(maxsize=_CACHE_SIZE)(_normalized)


def squeeze(text: str) -> str:
    """``normalize`` without any white space and in lower case: for testing equality."""
    return _SPACES.sub("", normalize(text)).lower()


def unify_years(text: str) -> str:
    """Write every year of a normalised text in one way, so that 令和7年度, R7 and FY2025 match.

    A fiscal year becomes ``2025年度``, a calendar year ``2025年``; a year whose kind the notation
    leaves open (R7) counts as fiscal, which is what plans mean by it.
    """
    pieces: list[str] = []
    position = 0
    for year in find_years(text):
        unit = "年" if year.fiscal is False else "年度"
        pieces += [text[position : year.start], f"{year.value}{unit}"]
        position = year.end
    return "".join([*pieces, text[position:]])
