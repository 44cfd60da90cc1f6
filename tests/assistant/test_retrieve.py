"""From a question to hits within its scope."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.municipalities import Directory
from assistant.question import Question
from assistant.retrieve import (
    TOP_K,
    Hit,
    expanded_terms,
    retrieve,
    scope_doc_ids,
    spellings,
    within_scope,
)
from assistant.understand import understand
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.assistant.small_index import AOBA, INFOS, ask_for, small_directory, small_index
from tests.ingest.fake_embedder import FakeEmbedder

CASES = """\
人材育成の事例集

目次に金沢市がある。

■ 全国の動き

研修の受講者を増やす。

■ 【石川県金沢市】

推進リーダーを100人育成する。

■ 【福井県福井市】

相談員を20人配置する。
"""


LISTED = """\
目次

採用枠の創設（青葉市）………… 8
全国の動き………… 9
石川県の取組………… 10
福井県の取組………… 11
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("retrieve"))


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """A plan, and a document about several other places."""
    folder = tmp_path_factory.mktemp("cases")
    info = DocumentInfo(doc_id="cases", title="事例集", municipality=None, kind="reference_cases")
    sources = []
    for known, text in ((INFOS["aoba"], AOBA), (info, CASES)):
        path: Path = folder / f"{known.doc_id}.txt"
        path.write_text(text, encoding="utf-8")
        sources.append(Source(path, known))
    ingest(sources, folder / "data", FakeEmbedder(), keep_others=False)
    return Index.open(folder / "data", FakeEmbedder())


def of_cases(cases: Index, text: str) -> dict[str, bool]:
    """The quotes of the hits but headings, and whether each names the place."""
    directory = Directory(cases.store.infos.values())
    hits = retrieve(understand(text, directory, None), cases, directory)
    return {hit.unit.quote: hit.named for hit in hits if hit.unit.kind != "heading"}


def hits_of(index: Index, question: Question) -> list[Hit]:
    return retrieve(question, index, small_directory())


def test_a_hit_knows_its_unit_by_row(index: Index) -> None:
    hits = hits_of(index, ask_for("テレワーク実施率の目標は？"))
    assert 0 < len(hits) <= TOP_K
    assert index.store.units([hit.row for hit in hits]) == [hit.unit for hit in hits]
    assert [hit.info.doc_id for hit in hits] == [hit.unit.doc_id for hit in hits]
    assert len({hit.row for hit in hits}) == len(hits)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert hits[0].unit.quote == "テレワーク実施率を80%にします。"
    assert hits[0].bm25 > 0


def test_another_municipality_is_not_searched(index: Index) -> None:
    for text, doc_id in (("青葉市の計画の期間は？", "aoba"), ("緑川市の計画の期間は？", "midori")):
        assert {hit.unit.doc_id for hit in hits_of(index, ask_for(text))} == {doc_id}
    both = hits_of(index, ask_for("青葉市と緑川市の計画の期間は？"))
    assert {hit.unit.doc_id for hit in both} == {"aoba", "midori"}
    assert {"aoba", "midori"} <= {
        hit.unit.doc_id for hit in hits_of(index, ask_for("計画の期間は？"))
    }


@pytest.mark.parametrize(
    ("text", "doc_ids"),
    [
        ("計画の期間は？", None),
        ("青葉市の計画の期間は？", ["aoba", "cases"]),
        ("青葉市と緑川市の計画の期間は？", ["aoba", "midori", "cases"]),
        ("横浜市の計画の期間は？", ["aoba", "midori", "cases"]),
    ],
)
def test_the_documents_to_search(index: Index, text: str, doc_ids: list[str] | None) -> None:
    assert scope_doc_ids(ask_for(text), index, small_directory()) == doc_ids


def test_a_place_that_nothing_names_has_no_hits(index: Index) -> None:
    assert hits_of(index, ask_for("横浜市の計画の期間は？")) == []


def test_synonyms_are_searched_too() -> None:
    question = ask_for("在宅勤務の予定は？")
    terms = expanded_terms(question)
    assert terms[: len(question.terms)] == question.terms
    assert "テレワーク" in " ".join(terms) or {"テレ", "ワーク"} <= set(terms)
    assert len(set(terms)) == len(terms)


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("東京都", ("東京都", "東京")),
        ("大阪府", ("大阪府", "大阪")),
        ("福井県", ("福井県",)),
        ("金沢市", ("金沢市",)),
        ("京都", ("京都",)),
    ],
)
def test_how_documents_write_a_place(place: str, written: tuple[str, ...]) -> None:
    assert spellings(place) == written


def test_what_stands_in_the_section_of_a_place_is_about_it(cases: Index) -> None:
    found = of_cases(cases, "金沢市は推進リーダーを何人育成する？")
    assert found["推進リーダーを100人育成する。"] is True
    assert "相談員を20人配置する。" not in found


def test_what_stands_outside_of_places_may_be_about_one_that_is_named(cases: Index) -> None:
    found = of_cases(cases, "金沢市の研修の受講者は？")
    assert found["研修の受講者を増やす。"] is False
    assert "相談員を20人配置する。" not in found
    # Of a place that the document nowhere names nothing is.
    assert of_cases(cases, "横浜市の研修の受講者は？") == {}


def test_what_names_nobody_is_not_answered_for_the_askers_own(tmp_path: Path) -> None:
    listed = CASES.replace("目次に金沢市がある。", LISTED)
    info = DocumentInfo(doc_id="cases", title="事例集", municipality=None, kind="reference_cases")
    sources = []
    for known, text in (
        (INFOS["aoba"], AOBA),
        (info, f"{listed}\n■ 採用\n\n研修を5人が受けた。\n"),
    ):
        path = tmp_path / f"{known.doc_id}.txt"
        path.write_text(text, encoding="utf-8")
        sources.append(Source(path, known))
    ingest(sources, tmp_path / "data", FakeEmbedder())
    index = Index.open(tmp_path / "data", FakeEmbedder())
    directory = Directory(index.store.infos.values())
    home = directory.named("青葉市")

    def found(text: str) -> set[str]:
        question = understand(text, directory, home)
        return {hit.unit.quote for hit in retrieve(question, index, directory)}

    assert "研修を5人が受けた。" in found("青葉市の研修の受講者は？")
    # What stands below another heading of the table of contents is not about it.
    assert "研修の受講者を増やす。" not in found("青葉市の研修の受講者は？")
    for text in ("研修の受講者は？", "本市の研修の受講者は？"):
        assert not found(text) & {"研修を5人が受けた。", "研修の受講者を増やす。"}


def test_a_plan_of_its_own_needs_no_name_in_it(cases: Index) -> None:
    found = of_cases(cases, "青葉市のテレワーク実施率は？")
    assert found["テレワーク実施率を80%にします。"] is True
    assert not set(found) & {"推進リーダーを100人育成する。", "相談員を20人配置する。"}


def test_a_name_that_the_analyser_takes_apart_is_found_as_it_is_spelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "aoba.md"
    path.write_text(
        "# 計画\n\n- **あしたく**　市が運行する乗合タクシー。\n- **研修**　職員が受ける講習。\n",
        encoding="utf-8",
    )
    ingest([Source(path, INFOS["aoba"])], tmp_path / "data", FakeEmbedder())
    index = Index.open(tmp_path / "data", FakeEmbedder())
    monkeypatch.setattr(Index, "search_dense_all", lambda *_: [[]])

    def found(text: str) -> list[str]:
        return [hit.unit.statement for hit in hits_of(index, ask_for(text))]

    assert found("「あしたく」とは何ですか") == ["あしたく　市が運行する乗合タクシー。"]
    assert found("「おでかけ」とは何ですか") == []
    index.close()


def test_without_a_place_every_hit_is_within_scope(cases: Index) -> None:
    directory = Directory(cases.store.infos.values())
    question = understand("研修の受講者は？", directory, None)
    hits = retrieve(question, cases, directory)
    assert within_scope(hits, question, cases, directory) == hits
    assert {hit.unit.doc_id for hit in hits} == {"aoba", "cases"}
    assert all(hit.named for hit in hits)
