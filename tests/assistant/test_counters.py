"""Which kind of value a question asks for, and whether a statement has one of that kind."""

from __future__ import annotations

import pytest

from assistant.counters import counts_what_is_asked
from ingest.normalize import normalize


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("テレワーク実施率は何％？", "実施率を80%にする。", "100人が実施する。"),
        ("オンライン化の割合は？", "手続の8割をオンライン化する。", "手続を40件オンライン化する。"),
        ("65歳以上は何%？", "人口:14,627、構成/65歳以上:37.8", "人口/65歳以上:14,627"),
        ("何時間減らす？", "削減時間(時間)、R8:4,200", "削減枚数(枚)、R8:4,200"),
        ("研修を受ける人は何人？", "毎年1,200人を派遣する。", "研修を年3回行う。"),
        ("システムの費用はいくら？", "導入に3億円を見込む。", "導入に3年を見込む。"),
        ("どの会社が開発しますか", "株式会社みどりが開発する。", "総務課が開発する。"),
        ("市役所の住所は？", "青葉町1丁目2番", "市役所で受け付ける。"),
        ("申込みのURLは？", "https://example.jp/ から申し込む。", "窓口で申し込む。"),
        ("対象は何歳からですか", "18歳以上を対象とする。", "18人を対象とする。"),
        ("窓口は何時に開きますか", "午前8時30分に開く。", "年間4,100時間を削減した。"),
        ("作業を何時間減らした？", "年間約4,100時間分を削減した。", "午前8時に開く。"),
        ("計画は何年間ですか", "令和5年度からの4年間とする。", "80%とする。"),
        ("端末は何台ありますか", "端末を100台配る。", "端末を100人に配る。"),
        ("RPAは何業務に使う？", "37業務で使う。", "37人が使う。"),
        ("オンラインの手続は何手続？", "26手続をオンライン化する。", "26人が使う。"),
        ("申請は何件ですか", "申請は1万件だった。", "申請は1万人がした。"),
        ("研修は何回ありますか", "年2回行う。", "2人が行う。"),
        ("会議はどのくらいの頻度で開く？", "毎月開く。", "会議を開く。"),
        ("電話番号は？", "お問合せは0194-52-2111まで。", "お問合せは総務課まで。"),
        ("What is the telework rate?", "実施率を80%にする。", "100人が実施する。"),
        ("How many new staff members will be trained?", "職員30人を育てる。", "30%を育てる。"),
        ("How much does the system cost?", "導入に3億円を見込む。", "導入に3年を見込む。"),
        ("How many hours are saved?", "4,100時間を削減した。", "37業務を削減した。"),
        ("How often does the committee meet?", "年2回開く。", "2人で開く。"),
        ("What is the phone number to call?", "0194-52-2111", "総務課"),
    ],
)
def test_a_value_of_the_kind_asked_for(question: str, has: str, lacks: str) -> None:
    asked = normalize(question).lower()
    assert counts_what_is_asked(asked, normalize(has)) is True
    assert counts_what_is_asked(asked, normalize(lacks)) is False


@pytest.mark.parametrize(
    "question",
    ["計画の目的は？", "なぜ進めるのですか", "窓口は何時間待ちますか？の理由", "Why is it needed?"],
)
def test_nothing_that_is_counted(question: str) -> None:
    if "何時間" in question:
        # 何時間 asks for hours, not for a time of the day.
        assert counts_what_is_asked(normalize(question), "午前8時に開く。") is False
        return
    assert counts_what_is_asked(normalize(question).lower(), "80%を100人が3億円で") is None


def test_any_of_several_kinds_will_do() -> None:
    asked = "費用はいくらで、何人が使いますか"
    assert counts_what_is_asked(asked, "3億円を見込む。") is True
    assert counts_what_is_asked(asked, "100人が使う。") is True
    assert counts_what_is_asked(asked, "3年かかる。") is False


@pytest.mark.parametrize("statement", ["", "検討する。", "80%を目指す。"])
def test_what_is_missing_is_told_from_what_is_not_asked(statement: str) -> None:
    assert counts_what_is_asked("何人ですか", statement) is False
    assert counts_what_is_asked("誰ですか", statement) is None
