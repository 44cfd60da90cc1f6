import pytest

from evals.grading import forbidden_words, is_correct, missing_groups, plain, section_matches
from tests.evals.small_city import item, unanswerable


def test_plain_form() -> None:
    assert plain("Ａ Ｉ・R P A\n８０％") == "ai・rpa80%"


@pytest.mark.parametrize(
    ("answer", "correct"),
    [
        ("目標は80%です。", True),
        ("目標は８０ ％です。", True),
        ("目標は8割です。", True),
        ("目標は75%です。", False),
        ("80%です（湖市は50%）。", False),
        ("80%" + "あ" * 597, True),
        ("80%" + "あ" * 598, False),
    ],
)
def test_an_answer(answer: str, correct: bool) -> None:
    assert is_correct(item(), "answered", answer) is correct


def test_lists_and_comparisons_may_be_longer() -> None:
    text = "80%" + "あ" * 1197
    assert is_correct(item(type="list"), "answered", text)
    assert is_correct(item(type="comparison"), "answered", text)
    assert not is_correct(item(type="comparison"), "answered", text + "あ")


def test_every_group_needs_an_alternative() -> None:
    two = item(must=[["80%", "8割"], ["月1回"]])
    assert missing_groups(two, "8割") == (("月1回",),)
    assert missing_groups(two, "月１回、80 %") == ()
    assert forbidden_words(two, "50 %") == ("50%",)


def test_a_refusal_is_right_only_where_the_plans_do_not_say() -> None:
    assert is_correct(unanswerable(), "not_found", "見当たりません") is True
    assert is_correct(unanswerable(), "answered", "80%") is False
    assert is_correct(unanswerable(), "clarify", "どの自治体ですか") is False


def test_a_refusal_is_never_an_answer_whatever_it_names() -> None:
    assert is_correct(item(), "not_found", "近い箇所：80%") is False
    assert is_correct(item(), "clarify", "80%") is False


def test_without_must_there_is_nothing_to_grade_by() -> None:
    assert is_correct(item(must=[]), "answered", "80%") is None


def test_sections() -> None:
    path = ("丘市計画", "１　テレワーク")
    assert section_matches(item(section="1 テレワーク"), "hill", path)
    assert section_matches(item(section="テレワーク"), "hill", path)
    assert section_matches(item(section=None), "hill", ())
    assert section_matches(item(section=["2 人材", "1テレワーク"]), "hill", path)
    assert not section_matches(item(section="2 人材"), "hill", path)
    assert not section_matches(item(section="1 テレワーク"), "hill", ())
    assert not section_matches(item(section=None), "lake", path)
