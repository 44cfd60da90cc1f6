from __future__ import annotations

import pytest

from ingest.structure.records import Span
from ingest.structure.tables import (
    Row,
    html_rows,
    is_year_header,
    make_header,
    pipe_row,
    row_cells,
    tab_row,
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
    assert make_header(source, [upper, lower]).texts == ("区分", "令和5年度 上期", "令和5年度 下期")


def test_without_a_header_cells_have_none() -> None:
    source = "端末\t100台"
    assert [cell.header for cell in row_cells(source, tab_row(source, whole(source)), None)] == [
        "",
        "",
    ]
