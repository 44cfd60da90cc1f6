from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.errors import DocumentError, ManifestError
from ingest.sources import find_sources

TEXT = "花巻市DX推進計画。"


def plan(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT, encoding="utf-8")
    return path


def manifest(folder: Path, file: str, doc_id: str = "hanamaki") -> None:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    (folder / "manifest.yaml").write_text(
        f"documents:\n- {{doc_id: {doc_id}, title: 計画, municipality: 花巻市, file: {file}, "
        f"sha256: {digest}}}\n",
        encoding="utf-8",
    )


def test_a_folder_stands_for_its_documents_sorted(tmp_path: Path) -> None:
    b, a, c = (plan(tmp_path / name) for name in ("b.txt", "a.md", "sub/c.TXT"))
    plan(tmp_path / "d.jpg")
    sources = find_sources([tmp_path])
    assert [source.path for source in sources] == [a, b, c]
    assert [source.doc_id for source in sources] == ["a", "b", "c"]
    assert all(source.info is None for source in sources)


def test_a_folder_with_a_manifest_has_what_that_lists(tmp_path: Path) -> None:
    plan(tmp_path / "h.txt")
    plan(tmp_path / "other.txt")
    manifest(tmp_path, "h.txt")
    (source,) = find_sources([tmp_path])
    assert (source.path, source.doc_id) == (tmp_path / "h.txt", "hanamaki")


def test_a_single_file_is_looked_up_in_the_manifest_beside_it(tmp_path: Path) -> None:
    listed, other = plan(tmp_path / "h.txt"), plan(tmp_path / "other.txt")
    manifest(tmp_path, "h.txt")
    assert [source.doc_id for source in find_sources([listed, other])] == ["hanamaki", "other"]


def test_the_same_file_named_twice_is_one_source(tmp_path: Path) -> None:
    path = plan(tmp_path / "h.txt")
    assert len(find_sources([path, tmp_path, tmp_path / "." / "h.txt"])) == 1


def test_two_files_with_one_id(tmp_path: Path) -> None:
    first, second = plan(tmp_path / "a" / "h.txt"), plan(tmp_path / "b" / "h.txt")
    with pytest.raises(DocumentError) as caught:
        find_sources([tmp_path])
    assert caught.value.key == "document_id_clash"
    assert str(first) in str(caught.value)
    assert str(second) in str(caught.value)


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        find_sources([tmp_path / "none"])
    assert caught.value.key == "document_missing"


def test_a_folder_without_documents(tmp_path: Path) -> None:
    plan(tmp_path / "d.jpg")
    with pytest.raises(DocumentError) as caught:
        find_sources([tmp_path])
    assert caught.value.key == "documents_none"
    assert ".txt" in str(caught.value)
    assert ".pdf" in str(caught.value)


def test_a_bad_manifest_is_an_error(tmp_path: Path) -> None:
    plan(tmp_path / "h.txt")
    manifest(tmp_path, "none.txt")
    with pytest.raises(ManifestError):
        find_sources([tmp_path / "h.txt"])
