"""Fitting refusal, on invented questions: what tells those that nothing answers is found out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.answerable import FEATURES, features_of
from evals.fitting import refusal
from evals.fitting.cases import Case
from evals.fitting.refusal import fit_answerable, rarity_of_silence
from evals.tune import fit_ranking
from tests.evals.fitting.invented_cases import N_HITS, case
from tests.evals.small_city import item

Fit = tuple[dict[str, float], float]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case(seed) for seed in range(60)]


@pytest.fixture(scope="module")
def silent() -> list[Case]:
    return [case(seed, answerable=False) for seed in range(200, 260)]


@pytest.fixture(scope="module")
def ranking(cases: list[Case]) -> NDArray[np.float64]:
    return fit_ranking(cases)


def odds(fit: Fit, ranking: NDArray[np.float64], one: Case) -> float:
    weights, intercept = fit
    scores = one.signals @ ranking
    ranked = [replace(one.evidence[i], score=float(scores[i])) for i in np.argsort(-scores)]
    values = features_of(one.question, ranked)
    return intercept + sum(weights[name] * values[name] for name in FEATURES)


def mean_odds(fit: Fit, ranking: NDArray[np.float64], answerable: bool) -> float:
    unseen = [case(seed, answerable=answerable) for seed in range(1000, 1060)]
    return float(np.mean([odds(fit, ranking, one) for one in unseen]))


def test_it_learns_what_unanswerable_questions_lack(
    cases: list[Case], silent: list[Case], ranking: NDArray[np.float64]
) -> None:
    fit = weights, intercept = fit_answerable([*cases, *silent], ranking, {})
    assert tuple(weights) == FEATURES
    assert np.isfinite([*weights.values(), intercept]).all()
    # Their best hit scores lower, for none is right.
    assert weights["score"] > 0
    assert mean_odds(fit, ranking, True) - mean_odds(fit, ranking, False) > 1.0


def test_the_odds_are_those_of_one_silent_question_in_ten(
    cases: list[Case],
    silent: list[Case],
    ranking: NDArray[np.float64],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weights, intercept = fit_answerable([*cases, *silent], ranking, {})
    monkeypatch.setattr(refusal, "SILENT", 0.5)
    even_weights, even = fit_answerable([*cases, *silent], ranking, {})
    assert even_weights == weights
    assert intercept == pytest.approx(even + np.log(9))
    # As many of both were learned from, so that an even share changes nothing.
    assert abs(mean_odds((weights, even), ranking, True)) > 0.5
    assert (
        mean_odds((weights, even), ranking, True) > 0 > mean_odds((weights, even), ranking, False)
    )


def test_what_was_not_found_does_not_teach_when_to_answer(
    cases: list[Case], silent: list[Case], ranking: NDArray[np.float64]
) -> None:
    lost = case(7, right=np.zeros(N_HITS, dtype=bool))
    compared = replace(cases[0], item=item(type="comparison"))
    without = fit_answerable([*cases, *silent], ranking, {})
    assert fit_answerable([*cases, *silent, lost, compared], ranking, {}) == without


def test_that_follow_ups_are_seldom_silent_teaches_nothing(
    cases: list[Case], ranking: NDArray[np.float64]
) -> None:
    silent = [case(seed, answerable=False) for seed in range(200, 220)]
    asked = [
        replace(one, item=item(id=f"f-{n}", history=["前の問い"])) for n, one in enumerate(cases)
    ]
    assert rarity_of_silence([*cases, *silent]) == 0.0
    found = rarity_of_silence([*cases, *silent, *asked])
    assert found == pytest.approx(np.log((60.5 / 0.5) / (60.5 / 20.5)))
    without, _ = fit_answerable([*cases, *silent], ranking, {})
    weights, _ = fit_answerable([*cases, *silent, *asked], ranking, {})
    assert weights["follow_up"] == pytest.approx(without["follow_up"] - found)


def test_what_is_written_to_be_hard_counts_less(
    cases: list[Case], silent: list[Case], ranking: NDArray[np.float64]
) -> None:
    hard = [
        replace(one, item=item(id=f"twin-{n}", type="unanswerable", must=[]))
        for n, one in enumerate(cases)
    ]
    shares = {one.item.id: 0.1 for one in hard}
    all_alike, less = (
        fit_answerable([*cases, *silent, *hard], ranking, given) for given in ({}, shares)
    )
    without = fit_answerable([*cases, *silent], ranking, {})
    # Alike questions with the other answer pull the weight down, and with a share a good deal less.
    assert all_alike[0]["score"] < less[0]["score"] < without[0]["score"]


def test_what_never_speaks_for_an_answer_has_no_weight_above_nothing(
    cases: list[Case], silent: list[Case], ranking: NDArray[np.float64]
) -> None:
    weights, _ = fit_answerable([*cases, *silent], ranking, {})
    assert all(weights[name] <= 0.0 for name in refusal._AGAINST)
