from __future__ import annotations

from tests.ingest.facts.reading_facts import facts_of


def rows(text: str) -> list[tuple[str | None, ...]]:
    return [(one.measure, one.value, one.unit, one.by) for one in facts_of(text).targets]


def test_a_column_of_goals_beside_one_of_the_present() -> None:
    assert rows(
        """\
        ## 施策の評価

        | 指標 | 現状値（令和5年度） | 目標値（令和8年度） |
        |---|---|---|
        | 介護予防教室の参加者数 | 1,200人 | 2,000人以上 |
        | 要介護認定率（％） | 18.5 | 18.0 |
        """
    ) == [
        ("介護予防教室の参加者数", "2,000", "人", "令和8年度"),
        ("要介護認定率", "18.0", "%", "令和8年度"),
    ]


def test_html_with_spanned_rows() -> None:
    assert rows(
        """\
        ## 指標一覧

        <table><tr><th>施策</th><th>成果指標</th><th>基準値(R4)</th><th>目標値(R9)</th></tr>
        <tr><td rowspan="2">子育て</td><td>会員数</td><td>210人</td><td>300人</td></tr>
        <tr><td>待機児童数</td><td>5人</td><td>0人</td></tr></table>
        """
    ) == [("会員数", "300", "人", "R9"), ("待機児童数", "0", "人", "R9")]


def test_year_columns_of_a_section_on_goals() -> None:
    assert rows(
        """\
        ## 数値目標

        | 指標 | 単位 | R4実績 | R6 | R7 |
        |---|---|---|---|---|
        | 延べ宿泊者数 | 人 | 120,000 | 130,000 | 140,000 |
        """
    ) == [("延べ宿泊者数", "130,000", "人", "R6"), ("延べ宿泊者数", "140,000", "人", "R7")]


def test_statistics_under_years_are_no_goals() -> None:
    assert (
        rows(
            """\
            ## 人口の推移

            | 区分 | 令和2年度 | 令和3年度 | 令和4年度 |
            |---|---|---|---|
            | 総人口（人） | 9,100 | 9,050 | 9,000 |
            """
        )
        == []
    )


def test_a_cells_own_year_comes_before_its_columns() -> None:
    text = """\
        ## ⑥成果目標・スケジュール

        <table><tr><th>年度</th><th>R5</th><th>R6</th><th>R7</th></tr>
        <tr><td>研修受講率</td><td></td><td>R7年度までに 全職場における研修受講率90%（年2回以上）</td><td></td></tr>
        <tr><td>相談件数</td><td></td><td>年間500件</td><td></td></tr>
        <tr><td>紙の使用量</td><td>10%削減</td><td></td><td></td></tr></table>
        """
    found = facts_of(text).targets
    assert [(one.measure, one.figure, one.by, one.by_fiscal_year) for one in found] == [
        ("研修受講率", "90%", "R7年度", 2025),
        # The first row says R7 in the column R6: what stands in that column may be misplaced.
        ("相談件数", "年間500件", None, None),
        ("紙の使用量", "10%削減", "R5", 2023),
    ]
    assert (found[0].condition, found[0].scope) == ("年2回以上", "全職場")


def test_a_goal_of_the_state_is_said_to_be_one() -> None:
    (target,) = facts_of(
        """\
        ## 工程表

        | 項目 | R7 | R8 |
        |---|---|---|
        | 国の工程 | 準備 | 【国の目標】R8年度運用経費をH30年度比で3割削減 |
        """
    ).targets
    assert (target.measure, target.value, target.unit) == ("運用経費", "3", "割")
    assert (target.by, target.scope, target.condition) == ("R8年度", "国の目標", "H30年度比、削減")


def test_what_a_schedule_plans_is_no_goal_without_a_word_of_it() -> None:
    assert rows("## 工程\n\n| 取組 | R6 | R7 |\n|---|---|---|\n| 端末 | 50台導入 | 保守 |\n") == []
