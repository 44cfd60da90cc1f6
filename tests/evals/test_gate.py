"""An answerer that knows the gold passes the gate; each way to break it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.schema import Answer, Citation
from assistant.service import Trace
from evals.dataset import default_dataset, load_items
from evals.errors import DatasetError
from evals.gate import default_thresholds, load_thresholds, shortfalls
from evals.gold import Gold, find_gold
from evals.grading import plain
from evals.library import Library
from evals.measures import BY_NAME
from evals.runner import run
from evals.summary import Summary, summarize
from tests.evals.small_city import REFUSAL, answer, citation, evidence_of, section_at

Reply = Callable[[Gold, Library], Answer]


def _units(gold: Gold, library: Library) -> list[tuple[str, int]]:
    """The relevant units of an item, by document and place in it."""
    return [
        (doc_id, number)
        for doc_id in gold.item.docs
        for number, unit in enumerate(library[doc_id].units)
        if gold.relevant(doc_id, unit.section, unit.start, unit.end)
    ]


def _gold_citations(gold: Gold, library: Library) -> list[Citation]:
    found: list[Citation] = []
    for places in gold.targets or gold.places:
        place = places[0]
        document = library[place.doc_id]
        path = section_at(document, place.start)
        found.append(citation(document, path, place.start, place.end, len(found) + 1))
    return found


def knows(gold: Gold, library: Library) -> Answer:
    """Answers with the evidence; refuses where there is none."""
    if not gold.item.answerable:
        return REFUSAL
    cites = _gold_citations(gold, library)
    said = plain("\n".join(one.quote for one in cites))
    words = [
        next((word for word in group if plain(word) in said), group[0]) for group in gold.item.must
    ]
    markers = "".join(f"[{one.n}]" for one in cites)
    return answer(f"{'、'.join(words)} {markers}", cites)


def returns_the_whole_document(gold: Gold, library: Library) -> Answer:
    document = library[gold.item.docs[0]] if gold.item.docs else next(iter(library.values()))
    whole = citation(document, document.sections[-1].path, 0, len(document.text), 1)
    return answer(f"{document.text} [1]", [whole])


def always_refuses(gold: Gold, library: Library) -> Answer:
    return REFUSAL


def answers_with_another_citys_number(gold: Gold, library: Library) -> Answer:
    right = knows(gold, library)
    if right.status != "answered":
        return right
    lines = [f"- 計画では{61 + one.n}%、{4321 + one.n}件 [{one.n}]" for one in right.citations]
    return right.model_copy(update={"answer": "\n".join(lines)})


def cites_the_wrong_section(gold: Gold, library: Library) -> Answer:
    right = knows(gold, library)
    if right.status != "answered":
        return right
    wrong = []
    for one in right.citations:
        document = library[one.doc_id]
        elsewhere = next(
            unit
            for unit in document.units
            if not gold.relevant(one.doc_id, unit.section, unit.start, unit.end)
            and not gold.covered_by(one.doc_id, unit.start, unit.end)
        )
        wrong.append(citation(document, elsewhere.section, elsewhere.start, elsewhere.end, one.n))
    return right.model_copy(update={"citations": tuple(wrong)})


class _Knowing:
    """Answers the items of the dataset by looking them up; retrieves what is relevant."""

    def __init__(self, golds: Sequence[Gold], library: Library, reply: Reply) -> None:
        self._golds = {
            (gold.item.question, gold.item.home, gold.item.history): gold for gold in golds
        }
        self._library = library
        self._reply = reply

    def trace(self, text: str, home: str | None = None, history: Sequence[str] = ()) -> Trace:
        gold = self._golds.get((text, home, tuple(history)))
        if gold is None:
            return Trace(REFUSAL, ())
        units = [
            evidence_of(self._library[doc_id], self._library[doc_id].units[number])
            for doc_id, number in _units(gold, self._library)
        ]
        return Trace(self._reply(gold, self._library), tuple(units))


@pytest.fixture(scope="module")
def golds(plans: Library) -> tuple[Gold, ...]:
    path, split = default_dataset(), load_thresholds(default_thresholds()).split
    return find_gold(path, load_items(path, split), plans)


def _summary(golds: Sequence[Gold], library: Library, reply: Reply) -> Summary:
    return summarize(run(golds, _Knowing(golds, library, reply), library))


def _missed(summary: Summary) -> set[str]:
    return {one.name for one in shortfalls(summary, load_thresholds(default_thresholds()))}


def test_the_gate_can_be_passed(golds: tuple[Gold, ...], plans: Library) -> None:
    assert _missed(_summary(golds, plans, knows)) == set()


@pytest.mark.parametrize(
    ("reply", "fails"),
    [
        (
            returns_the_whole_document,
            {"correct", "correct_answerable", "citation_precision", "refusal_recall"},
        ),
        (
            always_refuses,
            {"correct", "correct_answerable", "citation_right", "refusal_precision"},
        ),
        (
            answers_with_another_citys_number,
            {"correct", "correct_answerable", "groundedness"},
        ),
        (
            cites_the_wrong_section,
            {"citation_right", "citation_precision", "citation_recall", "groundedness"},
        ),
    ],
)
def test_a_broken_answerer_fails(
    golds: tuple[Gold, ...], plans: Library, reply: Reply, fails: set[str]
) -> None:
    assert fails <= _missed(_summary(golds, plans, reply))


def test_an_item_that_could_not_be_run_fails_the_gate(
    golds: tuple[Gold, ...], plans: Library
) -> None:
    def raises(gold: Gold, library: Library) -> Answer:
        raise RuntimeError

    assert {"errors", "correct"} <= _missed(_summary(golds[:3], plans, raises))


def test_thresholds_are_of_figures_that_there_are(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.yaml"
    path.write_text("split: test\nat_least: {corect: 0.5}\nat_most: {}\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="corect"):
        load_thresholds(path)
    path.write_text("split: test\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="cannot be read"):
        load_thresholds(path)


def test_every_threshold_of_the_project_means_something() -> None:
    thresholds = load_thresholds(default_thresholds())
    assert thresholds.at_least.keys() <= BY_NAME.keys()
    assert all(0 < value <= 1 for value in thresholds.at_least.values())
    assert "correct" in thresholds.at_least
