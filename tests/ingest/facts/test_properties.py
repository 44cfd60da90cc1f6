"""On any text: every record stands on its quote, and nothing raises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.facts.inspection import inspect_text
from ingest.quote import quote_of
from tests.ingest.facts.golden import text_of
from tests.ingest.facts.reading_facts import check_evidence

PIECES = st.sampled_from(
    [
        "# 計画\n", "## 成果目標\n", "第1章 推進体制\n", "1 用語\n", "(1) 取組\n", "○所属長（リーダー）\n",
        "| 用語 | 解説 |\n|---|---|\n", "| ICT | 技術のこと。 |\n", "| 指標 | R6 | 目標値（R8） |\n|---|---|---|\n",
        "| 受診率 | 50% | 60%以上 |\n", "取組\tR6\tR7\n", "甲\t準備\t<p>実施</p>\n", "\n", "、", "。", "※", "（", "）", "「", "」",
        "令和7年度末までに", "R8.3月", "80%", "年間約7,300時間", "削減する", "を目指す。\n", "とは、仕組みのこと。\n", "市長を本部長とする会議\n",
        "<table><tr><th>年度</th><th>R6</th></tr>", "<tr><td>乙</td><td colspan=\"2\">R7年度 1件</td></tr>", "</table>\n",
        "総務課が中心となり、進行管理を行う。\n", "計画期間：2021.1～2026.3\n", "・", "① ", "｜", "|", "\t", "(以下「甲」という。)",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25))
@settings(max_examples=150, deadline=None)
def test_records_of_assembled_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    inspection = inspect_text("plan", text)
    check_evidence(inspection.facts, text)
    for table in inspection.tables:
        assert 0 <= table.span.start < table.span.end <= len(text)
        assert len({len(row) for row in table.grid}) <= 1
    assert 0.0 <= inspection.quality.share_outside_units <= 1.0


@given(st.integers(0, 20_000), st.integers(1, 400))
@settings(max_examples=60, deadline=None)
def test_records_of_any_part_of_a_document(start: int, length: int) -> None:
    source = text_of("hitachiomiya")
    text = source[start % len(source) :][:length]
    check_evidence(inspect_text("plan", text).facts, text)


def test_quotes_hold_what_the_fields_say() -> None:
    for doc_id in ("kitakyushu", "mic-talent"):
        text = text_of(doc_id)
        for target in inspect_text(doc_id, text).facts.targets:
            assert target.figure in quote_of(text[target.span.start : target.span.end])
