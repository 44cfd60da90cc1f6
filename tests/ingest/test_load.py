from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import DocumentError
from ingest.load import load_text

TEXT = "花巻市DX推進計画\n①令和7年度までに、テレワーク実施率を80％とする。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp"])
def test_the_encoding_is_found_and_named(tmp_path: Path, encoding: str) -> None:
    text = TEXT if encoding != "euc_jp" else TEXT.replace("①", "１")
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode(encoding))
    loaded = load_text(path)
    assert (loaded.text, loaded.encoding) == (text, encoding)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    loaded = load_text(path)
    assert (loaded.text, loaded.encoding) == (TEXT, "utf-8-sig")


def test_newlines_stay_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("一行\r\n二行\n".encode())
    assert load_text(path).text == "一行\r\n二行\n"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "document_empty"),
        (b" \r\n\t\n", "document_empty"),
        ("　\n　".encode(), "document_empty"),
        (b"\xef\xbb\xbf", "document_empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "document_not_text"),
        ("計画\x00".encode(), "document_not_text"),
        (("計画" + "\x01\x02" * 5).encode(), "document_not_text"),
        (b"abc \x81 def", "document_encoding_unknown"),
        (b"\xef\xbb\xbf" + "計画".encode("cp932"), "document_encoding_unknown"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        load_text(path)
    assert caught.value.key == key
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_stray_control_character_is_tolerated(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("計画を推進する。" * 20 + "\x0b\x01", encoding="utf-8")
    assert load_text(path).text.startswith("計画")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        load_text(tmp_path / "none.txt")
    assert caught.value.key == "document_missing"


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        load_text(tmp_path)
    assert caught.value.key == "document_unreadable"
    assert "Is a directory" in str(caught.value)
