import pytest

from evals.metrics.mcnemar import mcnemar_exact


def test_exact_p_by_hand() -> None:
    # n = 6, min = 1: 2 * (C(6,0) + C(6,1)) / 2**6 = 2 * 7 / 64
    assert mcnemar_exact(1, 5) == pytest.approx(14 / 64)
    assert mcnemar_exact(5, 1) == pytest.approx(14 / 64)


def test_no_difference_and_an_even_one_are_no_evidence() -> None:
    assert mcnemar_exact(0, 0) == 1.0
    assert mcnemar_exact(4, 4) == 1.0


def test_large_counts_do_not_overflow() -> None:
    assert 0 < mcnemar_exact(900, 1100) < 0.001
