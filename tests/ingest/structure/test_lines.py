from __future__ import annotations

import pytest

from ingest.structure.lines import LineKind, html_tables, split_lines


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("本文である。", LineKind.PLAIN),
        ("", LineKind.BLANK),
        (" 　\t", LineKind.BLANK),
        ("概要\t申請を減らす", LineKind.CELLS),
        ("<p>①現状</p> <ul> ○紙が多い", LineKind.CELLS),
        ("| 施策 | 内容 |", LineKind.PIPES),
        ("  |職種|内容|  ", LineKind.PIPES),
        ("||", LineKind.PIPES),
        ("|---|:--:|", LineKind.RULE),
        ("|-", LineKind.RULE),
        ("-----------", LineKind.RULE),
        ("=====", LineKind.RULE),
        ("---", LineKind.PLAIN),
        ("A|B", LineKind.PLAIN),
        ("|", LineKind.PLAIN),
        ("<RPA>", LineKind.PLAIN),
    ],
)
def test_kinds(line: str, kind: LineKind) -> None:
    assert [found.kind for found in split_lines(f"{line}\n")] == [kind]


def test_lines_carry_their_offsets_without_newlines() -> None:
    source = "一行\r\n\n二行"
    lines = split_lines(source)
    assert [(line.span.start, line.span.end, line.text) for line in lines] == [
        (0, 2, "一行"),
        (4, 4, ""),
        (5, 7, "二行"),
    ]


def test_an_html_table_is_one_line_among_the_others() -> None:
    source = "前\n<table>\n<tr><td>値</td></tr>\n</table>後\n"
    lines = split_lines(source)
    assert [line.kind for line in lines if line.kind is not LineKind.BLANK] == [
        LineKind.PLAIN,
        LineKind.HTML_TABLE,
        LineKind.PLAIN,
    ]
    assert lines[1].text == "<table>\n<tr><td>値</td></tr>\n</table>"
    assert all(source[line.span.start : line.span.end] == line.text for line in lines)


def tables(source: str) -> list[str]:
    return [source[span.start : span.end] for span in html_tables(source)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "<table>a</table>b<TABLE border='1'>c</TABLE>",
            ["<table>a</table>", "<TABLE border='1'>c</TABLE>"],
        ),
        ("<table>a<table>b</table>c</table>d", ["<table>a<table>b</table>c</table>"]),
        ("</table>a<table>b</table>", ["<table>b</table>"]),
        ("<table>a\nb", ["<table>a"]),
        ("<table>a", ["<table>a"]),
        ("<table>a\nb\n<table>c</table>d", ["<table>a", "<table>c</table>"]),
        ("<table>a<table>b</table>", ["<table>a", "<table>b</table>"]),
        ("<table>a<table>b\nc", ["<table>a", "<table>b"]),
        ("<tablet>a</tablet>", []),
    ],
)
def test_html_tables(source: str, found: list[str]) -> None:
    assert tables(source) == found
