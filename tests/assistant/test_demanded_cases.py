"""Which of several cases is asked about, and what tells another."""

from __future__ import annotations

import pytest

from assistant.demand import Statement
from assistant.demanded_cases import is_of_another_case, tells_another_case
from ingest.normalize import normalize
from tests.assistant.small_index import ask_for

ANOTHER = [
    ("区役所のテレワーク実施率の目標は何％？", "本庁部署におけるテレワーク実施率80％"),
    ("What telework rate must ward offices reach?", "本庁部署におけるテレワーク実施率80％"),
    ("中学校の端末は何台ですか", "小学校に端末を420台配置します。"),
    ("How many tablets do elementary schools have?", "中学校に端末を420台配置します。"),
    ("休日の開館は何時まで？", "平日は20時まで開館します。"),
    ("第2回の委員会はいつ開きましたか", "第1回委員会 令和6年5月10日"),
    ("When was the third meeting held?", "第2回 令和6年8月1日"),
    ("レベル2の職員は何人？", "レベル4は60人とします。"),
    ("計画の1.0版はいつ出ましたか", "令和8年2月19日 1.1版"),
    ("2年目に入れる台数は何台？", "1年目は10台を入れます。"),
]


@pytest.mark.parametrize(("question", "text"), ANOTHER)
def test_what_is_told_of_another_case_is_no_answer(question: str, text: str) -> None:
    asked = ask_for(question)
    assert is_of_another_case(asked, normalize(text))
    assert tells_another_case(asked, [Statement(normalize(text))])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("区役所のテレワーク実施率の目標は何％？", "本庁と区役所の実施率を80％とします。"),
        ("本庁以外で仕事ができる場所はどこ？", "区役所にサテライトオフィスを設置する"),
        ("本庁舎以外の窓口はいつ始まる？", "支所の窓口を令和8年度に始める"),
        ("テレワーク実施率の目標は何％？", "本庁部署におけるテレワーク実施率80％"),
        ("区役所の端末は何台？", "端末を1,500台配置します。"),
        ("小学校と中学校の端末は何台？", "中学校に420台配置します。"),
        ("第2回の委員会はいつ？", "第2回委員会 令和6年8月1日"),
        ("第二期計画の期間はいつまで？", "第2期計画は令和11年度までです。"),
        ("ステップ0から順に教えて", "ステップ1：全体方針の決定"),
        ("計画の1.0版はいつ？", "令和5年2月13日 1.0版"),
        ("個人情報は誰が守りますか", "法人番号を登録します。"),
    ],
)
def test_what_may_be_told_of_the_case(question: str, text: str) -> None:
    asked = ask_for(question)
    assert not is_of_another_case(asked, normalize(text))
    assert not tells_another_case(asked, [Statement(normalize(text))])


def test_the_case_may_be_told_beside_the_best() -> None:
    asked = ask_for("中学校の端末は何台ですか")
    found = [Statement("小学校に420台配置する。"), Statement("中学校に210台配置する。")]
    assert not tells_another_case(asked, found)
    assert is_of_another_case(asked, found[0].text)
    assert not tells_another_case(asked, [])


def test_a_question_for_a_list_is_of_no_case() -> None:
    asked = ask_for("小学校の取組をすべて挙げて")
    assert asked.kind == "list"
    assert not is_of_another_case(asked, "中学校の取組")
