from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ingest.errors import FailureError, IndexStateError, StoreError
from ingest.generations import Generations
from ingest.index import Index, units_fingerprint
from ingest.terms import terms_of
from tests.ingest.conftest import Plans
from tests.ingest.fake_embedder import FakeEmbedder


def current(plans: Plans) -> Path:
    folder = Generations(plans.data_dir).current()
    assert folder is not None
    return folder


def open_error(plans: Plans, chroma_url: str | None = None) -> IndexStateError:
    with pytest.raises(IndexStateError) as caught:
        Index.open(plans.data_dir, plans.embedder, chroma_url)
    for language in ("ja", "en"):
        message = caught.value.message(language)
        assert "\n" not in message
        assert "keikaku ingest" in message
    return caught.value


def test_the_index_holds_what_was_ingested(ingested: Plans) -> None:
    index = Index.open(ingested.data_dir, ingested.embedder)
    assert index.store.doc_ids == ("hanamaki", "tono")
    assert (index.meta.n_documents, index.meta.n_units) == (2, len(index.store.unit_doc_ids))
    quotes = [unit.quote for unit in index.store.units_of("hanamaki")]
    assert "令和7年度までに、手続の80%をオンライン化する。" in quotes
    index.close()


def test_search_dense_finds_a_unit_by_its_own_text(ingested: Plans) -> None:
    index = Index.open(ingested.data_dir, ingested.embedder)
    for row, unit in enumerate(index.store.units(range(index.meta.n_units))):
        found = index.search_dense(unit.search_text, 3)
        assert len(found) == 3
        scores = [score for _, score in found]
        assert scores == sorted(scores, reverse=True)
        assert row in [near for near, _ in found], unit.quote
    index.close()


def test_search_lexical_ranks_by_bm25(ingested: Plans) -> None:
    index = Index.open(ingested.data_dir, ingested.embedder)
    (best, score), *_ = index.search_lexical(terms_of("テレワーク端末"), 5)
    assert "100台" in index.store.units([best])[0].quote
    assert score > 0
    assert index.search_lexical(terms_of("人口"), 5) == []
    index.close()


def test_both_searches_keep_to_the_documents_asked_for(ingested: Plans) -> None:
    index = Index.open(ingested.data_dir, ingested.embedder)
    terms = terms_of("令和7年度")
    for doc_id in ("hanamaki", "tono"):
        rows = [row for row, _ in index.search_lexical(terms, 50, [doc_id])]
        rows += [row for row, _ in index.search_dense("令和7年度", 50, [doc_id])]
        assert {index.store.unit_doc_ids[row] for row in rows} == {doc_id}
    assert index.search_lexical(terms, 5, ["none"]) == []
    assert index.search_dense("令和7年度", 5, ["none"]) == []
    index.close()


def test_a_name_is_found_as_it_is_spelled(ingested: Plans) -> None:
    index = Index.open(ingested.data_dir, ingested.embedder)
    found = index.search_spelled(["テレワーク", "端末"], 50)
    assert found
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    for row, score in found:
        stated = index.store.units([row])[0].statement
        assert score == ("テレワーク" in stated) + ("端末" in stated)
    assert index.search_spelled(["テレワーク", "端末"], 1) == found[:1]
    assert index.search_spelled(["テレワーク"], 50, ["none"]) == []
    assert index.search_spelled(["そんなもの"], 50) == []
    index.close()


def test_more_than_there_is_and_nothing(ingested: Plans) -> None:
    index = Index.open(ingested.data_dir, ingested.embedder)
    assert len(index.search_dense("研修", 1000)) == index.meta.n_units
    assert index.search_dense("研修", 0) == []
    index.close()


def test_there_is_no_index(plans: Plans) -> None:
    caught = open_error(plans)
    assert caught.key == "index_missing"
    assert str(plans.data_dir) in str(caught)


def test_another_model(ingested: Plans) -> None:
    ingested.embedder = FakeEmbedder("fake:2")
    caught = open_error(ingested)
    assert caught.key == "index_model_differs"
    assert caught.values == {"made_with": "fake:1", "configured": "fake:2"}


def test_other_chunking_settings(ingested: Plans) -> None:
    meta = current(ingested) / "meta.json"
    values = json.loads(meta.read_text(encoding="utf-8"))
    values["units_fingerprint"] = "units0-item99-terms0"
    meta.write_text(json.dumps(values), encoding="utf-8")
    caught = open_error(ingested)
    assert caught.key == "index_units_differ"
    assert caught.values == {"made_with": "units0-item99-terms0", "current": units_fingerprint()}


def test_another_chroma(ingested: Plans) -> None:
    caught = open_error(ingested, "http://127.0.0.1:9")
    assert caught.key == "index_store_differs"
    assert caught.values == {"made_with": "embedded", "configured": "http://127.0.0.1:9"}


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("meta.json", None),
        ("meta.json", b""),
        ("meta.json", b"{}"),
        ("meta.json", b"\xff\xfe"),
        ("store.sqlite", None),
        ("store.sqlite", b"no database"),
        ("store.sqlite", b""),
        ("bm25/vocab.index.json", None),
        ("bm25/vocab.index.json", b"{"),
        ("bm25/data.csc.index.npy", None),
        ("bm25/data.csc.index.npy", b""),
        ("bm25/indptr.csc.index.npy", b"\x93NUMPY"),
        ("bm25/params.index.json", b"{}"),
    ],
)
def test_a_damaged_file(ingested: Plans, file: str, content: bytes | None) -> None:
    path = current(ingested) / file
    assert path.is_file()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert open_error(ingested).key == "index_damaged"


@pytest.mark.parametrize("damage", ["gone", "garbage"])
def test_damaged_vectors(ingested: Plans, damage: str) -> None:
    chroma = current(ingested) / "chroma"
    if damage == "gone":
        shutil.rmtree(chroma)
    else:
        (chroma / "chroma.sqlite3").write_bytes(b"no database" * 100)
    with pytest.raises(FailureError) as caught:
        Index.open(ingested.data_dir, ingested.embedder).search_dense("研修", 3)
    assert isinstance(caught.value, StoreError | IndexStateError)
    assert "\n" not in str(caught.value)
    assert "keikaku ingest" in str(caught.value)
