"""Follow-up questions made readable without the conversation before them, by rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.municipalities import Directory
from ingest.normalize import normalize

_ONLY_A_NAME = re.compile(
    r"^(?:では|じゃあ|それでは|あと|次に|ちなみに|and|what about|how about|then|but)?[\s、,]*"
    r"(?:の?(?:場合|ほう|方))?(?:は|では|だと|なら|も)?(?:どう(?:ですか|でしょうか)?)?[\s?？。!！]*$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"^(?:その|それ|そこ|これ|この|あの|同じ|もっと|詳しく|具体的に|じゃあ|では|ちなみに|あと|他に|ほかに|"
    r"its?\b|that\b|those\b|they\b|their\b|this\b|these\b|and\b|more\b|what about|how about|then\b)|"
    r"(?:その|それ|そこ)(?:の|は|を|に|が|で)|\b(?:it|its|they|their|that|those)\b",
    re.IGNORECASE,
)
_SHORT = 14


def stand_alone(text: str, history: Sequence[str], directory: Directory) -> str:
    """The question readable alone.

    「常陸大宮市は？」 repeats the question before it for another municipality. A question that
    points back (その期限は？), or is too short to stand alone, gets the subject of the one before.
    """
    if not history:
        return text
    before = stand_alone(history[-1], history[:-1], directory)
    normalized = normalize(text)
    names = [mention.municipality.name for mention in directory.mentions(normalized)]
    rest = directory.without_names(normalized).strip()
    if names and _ONLY_A_NAME.match(rest):
        return _for_municipalities(before, names, directory)
    if _POINTS_BACK.search(normalized) or (not names and len(normalized) <= _SHORT):
        if names:
            before = directory.without_names(normalize(before)).strip()
        return f"{before} {text}"
    return text


def _for_municipalities(question: str, names: Sequence[str], directory: Directory) -> str:
    """``question`` asked of other municipalities instead of those it names."""
    normalized = normalize(question)
    mentions = directory.mentions(normalized)
    joined = "と".join(names)
    if not mentions:
        return f"{joined} {directory.without_names(normalized).strip()}"
    first, *others = mentions
    for mention in reversed(others):
        normalized = normalized[: mention.start] + normalized[mention.end :]
    return normalized[: first.start] + joined + normalized[first.end :]
