from __future__ import annotations

from ingest.structure.reader import read_structure
from ingest.structure.records import Block, Cell, Section, Span, Structure
from ingest.units import Unit, build_units

TEXT = """第1章 窓口の改革
次を行う。
- 申請を**減らす**
| 施策 | R7 |
| 端末 | 100台 |
"""


def span(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


PATH = ("第1章 窓口の改革",)
STRUCTURE = Structure(
    sections=(
        Section((), Span(0, 0), 0, 0),
        Section(PATH, span("第1章 窓口の改革"), 0, len(TEXT)),
        Section((*PATH, "次を"), span("次を"), 0, len(TEXT)),
    ),
    blocks=(
        Block("sentence", PATH, span("次を行う。")),
        Block("item", PATH, span("申請を**減らす**"), lead=span("次を行う。"), group=17),
        Block(
            "row",
            PATH,
            span("| 端末 | 100台 |"),
            header=span("| 施策 | R7 |"),
            cells=(Cell("施策", span("端末")), Cell("R7", span("100台"))),
            group=44,
        ),
    ),
)


def test_units_follow_the_text_headings_first() -> None:
    units = build_units("hanamaki", TEXT, STRUCTURE)
    assert [unit.kind for unit in units] == ["heading", "sentence", "item", "row"]
    assert [unit.order for unit in units] == [0, 1, 2, 3]
    assert [unit.quote for unit in units] == [
        "第1章 窓口の改革",
        "次を行う。",
        "申請を減らす",
        "端末 100台",
    ]
    assert all(unit.doc_id == "hanamaki" and unit.section == PATH for unit in units)
    assert len({unit.unit_id for unit in units}) == 4


def test_a_short_heading_says_nothing_by_itself() -> None:
    units = build_units("hanamaki", TEXT, STRUCTURE)
    assert [unit.quote for unit in units if unit.kind == "heading"] == ["第1章 窓口の改革"]


def test_what_a_unit_carries() -> None:
    item = build_units("hanamaki", TEXT, STRUCTURE)[2]
    assert TEXT[item.start : item.end] == "申請を**減らす**"
    assert (item.lead, item.group, item.header, item.cells) == ("次を行う。", 17, None, ())
    assert item.unit_id == f"hanamaki:{item.start}-{item.end}"


def test_a_row_is_stated_with_its_headers() -> None:
    row = build_units("hanamaki", TEXT, STRUCTURE)[3]
    assert row.cells == (("施策", "端末"), ("R7", "100台"))
    assert row.header == span("| 施策 | R7 |")
    assert row.statement == "施策：端末、R7：100台"
    assert row.search_text == "第1章 窓口の改革\n施策：端末、R7：100台"


def test_a_statement_without_headers_is_the_quote() -> None:
    unit = Unit("d:0-1", "d", "row", (), 0, 1, "端末 100台", cells=(("", "端末"), ("", "100台")))
    assert unit.statement == "端末 100台"
    partly = Unit("d:0-1", "d", "row", (), 0, 1, "端末 9", cells=(("", "端末"), ("R7", "9")))
    assert partly.statement == "端末、R7：9"


def test_what_is_searched_has_the_path_and_the_lead() -> None:
    unit = Unit("d:0-1", "d", "item", ("A", "B"), 0, 1, "減らす", lead="次を行う。")
    assert unit.search_text == "A > B\n次を行う。\n減らす"


def test_a_year_column_that_a_cell_contradicts_heads_no_cell() -> None:
    text = (
        "1 目標\n\n| 年度 | R6 | R7 |\n|---|---|---|\n"
        "| 処理センター | R7年度末 3万時間削減 | |\n| 合計 | 10万時間削減 | |\n| 研修 | | 実施 |\n"
    )
    units = build_units("d", text, read_structure(text))
    rows = {unit.cells[0][1]: unit.cells[1] for unit in units if unit.kind == "row"}

    assert rows["処理センター"] == ("", "R7年度末 3万時間削減")
    assert rows["合計"] == ("", "10万時間削減")
    assert rows["研修"] == ("R7", "実施")


def test_march_of_the_next_year_does_not_contradict_a_fiscal_year() -> None:
    text = (
        "1 目標\n\n| 年度 | R6 | R7 |\n|---|---|---|\n| 移行 | 準備 | R8.3月まで R8年度から削減 |\n"
    )
    (row,) = [unit for unit in build_units("d", text, read_structure(text)) if unit.kind == "row"]
    assert row.cells == (("年度", "移行"), ("R6", "準備"), ("R7", "R8.3月まで R8年度から削減"))


def test_a_cell_that_names_only_other_years_loses_its_own_header_alone() -> None:
    text = (
        "1 期間\n\n| 計画 | R5 | R6 |\n|---|---|---|\n"
        "| 構想 | 概ね2050年まで | |\n| 総合計画 | 基本計画（5年間） | |\n| 方針 | 策定 | |\n| 研修 | H30年度比で倍、R5年度に | |\n"
    )
    units = build_units("d", text, read_structure(text))
    rows = {unit.cells[0][1]: unit.cells[1][0] for unit in units if unit.kind == "row"}
    assert rows == {"構想": "", "総合計画": "", "方針": "R5", "研修": "R5"}
