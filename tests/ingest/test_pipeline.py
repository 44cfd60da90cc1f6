from __future__ import annotations

import gc
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest import pipeline
from ingest.errors import DocumentError, IndexStateError, StoreError
from ingest.generations import Generations
from ingest.index import Index
from ingest.kept import documents_in_use
from ingest.normalize import normalize
from ingest.pipeline import Step, ingest
from ingest.sources import find_sources
from ingest.store import Store
from ingest.terms import terms_of
from ingest.texts import DocumentText
from tests.ingest.conftest import HANAMAKI, TONO, Plans
from tests.ingest.fake_embedder import FakeEmbedder

ROOT = Path(__file__).parents[2]

SLOW_INGEST = """
import sys
from pathlib import Path
from ingest.pipeline import ingest
from ingest.sources import find_sources
from tests.ingest.fake_embedder import FakeEmbedder

ingest(
    find_sources([Path(sys.argv[1])]),
    Path(sys.argv[2]),
    FakeEmbedder(seconds_a_text=60),
    on_progress=lambda step, done, total: print(step, done, total, flush=True),
)
"""


def folders(plans: Plans) -> set[str]:
    return {path.name for path in (plans.data_dir / "index").iterdir() if path.is_dir()}


def current(plans: Plans) -> Path:
    folder = Generations(plans.data_dir).current()
    assert folder is not None
    return folder


def quotes(plans: Plans, doc_id: str) -> list[str]:
    index = Index.open(plans.data_dir, plans.embedder)
    try:
        return [unit.quote for unit in index.store.units_of(doc_id)]
    finally:
        index.close()


def answers(plans: Plans) -> bool:
    """Whether the index in use finds the target in both ways."""
    index = Index.open(plans.data_dir, plans.embedder)
    try:
        lexical = index.search_lexical(terms_of("オンライン化"), 3)
        dense = index.search_dense("令和7年度までに、手続の80%をオンライン化する。", 3)
        found = index.store.units([row for row, _ in [*lexical, *dense]])
        return bool(lexical) and bool(dense) and any("80%" in unit.quote for unit in found)
    finally:
        index.close()


def test_two_plans(plans: Plans) -> None:
    report = plans.ingest()
    assert report.rebuilt
    assert report.failures == ()
    assert [(line.doc_id, line.municipality, line.change) for line in report.documents] == [
        ("hanamaki", "花巻市", "added"),
        ("tono", "遠野市", "added"),
    ]
    assert [line.n_characters for line in report.documents] == [len(HANAMAKI), len(TONO)]
    assert all(line.encoding == "utf-8" for line in report.documents)
    assert [line.n_units for line in report.documents] == [
        len(quotes(plans, "hanamaki")),
        len(quotes(plans, "tono")),
    ]
    assert report.n_embedded == len(plans.embedder.embedded)
    assert len(set(plans.embedder.embedded)) == len(plans.embedder.embedded)
    assert answers(plans)


def test_progress_is_told_step_by_step(plans: Plans) -> None:
    told: list[tuple[Step, int, int]] = []
    sources = find_sources([plans.folder])
    ingest(
        sources,
        plans.data_dir,
        plans.embedder,
        on_progress=lambda step, done, total: told.append((step, done, total)),
    )
    n = len(plans.embedder.embedded)
    embedding = [("embed", done, n) for done in range(n + 1)]
    assert told == [
        *[("read", done, 2) for done in range(3)],
        *embedding,
        ("write", 0, 1),
        ("write", 1, 1),
    ]


def test_the_same_again_rebuilds_and_embeds_nothing(ingested: Plans) -> None:
    before = current(ingested)
    report = ingested.ingest()
    assert not report.rebuilt
    assert (report.n_embedded, ingested.embedder.embedded) == (0, [])
    assert [line.change for line in report.documents] == ["unchanged", "unchanged"]
    assert all(line.n_units > 0 for line in report.documents)
    assert current(ingested) == before


def test_a_changed_plan_embeds_only_its_changed_units(ingested: Plans) -> None:
    ingested.write("hanamaki.txt", HANAMAKI.replace("100台", "150台"))
    report = ingested.ingest()
    assert report.rebuilt
    assert ingested.embedder.embedded == [
        normalize("第2章 働き方の改革\n令和6年度までに、テレワーク端末を150台導入する。")
    ]
    assert report.n_embedded == 1
    assert [line.change for line in report.documents] == ["updated", "unchanged"]
    assert "令和6年度までに、テレワーク端末を150台導入する。" in quotes(ingested, "hanamaki")
    assert answers(ingested)


def test_vectors_that_are_taken_over_are_the_same(ingested: Plans) -> None:
    ingested.write("hanamaki.txt", HANAMAKI.replace("100台", "150台"))
    ingested.ingest()
    fresh = FakeEmbedder()
    index = Index.open(ingested.data_dir, fresh)
    for row, unit in enumerate(index.store.units(range(index.meta.n_units))):
        text = normalize(unit.search_text)
        found = dict(index.search_dense(text, index.meta.n_units))
        assert found[row] == pytest.approx(1.0, abs=1e-4), unit.quote
    index.close()


def test_another_model_embeds_everything_again(ingested: Plans) -> None:
    ingested.embedder = FakeEmbedder("fake:2")
    report = ingested.ingest()
    assert report.rebuilt
    assert report.n_embedded == len(ingested.embedder.embedded) > 5
    assert answers(ingested)


def test_documents_that_are_not_named_are_kept(ingested: Plans) -> None:
    report = ingested.ingest(ingested.write("kamaishi.txt", "釜石市DX推進計画\n\n紙を減らす。\n"))
    assert [(line.doc_id, line.change) for line in report.documents] == [
        ("hanamaki", "kept"),
        ("tono", "kept"),
        ("kamaishi", "added"),
    ]
    assert answers(ingested)


def test_documents_that_are_not_named_go_if_asked(ingested: Plans) -> None:
    sources = find_sources([ingested.folder / "tono.txt"])
    report = ingest(sources, ingested.data_dir, ingested.embedder, keep_others=False)
    assert [(line.doc_id, line.change) for line in report.documents] == [("tono", "unchanged")]
    assert report.n_embedded == 0
    assert quotes(ingested, "hanamaki") == []


def test_the_generation_before_is_kept_and_older_ones_go(ingested: Plans) -> None:
    first = current(ingested)
    for count in ("150台", "200台"):
        before = current(ingested)
        ingested.write("hanamaki.txt", HANAMAKI.replace("100台", count))
        ingested.ingest()
    assert folders(ingested) == {before.name, current(ingested).name}
    assert first.name not in folders(ingested)


def test_one_bad_file_among_good_ones(plans: Plans) -> None:
    (plans.folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    (plans.folder / "empty.txt").write_bytes(b"")
    report = plans.ingest()
    assert [line.doc_id for line in report.documents] == ["hanamaki", "tono"]
    assert [(error.key, Path(str(error.values["path"])).name) for error in report.failures] == [
        ("document_not_text", "bad.txt"),
        ("document_empty", "empty.txt"),
    ]
    assert answers(plans)


def test_a_plan_that_became_unreadable_is_kept_as_it_was(ingested: Plans) -> None:
    (ingested.folder / "hanamaki.txt").write_bytes(b"\x00")
    report = ingested.ingest()
    assert [error.key for error in report.failures] == ["document_not_text"]
    assert ("hanamaki", "kept") in [(line.doc_id, line.change) for line in report.documents]
    assert answers(ingested)


def test_only_bad_files(ingested: Plans) -> None:
    before = current(ingested)
    bad = ingested.folder / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02")
    with pytest.raises(DocumentError) as caught:
        ingested.ingest(bad)
    assert caught.value.key == "document_not_text"
    assert current(ingested) == before
    assert answers(ingested)


@pytest.mark.parametrize(("encoding", "named"), [("cp932", "cp932"), ("utf-8-sig", "utf-8-sig")])
def test_the_encoding_is_reported(plans: Plans, encoding: str, named: str) -> None:
    path = plans.write("hanamaki.txt", HANAMAKI, encoding)
    report = plans.ingest(path)
    assert [(line.doc_id, line.encoding) for line in report.documents] == [("hanamaki", named)]
    assert "令和7年度までに、手続の80%をオンライン化する。" in quotes(plans, "hanamaki")


def test_a_document_of_which_nothing_is_evidence(plans: Plans) -> None:
    report = plans.ingest(plans.write("dots.txt", "…\n\n12\n"))
    assert [(line.doc_id, line.n_units) for line in report.documents] == [("dots", 0)]
    index = Index.open(plans.data_dir, plans.embedder)
    assert index.search_dense("計画", 5) == []
    assert index.search_lexical(["計画"], 5) == []
    index.close()


def test_a_data_directory_that_cannot_be_written(plans: Plans) -> None:
    file = plans.folder / "hanamaki.txt"
    plans.data_dir = file / "data"
    with pytest.raises(StoreError) as caught:
        plans.ingest()
    assert caught.value.key == "data_dir_unwritable"
    assert str(plans.data_dir) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_progress_is_told_document_by_document(plans: Plans) -> None:
    told: list[tuple[str, int, int]] = []
    report = ingest(
        find_sources([plans.folder]),
        plans.data_dir,
        plans.embedder,
        on_document=lambda *document: told.append(document),
    )
    for line in report.documents:
        mine = [(done, total) for doc_id, done, total in told if doc_id == line.doc_id]
        assert mine[0] == (0, line.n_units)
        assert mine[-1] == (line.n_units, line.n_units)
        assert mine == sorted(mine)


def test_what_is_taken_over_counts_as_done(ingested: Plans) -> None:
    ingested.write("hanamaki.txt", HANAMAKI.replace("100台", "150台"))
    told: dict[str, list[tuple[int, int]]] = {}
    report = ingest(
        find_sources([ingested.folder]),
        ingested.data_dir,
        ingested.embedder,
        on_document=lambda doc_id, done, total: told.setdefault(doc_id, []).append((done, total)),
    )
    sizes = {line.doc_id: line.n_units for line in report.documents}
    changed = told.pop("hanamaki")
    assert changed[0] == (sizes["hanamaki"] - report.n_embedded, sizes["hanamaki"])
    assert changed[-1] == (sizes["hanamaki"], sizes["hanamaki"])
    for doc_id, states in told.items():
        assert states == [(sizes[doc_id], sizes[doc_id])]


def test_two_ingests_at_once(ingested: Plans) -> None:
    ingested.write("hanamaki.txt", HANAMAKI.replace("100台", "150台"))
    with Generations(ingested.data_dir).locked():
        with pytest.raises(StoreError) as caught:
            ingested.ingest()
        assert caught.value.key == "ingest_running"
        assert answers(ingested)
    ingested.ingest()
    assert answers(ingested)


class _Failing(FakeEmbedder):
    def embed_array(
        self, texts: Sequence[str], on_batch: Callable[[Sequence[int]], None] | None = None
    ) -> NDArray[np.float32]:
        raise RuntimeError("out of memory")


def test_an_ingest_that_fails_leaves_nothing_behind(ingested: Plans) -> None:
    before, there = current(ingested), folders(ingested)
    ingested.write("hanamaki.txt", HANAMAKI.replace("100台", "150台"))
    good, ingested.embedder = ingested.embedder, _Failing()
    with pytest.raises(RuntimeError, match="out of memory"):
        ingested.ingest()
    assert (current(ingested), folders(ingested)) == (before, there)
    ingested.embedder = good
    assert answers(ingested)


def test_a_killed_ingest(ingested: Plans) -> None:
    before, there = current(ingested), folders(ingested)
    ingested.write("hanamaki.txt", HANAMAKI.replace("100台", "150台"))
    command = [sys.executable, "-c", SLOW_INGEST, str(ingested.folder), str(ingested.data_dir)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("embed"):
                break
        process.send_signal(signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
    leftovers = folders(ingested) - there
    assert len(leftovers) == 1
    assert current(ingested) == before
    assert answers(ingested)

    report = ingested.ingest()
    assert report.rebuilt
    assert folders(ingested) == {before.name, current(ingested).name}
    assert "令和6年度までに、テレワーク端末を150台導入する。" in quotes(ingested, "hanamaki")
    assert answers(ingested)


def store_of_before(plans: Plans) -> None:
    """Make the store what a version without facts, pages and versions wrote."""
    with sqlite3.connect(current(plans) / "store.sqlite") as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("DROP TABLE facts")
        connection.execute("ALTER TABLE documents DROP COLUMN pages")
    connection.close()


def kamaishi(plans: Plans) -> Path:
    path = plans.folder.parent / "kamaishi.txt"
    path.write_text("釜石市DX推進計画\n\n紙を減らす。\n", encoding="utf-8")
    return path


def test_a_store_of_an_earlier_version_forgets_nothing_and_embeds_nothing_again(
    ingested: Plans,
) -> None:
    store_of_before(ingested)
    report = ingested.ingest(kamaishi(ingested))
    assert [(line.doc_id, line.change) for line in report.documents] == [
        ("hanamaki", "kept"),
        ("tono", "kept"),
        ("kamaishi", "added"),
    ]
    assert (
        ingested.embedder.embedded
        == [
            normalize("釜石市DX推進計画\n紙を減らす。"),
        ]
        or len(ingested.embedder.embedded) <= 2
    )
    assert answers(ingested)


def test_documents_of_a_damaged_store_are_read_from_their_files(ingested: Plans) -> None:
    (current(ingested) / "store.sqlite").write_bytes(b"no database")
    report = ingested.ingest(kamaishi(ingested))
    assert {(line.doc_id, line.change) for line in report.documents} == {
        ("hanamaki", "kept"),
        ("tono", "kept"),
        ("kamaishi", "added"),
    }
    assert answers(ingested)


def test_a_document_that_cannot_be_kept_is_not_forgotten_in_silence(ingested: Plans) -> None:
    before = current(ingested)
    (before / "store.sqlite").write_bytes(b"no database")
    meta = before / "meta.json"
    meta.write_text(meta.read_text("utf-8").replace("tono.txt", "gone.txt"), encoding="utf-8")
    with pytest.raises(IndexStateError) as caught:
        ingested.ingest(kamaishi(ingested))
    assert (caught.value.key, caught.value.values["doc_id"]) == ("documents_not_kept", "tono")
    assert "--replace" in str(caught.value)
    assert current(ingested) == before
    meta.write_text("{", encoding="utf-8")
    with pytest.raises(IndexStateError) as caught:
        ingested.ingest(kamaishi(ingested))
    assert caught.value.key == "index_not_kept"
    sources = find_sources([kamaishi(ingested)])
    report = ingest(sources, ingested.data_dir, ingested.embedder, keep_others=False)
    assert [line.doc_id for line in report.documents] == ["kamaishi"]


def test_what_another_ingest_added_meanwhile_is_kept(
    ingested: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, first = documents_in_use, [True]

    def meanwhile(
        generations: Generations, given: Collection[str] | None
    ) -> dict[str, DocumentText]:
        found = real(generations, given)
        if first.pop() if first else False:
            ingested.ingest(kamaishi(ingested))
        return found

    monkeypatch.setattr(pipeline, "documents_in_use", meanwhile)
    path = ingested.write("miyako.txt", "宮古市DX推進計画\n\n紙を減らす。\n")
    report = ingested.ingest(path)
    assert {line.doc_id for line in report.documents} == {"hanamaki", "tono", "kamaishi", "miyako"}


def test_facts_are_kept_with_their_evidence(ingested: Plans) -> None:
    index = Index.open(ingested.data_dir, ingested.embedder)
    facts = index.facts("hanamaki")
    assert facts is not None
    (target,) = facts.targets[:1]
    assert (target.measure, target.value, target.unit, target.by_fiscal_year) == (
        "手続",
        "80",
        "%",
        2025,
    )
    units = {unit.unit_id: unit for unit in index.store.units_of("hanamaki")}
    (unit_id,) = target.unit_ids
    assert units[unit_id].quote == target.quote == HANAMAKI[target.start : target.end]
    assert index.facts("nowhere") is None
    index.close()


def test_an_index_that_nobody_holds_closes_itself(
    ingested: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.collect()  # what earlier tests left behind
    closed: list[str] = []
    monkeypatch.setattr(Store, "close", lambda self: closed.append("store"))
    index = Index.open(ingested.data_dir, ingested.embedder)
    assert closed == []
    del index
    gc.collect()
    assert closed == ["store"]


@pytest.mark.parametrize(
    "damage",
    [
        "store",
        "bm25",
        "vectors",
        "vectors file",
        "meta",
    ],
)
def test_a_damaged_index_is_made_anew(ingested: Plans, damage: str) -> None:
    folder = current(ingested)
    if damage == "store":
        (folder / "store.sqlite").write_bytes(b"no database")
    elif damage == "bm25":
        next((folder / "bm25").glob("vocab*")).unlink()
    elif damage == "vectors":
        shutil.rmtree(folder / "chroma")
    elif damage == "vectors file":
        (folder / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 100)
    else:
        (folder / "meta.json").write_text("{", encoding="utf-8")
    report = ingested.ingest()
    assert report.rebuilt
    assert [line.doc_id for line in report.documents] == ["hanamaki", "tono"]
    assert answers(ingested)
