"""Where lines end what they say, and where they are broken to fit the page."""

from __future__ import annotations

import pytest

from ingest.structure.reader import read_structure

FULL = "本計画は、町民の皆さんの声を聞きながら、町の将来像を実現するための道筋を示すために"


def texts(source: str) -> list[str]:
    source = f"# 計画\n\n## 1 取組\n\n{source}\n"
    return [
        source[one.span.start : one.span.end].replace("\n", "")
        for one in read_structure(source).blocks
    ]


def test_a_broken_sentence_is_one() -> None:
    assert texts(f"{FULL}\n策定するものです。") == [f"{FULL}策定するものです。"]


def test_short_lines_that_end_with_nouns_or_figures_are_statements_of_their_own() -> None:
    source = f"スマホを持っている　76.4％\n手続をしたことがある　21.8％\n{FULL}つくるものです。"
    assert texts(source) == [
        "スマホを持っている　76.4％",
        "手続をしたことがある　21.8％",
        f"{FULL}つくるものです。",
    ]


def test_an_indented_line_begins_a_paragraph_where_the_one_above_has_room_left() -> None:
    above = "実施の時期は、河川の工事の進み具合により変わる。毎年度の公表"
    assert texts(f"{FULL}\n{above}\n　{FULL}\nつくるものです。") == [
        f"{FULL}{above.split('。', maxsplit=1)[0]}。",
        "毎年度の公表",
        f"{FULL}つくるものです。",
    ]
    assert texts(f"{FULL}\n　策定するものです。") == [
        f"{FULL}\n　策定するものです。".replace("\n", "")
    ]


def test_the_last_item_of_a_list_ends_before_the_text_below_it() -> None:
    source = f"・窓口の案内\n・書類の交付\n・水質の測定（年４回）\n{FULL}行うものです。"
    assert texts(source) == [
        "・窓口の案内",
        "・書類の交付",
        "・水質の測定（年４回）",
        f"{FULL}行うものです。",
    ]


def test_an_item_that_is_the_label_of_the_text_below_it_keeps_it() -> None:
    source = f"➢専門人材の活用\n{FULL}行う。\n➢交流の場の設置\n{FULL}集まる。"
    assert texts(source) == [
        f"➢専門人材の活用{FULL}行う。",
        f"➢交流の場の設置{FULL}集まる。",
    ]


@pytest.mark.parametrize("label", ["フリーアドレス", "ＲＰＡ（アールピーエー）"])
def test_a_term_keeps_its_explanation(label: str) -> None:
    assert texts(f"{label}\n席を固定せず、空いている席を使う方式。") == [
        f"{label}席を固定せず、空いている席を使う方式。"
    ]


def test_the_lines_of_a_chronicle_stay_apart() -> None:
    source = (
        "令和５年６月 庁内の検討会議を設け、各課から集まった職員が課題の洗い出しを始める\n"
        "令和５年11月 ワークショップ（３会場）\n"
        "令和６年１月10日～２月８日 意見の募集"
    )
    assert texts(source) == source.split("\n")


def test_lines_of_a_narrow_column_stay_together() -> None:
    source = f"デジタル技術を活用した住民\n本位の行政サービスの提供体\n制を構築する。\n{FULL}つくるものです。"
    assert texts(source)[0] == "デジタル技術を活用した住民本位の行政サービスの提供体制を構築する。"
