"""What a document without a manifest entry is, as far as its own first lines say so."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from ingest.manifest import DocumentInfo, Kind
from ingest.normalize import close_up
from ingest.readings import kana_of, romaji_of
from ingest.whose import HEAD_LENGTH, find_municipality, names_municipality

_TITLE_LENGTH = 60
_TITLE_LINES = 4
_TITLE_WORD = re.compile(
    r"(?:計画|方針|戦略|ビジョン|プラン|指針|構想|要綱|大綱|推進)(?:[（(].*[）)])?$"
)
_BARE_TITLE = 4
"""Characters; a line that is no longer (推進計画) is the end of a title alone."""

_MOTTO = re.compile(r"^[~～〜「*\-－―]|[、。！!]|[をへにがで]$")
"""A line of a cover that is no part of the title that follows it."""

_ALIAS_ENDING = re.compile(r"(?:[市区町村都府県]|(?<!北海)道)$")
_KANA_LENGTH = 4
"""A shorter reading (つし) stands inside other words."""

_KINDS: tuple[tuple[str, Kind], ...] = (
    ("事例", "reference_cases"),
    ("計画", "plan"),
    ("プラン", "plan"),
    ("方針", "policy"),
    ("戦略", "policy"),
    ("ビジョン", "policy"),
)


def describe(path: Path, text: str) -> DocumentInfo:
    """The facts that a document's head gives; what it does not give stays None."""
    title = find_title(text) or path.stem
    municipality = find_municipality(title, text)
    return DocumentInfo(
        doc_id=doc_id_for(path),
        title=title,
        municipality=municipality,
        aliases=_aliases(municipality, text),
        kind=next((kind for word, kind in _KINDS if word in title), "other"),
    )


def doc_id_for(path: Path) -> str:
    """A document id made from a file's name."""
    stem = unicodedata.normalize("NFKC", path.stem)
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:80] or "document"


def find_title(text: str) -> str | None:
    """The title: a first-level Markdown heading, else the opening lines that name a plan.

    Letters set apart (茅 浦 市 計 画) are closed up; a motto above the title is none of it.
    """
    heading = re.search(r"^#\s+(\S.*)$", text, re.MULTILINE)
    if heading:
        return heading[1].strip()
    lines = [close_up(line.strip()) for line in text[:HEAD_LENGTH].splitlines() if line.strip()]
    for first in range(min(len(lines), _TITLE_LINES)):
        for last in range(first + 1, min(len(lines), first + _TITLE_LINES) + 1):
            title = "".join(lines[first:last])
            if len(title) > _TITLE_LENGTH or (last - first > 1 and _is_above(lines[first:])):
                break
            if _TITLE_WORD.search(title):
                return _without_place(lines[first], title)
    return lines[0][:_TITLE_LENGTH] if lines else None


def _is_above(lines: list[str]) -> bool:
    """Whether the first line is a motto above a title, and no part of one that is broken behind it."""
    motto, below = lines[:2]
    return bool(_MOTTO.search(motto)) and not names_municipality(motto) and len(below) > _BARE_TITLE


def _without_place(line: str, title: str) -> str:
    """The title without an opening line that only says whose plan it is: 岩手県花巻市 / 花巻市…"""
    rest = title.removeprefix(line)
    ends = [line[start:] for start in range(len(line) - 1)] if _ALIAS_ENDING.search(line) else []
    return rest if rest.startswith(tuple(ends)) else title


def _aliases(municipality: str | None, text: str) -> tuple[str, ...]:
    """Other ways to write a municipality's name: without 市 and the like, in kana, in romaji."""
    if municipality is None:
        return ()
    stem = _ALIAS_ENDING.sub("", municipality) or municipality
    names = [stem] if len(stem) >= 2 else []
    bare = kana_of(stem, text, of=municipality)
    kana = (*(one for one in kana_of(municipality) if one.startswith(tuple(bare))), *bare)
    names += [one for one in kana if len(one) >= _KANA_LENGTH]
    names += romaji_of(stem, text, of=municipality)
    return tuple(name for name in dict.fromkeys(names) if name and name != municipality)
