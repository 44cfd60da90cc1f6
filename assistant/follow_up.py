"""The evidence for a follow-up: read once more where the plans say nothing to it, and what stands beside what
was shown where it asks for more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answerable import probability
from assistant.compared import parts_of
from assistant.conversation import ASKS_FOR_MEANS, WHAT_ABOUT, asks_further
from assistant.evidence import find_evidence
from assistant.fact_fit import FactBook
from assistant.kinds import kind_of
from assistant.municipalities import Directory, Municipality
from assistant.question import Question
from assistant.rank import Evidence
from assistant.select import ANSWERED_FROM, choose
from assistant.subjects import OF_SOMETHING
from assistant.understand import understand_as
from ingest.index import Index
from ingest.normalize import normalize
from ingest.terms import terms_of
from ingest.units import Unit

_SURE = 0.9
"""How likely the plans answer a follow-up's other reading at least: it has what was asked before in it, which they
do speak of.
"""

_NEXT = 2
"""Statements, from the best, one of which has to speak of what is asked now."""

_VALUES = ("numeric", "date", "who")
"""What may be asked of the very statement that was shown."""

_MORE = 6
"""Statements beside what was shown, at most."""

_DEPUTY = re.compile(r"副(?:市長|町長|村長|区長|知事|本部長|委員長|会長)")
"""Who is not the mayor, the head or the chair."""

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

    def otherwise() -> tuple[Question, list[Evidence]] | None:
        if not question.otherwise:
            return None
        other = understand_as(question.text, question.otherwise, directory, home)
        evidence = find_evidence(other, index, directory, facts)
        speaks = any(_speaks_of_now(question, [one], around=True) for one in evidence[:_NEXT])
        sure = speaks and probability(other, evidence) >= _SURE
        return (other, evidence) if sure else None

    def shown_before() -> list[Evidence]:
        earlier = understand_as(question.follows, question.follows, directory, home)
        if parts_of(earlier, directory):
            return []
        shown = choose(earlier, find_evidence(earlier, index, directory, facts), index)
        for _ in range(question.again):
            shown += choose(question, _beside(question, found, shown, index), index)
        return shown

    if not question.follows:
        likely = not question.otherwise or probability(question, found) >= ANSWERED_FROM
        return (None if likely else otherwise()) or (question, found)
    text = normalize(question.text)
    if (kind := kind_of(text)) not in _VALUES:
        if asks_further(text) or ASKS_FOR_MEANS.search(text):
            question = replace(question, kind=kind)
            return question, _beside(question, found, shown_before(), index)
        if WHAT_ABOUT.search(text) and not _speaks_of_now(question, found):
            return question, _of_another(question, found, shown_before())
    return (None if _speaks_of_now(question, found) else otherwise()) or (question, found)


def _speaks_of_now(
    question: Question, evidence: Sequence[Evidence], *, around: bool = False
) -> bool:
    """Whether the best, or also what it stands under (``around``), speaks of something that a follow-up itself names;
    so too where that names nothing but how often or how much, and where nothing is found.
    """
    if not evidence:
        return True
    named = [
        one
        for one in question.concepts
        if one.phrase in question.recent and one.phrase not in OF_SOMETHING
    ]
    if question.language == "en":
        named = [one for one in named if one.japanese]
    unit = evidence[0].hit.unit
    said = _DEPUTY.sub(" ", normalize(unit.search_text if around else unit.statement).lower())
    terms = frozenset(terms_of(said))
    return not named or any(one.satisfied_by(terms, said) for one in named)


def _of_another(
    question: Question, evidence: Sequence[Evidence], shown: Sequence[Evidence]
) -> list[Evidence]:
    """The evidence without what was shown of one thing, if that would lead for another again; all of it where
    the rest does not answer.
    """
    if not shown or shown[0].hit.unit.unit_id != evidence[0].hit.unit.unit_id:
        return list(evidence)
    rest = _without(evidence, shown)
    return rest if probability(question, rest) >= ANSWERED_FROM else list(evidence)


def _without(evidence: Sequence[Evidence], shown: Sequence[Evidence]) -> list[Evidence]:
    ids = {one.hit.unit.unit_id for one in shown}
    return [one for one in evidence if one.hit.unit.unit_id not in ids]


def _beside(
    question: Question, evidence: Sequence[Evidence], shown: Sequence[Evidence], index: Index
) -> list[Evidence]:
    """What stands beside what was shown, and the rest of the evidence without that; all the evidence where
    neither is anything.
    """
    ids = {one.hit.unit.unit_id for one in shown}
    rest = _without(evidence, shown)
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
