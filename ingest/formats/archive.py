"""Office files are ZIP archives: what is in one, and whether it may be opened at all."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path

from ingest.errors import DocumentError

MAX_UNPACKED = 1 << 30
"""Bytes that all parts of a file may have together when unpacked."""

MAX_XML = 256 << 20
"""Bytes that the XML parts of a file may have together."""

MAX_RATIO = 200
"""How many times its packed size a part above ``_SMALL`` may have."""

MAX_PARTS = 20_000
_SMALL = 8 << 20
_MAIN_PARTS = {
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
    "xl/workbook.xml": "xlsx",
}
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_DECLARATION = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)|\x00<\x00!\x00[DE]"
)
_CHUNK = 1 << 20

UNREADABLE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, SyntaxError, LookupError,
    ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, RuntimeError,
)  # fmt: skip
"""What the libraries for Office files raise, besides their own errors, when a file is damaged."""


def office_format(path: Path) -> str:
    """Whether the archive is a "docx", "pptx" or "xlsx".

    Raises:
        DocumentError: it is damaged, or another kind of archive.
    """
    with _opened(path) as archive:
        names = set(archive.namelist())
        for part, name in _MAIN_PARTS.items():
            if part in names:
                return name
        for part, name in _MAIN_PARTS.items():  # the main part may have another file name
            folder = part.partition("/")[0] + "/"
            if "[Content_Types].xml" in names and any(each.startswith(folder) for each in names):
                return name
        kind = "OpenDocument" if "content.xml" in names and "mimetype" in names else "ZIP"
    raise DocumentError(
        "document_format_unsupported", path=path, format=kind, suffixes=".docx .pptx .xlsx"
    )


def check_archive(path: Path, max_xml: int = MAX_XML) -> None:
    """Refuse an archive that would unpack to too much, or whose XML declares entities.

    The sizes are those that the archive states; unpacking stops at them, so they bind.

    Raises:
        DocumentError: it is damaged, encrypted, too large, or a trap.
    """
    with _opened(path) as archive:
        parts = archive.infolist()
        total = sum(part.file_size for part in parts)
        xml = sum(part.file_size for part in parts if _is_xml(part))
        worst = max(
            (part.file_size / max(part.compress_size, 1) for part in parts if part.file_size > _SMALL),
            default=0.0,
        )  # fmt: skip
        if total > MAX_UNPACKED or xml > max_xml or worst > MAX_RATIO or len(parts) > MAX_PARTS:
            raise DocumentError(
                "document_too_large_unpacked",
                path=path,
                size=f"{max(total, xml) / (1 << 20):,.0f}",
                limit=f"{max_xml / (1 << 20):,.0f}",
            )
        if any(part.flag_bits & 1 for part in parts):
            raise DocumentError("document_encrypted", path=path)
        for part in parts:
            if _is_xml(part):
                _check_xml(archive, part, path)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path) -> None:
    """Office's XML never has a document type; where there is one, it is there to do harm."""
    try:
        with archive.open(part) as file:
            tail = b""
            while chunk := file.read(_CHUNK):
                if _DECLARATION.search(tail + chunk):
                    raise DocumentError(
                        "document_damaged",
                        path=path,
                        format=path.suffix.lstrip(".") or "Office",
                        reason=f"{part.filename} declares a document type",
                    )
                tail = chunk[-16:]
    except UNREADABLE as error:
        raise _damaged(path, error) from error


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith(_XML_SUFFIXES)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except UNREADABLE as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> DocumentError:
    reason = str(error) or type(error).__name__
    return DocumentError(
        "document_damaged", path=path, format=path.suffix.lstrip(".") or "Office", reason=reason
    )
