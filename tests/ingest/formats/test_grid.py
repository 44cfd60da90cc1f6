from __future__ import annotations

from ingest.formats.grid import TableCell, flat_text, render_table
from ingest.structure.reader import read_structure


def cells(*rows: tuple[str, ...], header: bool | None = None) -> list[TableCell]:
    return [
        TableCell(row, column, text, header=header if row == 0 else None)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]


def test_a_plain_table_is_markdown() -> None:
    table = render_table(cells(("施策", "令和5年度", "令和6年度"), ("電子契約", "検討", "導入")))
    assert table == (
        "| 施策 | 令和5年度 | 令和6年度 |\n| --- | --- | --- |\n| 電子契約 | 検討 | 導入 |"
    )


def test_merged_cells_need_html() -> None:
    table = render_table(
        [TableCell(0, 0, "施策", 1, 1, True), TableCell(0, 1, "年度", 1, 2, True)]
        + [TableCell(1, column, text) for column, text in enumerate(("契約", "検討", "導入"))]
    )
    assert '<th colspan="2">年度</th>' in table
    assert "<tr><td>契約</td><td>検討</td><td>導入</td></tr>" in table


def test_a_box_of_labels_and_texts_has_no_header() -> None:
    table = render_table(cells(("概要", "電子申請を広げる。"), ("取組内容", "様式を見直す。")))
    assert "<th>" not in table


def test_two_columns_are_headed_where_a_name_says_so() -> None:
    assert render_table(cells(("用語", "解説"), ("LAN", "構内の通信網"))).startswith("| 用語 |")


def test_rows_under_a_high_header_cell_are_header_too() -> None:
    table = render_table(
        [TableCell(0, 0, "施策", 2), TableCell(0, 1, "令和5年度", 1, 2)]
        + [TableCell(1, 1, "前期"), TableCell(1, 2, "後期")]
        + [TableCell(2, column, text) for column, text in enumerate(("契約", "検討", "導入"))]
    )
    assert table.count("<th") == 4


def test_marks_of_markup_in_a_cell_are_text() -> None:
    table = render_table(cells(("概要", "<RPA> と R&D の\n活用")))
    assert "&lt;RPA&gt; と R&amp;D" in table
    blocks = read_structure(table).blocks
    assert blocks


def test_a_table_of_contents_is_known_as_one() -> None:
    table = render_table(cells(("第1章 趣旨……", "1"), ("第2章 目標……", "4")))
    assert "| 第1章 趣旨 | 1 |" in table
    assert read_structure(f"目次\n\n{table}\n").blocks == ()


def test_a_table_in_a_cell_becomes_lines() -> None:
    assert flat_text(cells(("a", "b"), ("", "c"))) == "a b\nc"
