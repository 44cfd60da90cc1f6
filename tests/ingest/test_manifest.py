from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from ingest.errors import ManifestError
from ingest.load import load_text
from ingest.manifest import Period, load_manifest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared" / "corpus"

TEXT = "花巻市DX推進計画。"


def entry(**changes: object) -> dict[str, object]:
    valid: dict[str, object] = {
        "doc_id": "hanamaki",
        "title": "花巻市DX推進計画",
        "municipality": "花巻市",
        "file": "hanamaki.txt",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    }
    return {key: value for key, value in {**valid, **changes}.items() if value != "(absent)"}


def write(folder: Path, *entries: object) -> Path:
    (folder / "hanamaki.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "manifest.yaml"
    path.write_text(yaml.safe_dump({"documents": list(entries)}, allow_unicode=True))
    return path


def error(path: Path) -> ManifestError:
    with pytest.raises(ManifestError) as caught:
        load_manifest(path)
    assert "\n" not in str(caught.value)
    assert "\n" not in caught.value.message("ja")
    return caught.value


def test_a_valid_manifest(tmp_path: Path) -> None:
    period = {"first_fiscal_year": 2023, "last_fiscal_year": 2026}
    path = write(tmp_path, entry(kind="plan", period=period, published="2023-04", aliases=["花巻"]))
    (found,) = load_manifest(path)
    assert found.info.doc_id == "hanamaki"
    assert found.info.aliases == ("花巻",)
    assert found.info.period == Period(first_fiscal_year=2023, last_fiscal_year=2026)
    assert found.info.published == "2023-04"
    assert found.info.version is None
    assert not hasattr(found.info, "sha256")


def test_a_date_that_yaml_reads_as_a_date_stays_as_written(tmp_path: Path) -> None:
    (tmp_path / "hanamaki.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "manifest.yaml"
    lines = "\n    ".join(f"{key}: {value}" for key, value in entry().items())
    path.write_text(
        f"documents:\n  - published: 2023-02-13\n    {lines}\n",
        encoding="utf-8",
    )
    (found,) = load_manifest(path)
    assert found.published == "2023-02-13"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pages": 12}, "pages"),
        ({"title": "(absent)"}, "title"),
        ({"municipality": "(absent)"}, "municipality"),
        ({"title": ""}, "title"),
        ({"kind": "novel"}, "kind"),
        ({"published": "2023年4月"}, "published"),
        ({"sha256": "abc"}, "sha256"),
        ({"period": {"first_fiscal_year": 2026, "last_fiscal_year": 2023}}, "period"),
        ({"period": {"first_fiscal_year": 2026}}, "period.last_fiscal_year"),
        ({"period": {"first_fiscal_year": 5, "last_fiscal_year": 8}}, "period.first_fiscal_year"),
    ],
)
def test_an_entry_that_does_not_fit_is_named_with_its_field(
    tmp_path: Path, changes: dict[str, object], field: str
) -> None:
    caught = error(write(tmp_path, entry(**changes)))
    assert caught.key == "manifest_entry_invalid"
    assert caught.values["doc_id"] == "hanamaki"
    assert caught.values["field"] == field
    assert "hanamaki" in str(caught)


def test_an_entry_without_an_id_is_named_by_its_place(tmp_path: Path) -> None:
    caught = error(write(tmp_path, entry(), entry(doc_id="(absent)")))
    assert (caught.key, caught.values["doc_id"]) == ("manifest_entry_invalid", "#2")


def test_an_entry_that_is_no_mapping(tmp_path: Path) -> None:
    caught = error(write(tmp_path, "hanamaki"))
    assert (caught.key, caught.values["doc_id"]) == ("manifest_entry_invalid", "#1")


def test_a_bad_id(tmp_path: Path) -> None:
    caught = error(write(tmp_path, entry(doc_id="../etc")))
    assert (caught.key, caught.values["field"]) == ("manifest_entry_invalid", "doc_id")


def test_an_id_that_stands_twice(tmp_path: Path) -> None:
    caught = error(write(tmp_path, entry(), entry()))
    assert caught.key == "manifest_duplicate"
    assert "hanamaki" in str(caught)


def test_a_missing_file(tmp_path: Path) -> None:
    caught = error(write(tmp_path, entry(file="none.txt")))
    assert caught.key == "manifest_file_missing"
    assert "hanamaki" in str(caught)
    assert "none.txt" in str(caught)


def test_a_changed_file(tmp_path: Path) -> None:
    caught = error(write(tmp_path, entry(sha256="0" * 64)))
    assert caught.key == "manifest_file_changed"
    assert "hanamaki" in str(caught)
    assert "000000000000" in str(caught)
    assert hashlib.sha256(TEXT.encode()).hexdigest()[:12] in str(caught)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"documents: [", "manifest_unreadable"),
        (b"- a\n- b\n", "manifest_unreadable"),
        (b"documents: []\n", "manifest_unreadable"),
        (b"documents: {kuji: 1}\n", "manifest_unreadable"),
        (b"", "manifest_unreadable"),
        ("documents: 計画".encode("cp932"), "manifest_unreadable"),
    ],
)
def test_what_is_no_manifest(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_bytes(content)
    caught = error(path)
    assert caught.key == key
    assert str(path) in str(caught)


def test_no_manifest(tmp_path: Path) -> None:
    assert error(tmp_path / "manifest.yaml").key == "manifest_missing"


def test_the_shipped_manifest_is_valid_and_complete() -> None:
    entries = load_manifest(CORPUS / "manifest.yaml")
    assert [found.doc_id for found in entries] == [
        "kuji",
        "kitakyushu",
        "hitachiomiya",
        "mic-talent",
        "sabae",
    ]
    texts = {path.name for path in CORPUS.iterdir() if path.suffix in (".txt", ".md")}
    assert {found.file for found in entries} == texts
    assert all(load_text(CORPUS / found.file).encoding == "utf-8" for found in entries)


def test_what_the_shipped_manifest_says_is_in_the_texts() -> None:
    for found in load_manifest(CORPUS / "manifest.yaml"):
        text = (CORPUS / found.file).read_text(encoding="utf-8")
        if found.municipality:
            assert found.municipality in text, found.doc_id
        if found.publisher:
            assert found.publisher in text, found.doc_id
        if found.version:
            assert found.version in text, found.doc_id


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published texts are not beside the repository")
def test_the_corpus_is_what_was_published() -> None:
    published = {path.name: path.read_bytes() for path in SHARED.iterdir() if path.is_file()}
    assert len(published) == 5
    for name, data in published.items():
        assert (CORPUS / name).read_bytes() == data, name
