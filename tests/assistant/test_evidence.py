"""From a question to ranked evidence; of several municipalities each for itself."""

from __future__ import annotations

import pytest

from assistant import evidence as evidence_module
from assistant.evidence import find_evidence
from assistant.fact_fit import fact_book
from assistant.municipalities import Directory
from assistant.question import Question
from assistant.rank import Evidence
from assistant.retrieve import Hit, retrieve
from ingest.index import Index
from tests.assistant.small_index import ask_for, small_directory, small_index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("evidence"))


def find(index: Index, text: str) -> list[Evidence]:
    return find_evidence(ask_for(text), index, small_directory(), fact_book(index))


def test_of_one_municipality_only_its_own_and_unnamed(index: Index) -> None:
    found = find(index, "青葉市の計画の期間は？")
    assert {one.hit.unit.doc_id for one in found} == {"aoba"}
    assert {one.about for one in found} == {""}
    assert "4年間" in found[0].hit.unit.quote


def test_of_no_municipality_in_particular_anything(index: Index) -> None:
    found = find(index, "計画の期間は？")
    assert {"4年間", "5年間"} == {
        words for one in found[:2] for words in ("4年間", "5年間") if words in one.hit.unit.quote
    }
    assert {one.about for one in found} == {""}


@pytest.mark.parametrize(
    "text", ["青葉市と緑川市の計画の期間は？", "Compare the planning period of Aoba and Midorikawa"]
)
def test_of_several_each_piece_says_of_whom_it_is(index: Index, text: str) -> None:
    found = find(index, text)
    assert {one.about for one in found} == {"青葉市", "緑川市"}
    belongs = {"青葉市": "aoba", "緑川市": "midori"}
    assert all(one.hit.unit.doc_id == belongs[one.about] for one in found)
    best = {name: next(one for one in found if one.about == name) for name in belongs}
    assert "4年間" in best["青葉市"].hit.unit.quote
    assert "5年間" in best["緑川市"].hit.unit.quote


def test_best_first_whoever_it_is_about(index: Index) -> None:
    for text in ("計画の期間は？", "青葉市と緑川市の計画の期間は？"):
        scores = [one.score for one in find(index, text)]
        assert scores == sorted(scores, reverse=True)


def test_a_place_that_a_shared_document_speaks_of(index: Index) -> None:
    found = find(index, "青葉市と金沢市の推進リーダーの育成は？")
    of_kanazawa = [one for one in found if one.about == "金沢市"]
    assert {one.hit.unit.doc_id for one in of_kanazawa} == {"cases"}
    assert "100人" in of_kanazawa[0].hit.unit.quote


def test_a_place_that_nothing_speaks_of_has_no_evidence(index: Index) -> None:
    found = find(index, "青葉市と横浜市の計画の期間は？")
    assert {one.about for one in found} == {"青葉市"}
    assert find(index, "横浜市と川崎市の計画の期間は？") == []


def test_each_has_a_search_of_its_own(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """One whose plan says much leaves room for one whose plan says little."""
    scopes: list[list[str]] = []

    def one_hit(question: Question, index: Index, directory: Directory) -> list[Hit]:
        scopes.append([one.name for one in question.scope.municipalities])
        return retrieve(question, index, directory)[:1]

    monkeypatch.setattr(evidence_module, "retrieve", one_hit)
    found = find(index, "青葉市と緑川市の計画の期間は？")
    assert scopes == [["青葉市"], ["緑川市"]]
    assert sorted(one.about for one in found) == ["緑川市", "青葉市"]


def test_the_queries_of_a_comparison_are_embedded_together(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(index, "embed_ahead", lambda queries: asked.append(list(queries)))
    find(index, "青葉市と緑川市の計画の期間は？")
    (queries,) = asked
    assert len(queries) == 2
    assert not any("青葉" in query or "緑川" in query for query in queries)
