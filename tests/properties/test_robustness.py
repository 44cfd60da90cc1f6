"""Text that no plan has must neither break the reading nor take long.

Each text takes a tenth of the limit or less where the reading is linear in its length, and
minutes where it is not.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from ingest.normalize import normalize
from ingest.structure.reader import read_structure
from ingest.terms import terms_of
from ingest.units import build_units

LIMIT_SECONDS = 10.0


def cell(content: str) -> str:
    return f"<table><tr><td>本文{content}本文</td><td>値である</td></tr></table>"


def many(line: str, count: int) -> str:
    return "".join(line.format(n=number) for number in range(count))


PARAGRAPH = "本計画は、市民の暮らしを豊かにするために、行政の手続を電子化し、"

TEXTS: dict[str, Callable[[], str]] = {
    "a line of 2 MB": lambda: "計画" * 1_000_000,
    "a line of 2 MB in sentences": lambda: many("計画{n}を推進する。", 60_000),
    "a line of words": lambda: "計画 " * 300_000,
    "nested tables": lambda: "<table>" * 20_000,
    "nested tables in cells": lambda: "<table><tr><td>a" * 10_000 + "</td></tr></table>" * 10_000,
    "unclosed tables": lambda: "<table>\n" * 20_000,
    "10,000 columns": lambda: "<table><tr>" + "<td>値である</td>" * 10_000 + "</tr></table>",
    "a wide Markdown table": lambda: (
        "| a " * 10_000 + "|\n" + "|---" * 10_000 + "|\n" + "| b " * 10_000 + "|\n"
    ),
    "10,000 tabs": lambda: "値である\t" * 10_000,
    "spans of everything": lambda: (
        "<table>" + "<tr><td colspan=9999 rowspan=99999>値である</td>" * 5_000 + "</table>"
    ),
    "wide cells": lambda: "<table>" + "<tr><td colspan=1000>値である" * 20_000 + "</table>",
    "bars": lambda: "|" * 50_000,
    "bars and spaces": lambda: "| " * 50_000 + "x",
    "a rule that is none": lambda: "|" + "-" * 50_000 + "x",
    "a rule of cells that is none": lambda: "|-" * 30_000 + "x",
    "parentheses": lambda: "(" * 100_000,
    "brackets": lambda: "「" * 100_000,
    "closing brackets": lambda: "」" * 100_000,
    "less than": lambda: "<" * 100_000,
    "tags that are none": lambda: "<a " * 100_000,
    "ampersands": lambda: "&" * 100_000,
    "deep bullets": lambda: "".join(f"{' ' * level}- 項目{level}\n" for level in range(1_500)),
    "flat bullets": lambda: many("・計画{n}を推進する\n", 20_000),
    "headings": lambda: many("第{n}章 見出し\n\n本文{n}である。\n\n", 5_000),
    "lines of three words": lambda: "東 西 南\n" * 20_000,
    "headers of three words": lambda: "指標 内容 時期\n" * 20_000,
    "footers": lambda: many("推進計画 － {n} －\n", 20_000),
    "captions": lambda: "見出し\n\n" * 20_000,
    "contents that list other headings": lambda: (
        "目次\n"
        + many("施策{n} 見出し{n}.....1\n", 600)
        + many("\n施策{n} 別の題{n}\n\n文である。\n", 600)
    ),
    "blank lines": lambda: f"{PARAGRAPH}{chr(10) * 100_000}続き",
    "page numbers": lambda: PARAGRAPH + "\n1\n" * 50_000 + "続き",
    "broken sentences": lambda: f"{PARAGRAPH}\n\n" * 3_000,
    "spaces": lambda: " " * 100_000 + "x",
    "spaces within": lambda: "本文" + "　" * 100_000 + "本文",
    "a dash and spaces": lambda: "-" + " " * 100_000 + "x",
    "spaced letters": lambda: "A " * 100_000,
    "dots": lambda: "." * 100_000,
    "lines of dots": lambda: "目次\n" + ("." * 1_000 + "x\n") * 100,
    "asterisks": lambda: "**" * 50_000,
    "underscores": lambda: "_" * 100_000,
    "hashes": lambda: "#" * 100_000 + " x",
    "an era and spaces": lambda: "令和" + " " * 100_000 + "7",
    "eras": lambda: "令和 " * 20_000,
    "digits": lambda: "1" * 100_000,
    "ligatures": lambda: "\ufdfa" * 30_000,
    "lone surrogates": lambda: "計画\ud800\udfff" * 1_000,
    "separators": lambda: "\x1c\x1d\x85\u2028\u2029\x0b\x0c" * 10_000,
    "a cell of newlines": lambda: cell("\n" * 100_000),
    "a cell of spaces": lambda: cell(" " * 100_000),
    "a cell of tabs": lambda: cell(" \t" * 50_000),
    "a cell of bars": lambda: cell("|-" * 50_000),
    "a cell of dashes": lambda: cell("|" + "-" * 100_000),
    "a cell of comments": lambda: cell("<!-- " * 50_000),
    "a cell of tags": lambda: cell("<p " * 50_000),
}


@pytest.mark.parametrize("name", TEXTS)
def test_reading_ends_soon(name: str) -> None:
    text = TEXTS[name]()
    started = time.process_time()
    units = build_units("plan", text, read_structure(text))
    for unit in units[:1_000]:
        normalize(unit.search_text)
    assert time.process_time() - started < LIMIT_SECONDS


@pytest.mark.parametrize(
    "text", ["計画 " * 20_000, "A I " * 10_000, "(" * 15_000, "令和 7 年度" * 9_000]
)
def test_terms_end_soon(text: str) -> None:
    started = time.process_time()
    terms_of(text)
    assert time.process_time() - started < LIMIT_SECONDS
