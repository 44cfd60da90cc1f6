"""PDF documents: pages to text with page numbers, tables in their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import DocumentError
from ingest.formats.document import DocumentWarning, LoadedDocument, OnPage, TextBuilder
from ingest.formats.pdf_layout import Layout, PageTable, lay_out
from ingest.formats.pdf_lines import Row
from ingest.formats.pdf_overleaf import continues, table_text, with_whole_rows
from ingest.formats.pdf_pages import read_pages
from ingest.formats.pdf_paragraphs import (
    BLANK,
    BREAK,
    goes_on,
    right_margins,
    separators,
    usual_pitch,
)
from ingest.formats.pdf_running import running_rows

_GARBLED = 0.3
_BROKEN_WORD = re.compile(r"([A-Za-z]{2,})-$")
_WORD = re.compile(r"^([a-z]+\S*)\s?")


def load_pdf(path: Path, on_page: OnPage = lambda page, of: None) -> LoadedDocument:
    """Read a PDF page by page; at any time only one page of the file is in memory.

    Raises:
        DocumentError: it, or a page of it, is damaged or encrypted; or no page has text.
    """
    pages: list[Layout] = []
    warnings: list[DocumentWarning] = []
    on_page(1, 0)
    for count, raw in read_pages(path):
        pages.append(lay_out(raw))
        if not raw.glyphs and raw.shapes.pictures:
            warnings.append(DocumentWarning("warning_page_without_text", (("page", raw.number),)))
        elif raw.garbled > _GARBLED:
            warnings.append(DocumentWarning("warning_page_garbled", (("page", raw.number),)))
        on_page(min(raw.number + 1, count), count)
    if not any(page.rows for page in pages):
        raise DocumentError("document_without_text", path=path, pages=len(pages))
    builder = _assemble(with_whole_rows(_without_running(pages)))
    return LoadedDocument(builder.text(), None, builder.pages(), "pdf", tuple(warnings))


def _without_running(pages: list[Layout]) -> list[Layout]:
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            if row.block is None:
                sizes[round(row.size * 2) / 2] += len(row.text)
    most = sizes.most_common(1)
    running = running_rows(
        [(page.height, page.rows) for page in pages], most[0][0] if most else 0.0
    )
    return [
        replace(
            page,
            rows=tuple(row for at, row in enumerate(page.rows) if (index, at) not in running),
        )
        for index, page in enumerate(pages)
    ]


@dataclass(frozen=True)
class _End:
    """The last line of a page, and how far its neighbours reach."""

    row: Row
    margin: float


def _assemble(pages: Sequence[Layout]) -> TextBuilder:
    """The text of all pages; a table that goes on overleaf stays one table."""
    builder = TextBuilder()
    end: _End | None = None
    table: PageTable | None = None
    for index, page in enumerate(pages):
        later = pages[index + 1] if index + 1 < len(pages) else None
        end, table = _add_page(builder, page, later, end, table)
    return builder


def _add_page(
    builder: TextBuilder,
    page: Layout,
    later: Layout | None,
    end: _End | None,
    table: PageTable | None,
) -> tuple[_End | None, PageTable | None]:
    """Add a page; ``table`` is the one that the page before left open."""
    rows = _unbroken_words(page.rows)
    texts = [row for row in rows if row.block is None]
    pitch = usual_pitch(texts)
    margins = dict(zip(map(id, texts), right_margins(texts, pitch), strict=True))
    between = dict(zip(map(id, texts[1:]), separators(texts, pitch), strict=False))
    first = rows[0] if rows else None
    separator = BLANK
    if table is not None:
        separator = BREAK
    elif end and first is not None and first.block is None:
        joins = goes_on(end.row, first, end.margin, margins[id(first)])
        separator = BREAK if joins else BLANK
    builder.start_page(page.number, separator)
    above: Row | None = None
    open_table: PageTable | None = None
    for row in rows:
        if row.block is not None:
            found = page.tables[row.block]
            goes_over = row is rows[-1] and later is not None and continues(found, later)
            continued = table if row is first else None
            text = table_text(found, continued, goes_over=goes_over)
            if text:
                builder.add(text, BREAK if continued else BLANK)
            open_table = found if goes_over else None
        elif above is None:
            builder.add(row.text, separator)
        else:
            builder.add(row.text, between[id(row)] if above.block is None else BLANK)
        above = row
    last = rows[-1] if rows else None
    if last is None:
        return end, table
    return (_End(last, margins[id(last)]) if last.block is None else None), open_table


def _unbroken_words(rows: Sequence[Row]) -> list[Row]:
    """Latin words that are broken at the end of a line stand whole on the first of the two."""
    made = list(rows)
    for index in range(len(made) - 1):
        above, below = made[index], made[index + 1]
        if above.block is not None or below.block is not None:
            continue
        head, tail = _BROKEN_WORD.search(above.text), _WORD.match(below.text)
        if head and tail and len(below.text) > len(tail.group()):
            made[index] = _retext(above, above.text[:-1] + tail[1])
            made[index + 1] = _retext(below, below.text[tail.end() :])
    return made


def _retext(row: Row, text: str) -> Row:
    only = replace(row.pieces[0], text=text, x1=row.x1)
    return replace(row, pieces=(only,))
