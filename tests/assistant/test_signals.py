"""What speaks for a hit, signal by signal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.fact_fit import FactBook, fact_book
from assistant.query_adapter import QueryAdapter
from assistant.question import Question
from assistant.retrieve import Hit
from assistant.signals import LATE_MEAN, LATE_SPREAD, NAMES, concept_weight, signals_of
from assistant.wording import topic_of
from ingest.facts.records import Definition, DocumentFacts, Role
from ingest.index import Index
from ingest.structure.records import Span
from ingest.token_vectors import QueryTokens
from ingest.units import Unit
from tests.assistant.small_index import ask_for, hit_of, small_index, unit_with


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("signals"))


@pytest.fixture(scope="module")
def facts(index: Index) -> FactBook:
    return fact_book(index)


def of(
    index: Index, facts: FactBook, question: Question, *hits: Hit | Unit
) -> list[dict[str, float]]:
    """Each hit's signals by name."""
    given = [one if isinstance(one, Hit) else hit_of(index, one) for one in hits]
    values = signals_of(question, given, index, facts).values
    return [dict(zip(NAMES, row, strict=True)) for row in values.tolist()]


def test_no_hits_have_no_signals(index: Index, facts: FactBook) -> None:
    found = signals_of(ask_for("テレワークは？"), [], index, facts)
    assert found.values.shape == (0, len(NAMES))
    assert found.column("coverage").tolist() == []


def test_a_column_has_one_signal_of_all_hits(index: Index, facts: FactBook) -> None:
    hits = [hit_of(index, unit_with(index, words)) for words in ("電子契約", "コピー")]
    found = signals_of(ask_for("電子契約は？"), hits, index, facts)
    assert found.column("row").tolist() == [1.0, 0.0]
    assert found.values[:, NAMES.index("row")].tolist() == [1.0, 0.0]


def test_the_names_are_distinct() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_coverage_is_the_share_of_what_the_question_speaks_of(
    index: Index, facts: FactBook
) -> None:
    question = ask_for("テレワーク実施率の目標は？")
    units = [unit_with(index, words) for words in ("テレワーク", "コピー", "電子契約")]
    telework, copying, contract = of(index, facts, question, *units)
    weights = {one.phrase: concept_weight(index, one.alternatives) for one in question.concepts}
    assert set(weights) == {"テレワーク", "実施率", "目標"}
    total = sum(weights.values())

    # "目標" stands in the section's heading only: covered, but not by the statement's own words.
    assert telework["coverage"] == pytest.approx(1.0)
    assert telework["own"] == pytest.approx((total - weights["目標"]) / total)
    assert copying["coverage"] == pytest.approx(weights["目標"] / total)
    assert copying["own"] == 0.0
    assert contract["coverage"] == contract["own"] == 0.0


def test_the_heaviest_of_what_is_missing(index: Index, facts: FactBook) -> None:
    question = ask_for("テレワーク実施率の目標は？")
    weights = {one.phrase: concept_weight(index, one.alternatives) for one in question.concepts}
    largest = max(weights.values())
    telework, contract = of(
        index, facts, question, unit_with(index, "テレワーク"), unit_with(index, "電子契約")
    )
    assert telework["heaviest_missing"] == 0.0
    assert telework["heaviest_missing_own"] == pytest.approx(weights["目標"] / largest)
    assert contract["heaviest_missing"] == contract["heaviest_missing_own"] == 1.0


def test_what_no_hit_speaks_of(index: Index, facts: FactBook) -> None:
    question = ask_for("テレワーク実施率の目標は？")
    weights = {one.phrase: concept_weight(index, one.alternatives) for one in question.concepts}
    total = sum(weights.values())
    telework, copying, contract = (
        unit_with(index, words) for words in ("テレワーク", "コピー", "電子契約")
    )
    # Two hits together may have what neither has alone; it is told alike of each.
    for units, missing in (
        ((telework, contract), 0.0),
        ((copying, contract), (total - weights["目標"]) / total),
        ((contract,), 1.0),
    ):
        found = of(index, facts, question, *units)
        assert [one["nowhere"] for one in found] == pytest.approx([missing] * len(units))
    asked = replace(question, phrases=("実施率", "使用量", "駐車場"))
    found = of(index, facts, asked, telework, copying)
    assert [one["phrases_nowhere"] for one in found] == pytest.approx([1 / 3, 1 / 3])
    (none,) = of(index, facts, replace(question, concepts=(), phrases=()), telework)
    assert (none["nowhere"], none["phrases_nowhere"]) == (0.0, 0.0)


def test_a_question_without_concepts_covers_nothing(index: Index, facts: FactBook) -> None:
    (found,) = of(index, facts, ask_for("いつですか"), unit_with(index, "テレワーク"))
    assert found["coverage"] == found["own"] == found["heaviest_missing"] == 0.0


def test_what_was_asked_before_counts_half(index: Index, facts: FactBook) -> None:
    question = ask_for("テレワークとコピーは？")
    recent = replace(question, recent=frozenset(["コピー"]))
    telework, copying = unit_with(index, "テレワーク"), unit_with(index, "コピー")
    # Both stand in one unit: alike rare.
    assert [one["own"] for one in of(index, facts, question, telework, copying)] == [0.5, 0.5]
    assert [one["own"] for one in of(index, facts, recent, telework, copying)] == pytest.approx(
        [1 / 3, 2 / 3]
    )


def test_a_rare_concept_weighs_more(index: Index) -> None:
    # 電子 stands in both rows of the table, テレワーク in one sentence.
    n = index.meta.n_units
    assert concept_weight(index, (("電子",),)) == pytest.approx(math.log(1 + (n - 1.5) / 2.5))
    assert concept_weight(index, (("テレワーク",),)) == pytest.approx(math.log(1 + (n - 0.5) / 1.5))
    assert concept_weight(index, (("テレワーク",),)) > concept_weight(index, (("電子",),))


def test_the_most_common_wording_tells_how_rare_a_concept_is(index: Index) -> None:
    both = concept_weight(index, (("テレワーク",), ("電子",)))
    assert both == concept_weight(index, (("電子",),))
    # Of a wording in several words the rarest counts; a word that is nowhere makes it unseen.
    assert concept_weight(index, (("電子", "契約"),)) == concept_weight(index, (("契約",),))
    n = index.meta.n_units
    unseen = pytest.approx(math.log(1 + (n + 0.5) / 0.5))
    assert concept_weight(index, (("電子", "宇宙"),)) == unseen
    assert concept_weight(index, ()) == unseen


@pytest.mark.parametrize(
    ("question", "words", "fits"),
    [
        ("テレワーク実施率は何％？", "テレワーク", 1.0),
        ("電子契約は何件？", "電子契約", 0.0),
        ("計画はいつまで？", "4年間", 1.0),
        ("計画の期間は？", "4年間", 1.0),
        ("テレワークはいつまで？", "テレワーク", 0.0),
        ("推進リーダーは誰？", "推進リーダー", 1.0),
        ("コピーの担当は誰？", "コピー", 0.0),
        ("コピーをどう減らしますか？", "コピー", 1.0),
    ],
)
def test_fit_of_kind(index: Index, facts: FactBook, question: str, words: str, fits: float) -> None:
    (found,) = of(index, facts, ask_for(question), unit_with(index, words))
    assert found["fits_kind"] == fits


def test_one_date_is_half_a_period(index: Index, facts: FactBook) -> None:
    unit = replace(unit_with(index, "4年間"), quote="計画は令和5年度に始まります。")
    (found,) = of(index, facts, ask_for("計画の期間は？"), unit)
    assert found["fits_kind"] == 0.5


def test_phrases_count_whole_in_the_statement_and_half_around_it(
    index: Index, facts: FactBook
) -> None:
    unit = unit_with(index, "テレワーク")
    question = replace(ask_for("テレワークは？"), phrases=("実施率", "取組の目標", "駐車場"))
    (found,) = of(index, facts, question, unit)
    assert found["phrases"] == pytest.approx((1.0 + 0.5 + 0.0) / 3)
    (none,) = of(index, facts, replace(question, phrases=()), unit)
    assert none["phrases"] == 0.0


@pytest.mark.parametrize(
    ("first_cell", "statement", "topic"),
    [
        ("電子契約", "電子契約 導入", "電子契約"),
        ("ＤＸ", "ＤＸ 用語", "dx"),
        ("", "［デジタル推進課］は、情報資産を管理する。", "デジタル推進課"),
        ("", "・【窓口】手続を減らす。", "窓口"),
        ("", "RPAとは、作業を自動化する技術のこと。", "rpa"),
        ("", "計画の期間は、4年間とする。", "計画の期間"),
        ("", "担当：総務課", "担当"),
        ("", "推進する。", ""),
        ("", "", ""),
    ],
)
def test_what_a_statement_is_about(first_cell: str, statement: str, topic: str) -> None:
    assert topic_of(first_cell, statement) == topic


def test_topic_tells_what_is_about_it_from_what_mentions_it(index: Index, facts: FactBook) -> None:
    unit = unit_with(index, "テレワーク")
    question = replace(ask_for("電子契約は？"), phrases=("電子契約",))
    about, mentions = of(
        index,
        facts,
        question,
        replace(unit, quote="電子契約は、令和7年度に導入する。"),
        replace(unit, quote="令和7年度に電子契約を導入する。"),
    )
    assert (about["topic"], mentions["topic"]) == (1.0, 0.0)
    (row,) = of(index, facts, question, unit_with(index, "電子契約"))
    assert row["topic"] == 1.0  # the row's label


def test_a_section_s_heading_is_the_topic_of_a_definition_only(
    index: Index, facts: FactBook
) -> None:
    unit = replace(unit_with(index, "テレワーク"), section=("RPA",), quote="作業を自動化する技術。")
    question = replace(ask_for("RPAとは？"), phrases=("rpa",))
    assert question.kind == "definition"
    assert of(index, facts, question, unit)[0]["topic"] == 1.0
    assert of(index, facts, replace(question, kind="fact"), unit)[0]["topic"] == 0.0


@pytest.mark.parametrize(
    ("question", "found", "missing"),
    [
        ("テレワーク実施率は何％？", 1.0, 0.0),
        ("テレワークは何人？", 0.0, 1.0),
        ("なぜテレワークを進める？", 0.0, 0.0),
    ],
)
def test_a_counter_is_there_or_missing_or_not_asked_for(
    index: Index, facts: FactBook, question: str, found: float, missing: float
) -> None:
    (signals,) = of(index, facts, ask_for(question), unit_with(index, "テレワーク"))
    assert (signals["counter"], signals["counter_missing"]) == (found, missing)


def test_years(index: Index, facts: FactBook) -> None:
    question = ask_for("令和7年度の予定は？")
    unit = unit_with(index, "テレワーク")
    own, around, other = of(
        index,
        facts,
        question,
        unit_with(index, "電子契約"),  # under a column header R7年度
        replace(unit, section=("R7年度の取組",)),
        replace(unit, quote="令和6年度に広げます。"),
    )
    assert [own[name] for name in ("year_own", "year_around", "year_other")] == [1.0, 0.0, 0.0]
    assert [around[name] for name in ("year_own", "year_around", "year_other")] == [0.0, 1.0, 0.0]
    assert [other[name] for name in ("year_own", "year_around", "year_other")] == [0.0, 0.0, 1.0]


def test_what_kind_of_unit_it_is(index: Index, facts: FactBook) -> None:
    units = [unit_with(index, words) for words in ("テレワーク", "電子契約", "業務の効率化")]
    units.append(replace(units[0], kind="heading"))
    for question, listed in (("テレワークは？", 0.0), ("基本方針をすべて挙げて", 1.0)):
        found = of(index, facts, ask_for(question), *units)
        assert [one["row"] for one in found] == [0.0, 1.0, 0.0, 0.0]
        assert [one["item"] for one in found] == [0.0, 0.0, 1.0, 0.0]
        assert [one["heading"] for one in found] == [0.0, 0.0, 0.0, 1.0]
        assert [one["list_item"] for one in found] == [0.0, 0.0, listed, 0.0]


def test_a_row_of_a_glossary_where_no_definition_is_asked_for(
    index: Index, facts: FactBook
) -> None:
    row = replace(unit_with(index, "電子契約"), cells=(("用語", "電子契約"), ("解説", "契約")))
    plain = unit_with(index, "電子契約")
    assert [
        one["glossary"] for one in of(index, facts, ask_for("電子契約の予定は？"), row, plain)
    ] == [
        1.0,
        0.0,
    ]
    assert of(index, facts, ask_for("電子契約とは？"), row)[0]["glossary"] == 0.0


def test_length_is_logarithmic(index: Index, facts: FactBook) -> None:
    unit = replace(unit_with(index, "テレワーク"), quote="あ" * 99)
    (found,) = of(index, facts, ask_for("テレワークは？"), unit)
    assert found["length"] == pytest.approx(math.log(100))


def test_a_hit_that_does_not_name_the_place(index: Index, facts: FactBook) -> None:
    hit = hit_of(index, unit_with(index, "推進リーダー"))
    question = ask_for("横浜市の推進リーダーは？")
    found = of(index, facts, question, hit, replace(hit, named=False))
    assert [one["unnamed"] for one in found] == [0.0, 1.0]


def test_typed_facts_of_the_index(index: Index, facts: FactBook) -> None:
    telework, contract = unit_with(index, "テレワーク"), unit_with(index, "電子契約")
    numeric = of(index, facts, ask_for("テレワーク実施率は何％？"), telework, contract)
    assert [one["target"] for one in numeric] == [1.0, 0.0]
    planned = of(index, facts, ask_for("電子契約の予定は？"), telework, contract)
    assert [one["schedule"] for one in planned] == [0.0, 1.0]
    assert [one["target"] for one in planned] == [0.0, 0.0]
    in_year = of(index, facts, ask_for("令和7年度の電子契約は？"), telework, contract)
    assert [one["schedule"] for one in in_year] == [0.0, 1.0]
    other = of(index, facts, ask_for("なぜ電子契約を？"), telework, contract)
    assert [one["schedule"] + one["target"] for one in other] == [0.0, 0.0]


def test_roles_and_definitions(index: Index) -> None:
    unit = unit_with(index, "テレワーク")
    span, ids = Span(unit.start, unit.end), (unit.unit_id,)
    known = FactBook(
        [
            DocumentFacts(
                "aoba",
                definitions=(Definition("RPA", "自動化する技術", span, unit.quote, ids),),
                roles=(Role("市長", "本部長", span, unit.quote, ids),),
            )
        ]
    )
    other = unit_with(index, "コピー")
    assert [one["role"] for one in of(index, known, ask_for("本部長は誰？"), unit, other)] == [
        1.0,
        0.0,
    ]
    assert of(index, known, ask_for("本部長を置く理由は？"), unit)[0]["role"] == 0.0
    asked = of(index, known, ask_for("RPAとは？"), unit, other)
    assert [one["defines"] for one in asked] == [1.0, 0.0]
    assert of(index, known, ask_for("AIとは？"), unit)[0]["defines"] == 0.0


def test_cosine_is_scaled_between_unrelated_and_paraphrase(index: Index, facts: FactBook) -> None:
    hit = hit_of(index, unit_with(index, "テレワーク"))
    cosines = (0.95, 0.80, 0.66, 0.52, 0.30)
    found = of(
        index, facts, ask_for("テレワークは？"), *(replace(hit, cosine=one) for one in cosines)
    )
    assert [one["cosine"] for one in found] == pytest.approx([1.0, 1.0, 0.5, 0.0, 0.0])
    assert [one["cosine_below_best"] for one in found] == pytest.approx(
        [0.0, -0.15, -0.29, -0.43, -0.65]
    )


def test_bm25_is_measured_by_the_best(index: Index, facts: FactBook) -> None:
    hit = hit_of(index, unit_with(index, "テレワーク"))
    question = ask_for("テレワークは？")
    found = of(index, facts, question, *(replace(hit, bm25=one) for one in (8.0, 2.0, 0.0)))
    assert [one["bm25"] for one in found] == pytest.approx([1.0, 0.25, 0.0])
    assert of(index, facts, question, replace(hit, bm25=0.0))[0]["bm25"] == 0.0


def test_without_token_vectors_the_cosine_stands_in(index: Index, facts: FactBook) -> None:
    telework, copying, contract = (
        hit_of(index, unit_with(index, words)) for words in ("テレワーク", "コピー", "電子契約")
    )
    hits = (
        replace(telework, cosine=0.9),
        replace(copying, cosine=0.7),
        replace(contract, cosine=0.5),
    )
    found = of(index, facts, ask_for("テレワークは？"), *hits)
    step = LATE_SPREAD * math.sqrt(1.5)
    assert [one["late"] for one in found] == pytest.approx(
        [LATE_MEAN + step, LATE_MEAN, LATE_MEAN - step]
    )
    assert [one["late_below_best"] for one in found] == pytest.approx([0.0, -step, -2 * step])
    assert [one["above_silence"] > 0 for one in found] == [True, False, False]
    # Mean 0.7; deviation sqrt((0.04 + 0 + 0.04) / 3).
    z = 0.2 / math.sqrt(0.08 / 3)
    assert [one["late_z"] for one in found] == pytest.approx([z, 0.0, -z], abs=1e-9)
    assert [one["late_own_z"] for one in found] == pytest.approx([z, 0.0, -z], abs=1e-9)
    # テレワーク and コピー stand in one section, of which the best counts: 0.9, 0.9, 0.5.
    z = (0.9 - 2.3 / 3) / math.sqrt(((0.4 / 3) ** 2 * 2 + (0.8 / 3) ** 2) / 3)
    assert [one["section_late_z"] for one in found] == pytest.approx([z, z, -2 * z], abs=1e-9)


def test_alike_hits_do_not_stand_out(index: Index, facts: FactBook) -> None:
    hit = hit_of(index, unit_with(index, "テレワーク"))
    for found in of(index, facts, ask_for("テレワークは？"), hit, hit):
        assert found["late_z"] == found["late_own_z"] == found["section_late_z"] == 0.0


def test_of_several_queries_the_best_counts(
    index: Index, facts: FactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = [([0.9, 0.2], [0.8, 0.1]), ([0.5, 0.6], [0.3, 0.4])]
    asked: list[tuple[int, list[int]]] = []

    def tokens(query: str) -> QueryTokens:
        number = ("first", "second").index(query)
        return QueryTokens(np.ones((1, 3), dtype=np.float32), np.asarray([number], dtype=np.int32))

    def late(
        queries: Sequence[QueryTokens], rows: Sequence[int]
    ) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        numbers = [int(tokens.ids[0]) for tokens in queries]
        asked.extend((number, list(rows)) for number in numbers)
        both = (figures[number] for number in numbers)
        return [(np.asarray(whole), np.asarray(own)) for whole, own in both]

    monkeypatch.setattr(index, "query_tokens", tokens)
    monkeypatch.setattr(index, "late_similarities", late)
    hits = [hit_of(index, unit_with(index, words)) for words in ("テレワーク", "電子契約")]
    question = replace(ask_for("テレワークは？"), queries=("first", "second"))
    found = of(index, facts, question, *hits)
    rows = [hit.row for hit in hits]
    assert asked == [(0, rows), (1, rows)]
    assert [one["late"] for one in found] == [0.9, 0.6]
    assert [one["late_own_below_best"] for one in found] == pytest.approx([0.0, -0.4])


def test_the_adapter_turns_the_question_and_not_the_passages(
    index: Index, facts: FactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[NDArray[np.float32]] = []

    def late(
        queries: Sequence[QueryTokens], rows: Sequence[int]
    ) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        seen.extend(tokens.vectors for tokens in queries)
        return [(np.zeros(len(rows)), np.zeros(len(rows))) for _ in queries]

    asked = QueryTokens(np.asarray([[1.0, 0.0]], dtype=np.float32), np.asarray([7], dtype=np.int32))
    monkeypatch.setattr(index, "query_tokens", lambda query: asked)
    monkeypatch.setattr(index, "late_similarities", late)
    change = np.asarray([[-1, 0], [1, 0]], dtype=np.float32)
    turn = QueryAdapter(change, np.zeros(2, np.float32), np.zeros(3, np.float32))
    question = ask_for("テレワークは？")
    signals_of(question, [hit_of(index, unit_with(index, "テレワーク"))], index, facts, turn)
    assert len(seen) == len(question.queries)
    np.testing.assert_allclose(seen[0], [[0.0, 1.0]])


def test_the_signals_of_an_english_question_are_weighed_apart(
    index: Index, facts: FactBook
) -> None:
    unit = unit_with(index, "テレワーク")
    other = unit_with(index, "コピー")
    (english, _) = of(index, facts, ask_for("What is the telework rate?"), unit, other)
    (japanese, _) = of(index, facts, ask_for("テレワーク実施率は？"), unit, other)
    assert english["coverage"] > 0
    for name in ("coverage", "own", "late_z", "cosine"):
        assert english[f"english_{name}"] == english[name]
        assert japanese[f"english_{name}"] == 0.0


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("紙の使用を減らすことを何と呼びますか", True),
        ("庁内のシステムの愛称は？", True),
        ("What is the new system called?", True),
        ("テレワークの目標は？", False),
    ],
)
def test_only_what_calls_something_tells_a_name(
    index: Index, facts: FactBook, question: str, asks: bool
) -> None:
    unit = unit_with(index, "コピー")
    (told,) = of(index, facts, ask_for(question), unit)
    (called,) = of(
        index, facts, ask_for(question), replace(unit, quote=f"{unit.quote}という。", cells=())
    )
    assert told["naming"] == 0.0
    assert called["naming"] == float(asks)


def test_a_word_with_something_in_brackets_within_it_is_that_word(
    index: Index, facts: FactBook
) -> None:
    unit = replace(unit_with(index, "電子契約"), quote="課（室）長", cells=(("職", "課（室）長"),))
    (found,) = of(index, facts, ask_for("課長は？"), unit)
    assert found["own"] == 1.0
