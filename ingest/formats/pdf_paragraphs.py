"""Where a paragraph ends between two lines of a PDF page: a blank line, or only a line break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.formats.pdf_lines import Row

BLANK, BREAK = "\n\n", "\n"

_LARGER = 1.12
_WIDER = 1.3
_JUMP = 3.2
_INDENT = 0.7
_SHORT, _VERY_SHORT = 3.0, 8.0
_REACHES = 3.0
_ENDS = re.compile(r"[。．！？!?」』）)】\]]$")
_OPEN = re.compile(r"[、，,・の]$")
_STARTS_ITEM = re.compile(
    r"^(?:[-○●◎◇◆□■▼▶➤➢✓✔•・※→⇒①-⑳㉑-㉟#]|第[0-9０-９一二三四五六七八九十]+[部編章節項]|"
    r"[(（]?[0-9０-９ア-ンⅠ-Ⅻ]{1,3}[)）.．、　 ])"
)


def usual_pitch(rows: Sequence[Row]) -> float:
    """The usual distance of baselines on a page, in em of the lower line; 1.7 if nothing says so."""
    pitches = [
        (below.bottom - above.bottom) / below.size
        for above, below in pairwise(rows)
        if 0.8 * below.size < below.bottom - above.bottom < 2.4 * below.size
    ]
    return median(pitches) if len(pitches) > 2 else 1.7


def right_margins(rows: Sequence[Row], pitch: float) -> list[float]:
    """For each line, how far the lines that belong together with it reach."""
    margins: list[float] = []
    start = 0
    for index in range(len(rows)):
        last = index == len(rows) - 1
        if last or _apart(rows[index], rows[index + 1], pitch):
            margin = max(row.x1 for row in rows[start : index + 1])
            margins += [margin] * (index + 1 - start)
            start = index + 1
    return margins


def separators(rows: Sequence[Row], pitch: float) -> list[str]:
    """What stands between each line and the next one of a page."""
    margins = right_margins(rows, pitch)
    breaks = []
    for index, (above, below) in enumerate(pairwise(rows)):
        if below.bottom <= above.bottom or below.bottom - above.bottom > _JUMP * below.size:
            joins = goes_on(above, below, margins[index], margins[index + 1])
            breaks.append(BREAK if joins and below.bottom <= above.bottom else BLANK)
        elif _apart(above, below, pitch) or _ends_paragraph(above, below, margins[index]):
            breaks.append(BLANK)
        else:
            breaks.append(BREAK)
    return breaks


def goes_on(above: Row, below: Row, margin: float, margin_below: float) -> bool:
    """Whether a sentence at the end of a column or page goes on at the start of the next."""
    text, more = above.text, below.text
    if _ENDS.search(text) or "\t" in text + more or _STARTS_ITEM.match(more):
        return False
    ratio = above.size / below.size
    return (
        1 / _LARGER < ratio < _LARGER
        and margin - above.x1 <= _REACHES * above.size
        and above.x1 - above.x0 >= 12 * above.size
        and margin_below - below.x0 >= 0.6 * (margin - above.x0)
    )


def _apart(above: Row, below: Row, pitch: float) -> bool:
    ratio = max(above.size, below.size) / min(above.size, below.size)
    return ratio > _LARGER or not 0 < below.bottom - above.bottom <= _WIDER * pitch * below.size


def _ends_paragraph(above: Row, below: Row, margin: float) -> bool:
    """By indentation, or because the upper line ends well before the margin."""
    missing = (margin - above.x1) / above.size
    indent = (below.x0 - above.x0) / above.size
    if "\t" in above.text or "\t" in below.text or _STARTS_ITEM.match(below.text):
        return False  # rows of a table, and items: the structure reader tells them apart
    if _ENDS.search(above.text) and (missing >= _SHORT or indent >= _INDENT):
        return True
    return missing >= _VERY_SHORT and not _OPEN.search(above.text)
