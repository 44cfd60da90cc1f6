"""Which loader reads which format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.formats.document import LoadedDocument, OnPage
from ingest.formats.docx import load_docx
from ingest.formats.html import load_html
from ingest.formats.pdf import load_pdf
from ingest.formats.pptx import load_pptx
from ingest.formats.xlsx import load_xlsx

READERS: dict[str, Callable[[Path, OnPage], LoadedDocument]] = {
    "html": load_html,
    "pdf": load_pdf,
    "docx": load_docx,
    "pptx": load_pptx,
    "xlsx": load_xlsx,
}
