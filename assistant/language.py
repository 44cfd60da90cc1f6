"""In which language a question is asked."""

from __future__ import annotations

import re

from prompts import Language

_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿ｦ-ﾟ]")
_KANA = re.compile(r"[぀-ヿｦ-ﾟ]")
_ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
_ENGLISH_OPENING = re.compile(
    r"^\W*(?:what|who|when|where|which|why|how|is|are|was|were|does|do|did|has|have|can|could|"
    r"should|will|would|please|tell|explain|compare|define|describe)(?:['’](?:s|re))?\s",
    re.IGNORECASE,
)


def detect_language(text: str) -> Language:
    """Japanese where there is kana, or more Japanese characters than English words; else English.

    An English question about a Japanese term (``What is ぴったりサービス?``) is English. A text
    with neither (``???``) counts as Japanese, the language of the plans.
    """
    if _ENGLISH_OPENING.match(text):
        return "en"
    japanese = len(_JAPANESE.findall(text))
    words = len(_ENGLISH_WORD.findall(text))
    if _KANA.search(text) and japanese >= words:
        return "ja"
    return "en" if words > japanese or (words >= 3 and not _KANA.search(text)) else "ja"
