"""Bytes to text: which encoding a document is in, and whether it is text at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DocumentError

SUFFIXES = (".txt", ".md", ".markdown", ".text")

ENCODINGS = ("utf-8", "cp932", "euc_jp")
"""Tried in this order; UTF-8 first, because a wrong guess of it fails almost surely."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CONTROL_SHARE_LIMIT = 0.01
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ODD = re.compile(r"[｡-ﾟ\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class LoadedText:
    """A document's text, newlines as they stand, and the encoding it was read in."""

    text: str
    encoding: str


def load_text(path: Path) -> LoadedText:
    """Read a text document.

    Raises:
        DocumentError: the file is missing, unreadable, empty, binary, or in none of ENCODINGS.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError("document_missing", path=path) from error
    except OSError as error:
        raise DocumentError(
            "document_unreadable", path=path, reason=error.strerror or str(error)
        ) from error
    return decode(data, path)


def decode(data: bytes, path: Path) -> LoadedText:
    """Decode a document's bytes; ``path`` is only named in errors.

    Raises:
        DocumentError: see ``load_text``.
    """
    if not data.strip():
        raise DocumentError("document_empty", path=path)
    if b"\x00" in data:
        raise DocumentError("document_not_text", path=path)
    if data.startswith(_BYTE_ORDER_MARK):
        encodings: tuple[str, ...] = ("utf-8-sig",)
    else:
        encodings = ENCODINGS
    loaded = _first_that_fits(data, encodings)
    if loaded is None:
        raise DocumentError("document_encoding_unknown", path=path, tried=", ".join(encodings))
    if _control_share(loaded.text) > _CONTROL_SHARE_LIMIT:
        raise DocumentError("document_not_text", path=path)
    if not loaded.text.strip():
        raise DocumentError("document_empty", path=path)
    return loaded


def _first_that_fits(data: bytes, encodings: tuple[str, ...]) -> LoadedText | None:
    fits: list[LoadedText] = []
    for encoding in encodings:
        try:
            fits.append(LoadedText(data.decode(encoding), encoding))
        except UnicodeDecodeError:
            continue
        if encoding.startswith("utf-8"):
            return fits[0]
    return min(fits, key=lambda loaded: _oddity(loaded.text), default=None)


def _oddity(text: str) -> float:
    """Share of characters that Japanese prose hardly has: half-width kana, private use, controls.

    EUC-JP bytes often decode as cp932 too, then as half-width kana; this tells them apart.
    """
    return len(_ODD.findall(text)) / len(text) if text else 1.0


def _control_share(text: str) -> float:
    return len(_CONTROL.findall(text)) / len(text) if text else 0.0
