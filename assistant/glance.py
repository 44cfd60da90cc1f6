"""A plan as a whole: what 「北九州市について教えて」 and "Tell me about Kitakyushu" ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import prompts
from assistant.announced import series_in
from assistant.citations import CitationList
from assistant.draft import LIST_ANSWER_LIMIT, Draft
from assistant.lines import line, names, note
from assistant.question import Question
from ingest.facts.records import DocumentFacts, Role, Target
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize
from ingest.units import Unit

_ASKS = re.compile(
    r"教えて|知りたい|概要|全体|あらまし|要約|要点|ポイント|まとめ|紹介|内容|中身|について|どんな計画|"
    r"\b(?:about|overview|summar\w*|outline|describe|introduce|explain|gist)\b",
    re.IGNORECASE,
)
_ASKS_FOR_ONE = re.compile(
    r"どこ|いつ|誰|だれ|なぜ|いくら|には[?？]?$|[「『][^「」『』]+[」』]|\b(?:where|when|who|why)\b",
    re.IGNORECASE,
)
_WHOLE = frozenset(
    "計画 プラン dx 推進 dx推進計画 推進計画 dx計画 概要 全体 全体像 あらまし 要約 要点 ポイント 内容 中身 まとめ まとめる 紹介 説明 解説 "
    "教える 知る plan plans outline overview summary summarise summarize gist content contents main "
    "point points tell about explain describe introduce introduction whole city town".split()
)
"""What a question says that asks about nothing in particular."""

_LEADS = (re.compile(r"本部長"), re.compile(r"統括|責任者|CIO(?!補佐)|CDO"), re.compile(""))
"""What somebody is who leads, first to last."""

_BARE = 24
"""Characters of a question that is no more than a name."""

_PILLARS = re.compile(r"基本方針|基本目標|基本方向|重点|柱|取組方針|推進方針|方針|目標|戦略|施策")

_NATIONAL = re.compile(
    r"大臣|^国(?:$|[のは])|(?:内閣府|内閣官房|デジタル庁|[一-龥]{2,3}省)(?:$|[のは(（])"
)

_MOST_ROLES, _MOST_TARGETS, _MOST_PILLARS, _LONGEST = 2, 4, 8, 160


def asks_for_all(question: Question) -> bool:
    """Whether a question asks about one municipality's plan as a whole."""
    scope, text = question.scope, normalize(question.text)
    return (
        len(scope.municipalities) == 1
        and not scope.places
        and not question.years
        and question.kind in ("fact", "howto", "definition", "list")
        and question.text == question.standalone
        and all(_is_whole(one.phrase) for one in question.concepts)
        and not _ASKS_FOR_ONE.search(text)
        and (bool(_ASKS.search(text)) or (not question.concepts and len(text) <= _BARE))
    )


def at_a_glance(question: Question, index: Index) -> Draft | None:
    """Period, who leads it, its pillars and targets; None where none of it is known."""
    cited = CitationList(index)
    blocks, shown = [], []
    for doc_id in question.scope.municipalities[0].doc_ids:
        facts = index.facts(doc_id)
        if facts is None:
            continue
        units = index.store.units_of(doc_id)
        for name, members in _parts(index.store.infos[doc_id], facts, units).items():
            fresh = [unit for unit in members if unit not in shown]
            if fresh:
                lines = [f"- {line(unit, cited)}" for unit in fresh]
                label = prompts.text(f"answers.glance_{name}", question.language)
                blocks.append("\n".join([f"**{label}**", "", *lines]))
                shown += fresh
        if blocks:
            break
    if not blocks:
        return None
    markers = "".join(f"[{one.n}]" for one in cited.citations)
    lead = prompts.text(
        "answers.lead_glance",
        question.language,
        municipality=names(question.scope.municipalities, question.language),
    )
    text = "\n\n".join([f"{lead}{markers}", *blocks]) + note(question, shown, cited)
    if len(text) > LIST_ANSWER_LIMIT:
        return None
    return Draft("answered", text, cited.citations, 1.0, listed=True)


def own_roles(info: DocumentInfo, roles: Sequence[Role]) -> tuple[Role, ...]:
    """Without those that a municipality's plan tells of the national government."""
    if info.municipality is None:
        return tuple(roles)
    return tuple(role for role in roles if not _NATIONAL.search(role.who))


def _is_whole(phrase: str) -> bool:
    return phrase.lower() in _WHOLE or not phrase.strip()


def _parts(
    info: DocumentInfo, facts: DocumentFacts, units: Sequence[Unit]
) -> dict[str, list[Unit]]:
    """What is shown of a document, part by part."""
    by_id = {unit.unit_id: unit for unit in units if len(unit.quote) <= _LONGEST}

    def found(unit_ids: Sequence[str]) -> list[Unit]:
        return [by_id[one] for one in unit_ids[:1] if one in by_id]

    whole = (
        one
        for one in facts.periods
        if one.kind == "period" and one.first_fiscal_year and one.last_fiscal_year
    )
    roles = sorted(own_roles(info, facts.roles), key=_rank)
    return {
        "period": next((told for one in whole if (told := found(one.unit_ids))), []),
        "roles": _distinct(unit for one in roles for unit in found(one.unit_ids))[:_MOST_ROLES],
        "pillars": _pillars(units) or _chapters(units),
        "targets": _distinct(
            unit for one in _latest(facts.targets) for unit in found(one.unit_ids)
        )[:_MOST_TARGETS],
    }


WHAT_IS_DONE = re.compile(
    r"^第[0-9一二三四五六七八九十]+章.*(?:取組(?:の)?内容|具体的な?取組|施策の(?:展開|内容)|具体的な?施策|分野別(?:の)?取組)$"
)
"""The heading of the chapter that has a plan's fields of action."""


def _pillars(units: Sequence[Unit]) -> list[Unit]:
    """The longest series of headings, rows or items that are numbered as policies or goals."""
    series = [
        members
        for label, members in series_in(units).items()
        if _PILLARS.search(label) and 1 < len(members) <= _MOST_PILLARS
    ]
    return series[0] if series else []


def _chapters(units: Sequence[Unit]) -> list[Unit]:
    """The headings below the one that says what is done (第4章 取組内容), else those of the uppermost
    level that has several.
    """
    headings = [unit for unit in units if unit.kind == "heading"]
    for chapter in headings:
        if WHAT_IS_DONE.search(normalize(chapter.section[-1])):
            below = [one for one in headings if one.section[:-1] == chapter.section]
            if 1 < len(below) <= _MOST_PILLARS:
                return below
    for depth in range(1, 4):
        found = [unit for unit in headings if len(unit.section) == depth]
        if len(found) > 1:
            return found[:_MOST_PILLARS]
    return []


def _rank(role: Role) -> int:
    said = normalize(role.role)
    return next(number for number, pattern in enumerate(_LEADS) if pattern.search(said))


def _latest(targets: Sequence[Target]) -> list[Target]:
    """Of each measure the target that lies furthest ahead, in the order of the text."""
    latest: dict[str, Target] = {}
    for one in targets:
        before = latest.get(one.measure)
        if before is None or (one.by_fiscal_year or 0) > (before.by_fiscal_year or 0):
            latest[one.measure] = one
    return [one for one in latest.values() if one.by_fiscal_year]


def _distinct(units: Iterable[Unit]) -> list[Unit]:
    return list({unit.unit_id: unit for unit in units}.values())
