"""計画を読む / Read: a whole document as HTML, its outline beside it, and what was searched in it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.passages.body import body_html
from assistant.passages.occurrences import OCCURRENCES, Occurrence
from assistant.passages.outline import address_of, outline_of, section_name
from assistant.passages.parts import part_at, parts_of
from assistant.passages.passage import whole_passage
from assistant.ui.links import href
from assistant.ui.locale import label
from assistant.ui.source import copy_button
from ingest.store import StoredDocument
from ingest.structure.records import Section, Span
from prompts import Language

READ_LIMIT = 80_000
"""Characters shown at once; of a longer document, the chapter around the place."""

_ANCHOR = "s-"
_DEEPEST = 4


def reading_html(
    document: StoredDocument, place: int, quote: Span | None, language: Language
) -> str:
    """The document at ``place`` (an offset), with ``quote`` marked."""
    parts = parts_of(document, READ_LIMIT)
    if not parts:
        return f'<p class="read-empty">{_said("read.no_text", language)}</p>'
    part = part_at(parts, place)
    here = parts.index(part)
    section = _section_at(document, place)
    target = f"{_ANCHOR}{section.start}" if section and section.start >= part.start else ""
    body = body_html(whole_passage(document, part, quote), "read-quoted", _ANCHOR)
    before = _neighbour(document, parts[here - 1], "read.before", language) if here else ""
    after = (
        _neighbour(document, parts[here + 1], "read.after", language)
        if here + 1 < len(parts)
        else ""
    )
    address = html.escape(address_of(document.info.doc_id, section.path if section else ()))
    return (
        f'<div class="reading" data-doc="{html.escape(document.info.doc_id)}" '
        f'data-address="{address}" data-target="{target}">'
        f"{_outline(document, section, language)}"
        f'<article class="read-text">{_head(document, section, language)}'
        f'<div class="passage-text plan-text" lang="ja" role="region" tabindex="0" '
        f'aria-label="{_said("passage_text_label", language)}">{before}{body}{after}</div>'
        f"</article></div>"
    )


def occurrences_html(
    document: StoredDocument, found: Sequence[Occurrence], query: str, language: Language
) -> str:
    """Where the document says what was searched."""
    if not query.strip():
        return ""
    if not found:
        return (
            f'<p class="found-none">{_said("read.found_none", language, query=query.strip())}</p>'
        )
    name = "read.found_many" if len(found) == OCCURRENCES else "read.found"
    head = _said(name, language, count=len(found), query=query.strip())
    items = "".join(_occurrence(document.info.doc_id, one, language) for one in found)
    return f'<section class="found" aria-label="{head}"><p role="status">{head}</p><ol>{items}</ol></section>'


def _occurrence(doc_id: str, one: Occurrence, language: Language) -> str:
    link = href("read", doc_id, one.span.start, one.span.end, language)
    before, found, after = (html.escape(text) for text in (one.before, one.found, one.after))
    return (
        f'<li><a href="{link}"><span class="found-words" lang="ja">…{before}<mark>{found}</mark>'
        f'{after}…</span><span class="found-where" lang="ja">{html.escape(section_name(one.section))}'
        "</span></a></li>"
    )


def _head(document: StoredDocument, section: Section | None, language: Language) -> str:
    info = document.info
    facts = [
        info.municipality or info.publisher or "",
        info.version or "",
        _date("read.published", info.published, language),
        _date("read.revised", info.revised, language),
    ]
    note = html.escape(" · ".join(filter(None, facts)))
    link = copy_button(
        "read.copy_link", address_of(info.doc_id, section.path if section else ()), language
    )
    return (
        f'<header class="read-head"><h2 tabindex="-1" lang="ja">{html.escape(info.title)}</h2>'
        f'<p class="passage-note">{note}</p><div class="read-tools">{link}</div></header>'
    )


def _outline(document: StoredDocument, current: Section | None, language: Language) -> str:
    doc_id = document.info.doc_id
    items = []
    for section in outline_of(document):
        level = min(len(section.path), _DEEPEST)
        mark = ' aria-current="location"' if current and section.start == current.start else ""
        address = html.escape(address_of(doc_id, section.path))
        link = href("read", doc_id, section.start, "-", language)
        items.append(
            f'<li class="level-{level}"><a href="{link}" data-anchor="{_ANCHOR}{section.start}" '
            f'data-address="{address}"{mark}>{html.escape(" ".join(section.path[-1].split()))}</a></li>'
        )
    name = _said("read.outline", language)
    return (
        f'<nav class="outline" aria-label="{name}"><details open><summary>{name}</summary>'
        f'<ol lang="ja">{"".join(items)}</ol></details></nav>'
    )


def _neighbour(document: StoredDocument, part: Span, name: str, language: Language) -> str:
    link = href("read", document.info.doc_id, part.start, "-", language)
    return f'<p class="read-on"><a class="quiet" role="button" href="{link}">{_said(name, language)}</a></p>'


def _section_at(document: StoredDocument, place: int) -> Section | None:
    """The innermost section that ``place`` lies in."""
    found = None
    for section in outline_of(document):
        if section.start <= place < section.end:
            found = section
    return found


def _date(name: str, date: str | None, language: Language) -> str:
    return label(name, language, date=date.replace("-", "/")) if date else ""


def _said(name: str, language: Language, **values: object) -> str:
    return html.escape(label(name, language, **values))
