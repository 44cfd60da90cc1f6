from __future__ import annotations

from ingest.facts.columns import Years, header_years, shifted_columns
from ingest.facts.grids import Table, read_tables
from ingest.structure.reader import read_structure


def tables(text: str) -> tuple[Table, ...]:
    return read_tables(text, read_structure(text))


def test_rows_of_a_table_stand_together_under_their_header() -> None:
    text = "## 甲\n\n| 取組 | R6 | R7 |\n|---|---|---|\n| 訓練 | | 実施 |\n| 点検 | 実施 | |\n"
    (table,) = tables(text)
    assert table.section == ("甲",)
    assert table.header == ("取組", "R6", "R7")
    assert table.grid == (("訓練", "", "実施"), ("点検", "実施", ""))
    assert text[table.span.start : table.span.end] == text[text.index("|") : -1]


def test_spanned_html_cells_keep_their_columns() -> None:
    text = (
        "<table><tr><th>取組</th><th>R6</th><th>R7</th><th>R8</th></tr>"
        '<tr><td rowspan="2">訓練</td><td colspan="2">準備</td><td>実施</td></tr>'
        "<tr><td></td><td>点検</td><td></td></tr></table>\n"
    )
    (table,) = tables(text)
    assert table.grid == (("訓練", "準備", "", "実施"), ("", "", "点検", ""))
    wide = table.rows[0].cells[1]
    assert (wide.column, wide.width, wide.exact, wide.header) == (1, 2, True, "R6～R7")
    assert table.rows[0].under(2) is wide


def test_a_table_without_a_header() -> None:
    (table,) = tables("## 甲\n\n初級研修\t全職員\n上級研修\t管理職\n")
    assert table.header == ()
    assert table.grid == (("初級研修", "全職員"), ("上級研修", "管理職"))


def test_header_years() -> None:
    assert header_years("令和5年度 (2023年度)") == Years(2023, 2023)
    assert header_years("R4～R7") == Years(2022, 2025)
    assert header_years("令和9年度 ~ 令和13年度 (2027年度) (2031年度)") == Years(2027, 2031)
    assert header_years("目標値（R8）") is None
    assert header_years("令和5年4月") is None
    assert header_years("項目") is None


def test_shifted_columns() -> None:
    (table,) = tables("| 取組 | R5 | R6 |\n|---|---|---|\n| 甲 | 準備 | R7年度末 完了 |\n")
    assert shifted_columns(table) == {2}
