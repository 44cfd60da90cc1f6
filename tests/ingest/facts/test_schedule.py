from __future__ import annotations

from tests.ingest.facts.reading_facts import facts_of


def entries(text: str) -> list[tuple[str, int | None, int | None, str]]:
    return [
        (one.item, one.first_fiscal_year, one.last_fiscal_year, one.what)
        for one in facts_of(text).schedule
    ]


def test_html_cells_cover_the_years_they_span() -> None:
    facts = facts_of(
        """\
        ## 工程表

        <table><tr><th>取組</th><th>R6</th><th>R7</th><th>R8</th></tr>
        <tr><td>健康ポイント</td><td>検討</td><td colspan="2">実施</td></tr>
        <tr><td>通いの場</td><td colspan="3">継続実施</td></tr></table>
        """
    )
    assert [(one.item, one.what, one.fiscal_years) for one in facts.schedule] == [
        ("健康ポイント", "検討", (2024,)),
        ("健康ポイント", "実施", (2025, 2026)),
        ("通いの場", "継続実施", (2024, 2025, 2026)),
    ]


def test_a_markdown_cell_ends_where_the_next_begins_and_else_is_open() -> None:
    assert entries(
        """\
        ## スケジュール

        | 取組 | 令和6年度 (2024年) | 令和7年度 (2025年) | 令和8年度 (2026年) |
        |---|---|---|---|
        | 周遊バス | 調査 | 試行 | 本格運行 |
        | 案内所 | 設計 | | 開所 |
        """
    ) == [
        ("周遊バス", 2024, 2024, "調査"),
        ("周遊バス", 2025, 2025, "試行"),
        ("周遊バス", 2026, 2026, "本格運行"),
        ("案内所", 2024, None, "設計"),
        ("案内所", 2026, 2026, "開所"),
    ]


def test_tabs_with_the_heading_as_item() -> None:
    assert entries(
        "## (2) 防災訓練の充実\n\nスケジュール\t令和6年度\t令和7年度\t令和8年度\n\t計画の見直し\t\t訓練の実施\n"
    ) == [
        ("防災訓練の充実", 2024, None, "計画の見直し"),
        ("防災訓練の充実", 2026, 2026, "訓練の実施"),
    ]


def test_a_lost_picture_leaves_the_year_open() -> None:
    assert entries(
        "## (3) 研修\n\nスケジュール\t令和6年度\t令和7年度\n\t <p>職員研修の実施</p>\t\n"
    ) == [("研修", None, None, "職員研修の実施")]


def test_a_column_that_a_cell_contradicts_is_not_trusted() -> None:
    assert entries(
        """\
        ## 工程表

        | 取組 | R5 | R6 | R7 |
        |---|---|---|---|
        | 甲 | 準備 | R7年度末 完了 | |
        | 乙 | 準備 | 拡大 | |
        """
    ) == [
        ("甲", 2023, 2023, "準備"),
        ("甲", 2025, 2025, "R7年度末 完了"),
        ("乙", 2023, 2023, "準備"),
        ("乙", None, None, "拡大"),
    ]


def test_a_column_of_several_years() -> None:
    assert entries(
        "## 期間\n\n| 計画 | 令和7年度 | 令和8年度 ~ 令和12年度 (2026年度) (2030年度) |\n|---|---|---|\n| 本計画 | 現計画 | 次期計画 |\n"
    ) == [("本計画", 2025, 2025, "現計画"), ("本計画", 2026, 2030, "次期計画")]


def test_figures_and_arrows_are_nothing_that_happens() -> None:
    assert (
        entries(
            """\
            ## 推移

            | 区分 | 令和4年度 | 令和5年度 |
            |---|---|---|
            | 来訪者 | 10,000 | 12,000人 |
            | 訓練 | → | ⇒ |
            """
        )
        == []
    )


def test_years_in_a_header_of_several_rows() -> None:
    found = facts_of(
        """\
        ## 工程表

        <table>
        <tr><th rowspan="2">区分</th><th rowspan="2">取組</th><th colspan="2">令和5年度</th><th colspan="2">令和6年度</th></tr>
        <tr><th>上期</th><th>下期</th><th>上期</th><th>下期</th></tr>
        <tr><td rowspan="2">基盤</td><td>回線</td><td>調査</td><td colspan="3">増強</td></tr>
        <tr><td>端末</td><td colspan="2">更新</td><td></td><td>検証</td></tr>
        </table>
        """
    ).schedule
    assert [(one.item, one.fiscal_years, one.what) for one in found] == [
        ("基盤／回線", (2023,), "調査"),
        ("基盤／回線", (2023, 2024), "増強"),
        ("基盤／端末", (2023,), "更新"),
        ("基盤／端末", (2024,), "検証"),
    ]


def test_a_cell_that_says_how_long_it_lasts() -> None:
    found = facts_of(
        """\
        1 計画の期間

        | 計画 | R5 | R6 | R7 | R8 | R9～R13 |
        |---|---|---|---|---|---|
        | 市の計画 | 推進計画（4年間） | | | | 次期計画 |
        | 国の計画 | 推進計画（5年間） | | | | |
        """
    ).schedule
    assert [(one.item, one.fiscal_years) for one in found] == [
        ("市の計画", (2023, 2024, 2025, 2026)),
        ("市の計画", (2027, 2028, 2029, 2030, 2031)),
        ("国の計画", ()),
    ]
