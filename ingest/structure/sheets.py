"""Labels that come again on sheet after sheet (個別事業シート): 事業名, 目的, 概要, 現状, each above its
text or before its value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.structure.headings import mark_of
from ingest.structure.lines import Line, LineKind

_LABEL = re.compile(
    r"^[ \u3000]*(?P<label>(?=\S{0,9}(?:目的|概要|内容|現状|課題|効果|目標|指標|担当|所管|備考|計画|経費|予算|費|対象"
    r"|方法|工程|スケジュール|実績|方針|方向性|名))[一-龥々ァ-ヶーA-ZＡ-Ｚ][一-龥々ぁ-んァ-ヶー・／A-ZＡ-Ｚ]{1,9}"
    r"(?:[(（][^)）\s]{1,6}[)）])?)(?:[ \u3000]+(?=\S)|[ \u3000]*$)"
)
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


def find_sheets(lines: Sequence[Line], left_out: Collection[int]) -> Sheets:
    """Look for the labels of sheets.

    Args:
        lines: all lines.
        left_out: numbers of those that are no text: of the table of contents, running headers.
    """
    places: dict[str, list[int]] = defaultdict(list)
    above: set[int] = set()
    for number, line in enumerate(lines):
        if line.kind is not LineKind.PLAIN or number in left_out or mark_of(line.text):
            continue
        if found := _LABEL.match(line.text):
            places[found["label"]].append(number)
            if found.end() == len(line.text):
                above.add(number)
    labels = {label: at for label, at in places.items() if len(at) >= _SHEETS}
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
