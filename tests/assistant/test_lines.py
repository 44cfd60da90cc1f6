"""Units as lines of an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.citations import CitationList
from assistant.lines import heading_before, line, of_the_year, shown, shows_header
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.quote import quote_of
from ingest.sources import Source
from ingest.structure.records import Span
from ingest.units import Unit
from tests.assistant.small_index import ask_for, unit_with
from tests.ingest.fake_embedder import FakeEmbedder

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
        (
            "導入準備はいつで、令和7年度には何をする？",
            "電子契約 ― 現状：なし、R5年度：導入準備、R7年度：本格導入",
        ),
        ("What is done by FY2025?", "電子契約 ― 現状：なし、R5年度：導入準備、R7年度：本格導入"),
    ],
)
def test_of_a_row_the_cells_of_the_year_asked_for(question: str, said: str) -> None:
    assert shown(of_the_year(ROW, ask_for(question))) == said


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("costs")
    path = folder / "plan.md"
    path.write_text(COSTS, encoding="utf-8")
    info = DocumentInfo(doc_id="plan", title="計画", municipality="丘市", kind="plan")
    ingest([Source(path, info)], folder / "data", FakeEmbedder(), keep_others=False)
    return Index.open(folder / "data", FakeEmbedder())


COSTS = "# 計画\n\n## 事業費（単位：千円）\n\n| 事業 | R6 |\n|---|---|\n| 窓口 | 1,200 |\n| 端末 | 未定 |\n| 職員（人） | 3 |\n"


@pytest.mark.parametrize(
    ("question", "row", "said"),
    [
        ("窓口の事業費は？", "窓口", "窓口 ― R6：1,200（単位：千円） [1][2][3]"),
        (
            "What does the counter cost?",
            "窓口",
            "窓口 ― R6：1,200 (unit: 千円, thousand yen) [1][2][3]",
        ),
        ("端末の事業費は？", "端末", "端末 ― R6：未定 [1][2]"),
        ("職員の数は？", "職員", "職員（人） ― R6：3 [1][2]"),
    ],
)
def test_a_bare_figure_is_shown_with_what_its_table_counts(
    costs: Index, question: str, row: str, said: str
) -> None:
    cited = CitationList(costs)
    assert line(unit_with(costs, row), cited, ask_for(question)) == said
    for one in cited.citations:
        assert quote_of(COSTS[one.start : one.end]) == one.quote
    assert ("単位" in cited.citations[-1].quote) == ("unit" in said or "単位" in said)


@pytest.mark.parametrize(
    ("cells", "is_shown"),
    [
        ((("", "窓口"), ("R5", "12"), ("R6", "13")), True),
        ((("", "窓口"), ("事業費", "1,200"), ("件数(件)", "30")), True),
        ((("", "窓口"), ("事業費", "1,200"), ("開始", "2025")), True),
        ((("", "面積(ha)"), ("R5", "12")), False),
        ((("", "受診率"), ("R5", "12")), False),
        ((("", "登録者数"), ("R5", "12")), False),
        ((("", "研修"), ("単位", "回"), ("R6", "12")), False),
        ((("", "窓口"), ("R5", "12%"), ("R6", "13")), False),
        ((("", "端末"), ("実施箇所数", "5"), ("事業費", "未定")), False),
        ((("", "端末"), ("事業費", "未定")), False),
    ],
)
def test_a_measure_is_shown_only_where_all_figures_may_be_in_it(
    costs: Index, cells: tuple[tuple[str, str], ...], is_shown: bool
) -> None:
    unit = replace(unit_with(costs, "窓口"), cells=cells)
    assert ("単位：千円" in line(unit, CitationList(costs))) is is_shown


def test_a_cell_that_names_its_year_is_of_that_one() -> None:
    cells = (("指標", "実証実験"), ("目標", "R3年度中 1件"), ("目標", "R7年度まで 3件"))
    row = Unit(
        "d:0-9", "d", "row", (), 0, 9, "実証実験 R3年度中 1件", header=Span(1, 2), cells=cells
    )
    assert shown(of_the_year(row, ask_for("令和3年度の実証実験は？"))) == "実証実験 ― R3年度中 1件"


def test_a_label_is_kept_whatever_year_is_in_it() -> None:
    row = replace(ROW, cells=(("調査", "R5調査"), ("R5年度", "30%"), ("R7年度", "40%")))
    assert shown(of_the_year(row, ask_for("令和7年度の調査は？"))) == "R5調査 ― R7年度：40%"


@pytest.mark.parametrize(
    ("section", "before", "expected"),
    [
        (("(7) AIの利用", "⑥成果目標"), ("(7) AIの利用", "①現状"), "〔成果目標〕"),
        (("(7) AIの利用", "⑥成果目標"), ("(3) 窓口", "①現状"), "〔AIの利用 › 成果目標〕"),
        (("2 基本方針", "(3) バリュー"), ("(3) 窓口",), "〔バリュー〕"),
        (("(3) 窓口",), ("(3) 窓口",), ""),
        (("第3章 令和7年度の予定",), (), ""),
        (("研修の実施",), (), ""),
        ((), ("(3) 窓口",), ""),
    ],
)
def test_what_a_line_is_of(
    section: tuple[str, ...], before: tuple[str, ...], expected: str
) -> None:
    unit = Unit("d:0-5", "d", "item", section, 0, 5, "○研修の実施を進める")
    other = Unit("d:6-9", "d", "item", before, 6, 9, "○別の取組")
    assert heading_before(unit, other, "ja") == expected


def test_a_heading_needs_no_heading() -> None:
    unit = Unit("d:0-5", "d", "heading", ("2 目標",), 0, 5, "2 目標")
    assert heading_before(unit, replace(unit, section=()), "en") == ""
