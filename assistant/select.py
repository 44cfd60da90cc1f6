"""Which of the weighed evidence answers the question, if any does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answerable import probability
from assistant.completed import completed
from assistant.contrasted import contrasted, set_against
from assistant.demanded_cases import is_of_another_case
from assistant.kinds import TOLD_BY_HEADINGS, Kind, asks_of_each, asks_twice
from assistant.lists import find_list, named_list
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

ANSWERED_FROM, COMPARED_FROM = 0.5, 0.15
"""Below this probability that the plans answer, they count as silent."""

_OF_WHOM = re.compile(r"(?P<what>.{2,})[(][^()]{1,16}[)]")
"""A row's label that tells of whom its figures are."""

_NEAR, _NEAR_OF_EACH = 4.5, 6.0
_NEAR_BEST: dict[Kind, float] = {"numeric": 2.0, "date": 4.0}
"""What is shown beside the best scores this much below it at most; where the same is asked of several, more."""


def choose(
    question: Question,
    evidence: Sequence[Evidence],
    index: Index,
    *,
    length: int = LENGTH_LIMIT,
    compared: bool = False,
    likely: float | None = None,
) -> list[Evidence]:
    """The evidence to show, best first; [] where nothing answers.

    Args:
        question: what is asked.
        evidence: ranked, best first.
        index: where it is from.
        length: characters of evidence that may be shown.
        compared: it stands in a table beside that of others, where a row that says little is
            better than none.
        likely: ``probability`` of question and evidence, if it is known already.
    """
    likely = probability(question, evidence) if likely is None else likely
    if likely and not compared and (both := set_side_by_side(question, evidence, index)):
        return both
    if likely < (COMPARED_FROM if compared else ANSWERED_FROM):
        return []
    chosen = _chosen(question, evidence, index, length, compared=compared)
    if not compared and only_counted(question, [one.hit.unit for one in chosen]):
        return []
    return chosen


def set_side_by_side(
    question: Question, evidence: Sequence[Evidence], index: Index
) -> list[Evidence]:
    """What the best evidence's document says of each of the things that are set against each other."""
    if not evidence or not set_against(question):
        return []
    best, scope = evidence[0], question.scope
    own = {doc_id for one in scope.municipalities for doc_id in one.doc_ids}
    if (own or scope.places) and best.hit.unit.doc_id not in own:
        return []  # of a document about several places only what speaks of the one asked about counts
    units = contrasted(question, best.hit.unit.doc_id, index)
    if sum(len(unit.quote) for unit in units) > LIST_LENGTH_LIMIT:
        return []
    return [replace(best, hit=replace(best.hit, unit=unit)) for unit in units]


def _chosen(
    question: Question, evidence: Sequence[Evidence], index: Index, length: int, *, compared: bool
) -> list[Evidence]:
    """The evidence to show of what answers; the arguments are those of ``choose``."""
    room = length if compared else LIST_LENGTH_LIMIT
    named = named_list(question, evidence, index) if question.kind == "fact" else None
    if named and sum(len(unit.quote) for unit in named) <= room:
        return [replace(evidence[0], hit=replace(evidence[0].hit, unit=unit)) for unit in named]
    if question.kind == "list":
        found = find_list(question, evidence, index)
        if found and sum(len(unit.quote) for unit in found.members) <= room:
            return [replace(found.by, hit=replace(found.by.hit, unit=u)) for u in found.members]
    near = nearest_best(question, evidence, length, compared=compared)
    return completed(question, near, evidence, index, length)


def nearest_best(
    question: Question, evidence: Sequence[Evidence], room: int, *, compared: bool = False
) -> list[Evidence]:
    """The best evidence and what comes near it, no text twice, within the length shown.

    A heading says little by itself: it is shown where nothing else comes near, or where it has the
    person, the date or the figure that is asked for (○屋根雪下ろし支援（福祉課）).
    """
    text = normalize(question.text)
    each = not compared and asks_of_each(text)  # each of several municipalities has its own row
    single = not (each or asks_twice(text))
    limit = SINGLE_LIMIT if question.kind == "numeric" and single else SHOWN_LIMIT
    near = _NEAR_OF_EACH if each else _NEAR
    if single:
        near = _NEAR_BEST.get(question.kind, near)
    reached = [one for one in evidence if one.score >= evidence[0].score - near]
    tells = question.kind in TOLD_BY_HEADINGS
    stated = [one for one in reached if one.hit.unit.kind != "heading" or (tells and one.fits_kind)]
    of_it = [one for one in stated if not is_of_another_case(question, _said(one))]
    chosen: list[Evidence] = []
    length = 0
    for one in of_it or stated or reached:
        size = len(one.hit.unit.quote)
        if len(chosen) == limit:
            break
        if chosen and (length + size > room or _repeats(one.hit.unit, chosen)):
            continue
        alone = single and tells and not question.follows
        if chosen and alone and _is_of_others(one, chosen[0]):
            continue
        chosen.append(one)
        length += size
    return chosen


def _said(one: Evidence) -> str:
    unit = one.hit.unit
    return normalize("\n".join((unit.statement, *unit.section[-1:])))


def _is_of_others(one: Evidence, best: Evidence) -> bool:
    """Whether a row tells of others what the best row of its table tells of those who are asked about: 受講率（一般職）
    beside 受講率（管理職).
    """
    row, other = one.hit.unit, best.hit.unit
    if not row.cells or not other.cells or (row.doc_id, row.group) != (other.doc_id, other.group):
        return False
    labels = [_OF_WHOM.fullmatch(normalize(unit.cells[0][1])) for unit in (row, other)]
    named = [label["what"] for label in labels if label]
    return len(named) == len(labels) and len(set(named)) == 1 and one.own < best.own


def _repeats(unit: Unit, chosen: Sequence[Evidence]) -> bool:
    """Whether what a unit says is part of what is chosen already, or the other way round."""
    said = squeeze(unit.quote)
    return any(
        said in other or other in said for other in (squeeze(one.hit.unit.quote) for one in chosen)
    )
