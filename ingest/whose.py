"""Whose document a text is: the municipality that its title, its cover or its own words name."""

from __future__ import annotations

import re
from collections import Counter

from ingest.normalize import normalize
from ingest.place_readings import is_municipality

HEAD_LENGTH = 600
"""Characters of a document that count as its cover."""

_FOREWORD_LENGTH = 8_000
_OFTEN, _MOSTLY = 5, 0.6
"""How often, and in which share of all mentions, a name stands that a text is of without a cover."""

_COUNTED, _ALONE, _HEADED = 10, 5, 5
"""What speaks for a name of the cover: its mentions up to so many, a line of its own, its mayor."""

_PREFECTURE = r"(?:北海道|東京都|京都府|大阪府|(?:神奈川|和歌山|鹿児島|[一-龥]{2})県)"
_MUNICIPALITY = re.compile(
    rf"(?:年度|期|次)?(?:{_PREFECTURE})?"
    r"(東村山市|武蔵村山市|[一-龥ヶケ々ぁ-んァ-ヴー]{1,6}?[市区町村](?![市区町村]|街地|[民内外立営域]))"
)
_NOT_A_NAME = re.compile(
    r"^(?:本|当|各|他|同|両|全|都|我が|わが|近隣|隣|県内|特別|政令|指定|中核)?[市区町村]+$|"
    r"^[旧元][一-龥]|^(?:農|漁|山|農山漁)村$|中心市$|(?<!京)都市|市区|区市|市町"
)
_KANA_BEFORE_ENDING = re.compile(r"[ぁ-ん][市区町村]$")
_KANJI = re.compile(r"[一-龥]")


def find_municipality(title: str, text: str) -> str | None:
    """The municipality, or the prefecture, whose document a text is; None where it does not say.

    A name in the title decides; else one on the cover, the likelier the more often the whole text
    has it; else the one whose mayor opens the text, or that it speaks of nearly alone.
    """
    head = "\n".join(normalize(line) for line in text[:HEAD_LENGTH].splitlines())
    whole = normalize(text)
    for where in (normalize(title), head):
        if names := _names(where, whole):
            return max(names, key=lambda name: _standing(name, head, whole))
        if prefecture := re.search(_PREFECTURE, where):
            return prefecture.group()
    return _spoken_of(whole)


def names_municipality(line: str) -> bool:
    """Whether a line names a municipality, as far as it can be told from the line alone."""
    return bool(_names(normalize(line), ""))


def _names(where: str, whole: str) -> list[str]:
    """The names in a text, each once, in their order."""
    found = dict.fromkeys(_MUNICIPALITY.findall(where))
    return [name for name in found if _may_be_name(name, whole)]


def _may_be_name(name: str, whole: str) -> bool:
    """Whether it is a name at all: 手のひらに市役所 is of no city called 手のひらに市."""
    if is_municipality(name):
        return True
    if _NOT_A_NAME.search(name):
        return False
    if not _KANA_BEFORE_ENDING.search(name):
        return True
    return not _KANJI.search(name[:-1]) and whole.count(name) >= _OFTEN


def _standing(name: str, head: str, whole: str) -> int:
    """What speaks for a name of the cover, as a number."""
    alone = re.search(rf"^(?:{_PREFECTURE})?{re.escape(name)}$", head, re.MULTILINE)
    headed = f"{name}長" in whole[:_FOREWORD_LENGTH]
    return min(whole.count(name), _COUNTED) + _ALONE * bool(alone) + _HEADED * headed


def _spoken_of(whole: str) -> str | None:
    """The municipality of a text whose cover names none."""
    counts = Counter(_MUNICIPALITY.findall(whole))
    for name in list(counts):
        if not _may_be_name(name, whole):
            del counts[name]
    if not counts:
        return None
    name, count = counts.most_common(1)[0]
    headed = f"{name}長" in whole[:_FOREWORD_LENGTH]
    often = count >= _OFTEN and count >= _MOSTLY * counts.total()
    return name if often and (headed or is_municipality(name)) else None
