"""Labels that come again on sheet after sheet (個別事業シート): 事業名, 目的, 概要, 現状, each above its
text or before its value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.fiscal import YEAR_ALONE
from ingest.structure.headings import mark_of
from ingest.structure.lines import Line, LineKind

_LABEL = re.compile(
    r"^[ \u3000]*(?P<label>(?=\S{0,9}(?:目的|概要|内容|現状|課題|効果|目標|指標|担当|所管|備考|計画|経費|予算|費|対象"
    r"|方法|工程|スケジュール|実績|方針|方向性|名))[一-龥々ァ-ヶーA-ZＡ-Ｚ][一-龥々ぁ-んァ-ヶー・／A-ZＡ-Ｚ]{1,9}"
    r"(?:[(（][^)）\s]{1,6}[)）])?)(?:[ \u3000]+(?=\S)|[ \u3000]*$)"
)
_SHORT_LINE = re.compile(
    r"^[ \u3000]*(?P<label>[一-龥々ァ-ヶA-ZＡ-Ｚこねそ][一-龥々ぁ-んァ-ヶー・／A-ZＡ-Ｚ]{1,9})(?:[ \u3000]{2,}(?=\S)|[ \u3000]*$)"
)
"""A line that may be a label, whatever its word, or begin with one."""

_VALUE = re.compile(
    r"^(?:本格)?(?:検討|実施|継続|運用|導入|開始|試行|拡大|推進|準備|調査|見直し|完了|未定|同上|構築|設計|移行|改善|充実|達成|検証)|(?:検討|実施|開始|導入|検証|試行)$"
)
"""What stands under a year, and is no label."""

_TEXT = re.compile(r"[ \u3000]+\S|[・○●◎◆◇■□▶①-⑳（(※\-]|[RＲ0-9０-９]")
_LONGEST_VALUE = 14

_NAME = re.compile(
    r"(?:個別|具体的な)?(?:事業|施策|取組|取り組み|プロジェクト|業務|項目)?(?:名|名称)$"
)
"""The label of a sheet's name."""

_SHEETS, _LABELS = 3, 3
"""So many sheets make labels of what they share, and so many labels make sheets."""


@dataclass(frozen=True)
class Sheets:
    """Where the labels of sheets stand.

    Attributes:
        above: numbers of the lines that are a label alone; its text is below.
        before: those that begin with a label; its value follows on the line.
        names: of both, those whose label says that the sheet's name follows.
    """

    above: frozenset[int] = frozenset()
    before: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()


def find_sheets(
    lines: Sequence[Line], left_out: Collection[int], titles: Collection[int] = ()
) -> Sheets:
    """Look for the labels of sheets.

    Args:
        lines: all lines.
        left_out: numbers of those that are no text: of the table of contents, running headers.
        titles: numbers of those that are known for titles of sheets (取組番号 №３).
    """
    places: dict[str, list[int]] = defaultdict(list)
    above: set[int] = set()
    for number, line in enumerate(lines):
        if line.kind is not LineKind.PLAIN or number in left_out or mark_of(line.text):
            continue
        if number and YEAR_ALONE.match(lines[number - 1].text):
            continue
        if found := _LABEL.match(line.text):
            places[found["label"]].append(number)
            if found.end() == len(line.text):
                above.add(number)
    labels = {label: at for label, at in places.items() if len(at) >= _SHEETS}
    if len(labels) >= _LABELS:
        starts = sorted(titles) if len(titles) >= _SHEETS else max(labels.values(), key=len)
        more = _once_a_sheet(lines, left_out, starts, frozenset(above))
        for label, at in more.items():
            labels.setdefault(label, at)
            above |= {number for number in at if _is_alone(lines[number].text)}
    labelled = frozenset(
        number
        for at in labels.values()
        for number in at
        if not any(word in labels for word in lines[number].text.split()[1:])
    )
    if len(labels) < _LABELS or not labelled & above:
        return Sheets()
    names = labelled & {n for label, at in labels.items() if _NAME.match(label) for n in at}
    return Sheets(labelled & above, labelled - above, names)


def _once_a_sheet(
    lines: Sequence[Line],
    left_out: Collection[int],
    starts: Sequence[int],
    labels: Collection[int],
) -> dict[str, list[int]]:
    """What short lines, or beginnings of lines, stand in at least three sheets, once in each, and nowhere else.

    Args:
        lines, left_out: as of ``find_sheets``.
        starts: for each sheet the number of its title, or of the same one of its labels.
        labels: numbers of the lines that are known labels alone, whose value is below.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number in range(starts[0], len(lines)):
        line, above = lines[number], lines[number - 1] if number else None
        if line.kind is not LineKind.PLAIN or number in left_out or mark_of(line.text):
            continue
        found = _SHORT_LINE.match(line.text)
        if found is None or _VALUE.search(found["label"]):
            continue
        if above is not None and (YEAR_ALONE.match(above.text) or number - 1 in labels):
            continue
        places[found["label"]].append(number)
    return {
        label: at
        for label, at in places.items()
        if len(at) >= _SHEETS
        and len({bisect_right(starts, number) for number in at}) == len(at)
        and all(_has_text(lines, number) for number in at)
    }


def _has_text(lines: Sequence[Line], number: int) -> bool:
    """Whether behind or below a line stands what it may be the label of: below a text that is indented, long, or
    begins with a mark or a figure.
    """
    if not _is_alone(lines[number].text):
        return True
    below = lines[number + 1] if number + 1 < len(lines) else None
    return (
        below is not None
        and below.kind is LineKind.PLAIN
        and bool(_TEXT.match(below.text) or len(below.text.strip()) > _LONGEST_VALUE)
    )


def _is_alone(text: str) -> bool:
    found = _SHORT_LINE.match(text)
    return found is not None and found.end() == len(text)
