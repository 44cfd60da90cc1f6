from evals.metrics.distribution import percentile


def test_the_median_lies_between_the_middle_values() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.5
    assert percentile([5.0, 1.0, 3.0], 0.5) == 3.0


def test_p95_interpolates() -> None:
    # (11 - 1) * 0.95 = 9.5: half way from the tenth value to the eleventh
    assert percentile([float(n) for n in range(11)], 0.95) == 9.5


def test_of_nothing_there_is_no_percentile() -> None:
    assert percentile([], 0.5) is None
    assert percentile([7.0], 0.95) == 7.0
