from pathlib import Path

import pytest

from assistant.kept.transcripts import FILE_NAME, TITLE_LIMIT, Transcript, Transcripts
from ingest.errors import StoreError
from tests.assistant.answers import make_exchange


@pytest.fixture
def kept(tmp_path: Path) -> Transcripts:
    return Transcripts(tmp_path / "data")


def talk(*questions: str) -> Transcript:
    transcript = Transcript(home="青葉市")
    for question in questions:
        transcript = transcript.with_exchange(make_exchange(question))
    return transcript


def test_a_conversation_is_found_again_as_it_was(kept: Transcripts) -> None:
    saved = kept.save("me", talk("目標は？", "期限は？"))
    found = kept.load("me", saved.id)

    assert found == saved
    assert found.questions == ("目標は？", "期限は？")
    assert found.title == "目標は？"
    assert found.home == "青葉市"


def test_nothing_is_written_before_there_is_something_to_keep(
    kept: Transcripts, tmp_path: Path
) -> None:
    assert kept.headings("me") == ()
    assert kept.load("me", "none") is None
    assert not (tmp_path / "data").exists()


def test_everyone_sees_their_own(kept: Transcripts) -> None:
    mine = kept.save("me", talk("目標は？"))

    assert kept.load("you", mine.id) is None
    assert kept.headings("you") == ()
    kept.rename("you", mine.id, "別の題")
    kept.delete("you", mine.id)
    kept.save("you", mine.before_last())
    assert kept.load("me", mine.id) == mine


def test_the_latest_conversation_is_listed_first(kept: Transcripts) -> None:
    first = kept.save("me", talk("一つ目"))
    kept.save("me", talk("二つ目"))
    kept.save("me", first.with_exchange(make_exchange("続き")))

    assert [(one.title, one.n_exchanges) for one in kept.headings("me")] == [
        ("一つ目", 2),
        ("二つ目", 1),
    ]


def test_a_retried_question_takes_the_place_of_the_last(kept: Transcripts) -> None:
    saved = kept.save("me", talk("目標は？", "期限は？"))
    kept.save("me", saved.before_last().with_exchange(make_exchange("期限はいつ？")))

    found = kept.load("me", saved.id)
    assert found is not None
    assert found.questions == ("目標は？", "期限はいつ？")


def test_a_title_is_the_askers(kept: Transcripts) -> None:
    saved = kept.save("me", talk("長い質問" * 40))
    assert len(saved.title) == TITLE_LIMIT
    kept.rename("me", saved.id, "  議会\n答弁 ")
    kept.rename("me", saved.id, "   ")
    kept.save("me", saved.with_exchange(make_exchange("続き")))

    assert [one.title for one in kept.headings("me")] == ["議会 答弁"]


def test_what_is_deleted_is_gone(kept: Transcripts, tmp_path: Path) -> None:
    saved = kept.save("me", talk("秘密の質問"))
    kept.delete("me", saved.id)

    assert kept.load("me", saved.id) is None
    assert kept.headings("me") == ()


def test_a_file_that_is_no_database_is_said_to_be_unusable(
    kept: Transcripts, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE_NAME).write_text("これはSQLiteではない。" * 100, encoding="utf-8")

    with pytest.raises(StoreError, match="cannot be used"):
        kept.headings("me")
    with pytest.raises(StoreError, match="cannot be used"):
        kept.save("me", talk("目標は？"))
