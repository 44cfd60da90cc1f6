"""``keikaku chat``, typed through stdin."""

from __future__ import annotations

import pytest

from tests.assistant.cli.conftest import CommandLine


def test_it_greets_with_the_municipalities_and_ends_at_the_end_of_input(
    indexed: CommandLine,
) -> None:
    ran = indexed("chat")
    assert (ran.code, ran.err) == (0, "")
    assert "青葉市、緑川市" in ran.out.splitlines()[0]


@pytest.mark.parametrize("word", ["/quit", "/exit", "  /quit  "])
def test_quit_ends_it_before_the_next_question(indexed: CommandLine, word: str) -> None:
    ran = indexed("chat", typed=f"{word}\n青葉市の計画の期間は？\n")
    assert ran.code == 0
    assert "4年間" not in ran.out


def test_a_follow_up_refers_to_the_question_before(indexed: CommandLine) -> None:
    ran = indexed("chat", typed="青葉市の計画の期間は？\n緑川市は？\n")
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.split("令和5年度から令和8年度までの4年間とします。 [1]")
    assert "令和10年度" not in first
    assert "令和6年度から令和10年度までの5年間" in second


def test_home_is_chosen_by_any_name_and_taken_back(indexed: CommandLine) -> None:
    typed = "/home Midorikawa\n本市の計画の期間は？\n/home\n本市のコピーの目標は？\n"
    ran = indexed("chat", typed=typed)
    assert (ran.code, ran.err) == (0, "")
    assert "Your municipality: 緑川市" in ran.out
    assert "令和10年度" in ran.out
    after = ran.out.split("Your municipality: not set")[1]
    assert "どの自治体" in after


def test_home_given_as_an_option(indexed: CommandLine) -> None:
    ran = indexed("chat", "--home", "青葉", typed="本市の計画の期間は？\n")
    assert "令和8年度" in ran.out


def test_an_unknown_home_leaves_the_one_before(indexed: CommandLine) -> None:
    ran = indexed("chat", "--home", "青葉市", typed="/home 横浜市\n本市の計画の期間は？\n")
    assert ran.code == 0
    (line,) = ran.err.splitlines()
    assert "青葉市、緑川市" in line
    assert "Your municipality: 青葉市" in ran.out
    assert "令和8年度" in ran.out


def test_a_question_that_fails_does_not_end_it_and_is_not_remembered(
    indexed: CommandLine,
) -> None:
    long = "あ" * 2001
    ran = indexed("chat", typed=f"？？？\n\n{long}\n青葉市の計画の期間は？\n")
    assert ran.code == 0
    empty, too_long = ran.err.splitlines()
    assert "質問が空です" in empty
    assert "2001" in too_long
    assert "令和8年度" in ran.out


def test_without_an_index(keikaku: CommandLine, fake_model: None) -> None:
    ran = keikaku("chat", typed="計画の期間は？\n")
    assert ran.code == 1
    assert "keikaku ingest" in ran.error


def test_in_a_japanese_locale(indexed: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    out = indexed("chat", typed="/home Aoba\n").out
    assert "計画について質問してください" in out
    assert "あなたの自治体：青葉市" in out
