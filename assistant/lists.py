"""Lists in the plans: which list a piece of evidence belongs to or opens, complete and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.question import Question
from assistant.rank import Evidence
from ingest.index import Index
from ingest.normalize import normalize
from ingest.units import Unit

SHORTEST, LONGEST = 2, 14
"""Members that a list has."""

_SEARCHED = 12
"""Pieces of evidence, from the best, that may point to the list asked for."""

_MEMBER_SHARE = 0.25
_COUNTED = 2.0
"""What it counts for that a list has just as many members as the question says."""

_NUMBERS = {
    **{word: n for n, word in enumerate("二 三 四 五 六 七 八 九".split(), start=2)},
    **{word: n for n, word in enumerate("two three four five six seven eight nine".split(), 2)},
}
_COUNT = re.compile(
    r"(?P<n>[2-9]|[二三四五六七八九])\s?(?:つ(?!目|の目)|点|項目|種類|本の?柱|本柱)|①\s?[~-]\s?(?P<last>[②-⑨])"
    r"|\b(?P<word>two|three|four|five|six|seven|eight|nine|[2-9])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PlanList:
    """A list as it stands in a plan: its members in order, and the evidence that led to it."""

    members: tuple[Unit, ...]
    by: Evidence
    score: float


def asked_count(question: Question) -> int | None:
    """How many members the list asked for has (３つの, ①〜⑤, the four …); None if untold."""
    found = _COUNT.search(normalize(question.text).lower())
    if found is None:
        # normalize makes ① a 1: the marks are looked for as typed.
        marks = re.search(r"①\s?[〜～~-]\s?(?P<last>[②-⑨])", question.text)
        return ord(marks["last"]) - ord("①") + 1 if marks else None
    text = found["n"] or found["word"]
    if text is None:
        return None
    return int(text) if text.isdigit() else _NUMBERS[text]


def find_list(question: Question, evidence: Sequence[Evidence], index: Index) -> PlanList | None:
    """The list that the evidence points to best; None where it points to none.

    A list is reached through one of its members, through the sentence or item that opens it, or
    through the heading of a section that holds nothing else.
    """
    count = asked_count(question)
    scores = {one.hit.unit.unit_id: one.score for one in evidence}
    candidates: dict[tuple[str, ...], PlanList] = {}
    for one in evidence[:_SEARCHED]:
        around = index.store.units_of(one.hit.unit.doc_id)
        for members in _lists_at(one.hit.unit, around):
            known = [scores[unit.unit_id] for unit in members if unit.unit_id in scores]
            score = one.score + _MEMBER_SHARE * sum(known) / len(members)
            score += _COUNTED * (len(members) == count)
            key = tuple(unit.unit_id for unit in members)
            if key not in candidates or candidates[key].score < score:
                candidates[key] = PlanList(tuple(members), one, score)
    return max(candidates.values(), key=lambda found: found.score, default=None)


def _lists_at(unit: Unit, around: Sequence[Unit]) -> Iterator[list[Unit]]:
    found = []
    if unit.kind in ("item", "row") and unit.group is not None:
        found.append([other for other in around if _siblings(unit, other)])
    if unit.kind in ("item", "sentence"):
        found.append([other for other in around if _opens(unit, other)])
    if unit.kind == "heading":
        found.append(_only_list_of(unit, around))
    found += _headings_at(unit, around)
    return (members for members in found if SHORTEST <= len(members) <= LONGEST)


def _siblings(unit: Unit, other: Unit) -> bool:
    return (
        other.group == unit.group
        and other.section == unit.section
        and other.lead == unit.lead
        and other.kind == unit.kind
    )


def _opens(unit: Unit, other: Unit) -> bool:
    return (
        other.kind == "item"
        and other.section == unit.section
        and other.lead == unit.quote
        and other.order > unit.order
    )


def _only_list_of(heading: Unit, around: Sequence[Unit]) -> list[Unit]:
    """The items of a section in which all that stands is one list."""
    direct = [
        other
        for other in around
        if other.order > heading.order
        and other.section == heading.section
        and other.kind != "heading"
    ]
    if direct and all(other.kind in ("item", "row") for other in direct):
        return [other for other in direct if _siblings(direct[0], other)]
    return []


def _headings_at(unit: Unit, around: Sequence[Unit]) -> list[list[Unit]]:
    """The subsections of the section a unit stands in, and those beside it, by their headings."""
    parents = {unit.section, unit.section[:-1]} - {()}
    return [
        [
            other
            for other in around
            if other.kind == "heading"
            and len(other.section) == len(parent) + 1
            and other.section[:-1] == parent
        ]
        for parent in parents
    ]
