"""Which evidence is shown. How probable it is that the plans answer is told from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant import select as select_module
from assistant.question import Question
from assistant.rank import Evidence
from assistant.select import (
    ANSWERED_FROM,
    COMPARED_FROM,
    LENGTH_LIMIT,
    LIST_LENGTH_LIMIT,
    SHOWN_LIMIT,
    SINGLE_LIMIT,
    choose,
    nearest_best,
)
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.assistant.small_index import BEST, ask_for, poor, small_index, sure, unit_with
from tests.ingest.fake_embedder import FakeEmbedder

FACT = ask_for("テレワークについて")
NUMERIC = ask_for("テレワーク実施率は何％？")
LIST = ask_for("青葉市の基本方針をすべて挙げてください")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("select"))


@pytest.fixture
def likely(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The plans answer for certain."""
    estimate(monkeypatch, 1.0)
    return monkeypatch


def estimate(monkeypatch: pytest.MonkeyPatch, figure: float) -> None:
    def probability(question: Question, evidence: Sequence[Evidence]) -> float:
        return figure

    monkeypatch.setattr(select_module, "probability", probability)


def quotes(chosen: Sequence[Evidence]) -> list[str]:
    return [one.hit.unit.quote for one in chosen]


def test_nothing_answers(index: Index) -> None:
    assert choose(FACT, [], index) == []
    assert choose(FACT, [poor(index, unit_with(index, "テレワーク"))], index) == []
    assert choose(LIST, [poor(index, unit_with(index, "業務の効率化"))], index) == []


def test_what_answers_is_shown(index: Index) -> None:
    one = sure(index, unit_with(index, "テレワーク"))
    assert choose(FACT, [one], index) == [one]


def test_the_plans_count_as_silent_below_a_probability(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = sure(index, unit_with(index, "テレワーク"))
    for figure, shown in ((ANSWERED_FROM, [one]), (ANSWERED_FROM - 0.01, [])):
        estimate(monkeypatch, figure)
        assert choose(FACT, [one], index) == shown
    # Beside others a row that says little is better than none.
    assert COMPARED_FROM < ANSWERED_FROM
    for figure, shown in ((COMPARED_FROM, [one]), (COMPARED_FROM - 0.01, [])):
        estimate(monkeypatch, figure)
        assert choose(FACT, [one], index, compared=True) == shown


def test_only_what_is_nearly_as_good_as_the_best_is_shown(index: Index) -> None:
    best = sure(index, unit_with(index, "テレワーク"), 100.0)
    near = sure(index, unit_with(index, "コピー"), 99.5)
    far = sure(index, unit_with(index, "電子契約"), 10.0)
    for question in (FACT, NUMERIC):
        assert nearest_best(question, [best, near, far], LENGTH_LIMIT) == [best, near]


def test_where_the_same_is_asked_of_several_more_is_near(index: Index) -> None:
    best = sure(index, unit_with(index, "テレワーク"), 100.0)
    other = sure(index, unit_with(index, "コピー"), 94.5)
    each = ask_for("テレワークとコピー、それぞれ何％？")
    assert nearest_best(each, [best, other], LENGTH_LIMIT) == [best, other]
    assert nearest_best(FACT, [best, other], LENGTH_LIMIT) == [best]


def test_what_is_said_already_is_not_shown_again(index: Index) -> None:
    unit = unit_with(index, "テレワーク")
    part = replace(unit, unit_id="part", quote="テレワーク 実施率を８０％に")
    best, again = sure(index, unit, 100.0), sure(index, part, 99.9)
    assert nearest_best(FACT, [best, again], LENGTH_LIMIT) == [best]
    # Nor the other way round, the longer one after its part.
    first, after = sure(index, part, 100.0), sure(index, unit, 99.9)
    assert nearest_best(FACT, [first, after], LENGTH_LIMIT) == [first]


def test_no_more_than_the_limit_and_of_one_figure_fewer(index: Index) -> None:
    words = ("テレワーク", "コピー", "電子契約", "電子決裁", "推進リーダー", "4年間", "5年間")
    evidence = [sure(index, unit_with(index, one)) for one in words]
    assert len(evidence) > SHOWN_LIMIT > SINGLE_LIMIT
    assert nearest_best(FACT, evidence, LENGTH_LIMIT) == evidence[:SHOWN_LIMIT]
    assert nearest_best(NUMERIC, evidence, LENGTH_LIMIT) == evidence[:SINGLE_LIMIT]


def test_a_long_second_piece_is_left_out_but_a_long_best_one_is_shown(index: Index) -> None:
    unit = unit_with(index, "テレワーク")
    long = replace(unit, unit_id="long", quote="あ" * 5000)
    copying = sure(index, unit_with(index, "コピー"), 99.8)
    assert nearest_best(FACT, [sure(index, long)], 500) == [sure(index, long)]
    best, too_long = sure(index, unit, 100.0), sure(index, long, 99.9)
    assert nearest_best(FACT, [best, too_long, copying], 500) == [best, copying]


def test_length_is_what_may_be_shown_together(index: Index, likely: pytest.MonkeyPatch) -> None:
    one = sure(index, unit_with(index, "テレワーク"), 100.0)  # 17 characters
    other = sure(index, unit_with(index, "コピー"), 99.9)  # 16
    assert [len(text) for text in quotes([one, other])] == [17, 16]
    assert choose(FACT, [one, other], index, length=33) == [one, other]
    assert choose(FACT, [one, other], index, length=32) == [one]


def test_no_evidence_nothing_near() -> None:
    assert nearest_best(FACT, [], LENGTH_LIMIT) == []


def test_a_list_is_shown_whole_and_in_its_order(index: Index, likely: pytest.MonkeyPatch) -> None:
    assert LIST.kind == "list"
    best = sure(index, unit_with(index, "業務の効率化"))
    found = choose(LIST, [best], index)
    assert quotes(found) == ["利便性の向上", "業務の効率化", "人材の育成"]
    assert {one.score for one in found} == {best.score}
    assert quotes(choose(FACT, [best], index)) == ["業務の効率化"]


def test_a_list_that_is_too_long_is_not_begun(index: Index, likely: pytest.MonkeyPatch) -> None:
    best = sure(index, unit_with(index, "業務の効率化"))
    members = 6 + 6 + 5
    assert members < LIST_LENGTH_LIMIT
    # Outside of a table a list has its own room, in it only what is left.
    assert len(choose(LIST, [best], index, length=members - 1)) == 3
    assert len(choose(LIST, [best], index, length=members, compared=True)) == 3
    assert choose(LIST, [best], index, length=members - 1, compared=True) == [best]


def test_a_list_question_without_a_list(index: Index, likely: pytest.MonkeyPatch) -> None:
    best = sure(index, unit_with(index, "4年間"))
    assert choose(LIST, [best], index) == [best]


def several_items(index: Index, *scores: float) -> list[Evidence]:
    words = ("利便性の向上", "業務の効率化", "人材の育成")
    return [
        replace(sure(index, unit_with(index, word)), score=score)
        for word, score in zip(words, scores, strict=False)
    ]


def test_two_of_a_short_list_bring_all_of_it(index: Index, likely: pytest.MonkeyPatch) -> None:
    _first, second, third = several_items(index, 1.0, 5.0, 4.0)
    chosen = choose(FACT, [second, third], index)
    assert quotes(chosen) == ["利便性の向上", "業務の効率化", "人材の育成"]
    assert [one.score for one in chosen][1:] == [5.0, 4.0]
    assert quotes(choose(FACT, [second], index)) == ["業務の効率化"]
    room = len("利便性の向上業務の効率化人材の育成") - 1
    assert quotes(choose(FACT, [second, third], index, length=room)) == [
        "業務の効率化",
        "人材の育成",
    ]


def test_what_else_is_shown_keeps_its_place(index: Index, likely: pytest.MonkeyPatch) -> None:
    _, second, third = several_items(index, 1.0, 4.5, 4.0)
    other = replace(sure(index, unit_with(index, "テレワーク")), score=5.0)
    assert quotes(choose(FACT, [other, second, third], index)) == [
        other.hit.unit.quote,
        "利便性の向上",
        "業務の効率化",
        "人材の育成",
    ]


def test_a_heading_is_shown_where_nothing_else_comes_near(index: Index) -> None:
    row = unit_with(index, "電子契約")
    heading = sure(index, replace(row, kind="heading"))
    near = replace(sure(index, unit_with(index, "テレワーク")), score=BEST - 1)
    far = replace(near, score=BEST - 9)
    assert quotes(nearest_best(FACT, [heading, near], LENGTH_LIMIT)) == [near.hit.unit.quote]
    assert quotes(nearest_best(FACT, [heading, far], LENGTH_LIMIT)) == [heading.hit.unit.quote]


PLAN_OF_WATERS = """\
# 川野市計画

## 2 防災

### 見える化（危機管理課）

- 水位を測る機器の映像を公開する

### 設備

- 発電機を置く
- 機器の点検を始める（令和8年6月）
"""


@pytest.fixture(scope="module")
def waters(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("waters")
    path = folder / "kawano.md"
    path.write_text(PLAN_OF_WATERS, encoding="utf-8")
    info = DocumentInfo(doc_id="kawano", title="川野市計画", municipality="川野市")
    ingest([Source(path, info)], folder / "data", FakeEmbedder())
    return Index.open(folder / "data", FakeEmbedder())


def unfit(index: Index, words: str, score: float = BEST) -> Evidence:
    return replace(sure(index, unit_with(index, words), score), fits_kind=False)


def test_the_heading_that_has_the_section_asked_for_is_shown_too(
    waters: Index, likely: pytest.MonkeyPatch
) -> None:
    chosen = choose(ask_for("映像の公開はどの課？"), [unfit(waters, "水位")], waters)
    assert quotes(chosen) == ["見える化（危機管理課）", "水位を測る機器の映像を公開する"]
    chosen = choose(ask_for("映像の公開について"), [unfit(waters, "水位")], waters)
    assert quotes(chosen) == ["水位を測る機器の映像を公開する"]


def test_else_the_next_best_beside_it_that_has_what_is_asked_for(
    waters: Index, likely: pytest.MonkeyPatch
) -> None:
    dated = sure(waters, unit_with(waters, "点検"), BEST - 100)
    chosen = choose(ask_for("発電機はいつ？"), [unfit(waters, "発電機"), dated], waters)
    assert quotes(chosen) == ["発電機を置く", "機器の点検を始める（令和8年6月）"]
    chosen = choose(ask_for("発電機について"), [unfit(waters, "発電機"), dated], waters)
    assert quotes(chosen) == ["発電機を置く"]


def test_what_is_only_counted_answers_no_question_for_names(
    waters: Index, likely: pytest.MonkeyPatch
) -> None:
    counted = sure(waters, replace(unit_with(waters, "発電機"), quote="3か所に発電機を置く"))
    assert choose(ask_for("3か所はどこ？"), [counted], waters) == []
    assert choose(ask_for("発電機を置くのは何か所？"), [counted], waters)


def test_of_several_cases_the_one_asked_about_is_shown(index: Index) -> None:
    first, other = several_items(index, BEST, BEST - 1)
    asked = ask_for("第2回の研修はいつ？")
    assert asked.kind == "date"

    def said(one: Evidence, text: str) -> Evidence:
        return replace(one, hit=replace(one.hit, unit=replace(one.hit.unit, quote=text)))

    ranked = [said(first, "第1回 令和6年5月"), said(other, "第2回 令和6年8月")]
    assert quotes(nearest_best(asked, ranked, LENGTH_LIMIT)) == ["第2回 令和6年8月"]
    assert quotes(nearest_best(asked, ranked[:1], LENGTH_LIMIT)) == ["第1回 令和6年5月"]
