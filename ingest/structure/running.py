"""What stands on every page and belongs to none: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.normalize import normalize, squeeze
from ingest.structure.headings import mark_of
from ingest.structure.lines import Line, LineKind

_PAGE_NUMBER = re.compile(r"^(?:[-－—]?\s*(?:[PpＰ]\.?\s*)?[0-9０-９]{1,3}\s*[-－—]?|NEW)$")
_FOOTER = re.compile(
    r"(?P<text>\S[^。]{1,39}?)[ \u3000]{0,4}(?:[-－―—][ \u3000]{0,2}(?P<page>[0-9０-９]{1,3})[ \u3000]{0,2}[-－―—]"
    r"|[|｜][ \u3000]{0,2}(?P<last>[0-9０-９]{1,3}))"
)
"""A title with the page's number behind it: 推進計画 － 5 －."""

_OFTEN, _SHARE = 3, 0.4
"""So often, and beside such a share of the pages' numbers, stands what runs over the pages."""

_WANTS = re.compile(r"[】〕］\]:：]\s*$|(?:担当|所管|主管|部署|課名)\s*$")
"""What ends a line whose value stands below it."""

_ENDS = re.compile(r"(?P<left>\S[^。]{3,39}?)[ \u3000]{4,}\S")

_LABEL = re.compile(r"[【〔［\[(（]|\S{1,8}(?:[：:]|[ \u3000]{1,3}\S{1,20}[課室部局]$)")
"""What says something of the text above it: 担当課：情報政策課."""

_LONGEST = 40
"""Characters of a running line, at most; those that set its two ends apart do not count."""

_ELSEWHERE = 1
"""Places beside no page's number where what runs over the pages of one chapter stands too, at most: above it."""


def is_page_number(line: Line) -> bool:
    """Whether a line is nothing but a page's number."""
    return bool(_PAGE_NUMBER.match(line.text.strip()))


def running_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that stand beside the page's number again and again."""
    beside: dict[str, dict[int, int]] = defaultdict(dict)
    pages = [number for number, line in enumerate(lines) if is_page_number(line)]
    for number in pages:
        for step in (-1, 1):
            near = _next_filled(lines, number, step)
            if near is not None and _may_run(lines[near]):
                beside[squeeze(lines[near].text)][near] = _value(lines[number])
    fewest = max(_OFTEN, _SHARE * len(pages))
    places = Counter(squeeze(line.text) for line in lines if line.kind is LineKind.PLAIN)
    running = frozenset(
        near
        for text, found in beside.items()
        if _runs(found, lines, fewest, places[text])
        for near in found
    )
    titles = {_left(lines[number]) for number in running} - {""}
    alike = (near for found in beside.values() for near in found if _left(lines[near]) in titles)
    return _numbered_footers(lines) | running | frozenset(alike)


def _runs(found: dict[int, int], lines: Sequence[Line], fewest: float, n_places: int) -> bool:
    """Whether the same text, with the number of the page beside each of its lines, runs over the pages: over a share of
    them all, or over those of one chapter and nowhere else, and then it is not what a label above it wants.
    """
    pages = [found[near] for near in sorted(found)]
    if not _ascend(pages):
        return False
    if len(found) >= fewest:
        return True
    follow = all(second == first + 1 for first, second in pairwise(pages))
    wanted = (lines[near - 1] for near in found if near)
    return (
        follow
        and _OFTEN <= n_places - _ELSEWHERE <= len(found)
        and not any(_WANTS.search(line.text) for line in wanted)
    )


def _left(line: Line) -> str:
    """What stands at the left end of a line whose two ends are set apart: the plan's title beside the chapter's."""
    found = _ENDS.match(line.text.strip())
    return squeeze(found["left"]) if found else ""


def _numbered_footers(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that are the same again and again but for the page's number at their end."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(lines):
        match = _FOOTER.fullmatch(line.text.strip()) if line.kind is LineKind.PLAIN else None
        if match:
            page = int(normalize(match["page"] or match["last"]))
            found[squeeze(match["text"])].append((number, page))
    return frozenset(
        number
        for places in found.values()
        if len(places) >= _OFTEN and _ascend([page for _, page in places])
        for number, _ in places
    )


def _value(line: Line) -> int:
    digits = re.sub(r"[^0-9]", "", normalize(line.text))
    return int(digits) if digits else 0


def _ascend(values: Sequence[int]) -> bool:
    return all(first < second for first, second in pairwise(values))


def _next_filled(lines: Sequence[Line], number: int, step: int) -> int | None:
    at = number + step
    while 0 <= at < len(lines) and lines[at].kind is LineKind.BLANK:
        at += step
    return at if 0 <= at < len(lines) else None


def _may_run(line: Line) -> bool:
    text = line.text.strip()
    return (
        line.kind is LineKind.PLAIN
        and len(squeeze(text)) <= _LONGEST
        and not text.endswith("。")
        and mark_of(text) is None
        and not _LABEL.match(text)
    )
