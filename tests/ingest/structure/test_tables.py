from __future__ import annotations

import pytest

from ingest.structure.records import Span
from ingest.structure.tables import (
    Row,
    html_rows,
    is_year_header,
    leading_headers,
    make_header,
    pipe_row,
    row_cells,
    tab_row,
    without_margin,
)


def whole(source: str) -> Span:
    return Span(0, len(source))


def cells(source: str, row: Row) -> list[tuple[int, str]]:
    return [(cell.column, source[cell.span.start : cell.span.end]) for cell in row.cells]


def html(source: str) -> list[list[tuple[int, str]]]:
    return [cells(source, row) for row in html_rows(source, whole(source))]


def test_a_markdown_row() -> None:
    source = "| 端末 |  | 100台 |"
    row = pipe_row(source, whole(source))
    assert cells(source, row) == [(0, "端末"), (1, ""), (2, "100台")]
    assert [cell.column for cell in row.filled(source)] == [0, 2]


def test_a_tab_separated_row() -> None:
    source = "端末\t\t 100台 "
    row = tab_row(source, whole(source))
    assert cells(source, row) == [(0, "端末"), (1, ""), (2, "100台")]
    assert row.span == Span(0, 9)


def test_a_column_that_is_empty_throughout_is_a_margin() -> None:
    lines = ["\t取組\t扱い", "\t案内\t取りやめ"]
    source = "\n".join(lines)
    spans = [Span(0, len(lines[0])), Span(len(lines[0]) + 1, len(source))]
    rows = without_margin(source, [tab_row(source, span) for span in spans])
    assert [cells(source, row) for row in rows] == [
        [(1, "取組"), (2, "扱い")],
        [(1, "案内"), (2, "取りやめ")],
    ]
    deep = ["\t\t取組\t扱い", "\t\t案内\t取りやめ"]
    source = "\n".join(deep)
    spans = [Span(0, len(deep[0])), Span(len(deep[0]) + 1, len(source))]
    inner = without_margin(source, [tab_row(source, span) for span in spans])
    assert [len(row.cells) for row in inner] == [2, 2]
    # Prose that is only indented is no table of one column.
    prose = ["\t目標", "\t実施率を80%にします。"]
    source = "\n".join(prose)
    spans = [Span(0, len(prose[0])), Span(len(prose[0]) + 1, len(source))]
    assert [
        len(row.cells) for row in without_margin(source, [tab_row(source, span) for span in spans])
    ] == [2, 2]
    lines = ["取組\t扱い", "\t取りやめ"]
    source = "\n".join(lines)
    spans = [Span(0, len(lines[0])), Span(len(lines[0]) + 1, len(source))]
    kept = without_margin(source, [tab_row(source, span) for span in spans])
    assert [len(row.cells) for row in kept] == [2, 2]


def test_an_html_table() -> None:
    source = (
        "<table><tr><th>年度</th><th>R5</th></tr>\n<tr><td>端末</td><td> 100台 </td></tr></table>"
    )
    assert html(source) == [[(0, "年度"), (1, "R5")], [(0, "端末"), (1, "100台")]]
    head, body = html_rows(source, whole(source))
    assert all(cell.heads for cell in head.cells)
    assert not any(cell.heads for cell in body.cells)
    assert source[head.span.start : head.span.end] == "<tr><th>年度</th><th>R5</th></tr>"
    assert source[body.span.start : body.span.end] == "<tr><td>端末</td><td> 100台 </td></tr>"


def test_spans_of_columns_and_rows() -> None:
    source = (
        '<table><tr><td rowspan="2">端末</td><td colspan="2">準備</td><td>100台</td></tr>'
        "<tr><td>a</td><td>b</td><td>c</td></tr><tr><td>x</td></tr></table>"
    )
    assert html(source) == [
        [(0, "端末"), (1, "準備"), (3, "100台")],
        [(1, "a"), (2, "b"), (3, "c")],
        [(0, "x")],
    ]


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("<table><tr><td>a<td>b<tr><td>c</table>", [[(0, "a"), (1, "b")], [(0, "c")]]),
        ("<table><td>a</td></table>", [[(0, "a")]]),
        ("<table><tr><td>a", [[(0, "a")]]),
        ("<table></table>", []),
        ("<table><tr></tr><tr><td>a</td></tr></table>", [[(0, "a")]]),
        (
            "<table><tr><td>a <table><tr><td>b</td></tr></table></td><td>c</td></tr></table>",
            [[(0, "a <table><tr><td>b</td></tr></table>"), (1, "c")]],
        ),
        (
            '<table><tr><td colspan="0">a</td><td colspan=x>b</td></tr></table>',
            [[(0, "a"), (1, "b")]],
        ),
    ],
)
def test_html_as_it_comes(source: str, rows: list[list[tuple[int, str]]]) -> None:
    assert html(source) == rows


@pytest.mark.parametrize(
    ("source", "heads"),
    [
        ("年度\tR3\tR4\tR5", True),
        ("スケジュール\t令和5年度\t令和6年度", True),
        ("施策内容\t令和5年度 (2023年)\t令和6年度 (2024年)", True),
        ("R5\tR6", True),
        ("端末\tR5年度 100台", False),
        ("端末\t100台\t200台", False),
        ("年度\tR3", False),
        ("端末\t担当\tR3\tR4", False),
    ],
)
def test_a_header_of_years(source: str, heads: bool) -> None:
    assert is_year_header(source, tab_row(source, whole(source))) is heads


def test_cells_under_their_headers() -> None:
    source = "年度\tR5\tR6\n端末\t\t100台\t予備\n"
    header = make_header(source, [tab_row(source, Span(0, 8))])
    assert header.texts == ("年度", "R5", "R6")
    assert header.span == Span(0, 8)
    found = row_cells(source, tab_row(source, Span(9, len(source) - 1)), header)
    assert [(cell.header, source[cell.span.start : cell.span.end]) for cell in found] == [
        ("年度", "端末"),
        ("R6", "100台"),
        ("", "予備"),
    ]


def test_a_cell_over_several_columns_has_the_first_and_the_last_header() -> None:
    source = (
        "<table><tr><th>年度</th><th>R5</th><th>R6</th><th>R7</th></tr>"
        '<tr><td>端末</td><td colspan="3">導入</td></tr></table>'
    )
    head, body = html_rows(source, whole(source))
    found = row_cells(source, body, make_header(source, [head]))
    assert [cell.header for cell in found] == ["年度", "R5～R7"]


def test_a_header_of_two_rows() -> None:
    source = "区分\t令和5年度\t\n\t上期\t下期\n"
    upper, lower = tab_row(source, Span(0, 9)), tab_row(source, Span(10, 16))
    assert make_header(source, [upper, lower]).texts == (
        "区分",
        "令和5年度／上期",
        "令和5年度／下期",
    )


def test_without_a_header_cells_have_none() -> None:
    source = "端末\t100台"
    assert [cell.header for cell in row_cells(source, tab_row(source, whole(source)), None)] == [
        "",
        "",
    ]


def headers(source: str) -> tuple[int, tuple[str, ...]]:
    """How many rows head an HTML table, and its column headers."""
    found = html_rows(source, whole(source))
    count = leading_headers(source, found)
    return count, make_header(source, found[:count]).texts if count else ()


def test_all_leading_header_rows_head_the_columns() -> None:
    source = (
        '<table><tr><th rowspan="3">取組</th><th colspan="4">期間</th></tr>'
        '<tr><th colspan="2">令和5年度</th><th colspan="2">令和6年度</th></tr>'
        "<tr><th>上期</th><th>下期</th><th>上期</th><th>下期</th></tr>"
        "<tr><td>研修</td><td>準備</td><td>開始</td><td></td><td></td></tr></table>"
    )
    assert headers(source) == (
        3,
        (
            "取組",
            "期間／令和5年度／上期",
            "期間／令和5年度／下期",
            "期間／令和6年度／上期",
            "期間／令和6年度／下期",
        ),
    )


def test_a_title_over_the_whole_width_heads_no_column() -> None:
    source = (
        '<table><tr><th colspan="3">工程表</th></tr><tr><th>取組</th><th>R5</th><th>R6</th></tr>'
        "<tr><td>研修</td><td>準備</td><td>開始</td></tr></table>"
    )
    assert headers(source) == (2, ("取組", "R5", "R6"))


def test_header_cells_below_a_header_that_is_complete_are_data() -> None:
    source = (
        "<table><tr><th>年度</th><th>R5</th></tr><tr><th>端末</th><th>100台</th></tr>"
        "<tr><th>研修</th><th>2回</th></tr></table>"
    )
    assert headers(source) == (1, ("年度", "R5"))


def test_a_thead_heads_whatever_its_cells_are() -> None:
    source = (
        "<table><thead><tr><td>用語</td><td>意味</td></tr></thead>"
        "<tbody><tr><td>甲</td><td>乙</td></tr></tbody></table>"
    )
    assert headers(source) == (1, ("用語", "意味"))
    assert html(source) == [[(0, "用語"), (1, "意味")], [(0, "甲"), (1, "乙")]]


def test_years_in_data_cells_below_header_cells() -> None:
    source = (
        '<table><tr><th rowspan="2">取組</th><th colspan="2">期間</th></tr>'
        "<tr><td>R5</td><td>R6</td></tr><tr><td>研修</td><td>準備</td><td>開始</td></tr></table>"
    )
    assert headers(source) == (2, ("取組", "期間／R5", "期間／R6"))


def test_a_cell_that_reaches_down_is_known_to_the_rows_below() -> None:
    source = (
        '<table><tr><td rowspan="2">基盤</td><td>回線</td></tr><tr><td>端末</td></tr>'
        "<tr><td>人材</td><td>研修</td></tr></table>"
    )
    above = [
        [source[cell.span.start : cell.span.end] for cell in row.above]
        for row in html_rows(source, whole(source))
    ]
    assert above == [[], ["基盤"], []]
