"""The evidence for a follow-up: read once more where the plans say nothing to it, and what stands beside what
was shown where it asks for more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answerable import probability
from assistant.compared import parts_of
from assistant.conversation import ASKS_FOR_MEANS
from assistant.evidence import find_evidence
from assistant.fact_fit import FactBook
from assistant.kinds import kind_of
from assistant.municipalities import Directory, Municipality
from assistant.question import Question
from assistant.rank import Evidence
from assistant.select import ANSWERED_FROM, choose
from assistant.understand import understand_as
from ingest.index import Index
from ingest.normalize import normalize
from ingest.units import Unit

_SURE = 0.9
"""How likely the plans answer a follow-up's other reading at least: it has what was asked before in it, which they
do speak of.
"""

_VALUES = ("numeric", "date", "who")
"""What may be asked of the very statement that was shown."""

_MORE = 6
"""Statements beside what was shown, at most."""

_MEASURES = re.compile(r"取組|取り組み|施策|対策|方策|具体|内容|進め方|手法|手段")
_NO_MEASURES = re.compile(r"目標|指標|スケジュール|工程|課題|現状|背景")


def evidence_after(
    question: Question,
    index: Index,
    directory: Directory,
    facts: FactBook,
    home: Municipality | None,
) -> tuple[Question, list[Evidence]]:
    """A question's evidence, best first, and the question as it was read for it."""
    found = find_evidence(question, index, directory, facts)
    if parts_of(question, directory):
        return question, found
    if question.otherwise and probability(question, found) < ANSWERED_FROM:
        other = understand_as(question.text, question.otherwise, directory, home)
        behind = find_evidence(other, index, directory, facts)
        if probability(other, behind) >= _SURE:
            return other, behind
    if question.further and (kind := kind_of(normalize(question.text))) not in _VALUES:
        question = replace(question, kind=kind)
        earlier = understand_as(question.further, question.further, directory, home)
        if not parts_of(earlier, directory):
            before = find_evidence(earlier, index, directory, facts)
            shown = choose(earlier, before, index)
            return question, _beside(question, found, shown, index)
    return question, found


def _beside(
    question: Question, evidence: Sequence[Evidence], shown: Sequence[Evidence], index: Index
) -> list[Evidence]:
    """What stands beside what was shown, and the rest of the evidence without that; all the evidence where
    neither is anything.
    """
    ids = {one.hit.unit.unit_id for one in shown}
    rest = [one for one in evidence if one.hit.unit.unit_id not in ids]
    if shown:
        best = shown[0]
        means = bool(ASKS_FOR_MEANS.search(normalize(question.text)))
        units = (_measures if means else _around)(best.hit.unit, index)
        more = [unit for unit in units if unit.unit_id not in ids][:_MORE]
        if more:
            known = {unit.unit_id for unit in more}
            return [
                *(replace(best, hit=replace(best.hit, unit=unit)) for unit in more),
                *(one for one in rest if one.hit.unit.unit_id not in known),
            ]
    return rest if probability(question, rest) >= ANSWERED_FROM else list(evidence)


def _around(unit: Unit, index: Index) -> list[Unit]:
    """The rest of a unit's list, or else of its section: what is nearest to it, in order."""
    there = [
        other
        for other in index.store.units_of(unit.doc_id)
        if other.section == unit.section and other.kind != "heading"
    ]
    listed = [other for other in there if other.group == unit.group] if unit.group else []
    nearest = sorted(
        listed if len(listed) > 1 else there, key=lambda other: abs(other.order - unit.order)
    )
    return sorted(nearest[: 2 * _MORE], key=lambda other: (other.order < unit.order, other.order))


def _measures(unit: Unit, index: Index) -> list[Unit]:
    """What stands in the sections beside a unit's whose headings say that they are of measures (⑤取組内容)."""
    above = unit.section[:-1]
    if not above:
        return []
    beside = [
        other
        for other in index.store.units_of(unit.doc_id)
        if other.section[: len(above)] == above
        and other.section != unit.section
        and len(other.section) > len(above)
        and other.kind != "heading"
    ]
    return [
        other
        for other in beside
        if _MEASURES.search(title := normalize(other.section[len(above)]))
        and not _NO_MEASURES.search(title)
    ]
