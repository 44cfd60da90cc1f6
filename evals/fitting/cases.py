"""Questions with their hits, which of them are evidence: what the assistant is fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.compared import parts_of
from assistant.evidence import find_evidence
from assistant.fact_fit import fact_book
from assistant.municipalities import Directory
from assistant.query_adapter import QueryAdapter
from assistant.question import Question
from assistant.rank import Evidence
from assistant.understand import understand
from evals.dataset import Item
from evals.fitting.adapter import Example
from evals.gold import Gold
from ingest.index import Index


@dataclass(frozen=True)
class Case:
    """A question with its hits.

    Attributes:
        item, question: what is asked, and how it is understood.
        evidence: its hits, best first.
        right: shape (n_hits,): which of them are evidence.
        index: where it was searched.
    """

    item: Item
    question: Question
    evidence: tuple[Evidence, ...]
    right: NDArray[np.bool_]
    index: Index

    @property
    def signals(self) -> NDArray[np.float64]:
        """The signals of its hits, shape (n_hits, len(NAMES))."""
        return np.stack([one.signals for one in self.evidence])

    @property
    def document(self) -> str:
        """The document of its first evidence; where it has none, of whom it asks, or of its first
        hit.
        """
        right = np.flatnonzero(self.right)
        if not len(right) and (municipalities := self.question.scope.municipalities):
            return municipalities[0].doc_ids[0]
        return self.evidence[right[0] if len(right) else 0].hit.unit.doc_id


def find_cases(golds: Sequence[Gold], index: Index, adapter: QueryAdapter) -> list[Case]:
    """The questions that have hits, each searched as the assistant does it."""
    directory, facts = Directory.of(index), fact_book(index)
    cases = []
    for gold in golds:
        item = gold.item
        home = directory.named(item.home) if item.home else None
        question = understand(item.question, directory, home, item.history)
        evidence = tuple(find_evidence(question, index, directory, facts, adapter))
        if evidence:
            cases.append(Case(item, question, evidence, _right(gold, evidence), index))
    return cases


def _right(gold: Gold, evidence: Sequence[Evidence]) -> NDArray[np.bool_]:
    """Which hits stand where the evidence does: headings only where nothing else does."""
    there = np.asarray(
        [
            any(
                place.overlaps(one.hit.unit.doc_id, one.hit.unit.start, one.hit.unit.end)
                for places in gold.places
                for place in places
            )
            for one in evidence
        ],
        dtype=bool,
    )
    said = there & [one.hit.unit.kind != "heading" for one in evidence]
    return said if said.any() else there


def examples_of(cases: Sequence[Case]) -> list[Example]:
    """What encoder and adapter learn from: each search whose evidence is found, or that has none at all.

    A comparison is one search for each municipality or place that it names.
    """
    indexes = {id(case.index): case.index for case in cases}
    directories = {name: Directory.of(index) for name, index in indexes.items()}
    examples = []
    for case in cases:
        parts = parts_of(case.question, directories[id(case.index)])
        searches = [(part.name, part.question) for part in parts] or [("", case.question)]
        for about, question in searches:
            mine = [number for number, one in enumerate(case.evidence) if one.about == about]
            right = case.right[mine]
            if right.any() or not case.item.answerable:
                rows = tuple(case.evidence[number].hit.row for number in mine)
                examples.append(Example(question.queries, rows, right, case.index))
    return [example for example in examples if example.rows]
