"""What is shown is completed by what belongs to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.completed import completed, gives_a_reason
from assistant.rank import Evidence
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.assistant.small_index import ask_for, signals, sure, unit_with
from tests.ingest.fake_embedder import FakeEmbedder

PLAN = """\
# 川野市計画

## 1 指標

導入した数では効果を測れなかった。
このため、時間と割合を指標とする。
指標は毎年公表する。

## 2 まとめ方

二つの方針を1冊とした。
別々にしなかったのは、道具だけが先に入った反省による。

## 3 課題

次の3つの課題が残る。

- 紙が前提となっている
- 一部の職員に頼っている
- 支援が行き渡っていない

## 4 その他

- 端末を配る
- 机を減らす

## 5 紙

購入した紙は94万枚でした。
これを令和11年度に50万枚以下とします。
これを受け、会議を見直しました。

## 6 記録

利用記録は1年間保存し、情報係が四半

7

期ごとに点検します。

## 8 勤務

勤務間インターバル※4は9時間以上とする。
残業を減らす。

※4 終業から次の始業までに一定の休息時間を置くこと。

## 9 利用の手順

1. 研修を受ける。
2. 届を出す。

## 10 約束

1. 紙を減らす。
2. 机を空ける。

## 11 やめること

次の取組は、取りやめた。

| 取組 | 理由 |
|---|---|
| 案内ロボット | 利用が少ない |
| 移住相談 | 相談がない |

## 7 言葉

### デジタル化

仕事の進め方から改めること。

### 電子化

紙をイメージにするなど、機械で扱えるようにすること。
"""
ROOM = 500


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("completed")
    path = folder / "kawano.md"
    path.write_text(PLAN, encoding="utf-8")
    info = DocumentInfo(doc_id="kawano", title="川野市計画", municipality="川野市")
    ingest([Source(path, info)], folder / "data", FakeEmbedder())
    return Index.open(folder / "data", FakeEmbedder())


def shown(index: Index, question: str, *words: str, room: int = ROOM) -> list[str]:
    chosen: list[Evidence] = [sure(index, unit_with(index, one)) for one in words]
    whole = completed(ask_for(question), chosen, chosen, index, room)
    return [one.hit.unit.quote for one in whole]


def test_the_reason_stands_before_what_follows_from_it(index: Index) -> None:
    both = ["導入した数では効果を測れなかった。", "このため、時間と割合を指標とする。"]
    assert shown(index, "なぜ割合を指標とした？", "時間と割合") == both
    assert shown(index, "割合を指標とした？", "時間と割合") == both[1:]
    assert shown(index, "なぜ割合を指標とした？", "時間と割合", "毎年公表") == [
        *both,
        "指標は毎年公表する。",
    ]
    assert shown(index, "なぜ割合を指標とした？", "時間と割合", room=20) == both[1:]


def test_or_behind_what_gives_none(index: Index) -> None:
    assert shown(index, "なぜ1冊にした？", "1冊とした") == [
        "二つの方針を1冊とした。",
        "別々にしなかったのは、道具だけが先に入った反省による。",
    ]
    assert shown(index, "なぜ公表する？", "毎年公表") == ["指標は毎年公表する。"]


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("職員が減るため、窓口を見直す。", True),
        ("道具だけが先に入った反省による。", True),
        ("負担が大きいことから、廃止する。", True),
        ("窓口を見直す。", False),
        ("4月から始める。", False),
    ],
)
def test_what_gives_a_reason(text: str, gives: bool) -> None:
    assert gives_a_reason(text) is gives


def test_one_of_a_list_that_is_announced_brings_all_of_it(index: Index) -> None:
    whole = ["紙が前提となっている", "一部の職員に頼っている", "支援が行き渡っていない"]
    assert shown(index, "残っている課題は？", "一部の職員") == whole
    # Nobody said how many the others are; nor is more than one value asked for.
    assert shown(index, "端末について", "端末を配る") == ["端末を配る"]
    assert shown(index, "誰に頼っていますか", "一部の職員")[:1] == ["一部の職員に頼っている"]


def test_one_step_brings_the_others_where_a_procedure_is_asked_for(index: Index) -> None:
    steps = ["1. 研修を受ける。", "2. 届を出す。"]
    assert shown(index, "使うには何をすればいい？", "研修を受ける") == steps
    assert shown(index, "研修を受けるのは誰？", "研修を受ける") == steps[:1]
    assert shown(index, "どうやって減らす？", "紙を減らす") == ["1. 紙を減らす。"]


def test_a_sentence_that_points_on_brings_the_rows_of_its_table(index: Index) -> None:
    assert shown(index, "やめた取組は？", "取組は、取りやめた") == [
        "次の取組は、取りやめた。",
        "案内ロボット 利用が少ない",
        "移住相談 相談がない",
    ]


def test_behind_a_figure_what_becomes_of_it(index: Index) -> None:
    both = ["購入した紙は94万枚でした。", "これを令和11年度に50万枚以下とします。"]
    assert shown(index, "紙は何枚まで減らす？", "94万枚") == both
    assert shown(index, "会議はどうなる？", "50万枚以下") == both[1:]


@pytest.mark.parametrize("part", ["情報係が四半", "期ごとに点検"])
def test_both_parts_of_a_sentence_that_a_page_breaks(index: Index, part: str) -> None:
    assert shown(index, "記録は誰が見る？", part) == [
        "利用記録は1年間保存し、情報係が四半",
        "期ごとに点検します。",
    ]


def test_which_of_two_something_is_says_the_heading(index: Index) -> None:
    both = ["電子化", "紙をイメージにするなど、機械で扱えるようにすること。"]
    asked = "デジタル化と電子化を分けてるよね。紙のスキャンはどっち？"
    assert shown(index, asked, "紙をイメージ") == both
    assert shown(index, "紙のスキャンは何に当たる？", "紙をイメージ") == both[1:]
    # A heading that answers nothing is not shown.
    assert shown(index, "紙のスキャンは甲と乙のどっち？", "紙をイメージ") == both[1:]


def test_a_meaning_that_only_a_note_gives_stands_before_the_term(index: Index) -> None:
    note = "※4 終業から次の始業までに一定の休息時間を置くこと。"
    best = sure(index, unit_with(index, "9時間以上"))
    giving = replace(sure(index, unit_with(index, "休息時間")), signals=signals(defines=1.0))
    asked = ask_for("勤務間インターバルの意味は？")
    whole = completed(asked, [best], [best, giving], index, ROOM)
    assert [one.hit.unit.quote for one in whole] == [note, best.hit.unit.quote]
    hours = completed(ask_for("勤務間インターバルは何時間？"), [best], [best, giving], index, ROOM)
    assert [one.hit.unit.quote for one in hours] == [best.hit.unit.quote]


def test_the_best_leads_its_list_where_other_things_are_shown_too(index: Index) -> None:
    # Nobody said how many there are: beside what else is shown it is no list that answers.
    assert shown(index, "机は減らすか？", "机を減らす", "端末を配る", "毎年公表") == [
        "机を減らす",
        "端末を配る",
        "指標は毎年公表する。",
    ]
    assert shown(index, "何をする？", "机を減らす", "端末を配る") == ["端末を配る", "机を減らす"]
