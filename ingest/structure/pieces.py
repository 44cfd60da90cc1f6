"""Running text and cell text cut into list items and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.quote import TAG
from ingest.structure.records import Span

_BULLETS = "○●◎◇◆□■▼▶➤➢✓✔⚫•"
LINE_MARKER = re.compile(
    rf"^[ 　]*(?:[-*+][ 　]+(?:[{_BULLETS}・①-⑳][ 　]*)?|[{_BULLETS}・※→⇒][ 　]*|[①-⑳㉑-㉟][ 　]*|[*＊](?=\S)"
    rf"|[(（](?:[0-9０-９]{{1,2}}|[あ-ん])[)）][ 　]*|[0-9]{{1,2}}[.)][ 　]+|[㋐-㋾][ 　]*|第?[0-9０-９]{{1,2}}位[ 　]+"
    r"|[a-zａ-ｚ](?:[.．)）][ 　]*|[ 　]+)(?=[^\x00-\x7f]))"
)
"""What a line that is a list item begins with."""

LABELLED = re.compile(r"^[ 　]*[^\s：:。、「」]{1,14}[：:](?!//)")
"""What a line of the form ``label：value`` begins with."""

_INLINE_MARKER = re.compile(rf"(?:(?<=\s)|(?<=>)|^)(?:[{_BULLETS}]|・(?=\S)|[①-⑳]|※)[ 　]*")
_DASH_ITEM = re.compile(r"^[ 　]*[-*+][ 　]+")
_OPENING, _CLOSING = "「『（(【［[〔", "」』）)】］]〕"
_DIVIDER = re.compile(rf"[。！？!?{re.escape(_OPENING + _CLOSING)}]")


@dataclass(frozen=True)
class Piece:
    """A list item or a run of text.

    Attributes:
        span: without surrounding white space and tags, and without a Markdown list dash.
        marker: the kind of its bullet ("○", "・", "①" for any circled number …), "" for none.
    """

    span: Span
    marker: str


def marker_class(text: str) -> str:
    """Which bullet a text begins with, all numbers of one style being one bullet."""
    found = LINE_MARKER.match(text)
    if not found:
        return "label" if LABELLED.match(text) else ""
    indent = len(found.group()) - len(found.group().lstrip())
    bullet = found.group().strip()
    bullet = re.sub(r"^[-*+][ 　]+(?=\S)", "", bullet)
    bullet = re.sub(r"[①-⑳㉑-㉟]", "①", bullet)
    bullet = re.sub(r"[㋐-㋾]", "㋐", bullet)
    bullet = re.sub(r"^[a-zａ-ｚ](?=[.．)）]?$)", "a", bullet)
    bullet = re.sub(r"[あ-ん](?=[)）])", "あ", bullet)
    bullet = re.sub(r"[0-9０-９]+", "1", bullet)
    return f"{bullet}@{indent}" if bullet in "-*+" else bullet


def split_runs(source: str, span: Span) -> list[Piece]:
    """Cut the content of a cell at its tags and bullets."""
    pieces: list[Piece] = []
    position = span.start
    for tag in TAG.finditer(source, span.start, span.end):
        pieces += _split_bullets(source, position, tag.start())
        position = tag.end()
    pieces += _split_bullets(source, position, span.end)
    return pieces


def _split_bullets(source: str, start: int, end: int) -> list[Piece]:
    cuts = [start]
    cuts += [found.start() for found in _INLINE_MARKER.finditer(source, start, end)]
    cuts = [cut for index, cut in enumerate(cuts) if index == 0 or cut > cuts[index - 1]]
    pieces = []
    for left, right in zip(cuts, [*cuts[1:], end], strict=True):
        piece = trim(source, Span(left, right))
        if piece.end > piece.start:
            pieces.append(Piece(piece, marker_class(source[piece.start : piece.end])))
    return pieces


def trim(source: str, span: Span) -> Span:
    """``span`` without the white space at its ends."""
    text = source[span.start : span.end]
    if not (text[:1].isspace() or text[-1:].isspace()):
        return span
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def without_dash(source: str, span: Span) -> Span:
    """``span`` without a Markdown list dash, which is markup; other bullets are text."""
    found = _DASH_ITEM.match(source[span.start : span.end])
    return Span(span.start + found.end(), span.end) if found else span


def split_sentences(source: str, span: Span) -> list[Span]:
    """The sentences of a span; brackets are not broken open."""
    sentences: list[Span] = []
    depth, start = 0, span.start
    for divider in _DIVIDER.finditer(source, span.start, span.end):
        char = divider.group()
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif depth == 0:
            sentences.append(trim(source, Span(start, divider.end())))
            start = divider.end()
    sentences.append(trim(source, Span(start, span.end)))
    return [sentence for sentence in sentences if sentence.end > sentence.start]
