"""A document's sections as an outline, and how one of them is named in an address."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from urllib.parse import quote

from ingest.normalize import squeeze
from ingest.store import StoredDocument
from ingest.structure.records import Section

_BETWEEN = " › "


def outline_of(document: StoredDocument) -> tuple[Section, ...]:
    """The sections that have a heading, in order."""
    return tuple(section for section in document.sections if section.path)


def section_name(path: Sequence[str]) -> str:
    """How a section is named in an address: its headings, from the top down."""
    return _BETWEEN.join(" ".join(heading.split()) for heading in path)


def section_named(document: StoredDocument, name: str) -> Section | None:
    """The section of that name: all its headings, else the last one, else a part of that."""
    wanted = squeeze(name)
    if not wanted:
        return None
    sections = outline_of(document)
    whole = (one for one in sections if squeeze(section_name(one.path)) == wanted)
    last = (one for one in sections if squeeze(one.path[-1]) == wanted)
    partly = (one for one in sections if wanted in squeeze(one.path[-1]))
    return next(chain(whole, last, partly), None)


def address_of(doc_id: str, path: Sequence[str] = ()) -> str:
    """The query of the page's address that opens a document, or one of its sections."""
    query = f"?doc={quote(doc_id, safe='')}"
    return query if not path else f"{query}&section={quote(section_name(path), safe='')}"
