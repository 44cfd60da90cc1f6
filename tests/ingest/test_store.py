from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ingest.errors import IndexStateError
from ingest.facts.records import Definition, DocumentFacts, Role, ScheduleEntry, Target
from ingest.facts.records import Period as DatedPeriod
from ingest.manifest import DocumentInfo, Period
from ingest.normalize import normalize
from ingest.store import Store, StoredDocument, digest, write_store
from ingest.structure.records import Section, Span
from ingest.takeover import Takeover
from ingest.texts import DocumentText
from ingest.units import Unit

TEXT = "第1章 取組\n紙を減らす。\n|端末|100台|\n"
DOCUMENTS = [
    StoredDocument(
        DocumentInfo(
            doc_id="b",
            title="花巻市DX推進計画",
            municipality="花巻市",
            aliases=("花巻",),
            kind="plan",
            period=Period(first_fiscal_year=2023, last_fiscal_year=2026),
        ),
        TEXT,
        "cp932",
        "/plans/b.txt",
        (
            Section((), Span(0, 0), 0, 0),
            Section(("第1章 取組",), Span(0, 6), 0, len(TEXT)),
        ),
    ),
    StoredDocument(
        DocumentInfo(doc_id="a", title="事例集", municipality=None),
        "事例\r\n",
        "utf-8",
        "a.txt",
        (),
    ),
]
UNITS = [
    Unit("b:7-13", "b", "sentence", ("第1章 取組",), 7, 13, "紙を減らす。", order=0),
    Unit(
        "b:14-23",
        "b",
        "row",
        ("第1章 取組",),
        14,
        23,
        "端末 100台",
        lead="配るもの",
        header=Span(1, 5),
        cells=(("項目", "端末"), ("", "100台")),
        group=14,
        order=1,
    ),
    Unit("a:0-2", "a", "heading", (), 0, 2, "事例"),
]
ROW = Span(14, 23)
FACTS = DocumentFacts(
    "b",
    targets=(
        Target(
            "端末",
            "100",
            "台",
            "100台",
            "R7年度末",
            2025,
            None,
            None,
            ROW,
            "端末 100台",
            ("b:14-23",),
        ),
    ),
    definitions=(Definition("端末", "持ち運べる計算機", ROW, "端末 100台"),),
    schedule=(ScheduleEntry("端末", 2024, None, "配布", ROW, "端末 100台"),),
    roles=(Role("市長", "本部長", ROW, "端末 100台"),),
    periods=(
        DatedPeriod("deadline", "配布", None, 2025, ROW, "端末 100台", ("b:7-13", "b:14-23")),
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.sqlite"
    write_store(path, DOCUMENTS, UNITS, [FACTS])
    return path


def test_documents_come_back_as_they_were_in_their_order(path: Path) -> None:
    store = Store(path)
    assert store.documents() == DOCUMENTS
    assert store.doc_ids == ("b", "a")
    assert store.infos["b"] == DOCUMENTS[0].info
    assert store.document("a") == DOCUMENTS[1]
    assert store.document("c") is None
    store.close()


def test_units_come_back_as_they_were_in_the_order_asked_for(path: Path) -> None:
    store = Store(path)
    assert store.units([2, 0, 1]) == [UNITS[2], UNITS[0], UNITS[1]]
    assert store.units([1, 9]) == [UNITS[1]]
    assert store.units([]) == []
    assert store.units_of("b") == UNITS[:2]
    assert store.units_of("c") == []
    assert store.unit_doc_ids == ("b", "b", "a")
    store.close()


def test_a_row_is_found_by_what_is_embedded_of_it(path: Path) -> None:
    store = Takeover(path)
    rows = store.rows_by_digest()
    assert rows[digest(normalize(UNITS[1].search_text))] == 1
    assert sorted(rows.values()) == [0, 1, 2]
    store.close()


def test_facts_come_back_as_they_were(path: Path) -> None:
    store = Store(path)
    assert store.facts("b") == FACTS
    assert (FACTS.targets[0].start, FACTS.targets[0].end) == (14, 23)
    assert store.facts("a") == DocumentFacts("a")
    assert store.facts("c") is None
    store.close()


def test_a_folder_with_the_signs_of_a_uri_in_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a#b?mode=rw%20 計画" / "store.sqlite"
    path.parent.mkdir()
    write_store(path, DOCUMENTS, UNITS)
    store = Store(path)
    assert store.doc_ids == ("b", "a")
    store.close()


def test_a_store_of_another_version_is_read_only_for_takeover(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("DROP TABLE facts")
        connection.execute("ALTER TABLE documents DROP COLUMN pages")
    connection.close()
    with pytest.raises(IndexStateError) as caught:
        Store(path)
    assert caught.value.key == "index_units_differ"
    old = Takeover(path)
    assert old.doc_ids == ("b", "a")
    kept = old.document("b")
    assert kept == DocumentText(DOCUMENTS[0].info, TEXT, "cp932", "/plans/b.txt")
    assert old.document("c") is None
    old.close()


@pytest.mark.parametrize(
    "info", ['{"doc_id": "b", "title": "t", "municipality": null, "new": 1}', "{"]
)
def test_an_info_that_this_version_does_not_know(path: Path, info: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE documents SET info = ? WHERE doc_id = 'b'", (info,))
    connection.close()
    for read in (Store, lambda path: Takeover(path).document("b")):
        with pytest.raises(IndexStateError) as caught:
            read(path)
        assert caught.value.key == "index_damaged"
        assert "\n" not in str(caught.value)


def test_a_text_with_a_lone_surrogate_has_a_digest() -> None:
    assert digest("\ud800") != digest("\udfff")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(IndexStateError) as caught:
        Store(tmp_path / "store.sqlite")
    assert caught.value.key == "index_damaged"


@pytest.mark.parametrize("kept", [0, 100, 5000])
def test_a_damaged_file(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept] + b"damaged" * 100)
    with pytest.raises(IndexStateError) as caught:
        Store(path).documents()
    assert caught.value.key == "index_damaged"
    assert "\n" not in str(caught.value)


def test_what_was_read_is_kept_up_to_a_limit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    (first,) = store.units([0])
    assert store.units([0])[0] is first
    assert store.units_of("b")[0] == first
    assert store.document("b") is store.document("b")
    monkeypatch.setattr("ingest.store.UNITS_KEPT", 1)
    store.units([2])  # more than may be kept: what was read before is forgotten, not wrong
    assert store.units([0, 1, 2]) == UNITS
    store.close()


def test_a_list_that_is_handed_out_is_the_callers(path: Path) -> None:
    store = Store(path)
    store.units_of("b").clear()
    assert store.units_of("b") == UNITS[:2]
    store.close()
