"""Running headers, footers and page numbers: what stands at one place of many pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.formats.pdf_lines import Row

_MARGIN = 0.13
"""Share of the page's height, at its top and bottom, in which headers and footers stand."""

_OUTERMOST = 3
_FEWEST_PAGES = 3
_SHARE = 0.5
_CHAPTER_RUN = 3
_PLACE = 6.0
_PAGE_NUMBER = re.compile(
    r"^[-－—–~〜\s]*(?:[pPＰ]\.?\s*|ページ\s*)?[0-9０-９]{1,4}(?:\s*[/／]\s*[0-9０-９]{1,4})?(?:\s*(?:ページ|頁))?[-－—–~〜\s]*$"
)
_END_NUMBERS = re.compile(r"^[0-9０-９]{1,4}\s+|\s+[0-9０-９]{1,4}$")
_DIGITS = re.compile(r"[0-9０-９]+")


@dataclass(frozen=True)
class MarginLine:
    """A line in a page's margin: which page and row it is, and what makes it the same elsewhere."""

    page: int
    row: int
    text: str
    place: int
    size: float

    @property
    def shape(self) -> str:
        """Its text with every number alike."""
        return _DIGITS.sub("0", "".join(self.text.split()))

    @property
    def without_page(self) -> str:
        """Its text without a number at its start or end."""
        return _END_NUMBERS.sub("", self.text)


def running_rows(
    pages: Sequence[tuple[float, Sequence[Row]]], body_size: float
) -> set[tuple[int, int]]:
    """The (page, row) of the headers, footers and page numbers among the rows of all pages.

    Args:
        pages: each page's height and its rows.
        body_size: the size of most of the document's letters.
    """
    lines = [
        line
        for index, (height, rows) in enumerate(pages)
        for line in _margin_lines(index, height, rows)
    ]
    running = {(line.page, line.row) for line in lines if _PAGE_NUMBER.match(line.text)}
    if len(pages) < _FEWEST_PAGES:
        return running
    for same in _grouped(lines, lambda line: line.shape):
        on = {line.page for line in same}
        if len(on) >= max(_FEWEST_PAGES, _SHARE * len(pages)) or _on_one_side(on, len(pages)):
            running |= {(line.page, line.row) for line in same}
    for same in _grouped(lines, lambda line: line.without_page):
        small = [line for line in same if line.size <= 1.05 * body_size]
        if _longest_run({line.page for line in small}) >= _CHAPTER_RUN:
            running |= {(line.page, line.row) for line in small}
    return running


def _margin_lines(page: int, height: float, rows: Sequence[Row]) -> Iterable[MarginLine]:
    texts = [(index, row) for index, row in enumerate(rows) if row.block is None]
    by_height = sorted(texts, key=lambda item: item[1].bottom)
    for index, row in {*by_height[:_OUTERMOST], *by_height[-_OUTERMOST:]}:
        if row.bottom <= _MARGIN * height or row.top >= (1 - _MARGIN) * height:
            yield MarginLine(page, index, row.text, round(row.bottom / _PLACE), row.size)


def _grouped(lines: list[MarginLine], key: Callable[[MarginLine], str]) -> list[list[MarginLine]]:
    """Lines with one key at one height, give or take a rounding."""
    groups: dict[tuple[str, int], list[MarginLine]] = defaultdict(list)
    for line in lines:
        text = key(line)
        place = line.place
        for near in (place - 1, place + 1):
            if (text, near) in groups:
                place = near
                break
        groups[text, place].append(line)
    return list(groups.values())


def _on_one_side(pages: set[int], n_pages: int) -> bool:
    """Whether a line stands on most left-hand pages, or most right-hand ones."""
    sides = [{page for page in pages if page % 2 == side} for side in (0, 1)]
    return any(
        len(on) == len(pages) and len(on) >= max(_FEWEST_PAGES, _SHARE * n_pages / 2)
        for on in sides
    )


def _longest_run(pages: set[int]) -> int:
    """The most pages in a row, or every other page in a row."""
    best = 0
    for step in (1, 2):
        for page in pages:
            if page - step in pages:
                continue
            length = 1
            while page + step * length in pages:
                length += 1
            best = max(best, length)
    return best
