"""What a question says of its asker is no part of what it asks."""

from __future__ import annotations

import pytest

from assistant.asides import without_asides
from assistant.schema import QUESTION_LIMIT
from assistant.understand import as_read
from tests.assistant.small_index import ask_for


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("新人です。テレワークの目標は？", "テレワークの目標は?"),
        ("入庁したてです。テレワークの目標は？", "テレワークの目標は?"),
        ("土木から異動してきたばかりです。電子決裁って何？", "電子決裁って何?"),
        ("電子決裁の目標は？議会答弁に使いたい", "電子決裁の目標は?"),
        ("答弁用。電子決裁の目標は何％か", "電子決裁の目標は何%か"),
        ("大至急お願いします。コピー用紙の削減目標は？", "コピー用紙の削減目標は?"),
        ("新人です…コピー用紙の削減目標は？", "コピー用紙の削減目標は?"),
        ("怒られますか？青葉市役所の新人です", "怒られますか?"),
        ("I'm new to this. Who leads the project?", "Who leads the project?"),
        ("I've just joined. Who leads the project?", "Who leads the project?"),
        ("スマホ教室の予算要求するので根拠になる記述がほしい", "スマホ教室"),
        ("電子決裁の起案に使いたいので目標を教えて", "電子決裁の目標を教えて"),
        (
            f"{'社会の変容が求められています。' * 7}これを踏まえて、端末はいつ入るの？いつから？",
            f"{'社会の変容が求められています。' * 7}これを踏まえて、端末はいつ入るの?いつから?",
        ),
        (
            f"{'社会の変容が求められています。' * 7}これを踏まえて、端末はいつ入るの？",
            "端末はいつ入るの?",
        ),
        ("For a report: who leads the project?", "who leads the project?"),
        ("I've just joined Aoba's IT side. Who leads it?", "Who leads it?"),
        ("Quick question: who leads the project?", "who leads the project?"),
    ],
)
def test_the_asker_and_the_purpose_are_left_away(question: str, asked: str) -> None:
    assert without_asides(as_read(question)) == asked


@pytest.mark.parametrize(
    "question",
    [
        "新人研修は何時間ですか?",
        "電子決裁はいつ始めるの",
        f"{'社会の変容が求められています。' * 7}これはいつ?",
        "誰が言い訳、いや説明をするのですか",
        "新人の研修はいつ?",
        "異動した職員の引き継ぎはどうする?",
        "議会で高齢化の話を聞かれそう。65歳以上の割合は?",
        "資料を電子化する目的は?",
        "至急の連絡はどこにする?",
        "新人です",
        "RPAの研修で使うので、対象業務を教えて",
        "ペーパーレスの会議で聞かれたので、目標値は?",
        "テレワークの資料に載せるので、目標を教えて",
        "採用1年目、2年目の研修は?",
        "市民課に配属されたばかりです。窓口のシステムは?",
        "I'm writing a report on telework. What is the target for 2025?",
        "For a report on telework: what's the goal?",
        "For our newsletter, how often is it published?",
        "I recently started teleworking. How many days are allowed?",
        "I'm writing a report on No. 3 pillar. What is the goal?",
        "I am a new employee and I think data has leaked. What do I do first?",
        "We just moved to Aoba and my mother is hopeless with her phone. What lessons are there?",
        "Who is new to the board?",
    ],
)
def test_what_is_asked_about_stays(question: str) -> None:
    assert without_asides(question) == question


def test_an_aside_gives_no_concept_and_no_kind() -> None:
    question = ask_for("新人研修のクイズに出すので。テレワークの目標はいつまで？入庁して2年目です")
    plain = ask_for("テレワークの目標はいつまで？")
    assert question.kind == plain.kind == "date"
    assert "入庁" not in [one.phrase for one in question.concepts]


def test_whose_plan_is_meant_may_stand_in_an_aside() -> None:
    question = ask_for("計画の期間は？緑川市役所の新人です")
    assert [one.name for one in question.scope.municipalities] == ["緑川市"]


@pytest.mark.parametrize(
    "part", ["から", "市役所の", "資料の", "の予算要求するので", "for a report ", "のです"]
)
def test_what_says_it_over_and_over_is_read_at_once(part: str) -> None:
    long = part * (QUESTION_LIMIT // len(part) - 4)
    assert without_asides(long)
    assert without_asides(f"資料に使いたい{long}x")
