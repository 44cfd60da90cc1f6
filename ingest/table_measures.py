"""What a table's figures are counted in, where a line above it says so once for all: （単位：千円）."""

from __future__ import annotations

import re
from bisect import bisect_right

from ingest.normalize import normalize
from ingest.structure.records import Span, Structure

_STATED = re.compile(
    r"[(（〔\[［](?:[^()（）〔〕\[\]［］\n]{0,24}[、，, \u3000])?単位[ \u3000]?[:：]?[ \u3000]?(?<=[:： \u3000])[^()（）〔〕\[\]［］\n]{1,12}[)）〕\]］]"
    r"|^[ \u3000]*単位[:：][ \u3000]?[^\s、。]{1,8}[ \u3000]*$",
    re.MULTILINE,
)
_MEASURE = re.compile(r"単位\s?:?\s?([^()〔〕\[\]]{1,12})")
_REACH, _APART = 300, 40
"""Characters above a table that are looked at; of other text that may stand between."""

_CAPTION = re.compile(r"^[ \u3000|<>a-z]*(?:図|表|資料|グラフ)[ \u3000]?[0-9０-９]", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>|[\s|\u3000:-]")


def measures_of(text: str, structure: Structure) -> dict[int, Span]:
    """For each table, by the number of its group, the span that says what its figures are counted in.

    A row without a group is a table of its own, and stands under the number -1 - its start.
    """
    rows = [block for block in structure.blocks if block.kind == "row"]
    starts: dict[int, int] = {}
    for row in rows:
        start = min(row.span.start, row.header.start if row.header else row.span.start)
        table = table_of(row.group, row.span.start)
        starts[table] = min(start, starts.get(table, start))
    # The end of a table, and the beginning of a heading, part what is said above from what is below.
    ends = sorted(
        [
            *(row.span.end for row in rows),
            *(section.heading.start for section in structure.sections if section.path),
        ]
    )
    found = {}
    for table, start in starts.items():
        before = bisect_right(ends, start)
        found[table] = _stated_above(text, ends[before - 1] if before else 0, start)
    return {table: span for table, span in found.items() if span is not None}


def table_of(group: int | None, start: int) -> int:
    """The number under which the table of a row is known."""
    return -1 - start if group is None else group


def measure_in(quote: str) -> str:
    """The measure that such a span states, normalised: 千円; "" for none."""
    found = _MEASURE.search(normalize(quote))
    return found[1].strip() if found else ""


def _stated_above(text: str, end: int, start: int) -> Span | None:
    """The nearest statement between an end and the start of a table, unless a sentence, a caption or
    more stands between it and the table.
    """
    first = max(start - _REACH, end)
    stated = list(_STATED.finditer(text, first, start))
    if not stated:
        return None
    last = stated[-1]
    between = _TAG.sub("", text[last.end() : start]).removeprefix("。")
    captioned = _CAPTION.search(text, last.end(), start)
    if len(between) > _APART or "。" in between or captioned:
        return None
    return Span(*last.span())
