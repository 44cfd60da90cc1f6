"""Headings numbered under a word of the document's own."""

from __future__ import annotations

import pytest

from ingest.structure.reader import read_structure

PLAN = """\
航路をこう進む。

アクション01　手続を増やす　　　旗振り課：市民課

【いま】
窓口に来る人が多い。

【すること】
(1) 申請を受け付ける。

アクション02　窓口を広げる

【いま】
支所にはまだない。

アクション03　支払いを楽にする

現金のほかも使えるようにする。
"""


def paths(text: str) -> list[tuple[str, ...]]:
    return [section.path for section in read_structure(text).sections]


def test_a_word_with_ascending_numbers_heads_what_follows() -> None:
    found = paths(PLAN)
    first = "アクション01　手続を増やす　旗振り課：市民課"
    assert (first,) in found
    assert (first, "【いま】") in found
    assert ("アクション02　窓口を広げる", "【いま】") in found
    assert ("アクション03　支払いを楽にする",) in found


def test_what_stands_under_each_is_its_own() -> None:
    where = {
        PLAN[block.span.start : block.span.end].strip(): block.path[0]
        for block in read_structure(PLAN).blocks
        if block.path
    }
    assert where["支所にはまだない。"] == "アクション02　窓口を広げる"
    assert where["現金のほかも使えるようにする。"] == "アクション03　支払いを楽にする"


@pytest.mark.parametrize(
    "lines",
    [
        # A list of them, one below the other.
        "アクション1 増やす\nアクション2 広げる\nアクション3 楽にする\n",
        # Two are no series, nor is what does not begin with 1 or leaves numbers out.
        "アクション1 増やす\n本文。\nアクション2 広げる\n本文。\n",
        "アクション2 増やす\n本文。\nアクション3 広げる\n本文。\nアクション4 楽に\n本文。\n",
        "アクション1 増やす\n本文。\nアクション3 広げる\n本文。\nアクション7 楽に\n本文。\n",
        # Numbers of pictures and of years.
        "図表1 人口\n本文。\n図表2 世帯\n本文。\n図表3 職員\n本文。\n",
        "令和1 増やす\n本文。\n令和2 広げる\n本文。\n令和3 楽に\n本文。\n",
        # Sentences.
        "航路1 増やす。\n本文。\n航路2 広げる。\n本文。\n航路3 楽に。\n本文。\n",
    ],
)
def test_no_series_no_headings(lines: str) -> None:
    assert paths(lines) == [()]


def test_an_overview_before_the_headings_is_none_of_them() -> None:
    text = "アクション1 増やす\nアクション2 広げる\nアクション3 支払い\n\n" + PLAN.replace("0", "")
    assert ("アクション3　支払いを楽にする",) in paths(text)


def test_numbers_begin_again_in_each_chapter() -> None:
    text = (
        "第1章 窓口\n\n"
        + PLAN
        + "\n第2章 庁内\n\nアクション01 紙を減らす\n\n本文。\n\nアクション02 道具をそろえる\n\n本文。\n"
    )
    found = paths(text)
    assert ("第1章 窓口", "アクション03　支払いを楽にする") in found
    assert ("第2章 庁内", "アクション02 道具をそろえる") in found


CODED = """\
基本目標１　届く市役所

101　窓口の予約　◎先がけ施策
〔担当課〕市民課
〔進めること〕
・予約を広げる。

102　支払いの電子化
〔担当課〕会計課

201　生成AIの活用
〔担当課〕総務課
"""


def test_a_code_of_three_figures_heads_what_follows() -> None:
    found = paths(CODED)
    above = ("基本目標１　届く市役所",)
    assert (*above, "101　窓口の予約　◎先がけ施策", "〔進めること〕") in found
    assert (*above, "102　支払いの電子化") in found
    assert (*above, "201　生成AIの活用") in found


@pytest.mark.parametrize(
    "text",
    [
        "体系\n\n101　窓口の予約\n102　支払いの電子化\n103　生成AIの活用\n",
        "人口\n\n101　人が増加\n本文。\n\n102　人が減少\n本文。\n\n103　人の見込み\n本文。\n",
        "施設\n\n使えるのは\n101 施設である\n状況。\n\n残るのは\n102 施設である\n状況。\n\n別に\n103 施設ある\n状況。\n",
        "台帳\n\n150　窓口の予約\n本文。\n\n230　支払いの電子化\n本文。\n\n415　生成AIの活用\n本文。\n",
    ],
)
def test_a_list_of_codes_and_counts_are_no_headings(text: str) -> None:
    assert not any(path[-1:] and path[-1][:1] == "1" for path in paths(text))


@pytest.mark.parametrize(
    "titles",
    [
        ("取組番号　№１　窓口の予約", "取組番号　№２　支払い", "取組番号　№３　AIの活用"),
        ("約束その一　聞いてからつくる", "約束その二　やめてから入れる", "約束その三　早く直す"),
        ("施策の柱Ⅱ－１　標準化", "施策の柱Ⅱ－２　電子決裁", "施策の柱Ⅱ－３　AIの活用"),
    ],
)
def test_other_ways_to_number_a_series(titles: tuple[str, ...]) -> None:
    text = "本文。\n\n" + "".join(f"{title}\n　内容は次のとおりとする。\n\n" for title in titles)
    assert [path[-1] for path in paths(text) if path] == list(titles)
