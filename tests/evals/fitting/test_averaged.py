"""The mean of several fits."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.query_adapter import QueryAdapter
from evals.fitting.averaged import mean_adapter, mean_tuning
from ingest.embedding.tuning import Change

OUTPUTS, INPUTS, RANK = 7, 9, 2


def change(seed: int) -> Change:
    random = np.random.default_rng(seed)
    return Change(
        random.standard_normal((RANK, INPUTS)).astype(np.float32),
        random.standard_normal((OUTPUTS, RANK)).astype(np.float32),
    )


def product(one: Change) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    found: np.ndarray[tuple[int, int], np.dtype[np.float32]] = one.up @ one.down
    return found


def test_the_mean_of_changes() -> None:
    one, other = change(1), change(2)
    mean = mean_tuning([{"w": one}, {"w": other}], rank=2 * RANK)["w"]
    assert mean.down.shape == (2 * RANK, INPUTS)
    assert mean.up.shape == (OUTPUTS, 2 * RANK)
    np.testing.assert_allclose(product(mean), (product(one) + product(other)) / 2, atol=1e-5)


def test_a_lower_rank_keeps_what_is_nearest() -> None:
    changes = [change(seed) for seed in range(3)]
    whole = sum(product(one) for one in changes) / 3
    errors = [
        float(
            np.linalg.norm(product(mean_tuning([{"w": one} for one in changes], rank)["w"]) - whole)
        )
        for rank in (1, 2, 4, 6)
    ]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] == pytest.approx(0.0, abs=1e-4)
    values = np.linalg.svd(whole, compute_uv=False)
    assert errors[1] == pytest.approx(float(np.linalg.norm(values[2:])), rel=1e-3)


def test_the_mean_of_one_is_itself() -> None:
    np.testing.assert_allclose(
        product(mean_tuning([{"w": change(1)}], RANK)["w"]), product(change(1)), atol=1e-5
    )


def test_the_mean_of_adapters() -> None:
    zero, one = (
        QueryAdapter(np.full((2, 2), value), np.full(2, value), np.full(3, value))
        for value in (np.float32(0.0), np.float32(1.0))
    )
    mean = mean_adapter([zero, one])
    for values in (mean.change, mean.emphasis, mean.silence):
        assert (values == 0.5).all()


def test_there_is_no_mean_of_nothing_or_of_what_differs() -> None:
    with pytest.raises(ValueError, match="no tunings"):
        mean_tuning([], 1)
    with pytest.raises(ValueError, match="no adapters"):
        mean_adapter([])
    for one, other in (({"w": change(1)}, {}), ({}, {"w": change(1)})):
        with pytest.raises(ValueError, match="different matrices"):
            mean_tuning([one, other], 1)
