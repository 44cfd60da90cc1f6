"""Lists in the plans: which list a piece of evidence belongs to or opens, complete and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.rank import Evidence
from ingest.index import Index
from ingest.units import Unit

SHORTEST, LONGEST = 2, 14
"""Members that a list has."""

_SEARCHED = 8
"""Pieces of evidence, from the best, that may point to the list asked for."""

_MEMBER_SHARE = 0.25


@dataclass(frozen=True)
class PlanList:
    """A list as it stands in a plan: its members in order, and the evidence that led to it."""

    members: tuple[Unit, ...]
    by: Evidence
    score: float


def find_list(evidence: Sequence[Evidence], index: Index) -> PlanList | None:
    """The list that the evidence points to best; None where it points to none.

    A list is reached through one of its members, through the sentence or item that opens it, or
    through the heading of a section that holds nothing else.
    """
    scores = {one.hit.unit.unit_id: one.score for one in evidence}
    candidates: dict[tuple[str, ...], PlanList] = {}
    for one in evidence[:_SEARCHED]:
        around = index.store.units_of(one.hit.unit.doc_id)
        for members in _lists_at(one.hit.unit, around):
            known = [scores[unit.unit_id] for unit in members if unit.unit_id in scores]
            score = one.score + _MEMBER_SHARE * sum(known) / len(members)
            key = tuple(unit.unit_id for unit in members)
            if key not in candidates or candidates[key].score < score:
                candidates[key] = PlanList(tuple(members), one, score)
    return max(candidates.values(), key=lambda found: found.score, default=None)


def _lists_at(unit: Unit, around: Sequence[Unit]) -> list[list[Unit]]:
    found = []
    if unit.kind in ("item", "row") and unit.group is not None:
        found.append([other for other in around if _siblings(unit, other)])
    if unit.kind in ("item", "sentence"):
        found.append([other for other in around if _opens(unit, other)])
    if unit.kind == "heading":
        found.append(_only_list_of(unit, around))
    return [members for members in found if SHORTEST <= len(members) <= LONGEST]


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
    """The items of a section in which all that stands is one list, or whose subsections are one."""
    inside = [
        other
        for other in around
        if other.order > heading.order and other.section[: len(heading.section)] == heading.section
    ]
    direct = [other for other in inside if other.section == heading.section]
    if direct and all(other.kind in ("item", "row") for other in direct):
        return [other for other in direct if _siblings(direct[0], other)]
    below = [
        other
        for other in inside
        if other.kind == "heading" and len(other.section) == len(heading.section) + 1
    ]
    return below if not direct else []
