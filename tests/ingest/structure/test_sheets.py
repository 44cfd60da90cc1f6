"""Sheets of the same labels, as plans have one for each project."""

from __future__ import annotations

from ingest.quote import quote_of
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


def sheet(number: int, name: str, *lines: str) -> str:
    told = "\n".join(lines)
    return f"""取組番号　№{number}　{name}
所管
市民課、税務課
取組の概要
　{name}を進める。
ねらい
　待ち時間を減らす。
年度別計画
{told}
進め方
　・ 月に一度話し合う。

"""


SERIES = "".join(
    sheet(number, name, "Ｒ７", "対象の検討", "Ｒ８", "試行", "Ｒ１０", "14窓口へ拡大")
    for number, name in enumerate(("窓口の予約", "支払いの電子化", "生成AI"), 1)
)


def paths(text: str) -> set[tuple[str, ...]]:
    return {block.path for block in read_structure(text).blocks}


def told(text: str) -> dict[str, tuple[str, ...]]:
    return {
        quote_of(text[block.span.start : block.span.end]): block.path
        for block in read_structure(text).blocks
    }


def test_what_stands_once_on_each_sheet_is_a_label_too() -> None:
    name = "取組番号　№2　支払いの電子化"
    assert {(name, "ねらい"), (name, "進め方")} <= paths(SERIES)
    assert not any("ねらい" in quote or "進め方" in quote for quote in told(SERIES))


def test_what_is_done_in_a_year_stands_with_it() -> None:
    found = told(SERIES)
    assert found["Ｒ８ 試行"][-1] == "年度別計画"
    # A number behind the year is none of its digits.
    assert "Ｒ１０ 14窓口へ拡大" in found
    assert not any(path[-1:] in (("試行",), ("対象の検討",)) for path in found.values())


def test_years_one_below_the_other_take_nothing_from_below() -> None:
    text = sheet(1, "窓口", "Ｒ７", "Ｒ８", "Ｒ９", "検討", "試行", "実施")
    assert not any("検討" in quote and "Ｒ" in quote for quote in told(text))
    assert not any("試行" in quote and "Ｒ" in quote for quote in told(text))


def test_a_word_that_comes_again_within_a_sheet_is_no_label() -> None:
    text = SERIES.replace("　待ち時間を減らす。", "調整中\n　待ち時間を減らす。\n調整中")
    assert not any("調整中" in path for path in paths(text))


def test_the_value_below_a_label_is_no_label() -> None:
    text = "".join(
        f"取組番号　№{n}　取組{name}\n目的\n　手間を減らす。\n現状\n　紙が多い。\n所管\n{office}\n\n"
        for n, name, office in (
            (1, "甲", "総務課"),
            (2, "乙", "税務課"),
            (3, "丙", "税務課"),
            (4, "丁", "税務課"),
        )
    )
    assert sum("税務課" in quote for quote in told(text)) >= 1
    assert not any("税務課" in path for path in paths(text))
