from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from ingest.formats.xlsx import load_xlsx
from ingest.formats.xlsx_values import shown

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"


def test_sheets_with_formats_formulas_and_merged_cells() -> None:
    document = load_xlsx(FIXTURES / "targets.xlsx")
    assert document.text == (
        "# 成果目標\n\n成果目標一覧\n\n"
        "| 指標 | 現状値 | 目標値 | 期限 | 伸び |\n| --- | --- | --- | --- | --- |\n"
        "| テレワーク実施率 | 25% | 80% | 令和8年3月31日 | 55% |\n"
        "| オンライン申請件数 | 1,200件 | 15,000件 | 令和8年3月31日 | 13,800件 |\n\n"
        "※ 現状値は令和5年度末の値である。\n\n"
        "# 工程表\n\n<table>\n"
        '<tr><th rowspan="2">施策</th><th colspan="2">令和5年度</th><th>令和6年度</th></tr>\n'
        "<tr><th>前期</th><th>後期</th><th>通年</th></tr>\n"
        '<tr><td>標準化</td><td colspan="2">調整</td><td>移行</td></tr>\n</table>\n'
    )
    assert [page.number for page in document.pages] == [1, 2]
    assert document.warnings == ()


def test_narrow_columns_with_merged_cells_become_a_small_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, texts in enumerate((("指標", "現状", "目標"), ("実施率", "25%", "80%")), 1):
        for place, text in enumerate(texts):
            sheet.cell(row, 1 + 10 * place, text)
            sheet.merge_cells(
                start_row=row, end_row=row, start_column=1 + 10 * place, end_column=10 + 10 * place
            )
    book.save(tmp_path / "d.xlsx")
    assert "| 実施率 | 25% | 80% |" in load_xlsx(tmp_path / "d.xlsx").text


def test_a_sheet_with_cells_far_apart_is_read_at_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["XFD1048576"] = "最初", "最後"
    book.save(tmp_path / "d.xlsx")
    assert load_xlsx(tmp_path / "d.xlsx").text == "# Sheet\n\n最初\n\n最後\n"


def test_hidden_rows_and_sheets_are_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for text in ("見える", "隠す"):
        sheet.append([text])
    sheet.row_dimensions[2].hidden = True
    book.save(tmp_path / "d.xlsx")
    assert load_xlsx(tmp_path / "d.xlsx").text == "# Sheet\n\n見える\n"


def test_formulas_without_results_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["合計", 1, "=B1+1", "=B1+2"])
    book.save(tmp_path / "d.xlsx")
    (warning,) = load_xlsx(tmp_path / "d.xlsx").warnings
    assert dict(warning.values) == {"sheet": "sheet1", "count": 2}


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.8, "0%", "80%"),
        (0.125, "0.0%", "12.5%"),
        (15000, "#,##0", "15,000"),
        (1234.5, "#,##0.00", "1,234.50"),
        (7, '"令和"0"年度"', "令和7年度"),
        (-3, '#,##0;"▲"#,##0', "▲3"),
        (-3, "0", "-3"),
        (0.1 + 0.2, "General", "0.3"),
        (12, "General", "12"),
        (date(2026, 3, 31), '[$-411]ggge"年"m"月"d"日"', "令和8年3月31日"),
        (date(2019, 4, 30), "[$-411]ge.m.d", "H31.4.30"),
        (datetime(2025, 4, 1), 'yyyy"年"m"月"', "2025年4月"),
        (datetime(2025, 4, 1, 9, 5), "yyyy/mm/dd hh:mm", "2025/4/1 9:05"),
        (time(9, 30), "h:mm", "09:30"),
        (timedelta(hours=26), "[h]:mm", "26:00"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("  文字 ", "@", "文字"),
    ],
)
def test_values_as_excel_shows_them(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text
