"""Page numbers, running headers and footers."""

from __future__ import annotations

from ingest.structure.lines import split_lines
from ingest.structure.reader import read_structure
from ingest.structure.running import running_lines

PAGE = """\
{n}ページ目の本文は、次の文へ続き
－ {n} －
            風早市行政改革プラン

ます。{n}番目の文です。
"""


def test_a_line_beside_the_number_of_several_pages_is_left_out() -> None:
    text = "".join(PAGE.format(n=number) for number in range(1, 5))
    lines = split_lines(text)
    assert {lines[number].text.strip() for number in running_lines(lines)} == {
        "風早市行政改革プラン"
    }
    structure = read_structure(text)
    quotes = [text[block.span.start : block.span.end] for block in structure.blocks]
    assert not any(quote.strip() == "風早市行政改革プラン" for quote in quotes)
    assert [section.path for section in structure.sections] == [()]


def test_what_stands_there_once_is_text() -> None:
    text = PAGE.format(n=1) + "別の本文です。\n－ 2 －\n別の見出し\n\n本文です。\n"
    assert running_lines(split_lines(text)) == frozenset()


def test_a_sentence_is_no_running_line() -> None:
    text = "".join(f"本文{number}です。\n- {number} -\n続きの文です。\n" for number in range(1, 6))
    assert running_lines(split_lines(text)) == frozenset()


def test_labels_headings_and_figures_between_labels_are_kept() -> None:
    labels = "".join(f"本文{n}です。\n【担当課】情報政策課\n- {n} -\n" for n in range(1, 5))
    headings = "".join(f"本文{n}です。\n- {n} -\n### 主な取組\n次の文です。\n" for n in range(1, 5))
    cells = "受講者数\n20\n回数\n3\n" * 4
    for text in (labels, headings, cells):
        assert running_lines(split_lines(text)) == frozenset()


def test_a_title_with_the_page_number_behind_it_is_left_out() -> None:
    for footer in ("推進計画 － {n} －", "推進計画｜{n}"):
        text = "".join(f"本文{n}です。\n{footer.format(n=n)}\n" for n in range(3, 7))
        lines = split_lines(text)
        assert len(running_lines(lines)) == 4
    figures = "合計 5\n合計 7\n合計 9\n"
    assert running_lines(split_lines(figures)) == frozenset()


def test_the_title_beside_a_chapter_runs_over_the_pages_of_each() -> None:
    pages = [("第１章　はじめに", 2), ("第２章　現状", 4), ("第３章　施策", 1)]
    text, number = "", 0
    for chapter, count in pages:
        for _ in range(count):
            number += 1
            text += f"{number}番目の本文です。\n\n－ {number} －\n緑川市情報化推進計画                          {chapter}\n\n"
    lines = split_lines(text)
    running = {" ".join(lines[at].text.split()) for at in running_lines(lines)}
    assert running == {" ".join(f"緑川市情報化推進計画 {chapter}".split()) for chapter, _ in pages}


def test_a_line_of_one_chapter_s_pages_runs_there() -> None:
    text = "".join(f"本文{n}です。\n\n- {n} -\n\n" for n in range(1, 20))
    text += "".join(f"本文{n}です。\n\n- {n} -\n施策の展開の頁\n\n" for n in range(20, 24))
    lines = split_lines(text)
    assert {lines[at].text for at in running_lines(lines)} == {"施策の展開の頁"}


def test_the_section_in_charge_at_the_end_of_some_pages_is_text() -> None:
    text = ""
    for number in range(1, 31):
        ends = "【担当】\n市民課\n" if number in (4, 5, 6, 7) else ""
        text += f"本文{number}です。\n{ends}\n{number}\n\n"
    assert running_lines(split_lines(text)) == frozenset()
