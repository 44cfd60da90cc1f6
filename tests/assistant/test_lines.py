"""Units as lines of an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.lines import of_the_year, shown, shows_header
from ingest.structure.records import Span
from ingest.units import Unit
from tests.assistant.small_index import ask_for

ROW = Unit(
    unit_id="d:0-9",
    doc_id="d",
    kind="row",
    section=("スケジュール",),
    start=0,
    end=9,
    quote="電子契約 なし 導入準備 本格導入",
    header=Span(10, 20),
    cells=(("取組", "電子契約"), ("現状", "なし"), ("R5年度", "導入準備"), ("R7年度", "本格導入")),
)


def test_a_row_without_a_label_keeps_the_year_of_its_first_cell() -> None:
    unit = replace(ROW, cells=(("令和4年度", "計画の策定"), ("令和8年度", "運用開始")))
    assert shown(unit) == "令和4年度：計画の策定、令和8年度：運用開始"
    assert shows_header(unit)


def test_a_bullet_is_not_shown() -> None:
    unit = Unit("d:0-5", "d", "item", (), 0, 5, "○研修の実施")
    assert shown(unit) == "研修の実施"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("令和7年度の電子契約の予定は？", "電子契約 ― 現状：なし、R7年度：本格導入"),
        ("What is planned for FY2025?", "電子契約 ― 現状：なし、R7年度：本格導入"),
        ("電子契約の予定は？", "電子契約 ― 現状：なし、R5年度：導入準備、R7年度：本格導入"),
        ("令和6年度の予定は？", "電子契約 ― 現状：なし、R5年度：導入準備、R7年度：本格導入"),
        (
            "令和7年度と他の年の予定は？",
            "電子契約 ― 現状：なし、R5年度：導入準備、R7年度：本格導入",
        ),
        ("R5とR7の予定は？", "電子契約 ― 現状：なし、R5年度：導入準備、R7年度：本格導入"),
        ("令和7年度までの予定は？", "電子契約 ― 現状：なし、R5年度：導入準備、R7年度：本格導入"),
        ("What is done by FY2025?", "電子契約 ― 現状：なし、R5年度：導入準備、R7年度：本格導入"),
    ],
)
def test_of_a_row_the_cells_of_the_year_asked_for(question: str, said: str) -> None:
    assert shown(of_the_year(ROW, ask_for(question))) == said


def test_a_cell_that_names_its_year_is_of_that_one() -> None:
    cells = (("指標", "実証実験"), ("目標", "R3年度中 1件"), ("目標", "R7年度まで 3件"))
    row = Unit(
        "d:0-9", "d", "row", (), 0, 9, "実証実験 R3年度中 1件", header=Span(1, 2), cells=cells
    )
    assert shown(of_the_year(row, ask_for("令和3年度の実証実験は？"))) == "実証実験 ― R3年度中 1件"


def test_a_label_is_kept_whatever_year_is_in_it() -> None:
    row = replace(ROW, cells=(("調査", "R5調査"), ("R5年度", "30%"), ("R7年度", "40%")))
    assert shown(of_the_year(row, ask_for("令和7年度の調査は？"))) == "R5調査 ― R7年度：40%"
