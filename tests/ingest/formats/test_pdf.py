from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import DocumentError
from ingest.formats.pdf import load_pdf
from tests.ingest.formats.pdf_writer import IMAGE, grid, lines, rule, text, write_pdf

SENTENCE = "本市は行政手続のオンライン化を進め、市民の利便性を高めるため、次の施策に取り組みます。"


def read(tmp_path: Path, *pages: bytes, rotate: int = 0) -> str:
    return load_pdf(write_pdf(tmp_path / "p.pdf", *pages, rotate=rotate)).text


def table(top: float, *rows: tuple[str, ...], width: float = 120) -> bytes:
    """A ruled table, its text set into it."""
    xs = [60 + width * n for n in range(len(rows[0]) + 1)]
    drawn = grid(xs, [top + 20 * n for n in range(len(rows) + 1)])
    for row, texts in enumerate(rows):
        for x, words in zip(xs, texts, strict=False):
            drawn += text(x + 4, top + 20 * row + 14, words) if words else b""
    return drawn


def test_lines_stay_lines_and_space_is_a_blank_line(tmp_path: Path) -> None:
    page = lines(60, 100, [SENTENCE[:22], SENTENCE[22:]]) + text(60, 160, "次の段落")
    assert read(tmp_path, page) == f"{SENTENCE[:22]}\n{SENTENCE[22:]}\n\n次の段落\n"


def test_an_indented_line_after_a_sentence_starts_a_paragraph(tmp_path: Path) -> None:
    page = lines(60, 100, [SENTENCE, "終わりです。"]) + text(70, 132, "次の段落です。")
    assert "終わりです。\n\n次の段落です。" in read(tmp_path, page)


def test_a_larger_line_stands_alone(tmp_path: Path) -> None:
    assert read(tmp_path, text(60, 100, "第1章 総論", 16) + text(60, 118, "本文です。")).startswith(
        "第1章 総論\n\n本文です。"
    )


def test_pages_have_their_numbers_and_offsets(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "p.pdf", text(60, 100, "一枚目。"), text(60, 100, "二枚目。"))
    document = load_pdf(path)
    assert [document.text[page.start : page.end].strip() for page in document.pages] == [
        "一枚目。",
        "二枚目。",
    ]


def test_a_sentence_goes_on_overleaf(tmp_path: Path) -> None:
    first, second = SENTENCE[:24], SENTENCE[24:]
    pages = lines(60, 740, [SENTENCE[:24] * 1, first]), lines(60, 100, [second])
    assert f"{first}\n{second}" in read(tmp_path, *pages)


def test_running_headers_and_page_numbers_go(tmp_path: Path) -> None:
    pages = [
        text(400, 40, "みらい市DX計画", 8)
        + text(60, 100, f"本文{name}です。")
        + text(290, 810, f"- {n} -")
        for n, name in enumerate("甲乙丙丁", 1)
    ]
    found = read(tmp_path, *pages)
    assert "みらい市" not in found
    assert "- 1 -" not in found
    assert [name in found for name in "甲乙丙丁"] == [True] * 4


def test_a_chapter_name_that_runs_on_some_pages_goes(tmp_path: Path) -> None:
    pages = [
        text(60, 40, "第1章" if n < 3 else "第2章", 8) + lines(60, 100, [f"本文の{n}です。"] * 3)
        for n in range(7)
    ]
    assert "章" not in read(tmp_path, *pages)


def test_slide_titles_that_repeat_stay(tmp_path: Path) -> None:
    pages = [
        text(60, 40, "取組事例" if n < 3 else f"まとめ{'甲乙丙丁戊己庚'[n]}", 24)
        + lines(60, 100, [f"事例の{n}です。"] * 3)
        for n in range(7)
    ]
    assert read(tmp_path, *pages).count("取組事例") == 3


def test_a_ruled_table_stands_in_its_place_once(tmp_path: Path) -> None:
    page = (
        text(60, 80, "成果目標は次のとおりです。")
        + table(100, ("指標", "現状", "目標"), ("実施率", "25%", "80%"))
        + text(60, 200, "以上です。")
    )
    assert read(tmp_path, page) == (
        "成果目標は次のとおりです。\n\n"
        "| 指標 | 現状 | 目標 |\n| --- | --- | --- |\n| 実施率 | 25% | 80% |\n\n以上です。\n"
    )


def test_missing_lines_are_merged_cells(tmp_path: Path) -> None:
    across = b"".join(rule(60, top, 420, top) for top in (100, 120, 140))
    down = b"".join(rule(x, 100, x, 140) for x in (60, 180, 420)) + rule(300, 100, 300, 120)
    words = text(64, 114, "施策") + text(184, 114, "令和5年度") + text(304, 114, "令和6年度")
    found = read(tmp_path, across + down + words + text(64, 134, "契約") + text(184, 134, "導入"))
    assert '<tr><td>契約</td><td colspan="2">導入</td></tr>' in found


def test_a_table_that_goes_on_overleaf_is_one_table(tmp_path: Path) -> None:
    head = ("施策", "令和5年度", "令和6年度")
    found = read(
        tmp_path,
        table(700, head, ("電子契約", "検討", "導入")) + text(290, 810, "1"),
        table(100, head, ("電子決裁", "導入", "運用")) + text(290, 810, "2"),
    )
    assert found.count("<table>") == found.count("</table>") == 1
    assert found.count("令和5年度") == 1
    assert "<td>電子決裁</td>" in found


def test_a_row_that_the_edge_of_a_page_cuts_is_one_row(tmp_path: Path) -> None:
    open_below = rule(60, 700, 420, 700) + b"".join(rule(x, 700, x, 780) for x in (60, 180, 420))
    open_above = rule(60, 120, 420, 120) + b"".join(rule(x, 60, x, 120) for x in (60, 180, 420))
    found = read(
        tmp_path,
        open_below + text(64, 714, "概要") + text(184, 714, "手続を見直し、申請を"),
        open_above + text(184, 74, "電子化します。"),
    )
    assert "<td>概要</td><td>手続を見直し、申請を\n電子化します。</td>" in found


def test_a_box_around_text_is_no_table(tmp_path: Path) -> None:
    page = grid([60, 500], [100, 160]) + lines(64, 120, [SENTENCE[:22], SENTENCE[22:]])
    assert read(tmp_path, page) == f"{SENTENCE[:22]}\n{SENTENCE[22:]}\n"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"左の段の本文がここまで続いています{n}" for n in range(6)]
    right = [f"右の段の本文がここまで続いています{n}" for n in range(6)]
    found = read(tmp_path, text(60, 60, "表題", 16) + lines(60, 100, left) + lines(320, 100, right))
    assert [line for line in found.split("\n") if line] == ["表題", *left, *right]


def test_rows_of_a_table_without_lines_stay_rows(tmp_path: Path) -> None:
    page = lines(60, 100, ["総務課", "税務課", "福祉課", "建設課"])
    page += lines(320, 100, ["庁内調整", "課税", "相談", "道路"])
    assert "税務課\t課税\n福祉課\t相談" in read(tmp_path, page)


@pytest.mark.usefixtures("japanese_font")
@pytest.mark.parametrize("rotate", [0, 90])
def test_text_that_lies_on_its_side_is_turned(tmp_path: Path, rotate: int) -> None:
    turned = b"q 0 1 -1 0 595 0 cm\n" + lines(60, 500, ["横長の表の", "説明です。"]) + b"Q\n"
    assert read(tmp_path, turned, rotate=rotate) == "横長の表の\n説明です。\n"


@pytest.mark.usefixtures("japanese_font")
def test_vertical_writing_is_one_line(tmp_path: Path) -> None:
    page = b"".join(text(500, 100 + 11 * n, char) for n, char in enumerate("現状と課題"))
    assert read(tmp_path, page) == "現状と課題\n"


@pytest.mark.usefixtures("japanese_font")
def test_columns_of_vertical_writing_are_read_from_the_right(tmp_path: Path) -> None:
    columns = ("行政手続を", "電子化する", "計画。")
    page = b"".join(
        text(500 - 18 * place, 100 + 11 * n, char)
        for place, column in enumerate(columns)
        for n, char in enumerate(column)
    )
    assert read(tmp_path, page) == "行政手続を電子化する計画。\n"


@pytest.mark.usefixtures("japanese_font")
def test_marks_below_each_other_in_a_table_stay_apart(tmp_path: Path) -> None:
    rows = (
        ("施策", "令和5年度", "令和6年度"),
        ("契約", "○", "○"),
        ("申請", "○", "○"),
        ("相談", "○", ""),
    )
    assert "| 申請 | ○ | ○ |" in read(tmp_path, table(100, *rows))


def test_a_heading_below_columns_comes_after_both(tmp_path: Path) -> None:
    left = [f"左の段の本文がここまで続いています{n}" for n in range(6)]
    right = [f"右の段の本文がここまで続いています{n}" for n in range(6)]
    columns = lines(60, 100, left) + lines(320, 100, right)
    assert read(tmp_path, columns + text(60, 202, "第2章", 16)).endswith("第2章\n")


def test_a_word_that_is_broken_at_the_line_end_is_whole(tmp_path: Path) -> None:
    page = lines(60, 100, ["The plan is about auto-", "mation of services."])
    assert read(tmp_path, page) == "The plan is about automation\nof services.\n"


def test_radicals_become_characters(tmp_path: Path) -> None:
    assert read(tmp_path, text(60, 100, "目的")) == "目的\n"


def test_scanned_pages_are_named(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "p.pdf", text(60, 100, "本文です。"), IMAGE, b"", IMAGE)
    warnings = load_pdf(path).warnings
    assert [dict(warning.values)["page"] for warning in warnings] == [2, 4]


def test_a_document_of_scanned_pages_only_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="all 2 pages") as caught:
        read(tmp_path, IMAGE, IMAGE)
    assert caught.value.key == "document_without_text"


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = write_pdf(tmp_path / "p.pdf", *[text(60, 100, "本文")] * 3)
    load_pdf(path, lambda page, of: seen.append((page, of)))
    assert seen == [(1, 0), (2, 3), (3, 3), (3, 3)]
