"""Sheets of the same labels, as plans have one for each project."""

from __future__ import annotations

from ingest.structure.lines import split_lines
from ingest.structure.reader import read_structure
from ingest.structure.sheets import find_sheets

SHEETS = """第１部 事業シート
【1-01】
事業名
図書館の夜間開館
所管課 生涯学習課（協力：総務課）
目的
働く人が本を借りやすくする。
年度別計画
R6 利用者への聞き取り、開館日の検討
R7 試行の開始
指標と目標値
夜間の貸出冊数 現状0冊 → R9 4,000冊
利用者の満足度 現状61.0％ → R9 80.0％
【1-02】
事業名
河川の見張り番
所管課 建設課
目的
大雨のとき、水位の変化を早くつかむ。
年度別計画
R6 機器の選定
R7 設置
指標と目標値
設置か所 R9 12か所
【1-03】
事業名 山の道しるべ
所管課 農林課
目的
登山者の道迷いを減らす。
年度別計画
R6 看板の点検
R7 取替え
指標と目標値
道迷いの件数 現状14件 → R9 5件
"""


def said(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [
        (block.path[1:], text[block.span.start : block.span.end])
        for block in read_structure(text).blocks
    ]


def test_a_sheet_is_a_section_under_its_name_with_a_section_for_each_label() -> None:
    blocks = said(SHEETS)
    assert (("【1-01】", "図書館の夜間開館", "目的"), "働く人が本を借りやすくする。") in blocks
    assert (("【1-01】", "図書館の夜間開館"), "所管課 生涯学習課（協力：総務課）") in blocks
    assert (("【1-02】", "河川の見張り番", "指標と目標値"), "設置か所 R9 12か所") in blocks
    assert (("【1-03】", "事業名 山の道しるべ"), "所管課 農林課") in blocks


def test_the_lines_of_a_sheet_stay_apart() -> None:
    texts = [text for _, text in said(SHEETS)]
    assert "R6 利用者への聞き取り、開館日の検討" in texts
    assert "R7 試行の開始" in texts
    assert "夜間の貸出冊数 現状0冊 → R9 4,000冊" in texts


def test_two_sheets_make_no_labels() -> None:
    text = SHEETS.split("【1-03】", maxsplit=1)[0]
    assert find_sheets(split_lines(text), frozenset()).above == frozenset()


def test_a_label_by_itself_makes_no_sheets() -> None:
    lines = split_lines("担当 総務課\nする。\n担当 建設課\nする。\n担当 農林課\nする。\n")
    assert find_sheets(lines, frozenset()).before == frozenset()


def test_a_numbered_name_and_no_name_at_all() -> None:
    sheet = "事業名\n{}\n目的\n暮らしを守る。\n概要\n機器を置く。\n\n"
    text = "# 計画\n\n" + "".join(map(sheet.format, ("(1) 避難所の整備", "(2) 道の整備", "")))
    paths = {block.path[1:] for block in read_structure(text).blocks}
    assert ("(1) 避難所の整備", "目的") in paths
    assert not any(path[:1] == ("目的",) and len(path) > 1 for path in paths)


def test_the_header_of_a_table_is_no_sheet() -> None:
    text = "取組名 概要 担当課\n見守り 機器を置く 福祉課\n" * 3
    assert find_sheets(split_lines(text), frozenset()).names == frozenset()
