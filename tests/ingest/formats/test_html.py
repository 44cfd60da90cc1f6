from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import DocumentError
from ingest.formats.html import load_html


def read(tmp_path: Path, markup: str, encoding: str = "utf-8") -> str:
    path = tmp_path / "p.html"
    path.write_bytes(markup.encode(encoding))
    return load_html(path).text


def test_what_a_reader_sees(tmp_path: Path) -> None:
    text = read(
        tmp_path,
        "<!doctype html><html><head><title>題</title><style>p{}</style></head><body>"
        "<nav>メニュー</nav><h1>第1章 <b>総論</b></h1><p>本市は\n推進する。<br>次の行 A\nB&amp;C</p>"
        "<script>if (a<b) {}</script><div hidden>隠し</div><p style='display: none'>なし</p>"
        "<ul><li>甲<ul><li>乙</ul><li>丙</ul><ol start=3><li>丁</ol></body></html>",
    )
    assert text == ("# 第1章 総論\n\n本市は推進する。\n次の行 A B&C\n\n- 甲\n  - 乙\n- 丙\n3. 丁\n")


def test_tables_keep_their_spans(tmp_path: Path) -> None:
    text = read(
        tmp_path,
        "<table><tr><th rowspan=2>施策<th colspan='2'>令和5年度</tr><tr><th>前期<th>後期</tr>"
        "<tr><td>契約<td><p>検討</p><ul><li>様式<li>規則</ul><td>導入</table>",
    )
    assert '<th rowspan="2">施策</th><th colspan="2">令和5年度</th>' in text
    assert "<td>検討\n- 様式\n- 規則</td>" in text


def test_a_table_for_layout_is_text(tmp_path: Path) -> None:
    assert read(tmp_path, "<table><tr><td>本文です。</td><td></td></tr></table>") == "本文です。\n"


def test_a_table_in_a_table_is_flattened(tmp_path: Path) -> None:
    text = read(
        tmp_path,
        "<table><tr><td>概要</td><td>前<table><tr><td>甲<td>乙</table>後</td></tr></table>",
    )
    assert text.count("<table>") == 1
    assert "前\n甲 乙" in text


def test_definitions_are_label_and_text(tmp_path: Path) -> None:
    assert read(tmp_path, "<dl><dt>LAN<dd>構内の<br>通信網</dl>") == "LAN\t構内の 通信網\n"


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("cp932", "<meta charset=Shift_JIS>"),
        ("euc_jp", "<meta http-equiv=Content-Type content='text/html; charset=EUC-JP'>"),
        ("utf-8", "<meta charset=Shift_JIS>"),
        ("cp932", ""),
        ("utf-16", ""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, head: str) -> None:
    assert read(tmp_path, f"<html>{head}<p>計画の推進体制について説明する。", encoding) == (
        "計画の推進体制について説明する。\n"
    )


def test_a_hundred_thousand_nested_tags(tmp_path: Path) -> None:
    n = 100_000
    assert read(tmp_path, "<div>" * n + "底" + "</div>" * n) == "底\n"
    assert "底" in read(tmp_path, "<table><tr><td>" * 2_000 + "底")
    assert read(tmp_path, "<ul><li>" * 2_000 + "底").endswith("底\n")


def test_a_page_with_nothing_to_see_is_empty(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, "<html><script>1</script></html>")
    assert caught.value.key == "document_empty"
