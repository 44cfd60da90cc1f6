"""Documents of any format that is read, as one text with its pages."""

from __future__ import annotations

from pathlib import Path

from ingest.formats.apart import read_apart
from ingest.formats.detect import SUFFIXES, detect_format
from ingest.formats.document import (
    DocumentWarning,
    LoadedDocument,
    OnPage,
    Page,
    page_at,
)
from ingest.load import load_text

__all__ = [
    "SUFFIXES",
    "DocumentWarning",
    "LoadedDocument",
    "OnPage",
    "Page",
    "load_document",
    "page_at",
]


def load_document(path: Path, on_page: OnPage = lambda page, of: None) -> LoadedDocument:
    """Read a document; whatever is wrong with the file, it ends with a document or an error.

    Args:
        path: the file; its format is told by its content first, then by its name.
        on_page: called with the number of the page that is read and how many there are (0: not
            known, or a format without pages).

    Raises:
        DocumentError: the file is missing, unreadable, empty, damaged, encrypted, too large, of a
            format that is not read, or without text.
    """
    name = detect_format(path)
    if name == "text":
        loaded = load_text(path)
        return LoadedDocument(loaded.text, loaded.encoding, (), "text")
    return read_apart(path, name, on_page)
