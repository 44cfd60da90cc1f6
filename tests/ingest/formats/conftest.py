"""What the tests of PDF files need of the machine."""

from __future__ import annotations

import pytest

from ingest.errors import DocumentError
from ingest.formats.pdf import load_pdf
from tests.ingest.formats.pdf_writer import text, write_pdf


@pytest.fixture(scope="session")
def japanese_font(tmp_path_factory: pytest.TempPathFactory) -> None:
    """PDFium leaves single and upright letters of a font out that neither the file nor the machine has."""
    try:
        load_pdf(write_pdf(tmp_path_factory.mktemp("font") / "p.pdf", text(60, 100, "甲")))
    except DocumentError:
        pytest.skip("no Japanese font on this machine (Debian: fonts-noto-cjk)")
