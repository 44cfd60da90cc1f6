from evals.metrics.groundedness import Source, Statement, groundedness, statements

TARGET = Source("テレワーク実施率 R7年度までに80%", "北九州市ＤＸ推進計画\n北九州市\nKitakyushu")
OTHER = Source("職員数は1,200人", "鯖江市ＤＸ推進基本方針\n鯖江市")


def test_statements_end_at_their_markers() -> None:
    assert list(statements("実施率は80% [1]。人数は5人 [2][3] です。\nなし")) == [
        Statement("実施率は80%", (1,)),
        Statement("。人数は5人", (2, 3)),
        Statement("です。", (2, 3)),
        Statement("なし", ()),
    ]


def test_cells_of_a_table_are_statements() -> None:
    found = list(statements("| 北九州市 | 80% [1]<br>90% [2] |"))
    assert [(one.text, one.cites) for one in found] == [
        ("北九州市 | 80%", (1,)),
        ("90%", (2,)),
    ]


def test_escaped_brackets_are_no_markers() -> None:
    assert list(statements(r"1\[1\] \#2 [1]")) == [Statement("1[1] #2", (1,))]


def test_everything_in_the_quotes_is_grounded() -> None:
    # claims: 80%, 2025, 北九州
    assert groundedness("北九州市はFY2025に8割 [1]", {1: TARGET}) == 1.0


def test_each_claim_counts_the_same() -> None:
    # 2025 is in the quote, 90% is not
    assert groundedness("令和7年度に90% [1]", {1: TARGET}) == 0.5


def test_another_citation_does_not_help() -> None:
    # 1,200 stands in source 2; the statement cites source 1
    assert groundedness("1,200人 [1]\n80% [1]", {1: TARGET, 2: OTHER}) == 0.5


def test_a_claim_without_a_citation_is_not_grounded() -> None:
    assert groundedness("80%です。", {1: TARGET}) == 0.0


def test_an_answer_without_claims_has_no_groundedness() -> None:
    assert groundedness("実施します。[1]", {1: TARGET}) is None


def test_a_name_that_was_asked_for_is_no_claim_where_nothing_is_cited() -> None:
    assert groundedness("| 久慈市 | 記載なし |", {1: TARGET}, "久慈市は") is None
    assert groundedness("| 久慈市 | 記載なし |", {1: TARGET}, "鯖江市は") == 0.0
    assert groundedness("久慈市は実施 [1]", {1: TARGET}, "久慈市は") == 0.0


def test_the_number_of_a_list_item_is_no_claim() -> None:
    assert groundedness("1. 実施率は80% [1]", {1: TARGET}) == 1.0


def test_a_year_without_its_era_over_a_column_is_grounded() -> None:
    sources = {1: Source("文書管理 準備", ""), 2: Source("取組 ７年度 ８年度 平成9年度", "")}
    assert groundedness("文書管理 ― ７年度：準備 [1][2]\n7年度 = FY2025 [2]", sources) == 1.0
    assert groundedness("令和9年度 [2]", sources) == 0.0
    assert groundedness("FY2029 [2]", sources) == 0.0
