"""A plan at a glance, made from its typed facts: what a newcomer reads first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.glance import WHAT_IS_DONE, own_roles
from assistant.passages.outline import outline_of
from ingest.facts.inspection import Inspection
from ingest.facts.records import Definition, Period, Role, ScheduleEntry, Target
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize
from ingest.store import StoredDocument
from ingest.structure.records import Section, Span

MOST_YEARS = 12
"""Fiscal years that a schedule shows."""

_PILLAR = re.compile(
    r"^[■◆●○◎\s]*(?:基本方針|基本方向|基本目標|重点(?:取組|施策|事項)|取組の柱|施策の柱|柱|戦略|方針)\s*[0-9０-９一二三四五六七八九①-⑨Ⅰ-Ⅹ]"
)
_NOTHING = Section(("",), Span(0, 0), 0, 0)
_FEW = 2
_MANY = 12


@dataclass(frozen=True)
class ScheduleRow:
    """What a schedule says of one item, in the order of its years."""

    item: str
    entries: tuple[ScheduleEntry, ...]


@dataclass(frozen=True)
class Overview:
    """One plan.

    Attributes:
        info: what the document is.
        first_fiscal_year, last_fiscal_year: its period; None where the document does not tell.
        period: the sentence that tells its period; None where only the manifest does.
        roles: who does what in it; of a municipality's plan without ministers and ministries.
        targets, definitions: as its text has them.
        pillars: the sections that it is built of.
        years: the fiscal years of its schedule, MOST_YEARS at most.
        schedule: its items, those without any known year left out.
        milestones: deadlines, in the order of their years.
    """

    info: DocumentInfo
    first_fiscal_year: int | None
    last_fiscal_year: int | None
    period: Period | None
    roles: tuple[Role, ...]
    pillars: tuple[Section, ...]
    targets: tuple[Target, ...]
    years: tuple[int, ...]
    schedule: tuple[ScheduleRow, ...]
    definitions: tuple[Definition, ...]
    milestones: tuple[Period, ...]


def overview_of(document: StoredDocument, inspection: Inspection) -> Overview:
    """The overview of a document."""
    facts = inspection.facts
    first, last, period = _plan_period(document.info, facts.periods)
    schedule = _rows(facts.schedule)
    return Overview(
        info=document.info,
        first_fiscal_year=first,
        last_fiscal_year=last,
        period=period,
        roles=own_roles(document.info, facts.roles),
        pillars=pillars_of(document),
        targets=facts.targets,
        years=_years(facts.schedule, first),
        schedule=schedule,
        definitions=_one_a_term(facts.definitions),
        milestones=tuple(
            sorted(
                (one for one in facts.periods if one.kind == "deadline" and one.last_fiscal_year),
                key=lambda one: one.last_fiscal_year or 0,
            )
        ),
    )


def _one_a_term(definitions: Sequence[Definition]) -> tuple[Definition, ...]:
    """The definitions by term, of each the fullest: a plan may say twice what its mission is."""
    fullest: dict[str, Definition] = {}
    for one in definitions:
        known = fullest.get(one.term)
        if known is None or len(one.meaning) > len(known.meaning):
            fullest[one.term] = one
    return tuple(sorted(fullest.values(), key=lambda one: one.term.lower()))


def pillars_of(document: StoredDocument) -> tuple[Section, ...]:
    """The sections that are numbered as policies or pillars; else those below the chapter that says
    what is done; else those of the top level.
    """
    sections = outline_of(document)
    found: dict[str, Section] = {}
    for section in sections:
        heading = "".join(section.path[-1].split())
        number = _PILLAR.match(heading)
        if number and len(heading) > len(found.get(number[0], _NOTHING).path[-1]):
            found[number[0]] = section
    if len(found) >= _FEW:
        return tuple(found.values())[:_MANY]
    for chapter in sections:
        if WHAT_IS_DONE.search(normalize(chapter.path[-1])):
            below = tuple(one for one in sections if one.path[:-1] == chapter.path)
            if _FEW <= len(below) <= _MANY:
                return below
    for level in range(1, 4):
        tops = [section for section in sections if len(section.path) == level]
        if len(tops) >= _FEW:
            return tuple(tops)[:_MANY]
    return ()


def _plan_period(
    info: DocumentInfo, periods: Sequence[Period]
) -> tuple[int | None, int | None, Period | None]:
    """The period that is known of the document, else the first whole one that its text gives."""
    whole = [
        one
        for one in periods
        if one.kind == "period"
        and one.first_fiscal_year is not None
        and one.last_fiscal_year is not None
    ]
    if info.period is None:
        told = next(iter(whole), None)
        return (told.first_fiscal_year, told.last_fiscal_year, told) if told else (None, None, None)
    first, last = info.period.first_fiscal_year, info.period.last_fiscal_year
    same = (one for one in whole if (one.first_fiscal_year, one.last_fiscal_year) == (first, last))
    return first, last, next(same, None)


def _rows(entries: Sequence[ScheduleEntry]) -> tuple[ScheduleRow, ...]:
    items: dict[str, list[ScheduleEntry]] = {}
    for entry in entries:
        if entry.first_fiscal_year is not None:
            items.setdefault(entry.item, []).append(entry)
    return tuple(
        ScheduleRow(item, tuple(sorted(found, key=lambda one: one.first_fiscal_year or 0)))
        for item, found in items.items()
    )


def _years(entries: Sequence[ScheduleEntry], first: int | None) -> tuple[int, ...]:
    known = [
        year
        for entry in entries
        for year in (entry.first_fiscal_year, entry.last_fiscal_year)
        if year is not None
    ]
    if not known:
        return ()
    start, end = min(known), max(known)
    if end - start >= MOST_YEARS and first is not None:
        start = max(start, first - 1)
    return tuple(range(start, min(end, start + MOST_YEARS - 1) + 1))
