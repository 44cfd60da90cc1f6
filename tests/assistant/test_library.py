from pathlib import Path
from typing import Any

import pytest

from assistant import library
from assistant.inspections import Inspections
from assistant.library import (
    add_documents,
    candidate_of,
    delete_document,
    ingest_is_running,
    read_anew,
    shelved_documents,
)
from assistant.settings import Settings
from ingest.errors import DocumentError, UsageError
from ingest.generations import Generations
from ingest.index import Index
from tests.assistant.small_index import ingest_small
from tests.ingest.fake_embedder import FakeEmbedder


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    data_dir = tmp_path / "data"
    ingest_small(data_dir)
    monkeypatch.setattr(library, "load_embeddings", lambda model, folder: FakeEmbedder())
    return Settings(data_dir=data_dir, embedding_model="fake")


def opened(settings: Settings) -> Index:
    return Index.open(settings.data_dir, FakeEmbedder())


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "若葉市.txt"
    path.write_text("若葉市デジタル計画\n\n1 目標\n\n利用率を65%にします。\n", encoding="utf-8")
    return path


def test_a_file_says_what_it_is(plan: Path) -> None:
    found = candidate_of(plan, "若葉市.txt")

    assert found.info is not None
    assert (found.info.title, found.info.municipality) == ("若葉市デジタル計画", "若葉市")
    assert found.failure is None


@pytest.mark.parametrize(
    ("name", "content"), [("a.zip", b"PK"), ("a.txt", b""), ("a.pdf", b"%PDF-")]
)
def test_a_file_that_cannot_be_read_says_why(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = candidate_of(path, name)

    assert found.info is None
    assert isinstance(found.failure, DocumentError)


def test_a_document_is_added_beside_the_others_and_its_file_kept(
    settings: Settings, plan: Path
) -> None:
    info = candidate_of(plan, plan.name).info
    assert info is not None
    steps: list[Any] = []
    add_documents(settings, [(plan, info)], lambda *step: steps.append(step[0]))
    plan.unlink()

    shelved = shelved_documents(opened(settings))
    assert [one.info.doc_id for one in shelved] == ["aoba", "midori", "cases", "若葉市"]
    assert shelved[-1].source_is_there
    assert shelved[-1].n_sections == 2
    assert {"read", "embed", "write"} <= set(steps)


def test_a_document_is_deleted_with_the_copy_of_its_file(settings: Settings, plan: Path) -> None:
    info = candidate_of(plan, plan.name).info
    assert info is not None
    add_documents(settings, [(plan, info)])
    delete_document(settings, opened(settings), "若葉市")
    delete_document(settings, opened(settings), "aoba")

    assert opened(settings).store.doc_ids == ("midori", "cases")
    assert list((settings.data_dir / "documents").glob("若葉市*")) == []
    assert plan.exists()
    with pytest.raises(UsageError, match="not in the index"):
        delete_document(settings, opened(settings), "aoba")


def test_a_document_is_read_anew_under_what_was_known_of_it(settings: Settings) -> None:
    index = opened(settings)
    document = index.store.document("aoba")
    assert document is not None
    path = Path(document.source)
    path.write_text(document.text.replace("80%", "90%"), encoding="utf-8")
    read_anew(settings, document)

    index = opened(settings)
    changed = index.store.document("aoba")
    assert changed is not None
    assert "90%" in changed.text
    assert changed.info == document.info
    path.unlink()
    with pytest.raises(DocumentError, match=r"\.txt"):
        read_anew(settings, changed)


def test_inspections_are_made_once_for_an_index(settings: Settings) -> None:
    inspections = Inspections()
    index = opened(settings)
    first = inspections.of(index, "aoba")

    assert inspections.of(index, "aoba") is first
    delete_document(settings, index, "midori")
    assert inspections.of(opened(settings), "aoba") is not first
    with pytest.raises(UsageError):
        inspections.of(opened(settings), "midori")


def test_a_running_ingest_is_noticed(settings: Settings) -> None:
    assert not ingest_is_running(settings.data_dir)
    with Generations(settings.data_dir).locked():
        assert ingest_is_running(settings.data_dir)
    assert not ingest_is_running(settings.data_dir)
    assert not ingest_is_running(settings.data_dir / "none")
