"""Which section of the office is in charge: the line that says so stands apart from what it is in charge of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.demanded_names import names_a_section
from assistant.question import Question
from assistant.rank import Evidence
from ingest.index import Index
from ingest.normalize import normalize
from ingest.units import Unit

_ASKS = re.compile(
    r"(?:どの|どこの|何)(?:課|部(?!分)|係|部署|室|局|セクション)|(?:担当|所管|主管)(?:は|課|部署|部局|して|する|なの|です)|どこが(?:担当|所管|やって|扱)|"
    r"\b(?:which|what) (?:section|department|division|bureau|office|team|part of (?:the )?(?:city|town) hall)\b|\bin charge\b|"
    r"\bwho (?:runs|handles|manages|looks after|is responsible)\b",
    re.IGNORECASE,
)
_LABEL = r"[\s【〔\[(<○●◎・■◆]*(?:主?担当|所管|主管|実施主体|推進主体|取組主体|責任)(?:課|部署|部局|室|係|者)?(?:名|等)?[】〕\])>]*"
_SAYS = re.compile(rf"{_LABEL}[\s:：、]|{_LABEL}$")
"""A line that begins so, or the heading above it."""

_IS_DONE_BY = re.compile(r"[一-龥ァ-ヴー]{2,10}(?:課|係|局|室|部会)(?=[がはをにでと、。)・]|$)")
"""How a statement itself names who does what it says."""

_LOOKED_AT = 5
"""Pieces of evidence, from the best, of which the first that is no such line tells what is asked about."""


def with_the_section_in_charge(
    question: Question,
    chosen: Sequence[Evidence],
    evidence: Sequence[Evidence],
    index: Index,
    room: int,
) -> list[Evidence]:
    """What is chosen, led by the line that says who is in charge of what is asked about.

    Such a line (担当 市民課) hardly tells of what it speaks; the statements of its section do. Those of
    other sections are left out, as nobody's business here. The same where it is not asked, or where
    the section has no such line. What else is chosen stays as far as there is room, in characters.
    """
    if not _ASKS.search(normalize(question.text)):
        return list(chosen)
    topic = next((one for one in evidence[:_LOOKED_AT] if not _is_line(one.hit.unit)), None)
    if topic is None or _IS_DONE_BY.search(normalize(topic.hit.unit.statement)):
        return list(chosen)
    line = _line_of(topic.hit.unit, index)
    if line is None:
        return list(chosen)
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


def _is_line(unit: Unit) -> bool:
    heading = unit.section[-1] if unit.section else ""
    return any(_SAYS.match(text) for text in (unit.statement, heading))


def _line_of(unit: Unit, index: Index) -> Unit | None:
    """The nearest such line in a unit's section, or beside it below the same heading."""
    above = unit.section if len(unit.section) < 3 else unit.section[:-1]
    lines = [
        other
        for other in index.store.units_of(unit.doc_id)
        if other.section[: len(above)] == above
        and _is_line(other)
        and names_a_section(normalize(other.statement))
    ]
    own = [other for other in lines if other.section == unit.section]
    return min(own or lines, key=lambda other: abs(other.order - unit.order), default=None)
