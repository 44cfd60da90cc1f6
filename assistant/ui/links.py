"""How a citation is written as a link of the page, and read again when it is pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from assistant.schema import Citation
from prompts import Language

LINK_START = "#cite/"

_LINK = re.compile(
    re.escape(LINK_START) + r"([^/]{1,800})/(\d{1,12})/(\d{1,12})/(\d{1,6}|-)/(ja|en)",
    re.ASCII,
)


@dataclass(frozen=True)
class CitationLink:
    """What a pressed citation asks to see, and in which language the labels are."""

    doc_id: str
    start: int
    end: int
    page: int | None
    language: Language


def link_to(citation: Citation, language: Language) -> str:
    """The ``href`` of a citation."""
    page = citation.page or "-"
    doc_id = quote(citation.doc_id, safe="")
    return f"{LINK_START}{doc_id}/{citation.start}/{citation.end}/{page}/{language}"


def read_link(href: str) -> CitationLink | None:
    """What ``link_to`` wrote; None for anything else."""
    found = _LINK.fullmatch(href)
    if found is None:
        return None
    doc_id, start, end, page, language = found.groups()
    return CitationLink(
        unquote(doc_id),
        int(start),
        int(end),
        None if page == "-" else int(page),
        "ja" if language == "ja" else "en",
    )
