from pathlib import Path
from typing import Any

import pytest

from assistant.kept.feedback import COMMENT_LIMIT, Feedback, Rating
from tests.assistant.answers import make_exchange


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path)


def rating(number: int = 1, **values: Any) -> Rating:
    defaults: dict[str, Any] = {"verdict": "down", "exchange": make_exchange()}
    return Rating(conversation="c", number=number, **{**defaults, **values})


def test_a_rating_is_kept_with_its_reasons_question_and_answer(feedback: Feedback) -> None:
    feedback.give(rating(reasons=("wrong", "citation"), comment=" 80%は別の市です "))

    (kept,) = feedback.latest("down")
    assert kept.reasons == ("wrong", "citation")
    assert kept.comment == "80%は別の市です"
    assert kept.exchange == make_exchange()
    assert kept.given


def test_a_second_thought_takes_the_place_of_the_first(feedback: Feedback) -> None:
    feedback.give(rating())
    feedback.give(rating(2))
    feedback.give(rating(verdict="up"))

    assert feedback.of_conversation("c") == {1: "up", 2: "down"}
    assert feedback.counts() == {"up": 1, "down": 1}


def test_an_answer_asked_anew_has_no_rating(feedback: Feedback) -> None:
    feedback.withdraw("c", 1)
    feedback.give(rating(1))
    feedback.give(rating(2))
    feedback.withdraw("c", 2)

    assert feedback.of_conversation("c") == {1: "down"}


def test_before_the_first_rating_there_is_none(feedback: Feedback, tmp_path: Path) -> None:
    assert feedback.latest("down") == ()
    assert feedback.of_conversation("c") == {}
    assert feedback.counts() == {"up": 0, "down": 0}
    assert list(tmp_path.iterdir()) == []


def test_a_comment_has_its_limit(feedback: Feedback) -> None:
    feedback.give(rating(comment="あ" * (COMMENT_LIMIT + 1)))
    assert len(feedback.latest("down")[0].comment) == COMMENT_LIMIT
