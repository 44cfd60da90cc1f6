from __future__ import annotations

import pytest

from ingest.chroma_address import ChromaAddress, without_password
from ingest.errors import StoreError
from ingest.index import chroma_name


@pytest.mark.parametrize(
    ("url", "host", "port", "secure", "path"),
    [
        ("http://127.0.0.1", "127.0.0.1", 8000, False, ""),
        ("https://vectors.example", "vectors.example", 443, True, ""),
        ("http://vectors.example:9000/", "vectors.example", 9000, False, ""),
        ("https://vectors.example/a/chroma/", "vectors.example", 443, True, "/a/chroma"),
        ("http://[::1]:8001", "[::1]", 8001, False, ""),
    ],
)
def test_addresses(url: str, host: str, port: int, secure: bool, path: str) -> None:
    assert ChromaAddress.of(url) == ChromaAddress(host, port, secure, path, {})


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8000",
        "ftp://me:secret@localhost",
        "http://",
        "http://localhost:port",
        "http://localhost?x=1",
        "http://me:secret@localhost:99999",
        "http://[me:secret@localhost",
    ],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        ChromaAddress.of(url)
    assert caught.value.key == "chroma_url_invalid"
    assert "secret" not in str(caught.value)


def test_a_password_is_neither_shown_nor_kept() -> None:
    assert without_password("http://me:secret@localhost:1/x") == "http://localhost:1/x"
    assert without_password("http://localhost:1") == "http://localhost:1"
    assert chroma_name("http://me:secret@localhost:1") == "http://localhost:1"
    assert chroma_name(None) == "embedded"
