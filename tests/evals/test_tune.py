"""Fitting the weights, on invented questions: what tells right from wrong is found out."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

from assistant.answerable import FEATURES, features_of
from assistant.evidence import find_evidence
from assistant.fact_fit import FactBook
from assistant.municipalities import Directory
from assistant.query_adapter import QueryAdapter, no_change
from assistant.question import Question
from assistant.rank import Evidence
from assistant.retrieve import Hit
from assistant.signals import NAMES
from assistant.understand import understand
from assistant.weights import Weights
from evals import tune
from evals.fitting import cases as cases_module
from evals.fitting.cases import Case
from evals.gold import find_gold
from evals.tune import fit_answerable, fit_ranking, write_weights
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.evals.small_city import HILL, LAKE, item, small_library, unanswerable
from tests.ingest.fake_embedder import FakeEmbedder

USEFUL, AGAINST, NOISE, SAME = "own", "heading", "length", "item"
"""Signals of the invented hits: one that right ones have more of, one that they have less of, one
that has nothing to do with it, one that all have alike."""

N_HITS, RIGHT = 12, 2

NO_INDEX = cast(Index, None)
"""What only weighs hits does not look into the index."""


def case(seed: int, answerable: bool = True, right: NDArray[np.bool_] | None = None) -> Case:
    """A question with twelve hits, of which two at random are right."""
    noise = np.random.default_rng(seed)
    if right is None:
        right = np.zeros(N_HITS, dtype=bool)
        right[noise.choice(N_HITS, RIGHT, replace=False)] = answerable
    values = np.zeros((N_HITS, len(NAMES)))
    values[:, NAMES.index(USEFUL)] = right * 0.6 + noise.random(N_HITS)
    values[:, NAMES.index(AGAINST)] = ~right * 0.6 + noise.random(N_HITS)
    values[:, NAMES.index(NOISE)] = noise.random(N_HITS)
    values[:, NAMES.index(SAME)] = 1.0
    info = DocumentInfo(doc_id="hill", title="丘市計画", municipality="丘市", kind="plan")
    unit = small_library()["hill"].units[0]
    evidence = tuple(
        Evidence(Hit(unit, info, 0.1, 0.5, 1.0), 0.0, row[0], row[1], True, signals=row)
        for row in values
    )
    question = understand("テレワークができるのは？", Directory([info]), None)
    return Case(item() if answerable else unanswerable(), question, evidence, right, NO_INDEX)


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


def test_refusal_learns_what_unanswerable_questions_lack(cases: list[Case]) -> None:
    ranking = fit_ranking(cases)
    silent = [case(seed, answerable=False) for seed in range(200, 260)]
    weights, intercept = fit_answerable([*cases, *silent], ranking)
    assert tuple(weights) == FEATURES
    assert np.isfinite([*weights.values(), intercept]).all()
    # Their best hit scores lower, for none is right.
    assert weights["score"] > 0

    def odds(one: Case) -> float:
        scores = one.signals @ ranking
        ranked = [replace(one.evidence[i], score=float(scores[i])) for i in np.argsort(-scores)]
        values = features_of(one.question, ranked)
        return intercept + sum(weights[name] * values[name] for name in FEATURES)

    answered = [odds(case(seed)) for seed in range(1000, 1060)]
    refused = [odds(case(seed, answerable=False)) for seed in range(2000, 2060)]
    assert np.mean(answered) > 0 > np.mean(refused)


def test_what_was_not_found_does_not_teach_when_to_answer(cases: list[Case]) -> None:
    ranking = fit_ranking(cases)
    silent = [case(seed, answerable=False) for seed in range(200, 260)]
    lost = case(7, right=np.zeros(N_HITS, dtype=bool))
    compared = replace(cases[0], item=item(type="comparison"))
    without = fit_answerable([*cases, *silent], ranking)
    assert fit_answerable([*cases, *silent, lost, compared], ranking) == without


def test_that_follow_ups_are_seldom_silent_teaches_nothing(cases: list[Case]) -> None:
    silent = [case(seed, answerable=False) for seed in range(200, 220)]
    asked = [
        replace(one, item=item(id=f"f-{n}", history=["前の問い"])) for n, one in enumerate(cases)
    ]
    assert tune._rarity_of_silence([*cases, *silent]) == 0.0
    found = tune._rarity_of_silence([*cases, *silent, *asked])
    assert found == pytest.approx(np.log((60.5 / 0.5) / (60.5 / 20.5)))
    ranking = fit_ranking(cases)
    without, _ = fit_answerable([*cases, *silent], ranking)
    weights, _ = fit_answerable([*cases, *silent, *asked], ranking)
    assert weights["follow_up"] == pytest.approx(without["follow_up"] - found)


def test_twins_count_less(cases: list[Case]) -> None:
    ranking = fit_ranking(cases)
    silent = [case(seed, answerable=False) for seed in range(200, 260)]
    hard = [
        replace(one, item=item(id=f"twin-{n}", type="unanswerable", must=[]))
        for n, one in enumerate(cases)
    ]
    names = [one.item.id for one in hard]
    fits = {
        share: fit_answerable([*cases, *silent, *hard], ranking, names[: int(share * len(hard))])
        for share in (0.0, 1.0)
    }
    without = fit_answerable([*cases, *silent], ranking)
    # Alike questions with the other answer pull the odds down, and as twins a good deal less.
    assert fits[0.0][0]["score"] < fits[1.0][0]["score"] < without[0]["score"]


def test_the_written_file_can_be_read(tmp_path: Path) -> None:
    ranking = np.arange(len(NAMES), dtype=np.float64) * 0.1234567
    answerable = {name: -number * 0.1234567 for number, name in enumerate(FEATURES)}
    path = tmp_path / "weights.yaml"
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
