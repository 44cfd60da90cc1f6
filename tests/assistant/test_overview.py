from assistant.overview import Overview, overview_of, pillars_of
from assistant.quiz import make_quiz
from ingest.facts.inspection import inspect_text
from ingest.manifest import DocumentInfo, Period
from ingest.store import StoredDocument
from ingest.structure.reader import read_structure

PLAN = """青葉市DX推進計画

第1章 計画の期間

本計画の期間は、令和5年度から令和8年度までの4年間とします。

第2章 基本方針

基本方針1 利便性の向上

市民の利便性を高めます。

基本方針2 業務の効率化

テレワーク実施率を令和7年度までに80%にします。
コピー使用量を令和7年度までに50%削減します。
オンライン申請の割合を令和8年度までに65%にします。

第3章 スケジュール

|取組|R5年度|R6年度|R7年度|
|---|---|---|---|
|電子契約|導入準備||本格導入|
|電子決裁|運用|改善||

用語集

|用語|解説|
|---|---|
|RPA|定型的な作業を自動で行う技術。|
|LGWAN|行政専用のネットワーク。|
|BPR|業務の進め方を根本から見直すこと。|
"""


def overview(text: str = PLAN, period: Period | None = None) -> Overview:
    info = DocumentInfo(doc_id="aoba", title="計画", municipality="青葉市", period=period)
    document = StoredDocument(info, text, "utf-8", "a.txt", read_structure(text).sections)
    return overview_of(document, inspect_text("aoba", text))


def test_the_period_is_the_manifests_with_the_sentence_that_tells_it() -> None:
    told = overview()
    assert (told.first_fiscal_year, told.last_fiscal_year) == (2023, 2026)
    assert told.period is not None
    known = overview(period=Period(first_fiscal_year=2023, last_fiscal_year=2026))
    assert known.period == told.period
    other = overview(period=Period(first_fiscal_year=2020, last_fiscal_year=2022))
    assert (other.first_fiscal_year, other.period) == (2020, None)


def test_pillars_are_the_numbered_policies_each_once() -> None:
    assert [one.path[-1] for one in overview().pillars] == [
        "基本方針1 利便性の向上",
        "基本方針2 業務の効率化",
    ]


def test_without_policies_the_chapters_are_the_pillars() -> None:
    text = "第1章 目的\n\n文です。\n\n第2章 取組\n\n文です。\n"
    info = DocumentInfo(doc_id="a", title="計画", municipality=None)
    found = pillars_of(StoredDocument(info, text, "utf-8", "a", read_structure(text).sections))
    assert [one.path for one in found] == [("第1章 目的",), ("第2章 取組",)]


def test_a_schedule_has_a_row_an_item_and_only_the_years_it_speaks_of() -> None:
    found = overview()
    assert found.years == (2023, 2024, 2025)
    assert [row.item for row in found.schedule] == ["電子契約", "電子決裁"]
    assert [entry.first_fiscal_year for entry in found.schedule[0].entries] == [2023, 2025]


def test_a_document_without_facts_has_an_empty_overview() -> None:
    found = overview("ただの文です。\n")
    assert found.years == ()
    assert found.schedule == ()
    assert found.targets == ()
    assert found.pillars == ()
    assert make_quiz(found) == ()


def test_a_quiz_asks_what_the_plan_says_and_is_the_same_each_time() -> None:
    found = overview()
    questions = make_quiz(found)

    assert questions == make_quiz(overview())
    assert questions[0].kind == "period"
    assert questions[0].options[questions[0].right] == "2023–2026"
    right = {one.about: one.options[one.right] for one in questions}
    figures = {one.measure: one.figure for one in found.targets}
    meanings = {one.term: one.meaning for one in found.definitions}
    for question in questions[1:]:
        known = figures if question.kind == "target" else meanings
        assert right[question.about] == known[question.about]
        assert len(set(question.options)) == len(question.options) == 3
        assert question.span is not None
    assert {one.kind for one in questions} == {"period", "target", "term"}


def test_who_leads_is_nobody_of_the_national_government() -> None:
    text = PLAN + (
        "\n第4章 推進体制\n\n市長を本部長とする「青葉市デジタル推進本部」を設置しました。\n"
        "内閣総理大臣を長とする「デジタル庁」を設置しました。\n"
    )
    whole = inspect_text("aoba", text).facts.roles
    assert {"市長", "内閣総理大臣"} <= {role.who for role in whole}
    shown = {role.who for role in overview(text).roles}
    assert "市長" in shown
    assert "内閣総理大臣" not in shown
