"""Which of the weighed evidence answers the question, if any does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from assistant.announced import announced_by
from assistant.answerable import probability
from assistant.fit import fits_kind
from assistant.kinds import TOLD_BY_HEADINGS, Kind, asks_twice
from assistant.lists import find_list, members_with, named_list
from assistant.only_counted import only_counted
from assistant.question import Question
from assistant.rank import Evidence
from ingest.index import Index
from ingest.normalize import normalize, squeeze
from ingest.units import Unit

SHOWN_LIMIT, SINGLE_LIMIT = 5, 3
"""Units that an answer shows, unless a list is asked for; of one figure, fewer."""

LENGTH_LIMIT, LIST_LENGTH_LIMIT, COMPARED_LENGTH = 500, 900, 940
"""Characters of evidence that an answer shows; of a comparison all its rows together."""

ANSWERED_FROM, COMPARED_FROM = 0.5, 0.3
"""Below this probability that the plans answer, they count as silent."""

_OF_ONE_LIST, _SHORT_LIST = 2, 6
"""Pieces of evidence from one list that stand for all of it, and members that it has at most."""

_QUALIFIES = re.compile(r"\s*(?:ただし|但し|なお|このうち|これは|前者は|後者は)")
"""How a sentence begins that qualifies the one before it."""

_LOOKED_AT = 10
"""Pieces of evidence, from the best, that may have what nothing shown has."""

_NEAR = 3.0
_NEAR_BEST: dict[Kind, float] = {"numeric": 1.0, "date": 2.5}
"""What is shown beside the best scores this much below it at most."""


def choose(
    question: Question,
    evidence: Sequence[Evidence],
    index: Index,
    *,
    length: int = LENGTH_LIMIT,
    compared: bool = False,
) -> list[Evidence]:
    """The evidence to show, best first; [] where nothing answers.

    Args:
        question: what is asked.
        evidence: ranked, best first.
        index: where it is from.
        length: characters of evidence that may be shown.
        compared: it stands in a table beside that of others, where a row that says little is
            better than none.
    """
    if probability(question, evidence) < (COMPARED_FROM if compared else ANSWERED_FROM):
        return []
    chosen = _chosen(question, evidence, index, length, length if compared else LIST_LENGTH_LIMIT)
    if not compared and only_counted(question, [one.hit.unit for one in chosen]):
        return []
    return chosen


def _chosen(
    question: Question, evidence: Sequence[Evidence], index: Index, length: int, room: int
) -> list[Evidence]:
    """The evidence to show of what answers.

    Args:
        question, evidence, index: as of ``choose``.
        length, room: characters that may be shown, and of a list.
    """
    named = named_list(question, evidence, index) if question.kind == "fact" else None
    if named and sum(len(unit.quote) for unit in named) <= room:
        return [replace(evidence[0], hit=replace(evidence[0].hit, unit=unit)) for unit in named]
    if question.kind == "list":
        found = find_list(question, evidence, index)
        if found and sum(len(unit.quote) for unit in found.members) <= room:
            return [replace(found.by, hit=replace(found.by.hit, unit=u)) for u in found.members]
    chosen = _with_whole_lists(nearest_best(question, evidence, length), index, length)
    chosen = _with_what_follows(chosen, index, length)
    return _with_what_tells(question, chosen, evidence, index, length)


def _with_whole_lists(chosen: Sequence[Evidence], index: Index, room: int) -> list[Evidence]:
    """The same, where several are of one short list with all of it: in order, where its best stood.

    Three of four answers to a survey's question would pass for all.
    """
    whole: list[Evidence] = []
    for one in chosen:
        if any(one.hit.unit.unit_id == other.hit.unit.unit_id for other in whole):
            continue
        members = members_with(one.hit.unit, index)
        ids = {member.unit_id for member in members}
        known = [other for other in chosen if other.hit.unit.unit_id in ids]
        rest = [other for other in chosen if other.hit.unit.unit_id not in ids]
        size = sum(len(unit.quote) for unit in (*members, *(other.hit.unit for other in rest)))
        if len(known) >= _OF_ONE_LIST and len(members) <= _SHORT_LIST and size <= room:
            scored = {other.hit.unit.unit_id: other for other in known}
            whole += [
                scored.get(unit.unit_id) or replace(one, hit=replace(one.hit, unit=unit))
                for unit in members
            ]
        else:
            whole.append(one)
    return whole


def _with_what_follows(chosen: Sequence[Evidence], index: Index, room: int) -> list[Evidence]:
    """The same, and behind the best what belongs to it: its exception, or the list it announces.

    「テレワークは週2日を上限とします。」 is half of what the plan says where 「ただし、…」 follows.
    """
    best = chosen[0]
    unit = best.hit.unit
    around = index.store.units_of(unit.doc_id)
    behind = next((other for other in around if other.order == unit.order + 1), None)
    following = announced_by(unit, around) if unit.kind == "sentence" else []
    if len(following) > _SHORT_LIST:
        following = []
    if behind and behind.section == unit.section and _QUALIFIES.match(behind.quote):
        following = [behind, *following]
    ids = {unit.unit_id, *(other.unit_id for other in following)}
    rest = [one for one in chosen if one.hit.unit.unit_id not in ids]
    whole = [best, *(replace(best, hit=replace(best.hit, unit=other)) for other in following)]
    size = sum(len(one.hit.unit.quote) for one in whole)
    if not following or size > room:
        return list(chosen)
    for one in rest:
        size += len(one.hit.unit.quote)
        if size <= room:
            whole.append(one)
    return whole


def _with_what_tells(
    question: Question,
    chosen: Sequence[Evidence],
    evidence: Sequence[Evidence],
    index: Index,
    length: int,
) -> list[Evidence]:
    """The same, and behind the best what has the person, date or figure asked for, where nothing
    shown has one: the heading above it, or the item that it is below (防災の見える化（危機管理課）), else the next
    best beside it.
    """
    best, unit = chosen[0], chosen[0].hit.unit
    if question.kind not in TOLD_BY_HEADINGS or any(one.fits_kind for one in chosen):
        return list(chosen)
    telling = [
        other
        for other in index.store.units_of(unit.doc_id)
        if other.order < unit.order
        and _stands_above(other, unit)
        and fits_kind(question.kind, normalize(other.quote), question)
    ]
    above = (replace(best, hit=replace(best.hit, unit=other)) for other in reversed(telling))
    beside = (one for one in evidence[:_LOOKED_AT] if one.fits_kind and _are_near(one, best))
    room = length - sum(len(one.hit.unit.quote) for one in chosen)
    tells = next(chain(above, beside), None)
    if tells is None or len(tells.hit.unit.quote) > room:
        return list(chosen)
    return [best, tells, *chosen[1:]]


def _are_near(one: Evidence, other: Evidence) -> bool:
    """Whether two stand in one section, or in neighbouring ones below one heading."""
    first, second = one.hit.unit, other.hit.unit
    above = first.section[:-1]
    return first.doc_id == second.doc_id and bool(above) and second.section[: len(above)] == above


def _stands_above(other: Unit, unit: Unit) -> bool:
    if other.kind == "heading":
        return len(other.section) > 1 and other.section == unit.section
    return other.section == unit.section and other.quote == unit.lead


def nearest_best(question: Question, evidence: Sequence[Evidence], room: int) -> list[Evidence]:
    """The best evidence and what comes near it, no text twice, within the length shown.

    A heading says little by itself: it is shown where nothing else comes near, or where it has the
    person, the date or the figure that is asked for (○屋根雪下ろし支援（福祉課）).
    """
    single = not asks_twice(normalize(question.text))
    limit = SINGLE_LIMIT if question.kind == "numeric" and single else SHOWN_LIMIT
    near = _NEAR_BEST.get(question.kind, _NEAR) if single else _NEAR
    reached = [one for one in evidence if one.score >= evidence[0].score - near]
    tells = question.kind in TOLD_BY_HEADINGS
    stated = [one for one in reached if one.hit.unit.kind != "heading" or (tells and one.fits_kind)]
    chosen: list[Evidence] = []
    length = 0
    for one in stated or reached:
        size = len(one.hit.unit.quote)
        if len(chosen) == limit:
            break
        if chosen and (length + size > room or _repeats(one.hit.unit, chosen)):
            continue
        chosen.append(one)
        length += size
    return chosen


def _repeats(unit: Unit, chosen: Sequence[Evidence]) -> bool:
    """Whether what a unit says is part of what is chosen already, or the other way round."""
    said = squeeze(unit.quote)
    return any(
        said in other or other in said for other in (squeeze(one.hit.unit.quote) for one in chosen)
    )
