"""The invented plans and the questions about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.settings import Settings, default_corpus
from evals import invented
from evals.dataset import Item, load_items
from evals.gold import find_gold
from evals.grading import plain
from evals.invented import (
    articles_dataset,
    articles_folder,
    invented_dataset,
    invented_other_matters_dataset,
    other_matters_dataset,
    pairs_dataset,
    twins_dataset,
    with_articles,
    with_invented_plans,
)
from evals.library import Library, LibraryDocument, library_of_folder
from ingest.describe import describe
from ingest.formats import load_document
from ingest.sources import Source, find_sources
from ingest.structure.reader import read_structure
from ingest.units import build_units

PLANS = Path(invented.__file__).parent / "plans"
HELD_OUT = {"takasagono", "hamanase"}


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    return load_items(invented_dataset())


@pytest.fixture(scope="module")
def library() -> Library:
    documents: dict[str, LibraryDocument] = {}
    for source in find_sources([PLANS]):
        text = load_document(source.path).text
        structure = read_structure(text)
        info = describe(source.path, text)
        units = build_units(info.doc_id, text, structure)
        documents[info.doc_id] = LibraryDocument(info, text, structure.sections, units)
    return documents


def test_whose_plan_each_is_stands_in_its_text(library: Library) -> None:
    assert {doc_id: one.info.municipality for doc_id, one in library.items()} == {
        "aomigahara": "青見ヶ原村",
        "asahino": "朝日野町",
        "enokizaka": "榎坂市",
        "hamanase": "浜名瀬町",
        "hekizan": "碧山県",
        "higakino": "檜垣野町",
        "hinokage": "日野影市",
        "hozugaura": "保津ヶ浦町",
        "itoori": "糸織町",
        "kazehaya": "風早市",
        "kirigaoka": "霧ヶ丘市",
        "kurosegawa": "黒瀬川市",
        "minamitori": "南鳥見市",
        "mizuhara": "瑞原市",
        "nagiura": "凪浦市",
        "oharano": "大原野町",
        "onagi": "大凪市",
        "sakuragawara": "桜河原市",
        "shinonome": "東雲区",
        "shirahamazaki": "白浜崎市",
        "sunakawami": "砂川見市",
        "takasagono": "高砂野市",
        "tokiwamori": "常盤森市",
        "toonari": "遠鳴町",
        "kayanose": "茅乃瀬町",
        "mukunose": "椋ノ瀬市",
        "toyosawa": "豊沢町",
        "tsukioka": "月岡市",
        "wakuda": "和久田市",
        "kayaura": "茅浦市",
        "unose": "鵜野瀬町",
        "narasawa": "楢沢市",
        "ashimuro": "葦室町",
        "nagihara": "渚原市",
        "harunase": "榛名瀬市",
        "genyodai": "玄洋台市",
        "hirahama": "比良浜市",
        "hayaseto": "早瀬戸町",
        "isonari": "磯鳴市",
        "tokumori": "徳杜町",
        "haginoura": "萩野浦市",
        "kirisaka": "霧坂町",
        "hinokawa": "檜川区",
        "togase": "栂瀬村",
        "okusemi": "奥瀬見市",
        "shionohara": "汐ノ原市",
        "kasamori": "笠森市",
        "iwanose": "岩ノ瀬町",
        "harunagi": "春凪市",
        "asagirino": "朝霧野市",
        "tamasaka": "玉坂市",
        "kurozumi": "黒住市",
        "fukamori": "深森町",
        "hirasato": "平里市",
        "shirasagi": "白鷺野市",
    }


def test_evidence_is_verbatim_and_can_be_cited(items: tuple[Item, ...], library: Library) -> None:
    for gold in find_gold(invented_dataset(), items, library):
        if gold.item.answerable:
            assert all(gold.places), gold.item.id
            assert gold.n_relevant, gold.item.id


def test_every_must_group_is_satisfied_by_the_evidence(items: tuple[Item, ...]) -> None:
    for item in items:
        said = plain("\n".join(item.quotes))
        assert bool(item.must) == item.answerable, item.id
        for group in item.must:
            assert any(plain(word) in said for word in group), (item.id, group)


def test_pairs_are_about_the_plans_and_have_their_evidence(library: Library) -> None:
    plans = {**library_of_folder(default_corpus()), **library}
    items = load_items(pairs_dataset())
    assert len(items) >= 3_600
    assert {item.split for item in items} == {"dev"}
    assert not {doc for item in items for doc in item.docs} & HELD_OUT
    for gold in find_gold(pairs_dataset(), items, plans):
        assert bool(gold.n_relevant) == gold.item.answerable, gold.item.id


def test_questions_about_other_matters_have_no_answer() -> None:
    items = [
        *load_items(other_matters_dataset()),
        *load_items(invented_other_matters_dataset()),
    ]
    assert len(items) >= 550
    assert len({item.question for item in items}) == len(items)
    assert {(item.split, item.answerable) for item in items} == {("dev", False)}


def test_articles_are_nobodys_and_have_their_evidence() -> None:
    articles = library_of_folder(articles_folder())
    assert {one.info.municipality for one in articles.values()} == {None}
    items = load_items(articles_dataset())
    assert len(items) >= 3_400
    assert {item.split for item in items} == {"dev"}
    for gold in find_gold(articles_dataset(), items, articles):
        assert bool(gold.n_relevant) == gold.item.answerable, gold.item.id


def test_beside_what_a_plan_answers_stands_what_it_does_not(library: Library) -> None:
    plans = {**library_of_folder(default_corpus()), **library}
    twins = {item.id: item for item in load_items(twins_dataset(), "dev")}
    assert len(twins) >= 2_400
    assert not {doc for item in twins.values() for doc in item.docs} & HELD_OUT
    for gold in find_gold(twins_dataset(), twins.values(), plans):
        item, near_miss = gold.item, twins[f"{gold.item.id[:-1]}b"]
        assert (item.lang, item.home) == (near_miss.lang, near_miss.home), item.id
        assert item.answerable == (item is not near_miss), item.id
        assert bool(gold.n_relevant) == item.answerable, item.id


def test_two_plans_are_held_out(items: tuple[Item, ...]) -> None:
    held_out = {doc for item in items if item.split == "test" for doc in item.docs}
    seen = {doc for item in items if item.split == "dev" for doc in item.docs}
    assert held_out == HELD_OUT
    assert not held_out & seen
    assert len([item for item in items if item.split == "test"]) >= 100


def test_an_index_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Source] = []

    def keep(sources: Sequence[Source], folder: Path, *_: object, **__: object) -> None:
        assert folder.is_dir()
        taken.extend(sources)

    monkeypatch.setattr(invented, "ingest", keep)
    monkeypatch.setattr(invented, "load_embeddings", lambda *_: None)
    settings = Settings(
        data_dir=tmp_path, embedding_model="some/model", chroma_url="http://h:1", _env_file=None
    )
    changed = with_invented_plans(settings)
    assert changed.data_dir == tmp_path / "evaluation" / "plans"
    assert changed.chroma_url is None
    assert changed.model_copy(update={"data_dir": tmp_path, "chroma_url": "http://h:1"}) == settings
    assert {"kuji", "sabae", "takasagono", "oharano"} <= {source.doc_id for source in taken}
    assert len(taken) == 60
    taken.clear()
    assert with_articles(settings).data_dir == tmp_path / "evaluation" / "articles"
    assert len(taken) == len(list(articles_folder().glob("*.md")))
