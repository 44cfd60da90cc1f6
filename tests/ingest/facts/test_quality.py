from __future__ import annotations

from ingest.facts.inspection import inspect_text
from ingest.facts.quality import Quality


def quality(text: str) -> Quality:
    return inspect_text("plan", text).quality


def test_shares_are_of_visible_characters() -> None:
    found = quality("前文です。\n\n# 計画\n\n本文です。\n")
    assert (found.characters, found.sections, found.units) == (13, 1, 2)
    assert found.share_outside_sections == round(5 / 13, 3)
    assert found.share_outside_units == 0.0


def test_long_and_short_units_rows_without_header_and_open_years() -> None:
    found = quality(
        "# 計画\n\n"
        + "あ" * 401
        + "。\n\n次だ。\n\n初級研修\t全職員\n\n## スケジュール\n\n"
        + "| 取組 | R6 | R7 |\n|---|---|---|\n| 甲 | 準備 | |\n| 乙 | | R9年度 完了 |\n| 丙 | | 開始 |\n"
    )
    assert len(found.long_units) == 1
    assert len(found.short_units) == 1
    assert len(found.rows_without_header) == 1
    assert (found.schedule_without_year, found.schedule_without_end) == (1, 1)
    assert found.duplicates_dropped == 0


def test_an_empty_text() -> None:
    assert quality("\n").share_outside_units == 0.0


def test_what_is_left_out_because_it_is_said_twice_is_counted() -> None:
    found = quality(
        "# 計画\n\n紙を減らす。\n紙を減らす。\n\n"
        "<table><tr><th>項目</th><th>R7</th></tr><tr><td>端末</td><td>100台</td></tr></table>\n"
        "項目\tR7\n端末\t100台\n"
    )
    assert found.duplicates_dropped == 3
