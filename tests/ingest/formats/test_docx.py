from __future__ import annotations

from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.formats.docx import load_docx
from ingest.structure.reader import read_structure

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"

NUMBERING = (
    f"<w:numbering {nsdecls('w')}>"
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="aiueoFullWidth"/>'
    '<w:lvlText w:val="%1-%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="91"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def read(tmp_path: Path, document: object) -> str:
    path = tmp_path / "d.docx"
    document.save(str(path))  # type: ignore[attr-defined]
    return load_docx(path).text


def test_headings_keep_the_level_of_their_style(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("第1章 総論", 1)
    document.add_heading("背景", 2)
    document.add_paragraph("本文です。")
    assert read(tmp_path, document) == "# 第1章 総論\n\n## 背景\n\n本文です。\n"


def test_a_title_stands_above_the_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("DX計画", 0)
    document.add_heading("第1章 総論", 1)
    assert read(tmp_path, document) == "# DX計画\n\n## 第1章 総論\n"


def test_a_numbered_heading_below_the_fourth_level_nests_by_its_number(tmp_path: Path) -> None:
    document = docx.Document()
    for level, text in ((4, "1-1 申請"), (5, "(1) 現状"), (5, "(2) 目標")):
        document.add_heading(text, level)
        document.add_paragraph("本文です。" * level)
    text = read(tmp_path, document)
    assert "#### 1-1 申請" in text
    paths = [section.path for section in read_structure(text).sections[1:]]
    assert paths == [("1-1 申請",), ("1-1 申請", "(1) 現状"), ("1-1 申請", "(2) 目標")]


def test_lists_get_the_numbers_that_word_shows(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for element in parse_xml(NUMBERING):
        numbering.append(element)
    for depth, text in ((0, "調べる"), (1, "紙"), (1, "電子"), (0, "改める"), (1, "様式")):
        paragraph = document.add_paragraph(text)
        numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbers.get_or_add_numId().val, numbers.get_or_add_ilvl().val = 91, depth
    assert read(tmp_path, document) == ("① 調べる\n  ①-ア 紙\n  ①-イ 電子\n② 改める\n  ②-ア 様式\n")


def test_bullets_are_dashes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("申請", style="List Bullet")
    document.add_paragraph("相談", style="List Bullet")
    assert read(tmp_path, document) == "- 申請\n- 相談\n"


def test_merged_cells_span_rows_and_columns(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in enumerate(
        (("施策", "令和5年度", ""), ("", "前期", "後期"), ("契約", "検討", "導入"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    text = read(tmp_path, document)
    assert '<th rowspan="2">施策</th><th colspan="2">令和5年度</th>' in text
    assert "<tr><td>契約</td><td>検討</td><td>導入</td></tr>" in text


def test_a_table_in_a_cell_and_paragraphs_in_a_cell_are_lines(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "概要"
    outer.cell(0, 1).text = "第一段落。"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"
    assert "<td>第一段落。\n甲 乙</td>" in read(tmp_path, document)


def test_deleted_text_and_fallbacks_are_left_out_and_text_boxes_kept(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("残る")
    box = "<w:txbxContent><w:p><w:r><w:t>囲み</w:t></w:r></w:p></w:txbxContent>"
    for xml in (
        f"<w:del {nsdecls('w')}><w:r><w:t>消した</w:t></w:r></w:del>",
        f"<w:ins {nsdecls('w')}><w:r><w:t>足した</w:t></w:r></w:ins>",
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert read(tmp_path, document) == "残る足した\n\n囲み\n"


def test_a_table_of_contents_gets_a_leader(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("目次")
    document.add_paragraph("第1章 総論\t3", style="toc 1")
    document.add_heading("第1章 総論", 1)
    document.add_paragraph("本文です。")
    text = read(tmp_path, document)
    assert "第1章 総論 …… 3\n" in text
    assert [block.path for block in read_structure(text).blocks] == [("第1章 総論",)]


def test_footnotes_stand_below_their_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("DXを進める。")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='2'><w:p><w:r><w:t>デジタル変革のこと。</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert read(tmp_path, document) == "DXを進める。\n※デジタル変革のこと。\n"


def test_a_printed_policy_has_its_headings_and_table() -> None:
    document = load_docx(FIXTURES / "policy.docx")
    assert "## Ⅱ ＤＸ推進の基本的方向性" in document.text
    assert "| 部長 | 管理部署の業務の全体把握と業務改革水準のチェック |" in document.text
    assert document.pages == ()
