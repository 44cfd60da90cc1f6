"""Which of the weighed evidence answers the question, if any does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.kinds import Kind
from assistant.lists import find_list
from assistant.question import Question
from assistant.rank import Evidence
from ingest.index import Index
from ingest.normalize import squeeze
from ingest.units import Unit
from prompts import Language

SHOWN_LIMIT = 3
"""Units that an answer shows, unless a list is asked for."""

LENGTH_LIMIT, LIST_LENGTH_LIMIT = 420, 900
"""Characters of evidence that an answer shows."""

_COVERAGE_FLOOR = 0.08
_SCORE_FLOOR: dict[Language, float] = {"ja": 1.5, "en": 1.2}
"""Below these scores the plans count as silent. English questions share fewer words with them."""

_NEAR_BEST = 0.85
_NEEDS_KIND: frozenset[Kind] = frozenset({"numeric", "date", "who"})


def choose(
    question: Question, evidence: Sequence[Evidence], index: Index, limit: int = SHOWN_LIMIT
) -> list[Evidence]:
    """The evidence to show, best first; [] where nothing answers."""
    usable = [one for one in evidence if answers(question, one)]
    if not usable:
        return []
    best = usable[0]
    if question.kind == "list":
        found = find_list(usable, index)
        if found and sum(len(unit.quote) for unit in found.members) <= LIST_LENGTH_LIMIT:
            return [replace(found.by, hit=replace(found.by.hit, unit=u)) for u in found.members]
    chosen: list[Evidence] = []
    length = 0
    for one in usable:
        size = len(one.hit.unit.quote)
        if one.score < _NEAR_BEST * best.score or len(chosen) == limit:
            break
        if chosen and (length + size > LENGTH_LIMIT or _repeats(one.hit.unit, chosen)):
            continue
        chosen.append(one)
        length += size
    return chosen


def answers(question: Question, one: Evidence) -> bool:
    """Whether a piece of evidence answers the question well enough to be shown."""
    if one.coverage < _COVERAGE_FLOOR or one.score < _SCORE_FLOOR[question.language]:
        return False
    return one.fits_kind or question.kind not in _NEEDS_KIND


def stands_out(question: Question, one: Evidence) -> float:
    """How far a score is above what refuses, as a figure in (0, 1): 0.5 at the floor."""
    return 1.0 / (1.0 + math.exp(-3.0 * (one.score - _SCORE_FLOOR[question.language])))


def _repeats(unit: Unit, chosen: Sequence[Evidence]) -> bool:
    """Whether what a unit says is part of what is chosen already."""
    said = squeeze(unit.quote)
    return any(said in squeeze(one.hit.unit.quote) for one in chosen)
