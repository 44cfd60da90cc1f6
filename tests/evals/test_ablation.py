"""The ablation: each way of ranking is measured on the same questions."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.signals import NAMES
from evals.ablation import FOLDS, GROUPS, ablate
from evals.fitting.cases import Case
from tests.evals.test_tune import case

N_CASES = 4 * FOLDS


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case(seed) for seed in range(N_CASES)]


def test_every_group_names_signals_and_no_signal_is_in_two() -> None:
    members = [name for group in GROUPS.values() for name in group]
    assert set(members) <= set(NAMES)
    assert len(set(members)) == len(members)


def test_there_is_a_row_for_each_way_of_ranking(cases: list[Case]) -> None:
    rows = ablate(cases)
    assert len(rows) == 4 + len(GROUPS)
    for first, five, mrr in rows.values():
        assert 0.0 <= first <= five <= 1.0
        assert first <= mrr <= 1.0


def test_the_figures_are_those_of_the_ranking(cases: list[Case]) -> None:
    column = NAMES.index("cosine_below_best")
    best = [int(np.argmax(one.signals[:, column])) for one in cases]
    expected = np.mean([one.right[top] for one, top in zip(cases, best, strict=True)])
    assert ablate(cases)["dense only"][0] == pytest.approx(float(expected))
