"""What is shown, completed: by the rest of its list, its exception, its reason, the value asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from assistant.announced import announced_by, announcements_in
from assistant.entries import rest_of_entry
from assistant.fit import fits_kind
from assistant.in_charge import with_the_section_in_charge
from assistant.kinds import TOLD_BY_HEADINGS
from assistant.lists import members_with
from assistant.question import Question
from assistant.rank import Evidence
from assistant.section_headings import heading_of
from assistant.tables_below import rows_below
from ingest.index import Index
from ingest.normalize import normalize
from ingest.terms import terms_of
from ingest.units import Unit

_OF_ONE_LIST, _SHORT_LIST = 2, 6
"""Pieces of evidence from one list that stand for all of it, and members that it has at most."""

_QUALIFIES = re.compile(
    r"\s*(?:ただし|但し|なお|このうち|これは|これを(?!(?:受|踏|機|契|基|も|防|解))|これに対し|この(?:数|値|割合|率|件数|人数|時間)を|前者は|後者は)"
)
"""How a sentence begins that qualifies the one before it, or says what becomes of its figure (これを50万枚とする)."""

_PROCEDURE = re.compile(r"手順|流れ|やり方|使い方|進め方|手続の|方法")
_NUMBERED = re.compile(r"\s*[(]?[0-9]+[).]?")

_WHICH = re.compile(r"どっち|どちら|どれに(?:当|あ|入|な)|\bwhich\b.*\bor\b", re.IGNORECASE)

_BROKEN_OFF = re.compile(r"^.{10,}[、はがをにで].*[一-龥ぁ-んァ-ヴー、]$", re.DOTALL)
"""A sentence that does not end."""

_THEREFORE = re.compile(
    r"[\s○・]*(?:この|その)ため|[\s○・]*(?:そこで|したがって|従って|よって|これを受け|これらを受け|こうした|このような|このことから)"
)
"""How a sentence begins whose reason stands before it."""

_GIVES_A_REASON = re.compile(
    r"ため(?:で|に|、|。|$)|から(?:で(?:す|ある)|だ)|ことから|(?:に|反省|事情|影響|要請)(?:よる|より|基づ)|ので|理由|背景|きっかけ|契機|要因|原因|狙い|ねらい|目的"
)

_LOOKED_AT = 10
"""Pieces of evidence, from the best, that may have what nothing shown has."""


def completed(
    question: Question,
    chosen: Sequence[Evidence],
    evidence: Sequence[Evidence],
    index: Index,
    room: int,
) -> list[Evidence]:
    """What is chosen, with what belongs to it, as far as there is room.

    Args:
        question: what is asked.
        chosen: what is shown, best first; not empty.
        evidence: all of it, ranked, best first.
        index: where it is from.
        room: characters that may be shown.
    """
    chosen = with_the_section_in_charge(question, chosen, evidence, index, room)
    chosen = _with_its_definition(question, chosen, evidence, room)
    if question.kind == "definition" and (rest := rest_of_entry(chosen[0].hit.unit, index)):
        chosen = _led_by([chosen[0].hit.unit, *rest], chosen, room)
    whole = _with_whole_lists(question, chosen, index, room)
    whole = _with_what_follows(whole, index, room)
    whole = _with_its_reason(question, whole, index, room)
    whole = _under_the_heading_asked_for(question, whole, index, room)
    return _with_what_tells(question, whole, evidence, index, room)


def _with_its_definition(
    question: Question, chosen: Sequence[Evidence], evidence: Sequence[Evidence], room: int
) -> list[Evidence]:
    """The same, and where a term's meaning is asked for and the best does not say it, before it what does:
    a numbered note (※4 終業から次の始業までに一定の休息時間を置くこと。) does not have the term in it.
    """
    best = chosen[0]
    if question.kind != "definition" or best.signal("defines"):
        return list(chosen)
    for one in evidence[:_LOOKED_AT]:
        if one.signal("defines") and one.hit.unit.doc_id == best.hit.unit.doc_id:
            rest = [other for other in chosen if other is not one]
            return _led_by([one.hit.unit, best.hit.unit], [one, *rest], room)
    return list(chosen)


def _with_whole_lists(
    question: Question, chosen: Sequence[Evidence], index: Index, room: int
) -> list[Evidence]:
    """The same, where several are of one short list with all of it: in order, where its best stood.

    Three of four answers to a survey's question would pass for all; so does one of three problems that
    the plan announces as three, unless a single value is asked for.
    """
    single = question.kind in TOLD_BY_HEADINGS or question.kind in (
        "yesno",
        "definition",
        "schedule",
    )
    whole: list[Evidence] = []
    for one in chosen:
        if any(one.hit.unit.unit_id == other.hit.unit.unit_id for other in whole):
            continue
        members = members_with(one.hit.unit, index)
        ids = {member.unit_id for member in members}
        known = [other for other in chosen if other.hit.unit.unit_id in ids]
        rest = [other for other in chosen if other.hit.unit.unit_id not in ids]
        size = sum(len(unit.quote) for unit in (*members, *(other.hit.unit for other in rest)))
        steps = question.kind == "howto" and _are_steps(members)
        enough = len(known) >= (_OF_ONE_LIST if single or not _announces(members) else 1)
        enough = enough or steps
        if enough and len(members) <= _SHORT_LIST and size <= room:
            scored = {other.hit.unit.unit_id: other for other in known}
            listed = [
                scored.get(unit.unit_id) or replace(one, hit=replace(one.hit, unit=unit))
                for unit in members
            ]
            if rest and not (whole or steps or _announces(members)):
                # Beside others it is no list that is shown, but what is said: the best leads.
                listed = [one, *(each for each in listed if each.hit.unit is not one.hit.unit)]
            whole += listed
        else:
            whole.append(one)
    return whole


def _are_steps(members: Sequence[Unit]) -> bool:
    """Whether a list is of steps, one after the other, as what it stands under says: 利用の手順."""
    if not members:
        return False
    above = (members[0].lead, *members[0].section[-1:])
    numbers = [_NUMBERED.match(normalize(one.quote)) for one in members]
    return all(numbers) and any(_PROCEDURE.search(normalize(one)) for one in above)


def _announces(members: Sequence[Unit]) -> bool:
    """Whether what stands above a list says how many its members are."""
    above = normalize(members[0].lead) if members else ""
    return any(one.count == len(members) for one in announcements_in(above))


def _with_what_follows(chosen: Sequence[Evidence], index: Index, room: int) -> list[Evidence]:
    """The same, and behind the best what belongs to it: its exception, or the list it announces.

    「テレワークは週2日を上限とします。」 is half of what the plan says where 「ただし、…」 follows.
    """
    unit = chosen[0].hit.unit
    around = index.store.units_of(unit.doc_id)
    behind = next((other for other in around if other.order == unit.order + 1), None)
    before = next((other for other in around if other.order == unit.order - 1), None)
    if behind and _goes_on(unit, behind):
        return _led_by([unit, behind], chosen, room)
    if before and _goes_on(before, unit):
        return _led_by([before, unit], chosen, room)
    following = announced_by(unit, around) if unit.kind == "sentence" else []
    following = following or rows_below(unit, around)
    if len(following) > _SHORT_LIST:
        following = []
    if behind and behind.section == unit.section and _QUALIFIES.match(behind.quote):
        following = [behind, *following]
    return _led_by([unit, *following], chosen, room) if following else list(chosen)


def _goes_on(first: Unit, second: Unit) -> bool:
    """Whether a sentence that a page's number breaks (「…情報係が四半」) goes on with another."""
    return (
        first.kind == second.kind == "sentence"
        and first.section == second.section
        and bool(_BROKEN_OFF.search(first.quote))
        and second.quote.endswith("。")
    )


def _led_by(units: Sequence[Unit], chosen: Sequence[Evidence], room: int) -> list[Evidence]:
    """These units in the place of the best, and of the rest what there is room for; as it was where
    they have none themselves.
    """
    best, ids = chosen[0], {unit.unit_id for unit in units}
    size = sum(len(unit.quote) for unit in units)
    if size > room:
        return list(chosen)
    whole = [replace(best, hit=replace(best.hit, unit=unit)) for unit in units]
    for one in chosen:
        if one.hit.unit.unit_id in ids:
            continue
        size += len(one.hit.unit.quote)
        if size <= room:
            whole.append(one)
    return whole


def _with_its_reason(
    question: Question, chosen: Sequence[Evidence], index: Index, room: int
) -> list[Evidence]:
    """The same, and where a reason is asked for, beside the best what gives it: the sentence before
    (「…が課題であった。このため、…」), or the one after it.
    """
    unit = chosen[0].hit.unit
    if question.kind != "reason" or unit.kind not in ("sentence", "item"):
        return list(chosen)
    around = [
        other
        for other in index.store.units_of(unit.doc_id)
        if other.section == unit.section and other.kind == unit.kind
    ]
    before = next((other for other in around if other.order == unit.order - 1), None)
    behind = next((other for other in around if other.order == unit.order + 1), None)
    if before and _THEREFORE.match(unit.quote):
        return _led_by([before, unit], chosen, room)
    if behind and not gives_a_reason(unit.quote) and gives_a_reason(behind.quote):
        return _led_by([unit, behind], chosen, room)
    return list(chosen)


def _under_the_heading_asked_for(
    question: Question, chosen: Sequence[Evidence], index: Index, room: int
) -> list[Evidence]:
    """The same, and where it is asked which of several something is, above the best its heading, if that
    and not the statement says it (3. 電子化 above 「紙をイメージ化するなど、…」).
    """
    unit = chosen[0].hit.unit
    if not _WHICH.search(normalize(question.text)) or len(unit.section) < 2:
        return list(chosen)
    heading = heading_of(unit, index)
    said = set(question.terms) & set(terms_of(heading.quote)) if heading else set()
    if heading is None or not said or said & set(terms_of(unit.statement)):
        return list(chosen)
    return _led_by([heading, unit], chosen, room)


def gives_a_reason(text: str) -> bool:
    """Whether a statement gives a reason."""
    return bool(_GIVES_A_REASON.search(text))


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
