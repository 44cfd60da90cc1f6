"""Short forms that a text introduces: 「以下「X」という」, CIO：…, AI (Artificial Intelligence)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.phrases import phrase_before, tidy
from ingest.facts.reading import Passage, Reading
from ingest.structure.records import Span

_HEREAFTER = re.compile(
    r"\((?:以下|以降)[、,]?\s?(?:単に)?[「『](?P<term>[^「」『』]{2,25})[」』]\s?(?:と(?:いう|いいます|する|します|略す|略します|呼ぶ|呼びます|表記する)|)。?\)"
)
_QUOTED_NAME = re.compile(r"[「『](?P<name>[^「」『』]{2,60})[」』]$")
_EXPANDED = re.compile(
    r"(?<![A-Za-z])(?P<term>[A-Z][A-Za-z]{1,7})\s?\((?P<words>[A-Za-z][A-Za-z\-]+(?: [A-Za-z\-]+){1,5})\)"
)
_FULL_NAME = re.compile(
    r"(?P<name>[一-龥ァ-ヴー・]{3,25})\s?\((?P<term>[A-Z][A-Za-z]{1,7})\s?[:、,]\s?(?P<words>[A-Za-z][A-Za-z\-]+(?: [A-Za-z\-]+){1,5})\)"
)
_OPEN_ENDED = re.compile(r"(?:等|など)※?$")
_MARKS = re.compile(r"[※*]+[0-9]*$")


@dataclass(frozen=True)
class ShortForm:
    """A short form and what it stands for, as written."""

    term: str
    meaning: str
    span: Span


def find_abbreviations(reading: Reading) -> Iterator[ShortForm]:
    """Every short form that a sentence or item introduces; a list's (「AI等」) is left out."""
    for passage in reading.texts:
        if "(" not in passage.folded:
            continue
        yield from _hereafter(passage)
        for found in _EXPANDED.finditer(passage.folded):
            if _initials(found["words"]) == found["term"].upper():
                yield _form(passage, found, "words")
        for found in _FULL_NAME.finditer(passage.folded):
            if _initials(found["words"]) == found["term"].upper():
                yield _form(passage, found, "name")


def _hereafter(passage: Passage) -> Iterator[ShortForm]:
    for found in _HEREAFTER.finditer(passage.folded):
        term = _MARKS.sub("", passage.quote[found.start("term") : found.end("term")])
        before = passage.quote[: found.start()]
        named = _QUOTED_NAME.search(before.rstrip())
        meaning = named["name"] if named else _named_before(before)
        if meaning and not _OPEN_ENDED.search(term) and meaning != term:
            yield ShortForm(term, meaning, passage.span)


def _named_before(before: str) -> str | None:
    """The phrase that is given a short form, with the clause that modifies it."""
    clause = re.split(r"[、。]", before)[-1].strip()
    phrase = phrase_before(before)
    if phrase is None:
        return None
    # 「…ための情報システム」: the clause up to the last comma says which.
    return tidy(clause) if clause.endswith(phrase) and len(clause) <= 60 else phrase


def _form(passage: Passage, found: re.Match[str], name: str) -> ShortForm:
    quote = passage.quote
    return ShortForm(
        quote[found.start("term") : found.end("term")],
        quote[found.start(name) : found.end(name)],
        passage.span,
    )


def _initials(words: str) -> str:
    parts = [part for part in re.split(r"[ \-]", words) if part]
    small = {"of", "and", "for", "the", "in", "to"}
    return "".join(part[0] for part in parts if part not in small).upper()
