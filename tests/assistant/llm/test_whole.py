"""What may not be missing of a model's answer."""

from __future__ import annotations

import pytest

from assistant.citations import CitationList
from assistant.draft import Draft
from assistant.llm.evidence import Shown
from assistant.llm.sentences import Sentence
from assistant.llm.write import Writing, is_whole
from ingest.index import Index
from ingest.units import Unit
from tests.assistant.small_index import ask_for, small_index, unit_with


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("whole"))


def whole(
    index: Index,
    units: list[Unit],
    cites: set[int],
    *,
    listed: bool = False,
    question: str = "目標は？",
) -> bool:
    """Whether an answer that cites ``cites`` is whole, where the extractive one shows ``units``."""
    cited = CitationList(index)
    for unit in units:
        cited.add(unit)
    extractive = Draft("answered", "", cited.citations, 0.9, listed)
    writing = Writing(passed=[Sentence("一文", (number,)) for number in sorted(cites)])
    return is_whole(writing, extractive, Shown(tuple(units), index.store.infos), ask_for(question))


def test_the_evidence_that_comes_first_has_to_be_cited(index: Index) -> None:
    units = [unit_with(index, "テレワーク"), unit_with(index, "コピー")]
    assert whole(index, units, {1})
    assert whole(index, units, {1, 2})
    assert not whole(index, units, {2})


def test_of_a_list_every_member(index: Index) -> None:
    units = [unit_with(index, words) for words in ("利便性の向上", "業務の効率化", "人材の育成")]
    assert whole(index, units, {1, 2, 3}, listed=True)
    assert not whole(index, units, {1, 3}, listed=True)


def test_of_a_comparison_each_municipality(index: Index) -> None:
    units = [unit_with(index, "4年間"), unit_with(index, "テレワーク"), unit_with(index, "5年間")]
    question = "青葉市と緑川市の計画の期間は？"
    assert whole(index, units, {2, 3}, question=question)
    assert not whole(index, units, {1, 2}, question=question)
