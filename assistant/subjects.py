"""Whether a text says what it is about, and not only what of it is asked for."""

from __future__ import annotations

import re

from assistant.asking import terms_apart, without_asking
from ingest.fiscal import find_years
from ingest.terms import words

OF_SOMETHING = frozenset(
    "金 お金 費用 経費 予算 財源 期限 時期 期間 対象 効果 成果 課題 問題 理由 背景 方法 手段 仕方 やり方 方 担当 課 部署 部 係 人数 件数 規模 割合 "
    "メリット デメリット 利点 目的 名前 名称 前身 内容 中身 条件 場所 組織 仕組み 国 県 市 町 村 年 月 日 人 今 前 後 最初 最後 "
    "つもり ぶん 行く行く ゆくゆく 将来 今後 いずれ "
    "間隔 最低 最大 最高 最小 上限 下限 一人 一人ひとり ため こと もの の ところ とき 時 わけ はず ほう ほか とおり あと 残り 合計 全部 以前 以外 他 詳細 具体 例 数 目標 現状 状況 予定 最終 当初 年度 月々 毎日 毎週 毎月 毎年 毎年度 年間 頻度 回数 場合 "
    "level cost price fee deadline budget goal target date time year years reason section office department person people "
    "number rate amount share percentage figure month week day money final end start many much long often far high "
    "roughly approximately exactly around per each every total altogether currently now eventually originally "
    "until since during anything something everything else more further another also still yet again really actually first last next other others".split()
)
"""Nouns that are always of something: a question with no other is about what was asked before."""

CASE = re.compile(
    r"[一-龥ァ-ヴーA-Za-z0-9]+の(?:場合|とき|(?:時|人|方|ほう)(?=[はがをにでも、?？]))"
)
"""A case that is asked about (非課税世帯の場合), of whatever subject."""

_ASKS_FOR_AN_ASPECT = re.compile(
    r"いくら|何(?:[%割件人名台回円時分年月日歳]|時間)|いつ|どれ(?:くらい|ぐらい|だけ)|どのくらい"
)


def content_of(text: str) -> list[str]:
    """What a normalised text speaks of besides years and question words."""
    for year in reversed(find_years(text)):
        text = text[: year.start] + " " + text[year.end :]
    return terms_apart(without_asking(text))


def names_a_subject(text: str) -> bool:
    """Whether a normalised text says what it is about, and not only what of it is asked for."""
    if text.isascii():
        return any(word.lower() not in OF_SOMETHING for word in content_of(text))
    for year in reversed(find_years(text)):
        text = f"{text[: year.start]} {text[year.end :]}"
    if _ASKS_FOR_AN_ASPECT.search(text):
        text = CASE.sub(" ", text)
    return any(
        word.pos1 == "名詞" and word.pos2 != "数詞" and word.surface not in OF_SOMETHING
        for word in words(without_asking(text))
    )
