"""Which evidence is shown. Scores far above or below any floor; no figure of the floors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.rank import Evidence
from assistant.select import SHOWN_LIMIT, answers, choose, stands_out
from ingest.index import Index
from tests.assistant.small_index import ask_for, poor, small_index, sure, unit_with

FACT = ask_for("テレワークについて")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("select"))


def quotes(chosen: list[Evidence]) -> list[str]:
    return [one.hit.unit.quote for one in chosen]


def test_nothing_answers(index: Index) -> None:
    assert choose(FACT, [], index) == []
    assert choose(FACT, [poor(index, unit_with(index, "テレワーク"))], index) == []


def test_what_speaks_of_nothing_that_was_asked_is_no_answer(index: Index) -> None:
    unrelated = replace(sure(index, unit_with(index, "テレワーク")), coverage=0.0, own=0.0)
    assert not answers(FACT, unrelated)
    assert choose(FACT, [unrelated], index) == []


@pytest.mark.parametrize(
    "question", ["テレワークは何％？", "テレワークはいつから？", "テレワークの担当は誰？"]
)
def test_a_number_a_date_or_a_person_asked_for_must_be_there(index: Index, question: str) -> None:
    one = sure(index, unit_with(index, "テレワーク"))
    assert answers(ask_for(question), one)
    assert not answers(ask_for(question), replace(one, fits_kind=False))


def test_other_kinds_do_not_need_to_show_it(index: Index) -> None:
    one = replace(sure(index, unit_with(index, "テレワーク")), fits_kind=False)
    assert answers(ask_for("なぜテレワークを進める？"), one)


def test_only_what_is_nearly_as_good_as_the_best_is_shown(index: Index) -> None:
    best = sure(index, unit_with(index, "テレワーク"), 100.0)
    near = sure(index, unit_with(index, "コピー"), 99.0)
    far = sure(index, unit_with(index, "電子契約"), 10.0)
    assert quotes(choose(FACT, [best, near, far], index)) == [
        "テレワーク実施率を80%にします。",
        "コピー使用量を50%削減します。",
    ]


def test_what_is_said_already_is_not_shown_again(index: Index) -> None:
    unit = unit_with(index, "テレワーク")
    part = replace(unit, unit_id="part", quote="テレワーク 実施率を８０％に")
    best, again = sure(index, unit), sure(index, part, 99.0)
    assert choose(FACT, [best, again], index) == [best]


def test_no_more_than_the_limit(index: Index) -> None:
    words = ("テレワーク", "コピー", "電子契約", "電子決裁", "推進リーダー")
    evidence = [sure(index, unit_with(index, one)) for one in words]
    assert choose(FACT, evidence, index) == evidence[:SHOWN_LIMIT]
    assert choose(FACT, evidence, index, limit=1) == evidence[:1]


def test_a_long_second_piece_is_left_out_but_a_long_best_one_is_shown(index: Index) -> None:
    unit = unit_with(index, "テレワーク")
    long = replace(unit, unit_id="long", quote="あ" * 5000)
    short = sure(index, unit, 99.0)
    assert choose(FACT, [sure(index, long)], index) == [sure(index, long)]
    assert choose(FACT, [sure(index, unit), sure(index, long, 99.0)], index) == [sure(index, unit)]
    third = sure(index, unit_with(index, "コピー"), 98.0)
    assert choose(FACT, [short, sure(index, long, 98.5), third], index) == [short, third]


def test_a_list_is_shown_whole_and_in_its_order(index: Index) -> None:
    question = ask_for("青葉市の基本方針をすべて挙げてください")
    assert question.kind == "list"
    best = sure(index, unit_with(index, "業務の効率化"))
    assert quotes(choose(question, [best], index)) == [
        "利便性の向上",
        "業務の効率化",
        "人材の育成",
    ]
    assert quotes(choose(FACT, [best], index)) == ["業務の効率化"]


def test_standing_out_grows_with_the_score_between_0_and_1(index: Index) -> None:
    unit = unit_with(index, "テレワーク")
    figures = [stands_out(FACT, sure(index, unit, score)) for score in (-5.0, 0.5, 1.5, 2.5, 8.0)]
    assert figures == sorted(figures)
    assert len(set(figures)) == len(figures)
    assert all(0.0 < figure < 1.0 for figure in figures)
