from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from ingest.errors import DocumentError
from ingest.formats.archive import check_archive, office_format


def archive(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/"), data)
    return path


def test_the_main_part_tells_the_format(tmp_path: Path) -> None:
    path = archive(tmp_path / "d.zip", **{"xl/workbook.xml": b"<workbook/>"})
    assert office_format(path) == "xlsx"


def test_other_archives_are_named(tmp_path: Path) -> None:
    path = archive(tmp_path / "d.docx", mimetype=b"odt", **{"content.xml": b"<a/>"})
    with pytest.raises(DocumentError, match="OpenDocument"):
        office_format(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "d.docx", **{"word/document.xml": b" " * (40 << 20)})
    started = time.perf_counter()
    with pytest.raises(DocumentError) as caught:
        check_archive(path)
    assert caught.value.key == "document_too_large_unpacked"
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    path = archive(tmp_path / "d.docx", **{"word/document.xml": bomb.encode(encoding)})
    with pytest.raises(DocumentError, match="document type"):
        check_archive(path)


def test_an_encrypted_part_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path / "d.docx", **{"word/document.xml": b"<a/>"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        check_archive(path)
    assert caught.value.key == "document_encrypted"
