"""A question about several municipalities or places, as one question for each."""

from __future__ import annotations

import pytest

from assistant.compared import Part, parts_of
from tests.assistant.small_index import ask_for, small_directory


def parts(text: str, home: str | None = None) -> tuple[Part, ...]:
    return parts_of(ask_for(text, home), small_directory())


@pytest.mark.parametrize(
    "text", ["青葉市の計画の期間は？", "計画の期間は？", "横浜市の計画の期間は？"]
)
def test_one_or_none_is_not_taken_apart(text: str) -> None:
    assert parts(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "青葉市と緑川市の計画の期間は？",
        "青葉市と緑川市の計画の期間を比較してください",
        "青葉市と緑川市、それぞれの計画の期間は？",
        "計画の期間は青葉市と緑川市でどう違う？",
    ],
)
def test_each_is_asked_the_same_without_the_others_and_comparing_words(text: str) -> None:
    first, second = parts(text)
    assert (first.name, second.name) == ("青葉市", "緑川市")
    for part in (first, second):
        assert [one.name for one in part.question.scope.municipalities] == [part.name]
        assert part.question.scope.places == ()
        assert {one.phrase for one in part.question.concepts} == {"計画", "期間"}
        query = part.question.queries[0]
        assert "期間" in query
        for word in ("青葉", "緑川", "比較", "違", "それぞれ"):
            assert word not in query
    assert first.question.queries == second.question.queries


def test_the_kind_is_that_of_what_is_asked_of_each() -> None:
    whole = ask_for("青葉市と緑川市のテレワーク実施率は何％か比較して")
    assert whole.kind == "comparison"
    for part in parts_of(whole, small_directory()):
        assert part.question.kind == "numeric"
    for part in parts("青葉市と緑川市のテレワークの違い"):
        assert part.question.kind == "fact"


def test_what_was_asked_stays_what_was_asked() -> None:
    whole = ask_for("青葉市と緑川市の令和7年度の電子契約の予定を比較して")
    for part in parts_of(whole, small_directory()):
        assert part.question.text == whole.text
        assert part.question.standalone == whole.standalone
        assert part.question.language == "ja"
        assert part.question.years == whole.years == ("2025年度",)


def test_places_without_a_plan_are_parts_too() -> None:
    found = parts("青葉市と横浜市の計画の期間は？")
    assert [part.name for part in found] == ["青葉市", "横浜市"]
    aoba, yokohama = (part.question.scope for part in found)
    assert ([one.name for one in aoba.municipalities], aoba.places) == (["青葉市"], ())
    assert (yokohama.municipalities, yokohama.places) == ((), ("横浜市",))


def test_two_places_without_a_plan() -> None:
    assert [part.name for part in parts("金沢市と横浜市の人材育成は？")] == ["金沢市", "横浜市"]


def test_our_city_beside_another() -> None:
    found = parts("うちと緑川市の計画の期間を比べて", home="青葉市")
    assert {part.name for part in found} == {"青葉市", "緑川市"}
    assert len(found) == 2


def test_an_english_question_keeps_its_language_and_its_japanese_words() -> None:
    whole = ask_for("Compare the telework rate of Aoba and Midorikawa")
    assert whole.language == "en"
    found = parts_of(whole, small_directory())
    assert [part.name for part in found] == ["青葉市", "緑川市"]
    for part in found:
        question = part.question
        assert question.language == "en"
        assert question.queries[0].endswith("telework rate of our city")
        assert any("テレワーク" in query for query in question.queries[1:])
        assert {one.phrase for one in question.concepts} == {"telework", "rate"}


@pytest.mark.parametrize(
    "text", ["青葉市と緑川市を比較して", "青葉市と緑川市は？", "Aoba vs Midorikawa"]
)
def test_where_nothing_else_would_be_left_the_question_stands(text: str) -> None:
    whole = ask_for(text)
    found = parts_of(whole, small_directory())
    assert [part.name for part in found] == ["青葉市", "緑川市"]
    for part in found:
        assert part.question.queries == whole.queries
        assert part.question.kind == whole.kind


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("青葉市は誰が本部長？緑川市は誰が責任者？", "本市は誰が本部長?", "本市は誰が責任者?"),
        ("体制で、青葉市は誰が本部長、緑川市は誰が責任者？", "体制で、本市は誰が本部長", "体制で、本市は誰が責任者?"),
        ("青葉市のリーダーと緑川市の推進員、育てる人数は？", "本市のリーダー、育てる人数は?", "本市の推進員、育てる人数は?"),
        ("青葉市の計画期間は緑川市と同じ？", "本市の計画期間は", None),
        ("How many leaders does Aoba train, and how many advisers does Midorikawa hire?", "How many leaders does our city train", "how many advisers does our city hire?"),
        ("Who leads the plan in Aoba, and who leads it in Midorikawa?", "Who leads the plan in our city", "Who leads the plan in our city"),
        ("What rank leads the DX plan in Aoba, and what rank in Midorikawa?", "What rank leads the DX plan in our city", "What rank leads the DX plan in our city"),
        ("What are Aoba's and Midorikawa's targets?", "What are our city's targets?", "What are our city's targets?"),
    ],
)  # fmt: skip
def test_each_is_asked_what_is_asked_of_it(text: str, first: str, second: str | None) -> None:
    found = {part.name: part.question.queries[0] for part in parts(text)}
    assert found["青葉市"].startswith(first)
    if second is not None:
        assert found["緑川市"] == second
    assert "緑川" not in found["青葉市"] and "Midorikawa" not in found["青葉市"]


@pytest.mark.parametrize(
    "text",
    [
        "計画の期間を各市で比較して",
        "計画の期間を自治体ごとに比較して",
        "すべての自治体の計画の期間を比べて",
    ],
)
def test_who_all_are_is_no_part_of_what_each_is_asked(text: str) -> None:
    found = parts(text)
    assert len(found) == len(small_directory().all)
    for part in found:
        assert {one.phrase for one in part.question.concepts} == {"計画", "期間"}


def test_who_is_named_twice_is_one_part() -> None:
    text = "Compare telework in Aoba and Midorikawa: what is Aoba aiming for?"
    assert [part.name for part in parts(text)] == ["青葉市", "緑川市"]
