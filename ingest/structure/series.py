"""Headings that a document numbers under a word of its own: アクション01, アクション02, … over pages; or by a code
of three figures: 101, 102, …, 201.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence

from ingest.numerals import KANJI_NUMERALS
from ingest.structure.headings import mark_of, may_be_heading
from ingest.structure.lines import Line, LineKind

_NUMBERED = re.compile(
    r"^[ \u3000]*(?P<word>[一-龥々ァ-ヴーA-Za-zＡ-Ｚａ-ｚ](?:[一-龥々ァ-ヴーA-Za-zＡ-Ｚａ-ｚ]|の(?=[一-龥々ァ-ヴー])){1,11}?)[ \u3000]?(?:[№＃#][ \u3000]?|(?:No|NO|Ｎｏ|ＮＯ)[.．]?[ \u3000]?)?(?P<number>(?:その|(?:[Ⅰ-ⅩIVX]{1,4}|[A-ZＡ-Ｚ])[-－‐])?[0-9０-９]{1,2}|その[一二三四五六七八九十])"
    r"(?:[ \u3000]+|[:：.．、][ \u3000]*)(?=[^0-9０-９\s])"
)
_CODED = re.compile(
    r"^[ \u3000]*(?P<number>[0-9０-９]{3})[ \u3000]+(?=[^0-9０-９\s年月日件人名台円％%:：,，.．])"
)
_CODE = "code"
"""What stands for the word of headings that have none but their code."""

_NEVER = re.compile(
    r"(?:図|表|図表|写真|グラフ|画像|注|脚注|ページ|頁|スライド|令和|平成|昭和|大正|明治|西暦|意見|質問|設問|問|回答)$"
)
"""Words that number pictures, years and answers, and head nothing."""

_FEWEST = 3
"""So many numbers in a row make a series."""

_HEADING_SHARE = 0.5
"""The share of its lines that stand above something else than the next one of the series."""


def find_series(
    lines: Sequence[Line], below: Sequence[Line | None], left_out: Collection[int]
) -> dict[int, str]:
    """The word of each line that is one of a series of headings, by the line's number.

    Args:
        lines: all lines.
        below: for every line, the next one that is read.
        left_out: numbers of those that are no text: of the table of contents, running headers.
    """
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.kind is LineKind.PLAIN and at not in left_out and (one := _numbered(line.text)):
            word, number = one
            if word != _CODE or _begins_anew(lines, at):
                found[word].append((at, number))
    series: dict[int, str] = {}
    for word, places in found.items():
        ascending = _codes_ascending(places) if word == _CODE else _ascending(places)
        runs = [run for run in ascending if _heads(word, run, below)]
        if any(len(run) >= _FEWEST for run in runs):
            series |= {at: word for run in runs for at in run}
    return series


def _begins_anew(lines: Sequence[Line], at: int) -> bool:
    """Whether a line does not go on with the sentence above it."""
    above = lines[at - 1] if at else None
    return above is None or above.kind is not LineKind.PLAIN or above.text.rstrip().endswith("。")


def _numbered(text: str) -> tuple[str, int] | None:
    """The word and the number that a line begins with, unless it is marked in another way."""
    if not may_be_heading(text) or mark_of(text):
        return None
    if coded := _CODED.match(text):
        return _CODE, int(coded["number"])
    found = _NUMBERED.match(text)
    if found is None:
        return None
    word = unicodedata.normalize("NFKC", found["word"])
    number = re.split(r"その|[-－‐]", found["number"])[-1]
    value = KANJI_NUMERALS.index(number) if number in KANJI_NUMERALS else int(number)
    return None if _NEVER.search(word) else (word, value)


def _ascending(places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The lines of each run whose numbers go up one by one from 1, as they begin again in each chapter.

    A number that is out of its order (in an overview, in a table) is of none.
    """
    runs: list[list[int]] = []
    for at, number in places:
        if number == 1:
            runs.append([at])
        elif runs and number == len(runs[-1]) + 1:
            runs[-1].append(at)
    return runs


def _codes_ascending(places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The lines of each run of codes that go up, from one block of them (101, 102) to the next (201)."""
    numbers = {number for _, number in places}
    places = [
        (at, number)
        for at, number in places
        if number // 100 * 100 + 1 in numbers
        and (number % 100 == 1 or numbers & {number - 1, number - 2, number + 1})
    ]
    runs: list[list[int]] = []
    last = 0
    for at, number in places:
        if not runs or number <= last:
            runs.append([])
        runs[-1].append(at)
        last = number
    return runs


def _heads(word: str, run: Sequence[int], below: Sequence[Line | None]) -> bool:
    """Whether the lines of a run head text, most of them at least, and are no list by themselves."""
    heads = [at for at in run if not _goes_on(word, below[at])]
    return len(run) > 1 and len(heads) >= max(_HEADING_SHARE * len(run), 2)


def _goes_on(word: str, line: Line | None) -> bool:
    """Whether a line is of the same series: then they are items of a list."""
    one = _numbered(line.text) if line is not None else None
    return one is not None and one[0] == word
