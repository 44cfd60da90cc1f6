"""Questions for the names of so many things that the plan only counts: 山間部の7地区を巡回する."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.announced import NUMERALS
from assistant.lists import enumerates
from assistant.question import Question
from ingest.normalize import normalize
from ingest.units import Unit

_THINGS = r"(?:つ(?!目)|[かヶカヵ](?=[所国])|(?![年月日時分円割回度歳期章節条項号次番級倍万億千百階])[一-龥ァ-ヴー])"
_COUNT = re.compile(
    rf"(?<![0-9.,第])(?P<n>[2-9]|[1-9][0-9]|[二三四五六七八九十](?=つ|[かヶカヵ][所国]|地区|施設|市町|言語))\s?{_THINGS}(?!以上|以内|程度|目)"
    r"|\b(?P<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-9])\s+(?!percent|years?\b|months?\b|days?\b|hours?\b)[a-z]",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(
    r"名前|名称|何という|(?:は|って|とは)(?:どこ(?!の)|(?:何|なに)(?=です|でしょ|か?[?？]|$)|どれ|どちら)|どこ(?:と|に|で|です|か|[?？]|$)|何語"
    r"|\bwhich (?:\w+ ){0,1}(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-9])\b|\bwhich (?:ones|languages)\b"
    r"|\bnames? of\b|\btheir names\b|\bwhat (?:are|were) they\b|\bwhere exactly\b|\bname the\b",
    re.IGNORECASE,
)
_NAMED_IN_A_ROW = re.compile(
    r"[^\s、。・ぁ-ん]{1,20}(?:[、・／,]|と(?![0-9]|協力|連携|共同|協働|協定|契約)|及び|並びに)(?=[^\s、。・ぁ-ん])"
)
_NAMED_BEHIND = re.compile(r"[「『][^「」『』]+[」』]で|:\s?[^\s:]+")
_CLAUSE = re.compile(r"[。\n]")
_ENUMERATOR = re.compile(r"^\s*[①-⑳❶-❿⑴-⒇]")
"""What numbers an item (⑤市発行印刷物の電子化), and counts none."""


def only_counted(question: Question, shown: Sequence[Unit]) -> bool:
    """Whether a question asks which so many things are, and what would be shown has their number alone.

    Args:
        question: what is asked.
        shown: the evidence that would be shown.
    """
    text = normalize(question.text)
    counted = _COUNT.search(text)
    if counted is None or question.kind == "definition" or not _ASKS_WHICH.search(text):
        return False
    count = _number(counted)
    if len(shown) == count:
        return False
    counting = [
        (unit, clause)
        for unit in shown
        for clause in _CLAUSE.split(normalize(_ENUMERATOR.sub("", unit.quote)))
        if count in map(_number, _COUNT.finditer(clause))
    ]
    return bool(counting) and not any(
        enumerates(unit.quote, count)
        or _NAMED_IN_A_ROW.search(clause)
        or _NAMED_BEHIND.search(clause)
        for unit, clause in counting
    )


def _number(found: re.Match[str]) -> int:
    written = (found["n"] or found["word"]).lower()
    return int(written) if written.isdigit() else NUMERALS[written]
