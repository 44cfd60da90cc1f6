"""Which typed facts of the plans a unit holds that a kind of question asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.question import Question
from ingest.facts.records import Definition, DocumentFacts, Period, Role, ScheduleEntry, Target
from ingest.index import Index
from ingest.normalize import normalize, squeeze
from ingest.units import Unit

_PARTS = re.compile(r"[()（）/／]|\s{2,}")
_SHORTEST_TERM = 2
_OF_GLOSSARIES = frozenset(
    "用語 集 用語集 計画 言葉 ことば 語 意味 説明 解説 定義 何の略 略 glossary term plan word mean meaning "
    "definition explain describe".split()
)


@dataclass
class UnitFacts:
    """The facts that stand in one unit."""

    targets: list[Target] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    schedule: list[ScheduleEntry] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms that the unit defines, each of their spellings, squeezed and in lower case."""
        return frozenset(
            spelling for one in self.definitions for spelling in spellings_of(one.term)
        )


class FactBook:
    """The typed facts of an index by the unit in which they stand."""

    def __init__(self, documents: Iterable[DocumentFacts]) -> None:
        self._of: dict[str, UnitFacts] = defaultdict(UnitFacts)
        self._documents: dict[str, DocumentFacts] = {}
        for facts in documents:
            self._documents[facts.doc_id] = facts
            for target in facts.targets:
                self._in(target.unit_ids).targets.append(target)
            for definition in facts.definitions:
                self._in(definition.unit_ids).definitions.append(definition)
            for entry in facts.schedule:
                self._in(entry.unit_ids).schedule.append(entry)
            for role in facts.roles:
                self._in(role.unit_ids).roles.append(role)
            for period in facts.periods:
                self._in(period.unit_ids).periods.append(period)
        self._of.default_factory = None

    def _in(self, unit_ids: tuple[str, ...]) -> UnitFacts:
        """The facts of the first unit a fact stands in; those after it only go on with it."""
        return self._of[unit_ids[0]] if unit_ids else UnitFacts()

    def document(self, doc_id: str) -> DocumentFacts | None:
        """All facts of a document."""
        return self._documents.get(doc_id)

    def of(self, unit: Unit) -> UnitFacts:
        """The facts of a unit; none for a unit that holds none."""
        return self._of.get(unit.unit_id, _NONE)


_NONE = UnitFacts()


def fact_book(index: Index) -> FactBook:
    """The facts of all documents of an index."""
    known = (index.facts(doc_id) for doc_id in index.store.doc_ids)
    return FactBook(facts for facts in known if facts is not None)


def spellings_of(term: str) -> frozenset[str]:
    """The ways to write a defined term: DX（デジタル・トランスフォーメーション） has two."""
    parts = (squeeze(part).strip("「」『』【】※・") for part in _PARTS.split(normalize(term)))
    return frozenset(part for part in parts if len(part) >= _SHORTEST_TERM)


def defines(question: Question, facts: UnitFacts) -> bool:
    """Whether a unit defines the term that a question asks about.

    It asks about a term where it asks for a definition, or names the term and hardly anything else.
    """
    if not facts.terms or question.kind not in ("definition", "fact", "reason", "comparison"):
        return False
    asked = normalize(question.standalone).lower()
    wordings = {squeeze(wording) for one in question.concepts for wording in one.wordings}
    terms = [term for term in facts.terms if _stands_in(term, asked) or term in wordings]
    return bool(terms) and (question.kind == "definition" or _nothing_else(question, terms))


def _nothing_else(question: Question, terms: Sequence[str]) -> bool:
    rest = [
        concept
        for concept in question.concepts
        if concept.phrase not in _OF_GLOSSARIES
        and not any(squeeze(concept.phrase) in term for term in terms)
        and not any(squeeze(wording) in terms for wording in concept.wordings)
    ]
    return not rest


def _stands_in(term: str, text: str) -> bool:
    """Whether a term stands in a text, and is no part of a longer word of Latin letters."""
    if not term.isascii():
        return term in squeeze(text)
    return bool(re.search(rf"(?<![a-z0-9-]){re.escape(term)}(?![a-z0-9]|-[a-z])", text))
