from __future__ import annotations

from pathlib import Path

import pptx
import pytest
from pptx.util import Cm

from ingest.errors import DocumentError
from ingest.formats.pptx import load_pptx

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"


def test_slides_with_titles_lists_tables_and_boxes() -> None:
    document = load_pptx(FIXTURES / "slides.pptx")
    assert document.text == (
        "# DX推進計画の概要\n\n- 行政手続のオンライン化\n  - 電子申請の拡大\n\n"
        "# 実施スケジュール\n\n※ 年度は会計年度です。\n\n<table>\n"
        "<tr><th>施策</th><th>令和5年度</th><th>令和6年度</th><th>令和7年度</th></tr>\n"
        '<tr><td>テレワークの推進</td><td>試行</td><td colspan="2">本格実施</td></tr>\n'
        "<tr><td>電子契約</td><td>検討</td><td>導入</td><td>運用</td></tr>\n</table>\n"
    )
    second = document.pages[1]
    assert document.text[second.start :].startswith("# 実施スケジュール")
    assert [dict(warning.values) for warning in document.warnings] == [{"page": 3}]


def test_shapes_are_read_from_the_top_and_groups_are_opened(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    group = slide.shapes.add_group_shape()
    for shapes, left, top, text in (
        (slide.shapes, 12, 2, "右上"),
        (group.shapes, 2, 8, "下"),
        (slide.shapes, 2, 2, "左上"),
    ):
        shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(1)).text_frame.text = text
    deck.save(str(tmp_path / "d.pptx"))
    assert load_pptx(tmp_path / "d.pptx").text == "左上\n\n右上\n\n下\n"


def test_a_presentation_of_pictures_is_refused(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])
    deck.save(str(tmp_path / "d.pptx"))
    with pytest.raises(DocumentError) as caught:
        load_pptx(tmp_path / "d.pptx")
    assert caught.value.key == "document_without_text"
