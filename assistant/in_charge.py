"""Which section of the office is in charge: the line that says so stands apart from what it is in charge of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.demanded_names import names_a_section
from assistant.question import Question
from assistant.rank import Evidence
from ingest.index import Index
from ingest.normalize import normalize
from ingest.units import Unit

_ASKS = re.compile(
    r"(?:どの|どこの|何)(?:課|部(?!分)|係|部署|室|局|セクション)|(?:担当|所管|主管|とりまとめ|取りまとめ)(?:は|課|部署|部局|して|する|なの|です)|どこが(?:担当|所管|やって|扱|受け持)|どこの担当|"
    r"\b(?:which|what) (?:section|department|division|bureau|office|team|part of (?:the )?(?:city|town) hall)\b|\bin charge\b|"
    r"\bwho (?:runs|handles|manages|looks after|is responsible)\b|\bwho leads the (?:measure|project|action|initiative|work on)\b|\b(?:is|are) the lead (?:for|on|of)\b",
    re.IGNORECASE,
)
_LABEL = r"[\s【〔\[(<○●◎・■◆]*(?:主?担当|所管|主管|とりまとめ|取りまとめ|実施主体|推進主体|取組主体|責任)(?:課|部署|部局|室|係|者)?(?:名|等)?[】〕\])>]*"
_SAYS = re.compile(rf"{_LABEL}[\s:：、]|{_LABEL}$")
"""A line that begins so, or the heading above it."""

_IS_DONE_BY = re.compile(r"[一-龥ァ-ヴー]{2,10}(?:課|係|局|室|部会)(?=[がはをにでと、。)・\s]|$)")
"""How a statement itself names who does what it says."""

_KINDS = ("who", "fact")
_IN_BRACKETS = re.compile(r"[(\[【〔](?P<inside>[^()\[\]【】〔〕]{2,60})[)\]】〕]\s*$")
_APART = re.compile(r"[、・,／/]")
_A_SECTION = re.compile(r"(?:課|室|局|部|係|所|署|会|館|校)$")

_BEHIND = 1.0
"""How much lower the line is scored than what it is put behind: that is still far above what it was far above."""

_AS_MUCH = 0.5
"""Of what any of them itself speaks of so much has that one to speak of."""

_LOOKED_AT = 5
"""Pieces of evidence, from the best, of which the first that is no such line tells what is asked about."""


def beside_its_section(
    question: Question, evidence: Sequence[Evidence], index: Index
) -> list[Evidence]:
    """Ranked evidence, and where it is asked which section is in charge, behind the best that tells what is asked about
    the line that says so: that alone (担当 市民課) hardly tells of what it speaks. No such line stands before them.
    """
    found = _topic_and_line(question, evidence, index)
    if found is None:
        return list(evidence)
    topic, line = found
    ids = {topic.hit.unit.unit_id, line.unit_id}
    before = list(takewhile(lambda one: one is not topic and not _is_line(one.hit.unit), evidence))
    before = [one for one in before if one.hit.unit.unit_id not in ids]
    ids |= {one.hit.unit.unit_id for one in before}
    rest = [one for one in evidence if one.hit.unit.unit_id not in ids]
    behind = replace(topic, hit=replace(topic.hit, unit=line), score=topic.score - _BEHIND)
    return [*before, topic, behind, *rest]


def with_the_section_in_charge(
    question: Question,
    chosen: Sequence[Evidence],
    evidence: Sequence[Evidence],
    index: Index,
    room: int,
) -> list[Evidence]:
    """What is chosen, led by the line that says who is in charge of what is asked about.

    Such lines of other sections are left out, as nobody's business here. The same where it is not asked, or where
    the section has no such line. What else is chosen stays as far as there is room, in characters.
    """
    found = _topic_and_line(question, evidence, index)
    if found is None:
        return list(chosen)
    topic, line = found
    led = [replace(topic, hit=replace(topic.hit, unit=line)), topic]
    ids = {one.hit.unit.unit_id for one in led}
    size = sum(len(one.hit.unit.quote) for one in led)
    for one in chosen:
        if one.hit.unit.unit_id in ids or _is_line(one.hit.unit):
            continue
        size += len(one.hit.unit.quote)
        if size <= room:
            led.append(one)
    return led


def _topic_and_line(
    question: Question, evidence: Sequence[Evidence], index: Index
) -> tuple[Evidence, Unit] | None:
    """The best evidence that tells what is asked about, and the line that says who is in charge of that."""
    if question.kind not in _KINDS or not _ASKS.search(normalize(question.text)):
        return None
    told = [one for one in evidence[:_LOOKED_AT] if not _is_line(one.hit.unit)]
    # An English question's words are not those of the plan: what is ranked first counts.
    in_english = question.language == "en"
    enough = 0.0 if in_english else _AS_MUCH * max((one.own for one in told), default=0.0)
    topic = next((one for one in told if one.own >= enough), None)
    if topic is None or _IS_DONE_BY.search(normalize(topic.hit.unit.statement)):
        return None
    line = _line_of(topic.hit.unit, index)
    return None if line is None else (topic, line)


def _is_line(unit: Unit) -> bool:
    heading = unit.section[-1] if unit.section else ""
    return any(_SAYS.match(text) for text in (unit.statement, heading))


def _line_of(unit: Unit, index: Index) -> Unit | None:
    """The nearest such line in a unit's section, the heading above it that says so, or the nearest line beside it below
    the same heading.
    """
    above = unit.section if len(unit.section) < 3 else unit.section[:-1]
    lines = [
        other
        for other in index.store.units_of(unit.doc_id)
        if other.section[: len(above)] == above
        and _is_line(other)
        and names_a_section(normalize(other.statement))
    ]
    own = [other for other in lines if other.section == unit.section]
    if not own and (heading := _heading_that_says(unit, index)):
        return heading
    return min(own or lines, key=lambda other: abs(other.order - unit.order), default=None)


def _heading_that_says(unit: Unit, index: Index) -> Unit | None:
    """The nearest heading above a unit that ends with the section in charge: 電子契約の拡大（契約検査課）."""
    headings = {
        other.section: other
        for other in index.store.units_of(unit.doc_id)
        if other.kind == "heading"
    }
    for depth in range(len(unit.section), 0, -1):
        heading = headings.get(unit.section[:depth])
        ends = _IN_BRACKETS.search(normalize(heading.quote)) if heading else None
        if ends and all(_A_SECTION.search(one.strip()) for one in _APART.split(ends["inside"])):
            return heading
    return None
