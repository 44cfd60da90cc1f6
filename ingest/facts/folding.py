"""A spelling for patterns that keeps every character in its place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KEPT = re.compile(r"[①-⓿㉑-㉟㊱-㊿]")
_NUMBERING = re.compile(
    r"^(?:[#*\s]*(?:第\s?[0-9一二三四五六七八九十]+\s?[章節項部編]|[0-9]{1,2}(?:[-.][0-9]{1,2})*(?:[.)](?![0-9])|(?=\s))"
    r"|[(（][0-9ア-ン]{1,2}[)）]|[①-⑳㉑-㉟]|[◆■●◇□▼▶◎○・➤✓]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]+[.\s])\s*)+"
)
_BRACKETS = re.compile(r"^[\[【〈<]([^\]】〉>]+)[\]】〉>]$")


class _FoldTable(dict[int, str]):
    """For ``str.translate``; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char)
        self[code] = char if _KEPT.match(char) or len(folded) != 1 else folded
        return self[code]


_FOLD_TABLE = _FoldTable()


def fold(text: str) -> str:
    """``text`` in NFKC as far as one character stays one character; circled numbers stay."""
    return text if unicodedata.is_normalized("NFKC", text) else text.translate(_FOLD_TABLE)


@lru_cache(maxsize=1024)
def bare_heading(heading: str) -> str:
    """A heading without its numbering, bullet or brackets."""
    text = heading.strip()
    folded = fold(text)
    found = _NUMBERING.match(folded)
    if found and found.end() < len(folded):
        text = text[found.end() :].strip()
    boxed = _BRACKETS.match(text)
    return boxed[1].strip() if boxed else text
