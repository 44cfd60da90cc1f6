"""What happens to a file from its name to its text, in a process of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.errors import DocumentError
from ingest.formats import SUFFIXES, load_document, page_at
from ingest.formats.apart import read_apart
from ingest.structure.reader import read_structure
from ingest.units import build_units
from tests.ingest.formats.pdf_writer import text, write_pdf

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"


def failure(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        load_document(path)
    assert str(path) in caught.value.message("ja")
    assert "\n" not in caught.value.message("en")
    return caught.value


@pytest.mark.parametrize(
    ("name", "fact", "page"),
    [
        ("policy.pdf", "管理課内の業務の全体把握と業務改革水準のチェック", 2),
        ("policy.pdf", "やり方を再検証し、業務改革について提案", 3),
        ("policy.pdf", "最高情報統括責任者", 2),
        ("schedule.pdf", "移行完了", 1),
        ("schedule.pdf", "市有施設での市民講座等の実施", 1),
        ("schedule.pdf", "庁内の統計データ", 2),
        ("slides.pptx", "本格実施", 2),
        ("targets.xlsx", "80%", 1),
        ("policy.docx", "最高情報統括責任者", None),
        ("schedule.docx", "移行完了", None),
    ],
)
def test_facts_are_found_on_their_pages(name: str, fact: str, page: int | None) -> None:
    document = load_document(FIXTURES / name)
    units = build_units("d", document.text, read_structure(document.text))
    found = [unit for unit in units if fact in unit.quote.replace(" ", "")]
    assert found
    assert page_at(document.pages, found[0].start) == page


def test_a_schedule_cell_has_its_year_in_every_format() -> None:
    for name in ("schedule.pdf", "schedule.docx"):
        document = load_document(FIXTURES / name)
        units = build_units("d", document.text, read_structure(document.text))
        (row,) = [unit for unit in units if "基幹系業務システムの標準化" in unit.quote]
        assert (
            dict(row.cells)["令和7年度(2025年)" if name == "" else list(dict(row.cells))[3]]
            == "移行完了"
        )
        assert [header.replace(" ", "") for header, _ in row.cells][3].startswith("令和7年度")


def test_text_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "p.md"
    path.write_bytes("# 計画\r\n本文\r\n".encode("cp932"))
    document = load_document(path)
    assert (document.text, document.encoding, document.format, document.pages) == (
        "# 計画\r\n本文\r\n", "cp932", "text", (),
    )  # fmt: skip


def test_html_in_a_text_file_is_text(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("<html><p>計画</p></html>", encoding="utf-8")
    assert load_document(tmp_path / "p.txt").text == "<html><p>計画</p></html>"


def test_content_goes_before_the_name(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "targets.xlsx", tmp_path / "p.docx")
    assert load_document(tmp_path / "p.docx").format == "xlsx"


def test_progress_reaches_the_caller(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = write_pdf(tmp_path / "p.pdf", text(60, 100, "甲案"), text(60, 100, "乙案"))
    load_document(path, lambda page, of: seen.append((page, of)))
    assert seen[-1] == (2, 2)


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("p.pdf", b"%PDF-1.7\nbroken", "document_damaged"),
        ("p.pdf", b"%PDF-1.7\nbroken\n%%EOF", "document_damaged"),
        ("p.pdf", b"<html>not found</html>", "document_damaged"),
        ("p.docx", b"PK\x03\x04broken", "document_damaged"),
        ("p.docx", b"plain text", "document_damaged"),
        ("p.pptx", b"", "document_empty"),
        (
            "p.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500,
            "document_format_unsupported",
        ),
        ("p.rtf", b"{\\rtf1 a}", "document_format_unsupported"),
        (
            "p.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "document_encrypted",
        ),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, key: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert failure(tmp_path / name).key == key


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert failure(tmp_path / "none.pdf").key == "document_missing"
    assert failure(tmp_path).key == "document_unreadable"


def test_an_encrypted_pdf_is_told() -> None:
    assert failure(FIXTURES / "encrypted.pdf").key == "document_encrypted"


def test_a_truncated_pdf_is_told(tmp_path: Path) -> None:
    data = (FIXTURES / "policy.pdf").read_bytes()
    (tmp_path / "p.pdf").write_bytes(data[: len(data) // 2])
    assert failure(tmp_path / "p.pdf").key == "document_damaged"


def test_a_reader_that_hangs_is_ended() -> None:
    with pytest.raises(DocumentError) as caught:
        read_apart(FIXTURES / "policy.pdf", "pdf", lambda page, of: None, patience=0.001)
    assert caught.value.key == "document_too_slow"


def test_a_reader_that_crashes_is_told() -> None:
    with pytest.raises(DocumentError) as caught:
        read_apart(FIXTURES / "policy.pdf", "no such format", lambda page, of: None)
    assert caught.value.key == "document_reader_stopped"
    assert "exit code 1" in str(caught.value)


def test_the_suffixes_of_documents() -> None:
    assert {".pdf", ".docx", ".pptx", ".xlsx", ".html", ".txt", ".md"} <= set(SUFFIXES)
