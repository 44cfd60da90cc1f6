"""A document before it is taken apart: its text, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.describe import describe
from ingest.formats import DocumentWarning, load_document
from ingest.formats.document import Page
from ingest.manifest import DocumentInfo
from ingest.sources import Source


@dataclass(frozen=True)
class DocumentText:
    """What everything else about a document is made of.

    Attributes:
        info: what is known of it.
        text: its whole text.
        encoding: the encoding it was read in; of a file that is not text, its format.
        source: the path it was read from.
        pages: its pages (slides, sheets) in order; () for formats without.
    """

    info: DocumentInfo
    text: str
    encoding: str
    source: str
    pages: tuple[Page, ...] = ()


def read_text(source: Source) -> tuple[DocumentText, tuple[DocumentWarning, ...]]:
    """Read a file; the warnings name pages and other parts that could not be read.

    Raises:
        DocumentError: it cannot be read at all.
    """
    loaded = load_document(source.path)
    document = DocumentText(
        source.info or describe(source.path, loaded.text),
        loaded.text,
        loaded.encoding or loaded.format,
        str(source.path.resolve()),
        loaded.pages,
    )
    return document, loaded.warnings
