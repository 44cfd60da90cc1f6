"""Fitting the weights, on invented questions: what tells right from wrong is found out."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

from assistant.answerable import FEATURES
from assistant.evidence import find_evidence
from assistant.fact_fit import FactBook
from assistant.municipalities import Directory
from assistant.query_adapter import QueryAdapter, no_change
from assistant.question import Question
from assistant.rank import Evidence
from assistant.signals import NAMES
from assistant.weights import Weights
from evals import tune
from evals.fitting import cases as cases_module
from evals.fitting.cases import Case
from evals.gold import find_gold
from evals.tune import fit_ranking, write_weights
from ingest.index import Index
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.evals.fitting.invented_cases import (
    AGAINST,
    N_HITS,
    NO_INDEX,
    NOISE,
    RIGHT,
    SAME,
    USEFUL,
    case,
)
from tests.evals.small_city import HILL, LAKE, item, small_library, unanswerable
from tests.ingest.fake_embedder import FakeEmbedder


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case(seed) for seed in range(60)]


def weight(weights: NDArray[np.float64], name: str) -> float:
    return float(weights[NAMES.index(name)])


def test_a_useful_signal_weighs_more_than_noise(cases: list[Case]) -> None:
    weights = fit_ranking(cases)
    assert weights.shape == (len(NAMES),)
    assert np.isfinite(weights).all()
    assert weight(weights, USEFUL) > 0
    assert weight(weights, AGAINST) < 0
    assert abs(weight(weights, NOISE)) < 0.25 * weight(weights, USEFUL)
    # What is the same in every hit tells none from another.
    assert weight(weights, SAME) == weight(weights, "topic") == 0.0


def test_the_fitted_weights_put_the_right_hits_first(cases: list[Case]) -> None:
    weights = fit_ranking(cases)
    unseen = [case(seed) for seed in range(1000, 1100)]

    def share(of: NDArray[np.float64]) -> float:
        return float(np.mean([one.right[np.argmax(one.signals @ of)] for one in unseen]))

    noise = np.zeros(len(NAMES))
    noise[NAMES.index(NOISE)] = 1.0
    assert share(weights) > 0.6
    assert share(noise) < 0.35


def test_a_question_with_many_pairs_weighs_no_more_than_one_with_few() -> None:
    """Two questions that say the opposite cancel out, though one has eleven pairs a hit."""
    for_it = _contrasted(USEFUL, 1.0, n_other=11)
    against = _contrasted(USEFUL, -1.0, n_other=1)
    assert weight(fit_ranking([for_it, against]), USEFUL) == pytest.approx(0.0, abs=1e-3)
    assert weight(fit_ranking([for_it]), USEFUL) > 0
    assert weight(fit_ranking([against]), USEFUL) < 0


def _contrasted(name: str, figure: float, n_other: int) -> Case:
    """One right hit that has a signal, and others without it."""
    base = case(0, right=np.asarray([True] + [False] * (N_HITS - 1)))
    evidence: list[Evidence] = []
    for one in base.evidence[: n_other + 1]:
        values = np.zeros(len(NAMES))
        values[NAMES.index(name)] = figure * (not evidence)
        evidence.append(Evidence(one.hit, 0.0, 0.0, 0.0, True, signals=values))
    right = np.asarray([True] + [False] * n_other)
    return Case(base.item, base.question, tuple(evidence), right, NO_INDEX)


def test_a_question_of_which_all_hits_are_right_teaches_nothing(cases: list[Case]) -> None:
    all_right = case(5, right=np.ones(N_HITS, dtype=bool))
    assert tune._differences(all_right).shape == (0, len(NAMES))
    np.testing.assert_allclose(fit_ranking([*cases, all_right]), fit_ranking(cases))


def test_differences_are_right_minus_other() -> None:
    one = case(3)
    found = tune._differences(one)
    assert found.shape == (RIGHT * (N_HITS - RIGHT), len(NAMES))
    expected = one.signals[one.right][0] - one.signals[~one.right][0]
    np.testing.assert_allclose(found[0], expected)


def test_the_fit_is_the_same_each_time(cases: list[Case]) -> None:
    np.testing.assert_array_equal(fit_ranking(cases), fit_ranking(cases))


def test_the_written_file_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.yaml"
    ranking = np.arange(len(NAMES), dtype=np.float64) * 0.1234567
    answerable = {name: -number * 0.1234567 for number, name in enumerate(FEATURES)}
    write_weights(Weights(ranking, answerable, -1.9999999), path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Fitted by")
    loaded = yaml.safe_load(text)
    assert list(loaded["ranking"]) == list(NAMES)
    assert loaded["ranking"][NAMES[1]] == 0.12346
    assert list(loaded["answerable"]) == list(FEATURES)
    assert loaded["answerable"][FEATURES[2]] == -0.24691
    assert loaded["intercept"] == -2.0


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    folder = tmp_path_factory.mktemp("tune")
    sources = []
    for doc_id, text in (("hill", HILL), ("lake", LAKE)):
        path = folder / f"{doc_id}.md"
        path.write_text(text, encoding="utf-8")
        sources.append(Source(path, small_library()[doc_id].info))
    ingest(sources, folder / "data", FakeEmbedder(), keep_others=False)
    return Index.open(folder / "data", FakeEmbedder())


def test_a_case_knows_which_hits_are_the_evidence(index: Index) -> None:
    asked = [item(), unanswerable(question="丘市の駐車場の料金は？")]
    golds = find_gold(Path("plans.jsonl"), asked, small_library())
    answerable, silent = cases_module.find_cases(golds, index, no_change())
    right = [
        one.hit.unit.quote
        for one, is_it in zip(answerable.evidence, answerable.right, strict=True)
        if is_it
    ]
    assert right == ["テレワークの実施率を令和7年度までに80%とする。"]
    assert answerable.signals.shape == (len(answerable.evidence), len(NAMES))
    assert not silent.right.any()
    assert len(silent.evidence) > 0


def test_a_heading_is_evidence_only_where_nothing_else_is(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As 電子契約の導入（主管課：契約管財課） is for who is in charge."""

    def as_headings(
        question: Question,
        index: Index,
        directory: Directory,
        facts: FactBook,
        adapter: QueryAdapter | None = None,
    ) -> list[Evidence]:
        return [
            replace(one, hit=replace(one.hit, unit=replace(one.hit.unit, kind="heading")))
            for one in find_evidence(question, index, directory, facts)
        ]

    golds = find_gold(Path("plans.jsonl"), [item()], small_library())
    (case,) = cases_module.find_cases(golds, index, no_change())
    kinds = [
        one.hit.unit.kind for one, right in zip(case.evidence, case.right, strict=True) if right
    ]
    assert kinds
    assert "heading" not in kinds
    monkeypatch.setattr(cases_module, "find_evidence", as_headings)
    (case,) = cases_module.find_cases(golds, index, no_change())
    assert case.right.any()


def test_the_home_and_the_history_of_an_item_reach_its_question(index: Index) -> None:
    asked = [
        item(question="本市のテレワークの目標は", home="湖市", doc="lake", evidence="令和8年度までに50%", section=None, must_not=[]),
        item(id="two", question="湖市は？", history=["丘市のテレワークの目標は"], doc="lake", evidence="令和8年度までに50%", section=None, must_not=[]),
    ]  # fmt: skip
    golds = find_gold(Path("plans.jsonl"), asked, small_library())
    for one in cases_module.find_cases(golds, index, no_change()):
        assert [each.name for each in one.question.scope.municipalities] == ["湖市"]
        assert one.right.sum() == 1
