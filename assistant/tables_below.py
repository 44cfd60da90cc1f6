"""The rows of a table that a sentence announces, or whose caption it is: 図表６－２ 先送り・取りやめとした取組."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.normalize import normalize
from ingest.units import Unit

_CAPTION = re.compile(r"[<(\[【■◆●]?\s*(?:図表|表|図)\s?[0-9一二三四五六七八九]")
_POINTS_ON = re.compile(
    r"(?<![一-龥0-9])(?:(?:次|以下|下記|下)の(?:表|とおり|通り|取組|取り組み|事業|施策|項目|もの|業務|手続|課題|指標|体制)(?![一-龥])"
    r"|次に掲げる|下表|以下に(?:示|掲))"
)


def rows_below(unit: Unit, around: Sequence[Unit]) -> list[Unit]:
    """The rows of the table that follows a caption, or a sentence that points on to it; [] for none.

    Args:
        unit: what may be the one or the other.
        around: all units of its document, in the order of the text.
    """
    if unit.kind != "sentence":
        return []
    text = normalize(unit.quote)
    if not (_CAPTION.match(text) or _POINTS_ON.search(text)):
        return []
    after = (other for other in around if other.order > unit.order)
    rows: list[Unit] = []
    for number, other in enumerate(after):
        if other.section != unit.section:
            break
        if other.kind != "row":
            if number == 0 and _CAPTION.match(normalize(other.quote)):
                continue
            break
        if rows and other.group != rows[0].group:
            break
        rows.append(other)
    return rows
