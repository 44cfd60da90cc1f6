"""Write the small files of tests/fixtures/documents/ (see make_documents.py for what it needs).

    .venv/bin/python -m bench.make_fixtures

Also needs qpdf, for the encrypted PDF and to make the others smaller.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from bench.make_documents import CORPUS, FIXTURES, convert, html_of, print_pdf
from ingest.load import load_text

SCHEDULE_START, SCHEDULE_END = "3 実施スケジュール\n", "第4章 DX人材の育成"


def main() -> None:
    """Write all of them."""
    FIXTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _write_texts(work)
        _write_slides(FIXTURES / "slides.pptx")
        _write_workbook(work)
        _encrypt(work)


def _write_texts(work: Path) -> None:
    """A whole policy by LibreOffice; the schedule of a plan by Chromium, and in Word."""
    policy = work / "policy.html"
    policy.write_text(html_of(load_text(CORPUS / "sabae-dx-policy.md").text, "鯖江市"), "utf-8")
    document = convert(policy, "docx:MS Word 2007 XML", FIXTURES)
    _small(convert(document, "pdf", work), FIXTURES / "policy.pdf")
    text = load_text(CORPUS / "hitachiomiya-dx-plan.txt").text
    start = text.rindex(SCHEDULE_START)
    plan = work / "schedule.html"
    plan.write_text(html_of(text[start : text.index(SCHEDULE_END, start)], "常陸大宮市"), "utf-8")
    print_pdf(plan, work / "schedule.pdf")
    _small(work / "schedule.pdf", FIXTURES / "schedule.pdf")
    convert(plan, "docx:MS Word 2007 XML", FIXTURES)


def _write_slides(path: Path) -> None:
    import pptx
    from pptx.util import Cm

    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "DX推進計画の概要"
    body = first.placeholders[1].text_frame
    body.text = "行政手続のオンライン化"
    deeper = body.add_paragraph()
    deeper.text, deeper.level = "電子申請の拡大", 1
    first.notes_slide.notes_text_frame.text = "発表者だけが読むメモ"
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "実施スケジュール"
    table = second.shapes.add_table(3, 4, Cm(2), Cm(5), Cm(20), Cm(5)).table
    rows = (
        ("施策", "令和5年度", "令和6年度", "令和7年度"),
        ("テレワークの推進", "試行", "本格実施", ""),
        ("電子契約", "検討", "導入", "運用"),
    )
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 2).merge(table.cell(1, 3))
    box = second.shapes.add_textbox(Cm(2), Cm(3.5), Cm(10), Cm(1))
    box.text_frame.text = "※ 年度は会計年度です。"
    deck.slides.add_slide(deck.slide_layouts[6])
    deck.save(str(path))


def _write_workbook(work: Path) -> None:
    """By LibreOffice in the end, which stores the results of the formulas."""
    from datetime import date

    import openpyxl  # type: ignore[import-untyped]

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "成果目標"
    sheet.append(["成果目標一覧"])
    sheet.append([])
    sheet.append(["指標", "現状値", "目標値", "期限", "伸び"])
    sheet.append(["テレワーク実施率", 0.25, 0.8, date(2026, 3, 31), "=C4-B4"])
    sheet.append(["オンライン申請件数", 1200, 15000, date(2026, 3, 31), "=C5-B5"])
    for row, form in ((4, "0%"), (5, '#,##0"件"')):
        for column in "BCE":
            sheet[f"{column}{row}"].number_format = form
        sheet[f"D{row}"].number_format = '[$-411]ggge"年"m"月"d"日"'
    sheet.append(["※ 現状値は令和5年度末の値である。"])
    plan = book.create_sheet("工程表")
    for texts in (
        ["施策", "令和5年度", None, "令和6年度"],
        [None, "前期", "後期", "通年"],
        ["標準化", "調整", None, "移行"],
    ):
        plan.append(texts)
    for area in ("A1:A2", "B1:C1", "B3:C3"):
        plan.merge_cells(area)
    hidden = book.create_sheet("作業用")
    hidden["A1"], hidden.sheet_state = "見せない", "hidden"
    book.save(work / "targets.xlsx")
    convert(work / "targets.xlsx", "xlsx:Calc MS Excel 2007 XML", FIXTURES)


def _encrypt(work: Path) -> None:
    from tests.ingest.formats.pdf_writer import text, write_pdf

    plain = write_pdf(work / "plain.pdf", text(60, 100, "計画"))
    _qpdf("--encrypt", "secret", "owner", "256", "--", str(plain), str(FIXTURES / "encrypted.pdf"))


def _small(source: Path, target: Path) -> None:
    _qpdf(
        "--object-streams=generate", "--recompress-flate", "--compression-level=9",
        str(source), str(target),
    )  # fmt: skip


def _qpdf(*arguments: str) -> None:
    subprocess.run(["qpdf", *arguments], check=True, timeout=60)


if __name__ == "__main__":
    main()
