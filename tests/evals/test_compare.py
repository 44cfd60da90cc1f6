from __future__ import annotations

import pytest

from evals.compare import compare
from evals.errors import ResultsError
from evals.results import Result
from evals.show import comparison_text


def _run(sides: str, **changes: object) -> tuple[Result, ...]:
    """One result a character: ``+`` correct, ``-`` not, ``e`` an error."""
    return tuple(
        Result.model_validate(
            {
                "id": f"i{number}",
                "type": "who",
                "lang": "ja",
                "docs": ["hill"],
                "question": f"q{number}",
                "status": "error" if side == "e" else "ok",
                "correct": None if side == "e" else side == "+",
                **changes,
            }
        )
        for number, side in enumerate(sides)
    )


def test_what_changed_side() -> None:
    found = compare(_run("+++---"), _run("++-+++"))
    assert (found.lost, found.gained) == (("i2",), ("i3", "i4", "i5"))
    # n = 4, min = 1: 2 * (1 + 4) / 16
    assert found.p_value == 10 / 16
    correct = next(one for one in found.differences if one.measure == "correct")
    assert (correct.first, correct.second, correct.n) == (3 / 6, 5 / 6, 6)
    assert correct.difference == pytest.approx(1 / 3)
    assert correct.low < correct.difference < correct.high


def test_equal_runs_do_not_differ() -> None:
    found = compare(_run("+-"), _run("+-"))
    assert (found.lost, found.gained, found.p_value) == ((), (), 1.0)
    assert not any(one.significant for one in found.differences)


def test_only_what_both_scored_is_compared() -> None:
    found = compare(_run("+e+"), _run("-++-"))
    assert (found.n_shared, found.n_left_out) == (2, 2)
    assert found.lost == ("i0",)
    with pytest.raises(ResultsError, match="no scored item in common"):
        compare(_run("e"), _run("+"))
    with pytest.raises(ResultsError, match="no scored item in common"):
        compare(_run("+"), _run("+", question="another"))


def test_a_difference_that_never_varies_is_significant() -> None:
    found = compare(_run("----"), _run("++++"))
    (correct,) = (one for one in found.differences if one.measure == "correct")
    assert (correct.low, correct.high, correct.significant) == (1.0, 1.0, True)


def test_as_text() -> None:
    text = comparison_text(compare(_run("+-"), _run("-+")))
    assert "correct: 1 gained, 1 lost, exact McNemar p = 1.0000" in text
    assert "gained: i1" in text
    assert "lost: i0" in text
