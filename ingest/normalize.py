"""One spelling for search and comparison; what is shown is never touched by this."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.fiscal import find_years
from ingest.kanji import modern_kanji
from ingest.numerals import unify_numbers

_JA = r"[぀-ヿ㐀-鿿々〆〇ー（）「」、。・]"
LETTER_SPACED = re.compile(r"(?<![A-Za-z])(?:[A-Za-z] ){1,}[A-Za-z](?![A-Za-z])")
LETTER_BY_DASH = re.compile(r"([A-Z]) ?([-・]) ?(?=[A-Z])")
# The space comes first in the pattern, for speed; the look-behinds contain it.
NEEDLESS_SPACE = re.compile(
    rf" (?:(?<={_JA} )(?={_JA})|(?<={_JA} )(?=[0-9])|(?<=[0-9] )(?={_JA}|%))"
)
SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("·•‧∙⋅", "・"))
_SIGN = re.compile(f"[{''.join(map(chr, SIGNS))}]")


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
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    text = " ".join(text.split())
    if _SIGN.search(text):
        text = text.translate(SIGNS)
    spaced = " " in text
    if spaced:
        text = LETTER_SPACED.sub(lambda found: found.group().replace(" ", ""), text)
    if "-" in text or "・" in text:
        text = LETTER_BY_DASH.sub(r"\1\2", text)
    if spaced:
        text = NEEDLESS_SPACE.sub("", text)
        # NFC once more: か and a voicing mark have met where there was a space between them.
        text = _composed(text)
    return text


_normalized_once = lru_cache(maxsize=_CACHE_SIZE)(_normalized)


def close_up(line: str) -> str:
    """A line all of whose letters are set apart (茅 浦 市 D X 推 進 計 画) without the blanks; others
    as they are.
    """
    letters = line.split()
    return "".join(letters) if len(letters) > 2 and all(len(one) == 1 for one in letters) else line


def squeeze(text: str) -> str:
    """``normalize`` with today's kanji, no white space and in lower case: for testing equality."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    text = "".join(text.split())
    if _SIGN.search(text):
        text = text.translate(SIGNS)
    return modern_kanji(_composed(text)).lower()


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def search_form(text: str) -> str:
    """``normalize``, and besides one notation for years and numbers, and today's kanji.

    This is what is searched; what is compared with it has to be in the same form. 廣島 in 令和7年度
    with 5千人 becomes 広島, 2025年度, 5000人.
    """
    return unify_numbers(unify_years(modern_kanji(normalize(text))))


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
