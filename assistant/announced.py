"""A statement that announces so many things of a name, and where the plan then has them.

「次の４つの基本方針を掲げます」 stands before four headings, four rows or four items; or the things
are headings with a name and a number of their own (基本方針１, 重点プロジェクトＡ) further down.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.normalize import normalize
from ingest.units import Unit

NUMERALS = {
    **{word: n for n, word in enumerate("二三四五六七八九十", start=2)},
    **{
        word: n
        for n, word in enumerate(
            "two three four five six seven eight nine ten eleven twelve".split(), start=2
        )
    },
}
"""Numbers in words, Japanese and English."""

_ANNOUNCES = re.compile(
    r"(?P<count>(?<![0-9.,第])[2-9]|(?<![0-9.,第])1[0-2]|(?<![十一二三四五六七八九第])[二三四五六七八九])\s?"
    r"(?:つ(?!目|以上|程度)|点|本(?=の柱|柱)|項目|種類|分野|段階|区分|層|類型|圏域|区域|グループ|レベル|タイプ)(?:の(?P<what>[一-龥々ァ-ヴーA-Za-z・]{2,16}))?"
)
_POINTS_ON = re.compile(
    r"次の|以下|下記|^\s*[表図]\s?[0-9]|上位|多い順|掲げ|定め|設け|設定|位置[づ付]け|とおり|通り|整理|柱|分け|取り組|進め|守り"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SPOKEN_OF = re.compile(
    r"を(?:横断|支え|実現|踏まえ|貫|跨|またぎ)|に(?:沿[いっ]|基づ|共通|またが|わた[りるっ]|属)|ごとに|のうち|の(?:下|もと)に"
)
"""What is said of things that were announced before (六つの基本目標を横断して)."""

_FOLLOWS = re.compile(r"(?:次の|以下の|下記の|次に掲げる|上位)[「『]?$")
_SERIES = re.compile(
    r"^[・○●◎■◆*-]?\s*(?:[(]?[0-9]+(?:[-.][0-9]+)*[).]?\s*|第[0-9一二三四五六七八九十]+[章節]\s*)?"
    r"(?P<label>(?![表図注第別様]+[0-9])(?:[一-龥々ァ-ヴー]{1,12}|[問狙願誓]い|取り組み))\s?(?P<number>[0-9]{1,2}|[IVX]{1,4}|[A-H])"
    r"(?![0-9A-Za-z%]|[-.‐－・][0-9]|[年月日時分期次部章節回人名件つ個台割歳か者版])"
)


@dataclass(frozen=True)
class Announcement:
    """How many things follow, and what they are called ("" where that is not said)."""

    count: int
    what: str = ""


def announcements_in(text: str) -> list[Announcement]:
    """What a normalised statement may announce, what stands behind 次の or 以下の first."""
    if not _POINTS_ON.search(text):
        return []
    found = sorted(
        _ANNOUNCES.finditer(text), key=lambda one: not _FOLLOWS.search(text[: one.start()])
    )
    return [
        Announcement(NUMERALS.get(one["count"]) or int(one["count"]), one["what"] or "")
        for one in found
        if _FOLLOWS.search(text[: one.start()])
        or not (one["what"] and _SPOKEN_OF.match(text, one.end()))
    ]


def announced_by(unit: Unit, around: Sequence[Unit]) -> list[Unit]:
    """The things that a unit announces, in order; [] for none.

    Args:
        unit: it.
        around: all units of its document, in the order of the text.
    """
    if unit.kind == "row":
        return []
    for said in announcements_in(normalize(unit.quote)):
        found = (
            _opened(unit, said.count, around)
            or _right_behind(unit, said.count, around)
            or _numbered_behind(unit, said.count, around)
            or _series(said, around)
            or _subsections(unit, said.count, around)
        )
        if found:
            return found
    return []


def series_in(around: Sequence[Unit]) -> dict[str, list[Unit]]:
    """What a document numbers under one name (基本目標１, 基本目標２ …), headings, rows or items: by
    name, each number where it first stands; what has a hole is no series.
    """
    found: dict[str, dict[str, Unit]] = {}
    for unit in around:
        beginning = unit.cells[0][1] if unit.cells else unit.quote
        match = numbered(beginning) if unit.kind != "sentence" else None
        if match is not None:
            found.setdefault(match["label"], {}).setdefault(match["number"], unit)
    return {
        label: list(members.values())
        for label, members in found.items()
        if set(members) == set(_numbers_like(next(iter(members)), len(members)))
    }


def _numbers_like(first: str, count: int) -> list[str]:
    """The numbers of a series without a hole, in the notation of its first."""
    if first.isdigit():
        return [str(number) for number in range(1, count + 1)]
    if first == "A":
        return [chr(ord("A") + number) for number in range(count)]
    return list(_ROMAN[:count])


def numbered(text: str) -> re.Match[str] | None:
    """The name and the number that a text begins with. Its blanks are kept: 目標3 人材 has no 3人."""
    return _SERIES.match(unicodedata.normalize("NFKC", text).strip())


def _opened(unit: Unit, count: int, around: Sequence[Unit]) -> list[Unit]:
    """The items that stand below it, where they are so many."""
    items = [
        other
        for other in around
        if other.kind == "item"
        and other.order > unit.order
        and other.section == unit.section
        and other.lead == unit.quote
    ]
    return items if len(items) == count else []


def _right_behind(unit: Unit, count: int, around: Sequence[Unit]) -> list[Unit]:
    """The units that follow at once, where they are so many of one kind and no more."""
    after = [other for other in around if other.order > unit.order]
    run: list[Unit] = []
    for other in after:
        if other.kind == "sentence" or (run and other.kind != run[0].kind):
            break
        if run and (other.group != run[0].group or _is_below(other, run[0])):
            break
        run.append(other)
    return run if len(run) == count else []


def _numbered_behind(unit: Unit, count: int, around: Sequence[Unit]) -> list[Unit]:
    """The sentences that follow at once and are numbered under one name (問い1 …, 問い2 …), where they are so many."""
    run: list[Unit] = []
    label = ""
    for other in (one for one in around if one.order > unit.order):
        match = numbered(other.quote) if other.section == unit.section else None
        if match is None or (run and match["label"] != label):
            break
        label = match["label"]
        if match["number"] != str(len(run) + 1):
            return []
        run.append(other)
    return run if len(run) == count else []


def _is_below(other: Unit, first: Unit) -> bool:
    return other.kind == "heading" and len(other.section) > len(first.section)


def _series(said: Announcement, around: Sequence[Unit]) -> list[Unit]:
    """The headings with the announced name and a number each, as many as announced."""
    headings = [other for other in around if other.kind == "heading"]
    for label, members in series_in(headings).items() if said.what else ():
        alike = label.endswith(said.what) or said.what.endswith(label)
        if alike and len(members) == said.count:
            return members
    return []


def _subsections(unit: Unit, count: int, around: Sequence[Unit]) -> list[Unit]:
    """The sections right below the one in which it stands, as many as announced: by their headings, or
    by what stands first in those whose heading says nothing (基本方針１).
    """
    depth = len(unit.section)
    first: dict[tuple[str, ...], Unit] = {}
    for other in around:
        if len(other.section) > depth and other.section[:depth] == unit.section:
            first.setdefault(other.section[: depth + 1], other)
    return list(first.values()) if len(first) == count else []
