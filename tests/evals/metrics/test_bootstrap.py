import pytest

from evals.metrics.bootstrap import Interval, bootstrap_mean, paired_bootstrap


def test_values_that_do_not_vary_have_no_width() -> None:
    assert bootstrap_mean([1.0, 1.0, 1.0]) == Interval(1.0, 1.0, 1.0)


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    # p = 0.5, n = 100: 0.5 +- 1.96 * sqrt(0.25 / 100) = 0.402 to 0.598
    interval = bootstrap_mean([0.0, 1.0] * 50)
    assert interval is not None
    assert interval.mean == 0.5
    assert interval.low == pytest.approx(0.402, abs=0.015)
    assert interval.high == pytest.approx(0.598, abs=0.015)


def test_the_same_values_have_the_same_interval() -> None:
    values = [0.0, 1.0, 1.0, 0.3]
    assert bootstrap_mean(values) == bootstrap_mean(values)


def test_of_nothing_there_is_no_interval() -> None:
    assert bootstrap_mean([]) is None


def test_pairs_are_resampled_together() -> None:
    # each second value is 0.25 above its first, however much the firsts vary
    interval = paired_bootstrap([0.0, 0.5, 0.75], [0.25, 0.75, 1.0])
    assert interval == Interval(0.25, 0.25, 0.25)


def test_pairs_need_partners() -> None:
    with pytest.raises(ValueError, match="zip"):
        paired_bootstrap([1.0], [1.0, 2.0])
