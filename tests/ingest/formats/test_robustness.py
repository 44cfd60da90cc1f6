"""Damaged files of every format end with a document or a DocumentError, and soon."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import DocumentError
from ingest.formats import load_document
from ingest.formats.detect import detect_format
from ingest.formats.readers import READERS

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"
FILES = ("encrypted.pdf", "schedule.docx", "slides.pptx", "targets.xlsx", "policy.docx")
MAGIC = (b"%PDF-1.7\n", b"PK\x03\x04", b"<!doctype html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"")
SUFFIXES = (".pdf", ".docx", ".pptx", ".xlsx", ".html", ".bin")

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def survives(data: bytes, suffix: str, *, apart: bool = False) -> None:
    """Read in this process, where that is not the point, for speed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"p{suffix}"
        path.write_bytes(data)
        started = time.perf_counter()
        try:
            if apart:
                load_document(path)
            else:
                name = detect_format(path)
                if name in READERS:
                    READERS[name](path, lambda page, of: None)
        except DocumentError as error:
            assert str(path) in str(error)
        assert time.perf_counter() - started < 30


@quick
@given(st.sampled_from(MAGIC), st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_random_bytes_after_any_magic(magic: bytes, data: bytes, suffix: str) -> None:
    survives(magic + data, suffix)


@quick
@given(st.sampled_from(FILES), st.floats(0, 1))
def test_files_cut_short(name: str, share: float) -> None:
    data = (FIXTURES / name).read_bytes()
    survives(data[: int(share * len(data))], Path(name).suffix)


@quick
@given(
    st.sampled_from(FILES),
    st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), min_size=1, max_size=20),
)
def test_files_with_wrong_bytes(name: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray((FIXTURES / name).read_bytes())
    for place, byte in changes:
        data[int(place * len(data))] = byte
    survives(bytes(data), Path(name).suffix)


@quick
@given(st.text(st.sampled_from("<>/=\"'!-&;tabler dhuliop\n計画"), max_size=200))
def test_random_markup(markup: str) -> None:
    survives(f"<html>{markup}".encode(), ".html")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.floats(0, 0.97), st.integers(0, 255)), min_size=1, max_size=40))
def test_damaged_pdfs_in_their_own_process(changes: list[tuple[float, int]]) -> None:
    data = bytearray((FIXTURES / "schedule.pdf").read_bytes())
    for place, byte in changes:
        data[int(place * len(data))] = byte
    survives(bytes(data), ".pdf", apart=True)


@pytest.mark.parametrize(
    "markup",
    [
        "<!--" * 200_000,
        "<" * 500_000,
        "<a " + "b=" * 200_000,
        "&#" * 300_000,
        "<table><tr>" + "<td>x" * 10_000,
        "<table>" + "<tr><td rowspan=9999 colspan=999>x" * 300,
    ],
)
def test_markup_made_to_be_slow(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "p.html"
    path.write_text(f"<html>計画{markup}", encoding="utf-8")
    started = time.perf_counter()
    try:
        assert "計画" in load_document(path).text
    except DocumentError as error:
        assert str(path) in str(error)
    assert time.perf_counter() - started < 30
