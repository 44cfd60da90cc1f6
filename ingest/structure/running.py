"""What stands on every page and belongs to none: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.normalize import squeeze
from ingest.structure.lines import Line, LineKind

_PAGE_NUMBER = re.compile(r"^(?:[-－—]?\s*(?:[PpＰ]\.?\s*)?[0-9０-９]{1,3}\s*[-－—]?|NEW)$")
_OFTEN = 3
"""So often a line stands beside a page's number before it is taken for a running one."""

_LONGEST = 40
"""Characters of a running line, at most."""


def is_page_number(line: Line) -> bool:
    """Whether a line is nothing but a page's number."""
    return bool(_PAGE_NUMBER.match(line.text.strip()))


def running_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that stand beside the page's number again and again."""
    beside: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lines):
        if is_page_number(line):
            for step in (-1, 1):
                near = _next_filled(lines, number, step)
                if near is not None and _may_run(lines[near]):
                    beside[squeeze(lines[near].text)].add(near)
    return frozenset(
        number for numbers in beside.values() if len(numbers) >= _OFTEN for number in numbers
    )


def _next_filled(lines: Sequence[Line], number: int, step: int) -> int | None:
    at = number + step
    while 0 <= at < len(lines) and lines[at].kind is LineKind.BLANK:
        at += step
    return at if 0 <= at < len(lines) else None


def _may_run(line: Line) -> bool:
    text = line.text.strip()
    return line.kind is LineKind.PLAIN and len(text) <= _LONGEST and not text.endswith("。")
