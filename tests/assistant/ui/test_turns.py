from typing import Any

import pytest

import prompts
from assistant.kept.transcripts import Transcript
from assistant.ui.messages import is_pending
from assistant.ui.turns import TURNS_KEPT, Reply, replies, reply
from assistant.ui.welcome import NO_HOME
from ingest.errors import UsageError
from tests.assistant.answers import make_exchange
from tests.assistant.ui.scripted import ScriptedAssistant

EARLIER = Transcript().with_exchange(make_exchange("前の質問"))


def test_earlier_questions_are_passed_on_and_kept() -> None:
    assistant: Any = ScriptedAssistant()
    first = reply(assistant, "テレワークの目標は？", "試験市", Transcript(), "ja")
    second = reply(assistant, "実験市のテレワークは？", "試験市", first.transcript, "ja")

    assert assistant.asked[1] == (
        "実験市のテレワークは？",
        "試験市",
        ("テレワークの目標は？",),
    )
    assert second.transcript.questions == ("テレワークの目標は？", "実験市のテレワークは？")


def test_of_a_long_conversation_the_last_questions_are_passed_on() -> None:
    transcript = Transcript()
    for number in range(TURNS_KEPT + 5):
        transcript = transcript.with_exchange(make_exchange(question=f"質問{number}"))
    assistant: Any = ScriptedAssistant()
    replied = reply(assistant, "テレワーク", NO_HOME, transcript, "ja")

    assert len(assistant.asked[0][2]) == TURNS_KEPT
    assert len(replied.transcript.exchanges) == TURNS_KEPT + 6
    assert replied.answered_after(transcript)


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("テレワークの目標は？", "en", "質問が長すぎます"),
        ("what is our target", "ja", "The question is too long"),
        ("", "en", "The question is too long"),
    ],
)
def test_an_error_is_told_in_the_askers_language_and_is_no_answer(
    question: str, language: prompts.Language, expected: str
) -> None:
    error = UsageError("question_too_long", length=2001, limit=2000)
    replied = reply(
        ScriptedAssistant(error=error),  # type: ignore[arg-type]
        question,
        NO_HOME,
        EARLIER,
        language,
    )

    content = replied.message["content"]
    assert content.startswith('<div class="failure" role="alert">')
    assert expected in content
    assert replied.transcript == EARLIER
    assert not replied.answered_after(EARLIER)


def test_the_unforeseen_is_never_a_refusal_and_hides_its_details() -> None:
    assistant: Any = ScriptedAssistant(error=RuntimeError("secret"))
    content = reply(assistant, "テレワーク", NO_HOME, Transcript(), "ja").message["content"]

    assert 'class="failure"' in content
    assert "secret" not in content
    assert "記載" not in content


def test_a_refusal_is_marked_as_one() -> None:
    assistant: Any = ScriptedAssistant()
    content = reply(assistant, "市長の名前は？", NO_HOME, Transcript(), "ja").message["content"]

    assert content.startswith('<p class="chip not_found">記載が見当たりません</p>')


def test_what_a_model_has_written_so_far_is_shown_and_then_replaced() -> None:
    assistant: Any = ScriptedAssistant(written=("目標は", "目標は80%です。[1] <b>"))
    *so_far, last = replies(assistant, "テレワークの目標は？", NO_HOME, Transcript(), "ja")

    messages = [step for step in so_far if not isinstance(step, Reply)]
    assert len(messages) == len(so_far)
    contents = [message["content"] for message in messages]
    assert [content.split("\n\n")[0] for content in contents] == [
        "目標は",
        "目標は80%です。&#91;1&#93; &#60;b>",
    ]
    assert all(is_pending([message]) for message in messages)
    assert isinstance(last, Reply)
    assert not is_pending([last.message])
    assert last.transcript.questions == ("テレワークの目標は？",)
