import io

import openpyxl  # type: ignore[import-untyped]

from assistant.exports.sheet import Sheet, sheet_csv, sheet_xlsx

SHEET = Sheet(
    "比較: テレワーク", ("自治体", "記載"), (("青葉市", "80%、\n月1回"), ("緑川市", "=1+1"))
)


def test_csv_opens_in_excel_and_runs_nothing() -> None:
    text = sheet_csv(SHEET)

    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig") == '自治体,記載\r\n青葉市,"80%、\n月1回"\r\n緑川市,\'=1+1\r\n'


def test_an_excel_sheet_holds_text_only() -> None:
    page = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(SHEET))).active

    assert [[cell.value for cell in row] for row in page.rows] == [
        ["自治体", "記載"],
        ["青葉市", "80%、\n月1回"],
        ["緑川市", "=1+1"],
    ]
    assert {cell.data_type for row in page.rows for cell in row} == {"s"}
    assert page.title == "比較  テレワーク"
