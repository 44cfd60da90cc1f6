"""Which format a file is in: by its content first, then by its name."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.errors import DocumentError
from ingest.formats.archive import office_format
from ingest.load import SUFFIXES as TEXT_SUFFIXES

SUFFIXES = (*TEXT_SUFFIXES, ".html", ".htm", ".pdf", ".docx", ".pptx", ".xlsx")
"""The names that documents of a folder may end in."""

_FORMAT_OF = {".html": "html", ".htm": "html", ".xhtml": "html"} | {
    f".{suffix}": suffix for suffix in ("pdf", "docx", "pptx", "xlsx")
}
_ALIASES = {".docm": "docx", ".dotx": "docx", ".pptm": "pptx", ".ppsx": "pptx", ".xlsm": "xlsx"}
_OLD = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "Office 97-2003",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"GIF8": "GIF",
}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1024
_HTML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.I | re.S)  # fmt: skip


def detect_format(path: Path) -> str:
    """The format of a file: "text", "html", "pdf", "docx", "pptx" or "xlsx".

    Raises:
        DocumentError: the file is missing, unreadable, empty, encrypted, of a format that is
            not read, or not of the format that its name says.
    """
    head = _read_head(path)
    suffix = path.suffix.lower()
    named = _FORMAT_OF.get(suffix) or _ALIASES.get(suffix)
    if not head.strip():
        raise DocumentError("document_empty", path=path)
    if b"%PDF-" in head and suffix not in TEXT_SUFFIXES:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return office_format(path)
    for magic, name in _OLD.items():
        if head.startswith(magic):
            if name.startswith("Office") and _ENCRYPTED in path.read_bytes():
                raise DocumentError("document_encrypted", path=path)
            raise DocumentError(
                "document_format_unsupported", path=path, format=name, suffixes=" ".join(SUFFIXES)
            )
    unnamed = named is None and suffix not in TEXT_SUFFIXES
    if named == "html" or (unnamed and _HTML.match(head)):
        return "html"
    if named is not None:
        raise DocumentError(
            "document_damaged", path=path, format=named, reason=f"it does not begin as {named} does"
        )
    return "text"


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError as error:
        raise DocumentError("document_missing", path=path) from error
    except OSError as error:
        raise DocumentError(
            "document_unreadable", path=path, reason=error.strerror or str(error)
        ) from error
