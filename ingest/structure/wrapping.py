"""Where a line ends what it says, and where it is only broken to fit the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.structure.lines import Line, LineKind

_INDENTED_BELOW, _NOUN_BELOW = 0.85, 0.6
"""What of a full line a line is narrower than that ends before an indented one, or with a noun."""

_SAME_WIDTH = 4
"""Columns by which wrapped lines differ."""

_MANY, _WITHIN = 5, 0.9
"""Of so many lines the widest tenth is no measure: a table's row runs over the page's edge."""

_INDENT = re.compile(r"\u3000(?=[^\s\u3000])")
_GOES_ON = re.compile(r"[ぁ-んァィゥェォッャュョー、。，．・」』）)\]］】〕〉]")
"""What a line begins with that goes on with the one before."""

_DIGIT_OR_BLANK = re.compile(r"[0-9０-９ \u3000]")
FIGURE_LINE = re.compile(
    r"[^。、]*[ \u3000][0-9０-９][0-9０-９,，.．]*[ \u3000]?[^\s。、0-9０-９]{0,4}\s*$"
)
"""A line that ends with a figure set apart: 待ち時間が長い 39.4％."""

_ENDS_OPEN = re.compile(r"[ぁ-ん、，・「『（(\[［【〔〈]$")
"""What a line ends with that another goes on with."""


class Wrapping:
    """How wide the lines are that stand together, and what that tells of their ends.

    Args:
        lines: all lines of the text.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._widths = [_width(line.text) for line in lines]
        self._full = _full_together(lines, self._widths)

    def ends_with(self, index: int) -> bool:
        """Whether a line that ends no sentence ends what it says, and the next begins something else.

        So it is where it has room left, compared with the lines that it stands with, and the next
        is indented as paragraphs are; or where it has much room left, ends with a noun or a figure,
        and the next does not begin like the end of a word.
        """
        line, following = self._lines[index].text, self._lines[index + 1].text
        if _ENDS_OPEN.search(line.rstrip()) or _GOES_ON.match(following.strip()):
            return False
        if self._widths[index] < _NOUN_BELOW * self._full[index]:
            return not self._is_narrow_column(index)
        room_left = self._widths[index] < _INDENTED_BELOW * self._full[index]
        return room_left and bool(_INDENT.match(following))

    def _is_narrow_column(self, index: int) -> bool:
        """Whether a line and the one below or above, of words alone, are as wide as each other: wrapped
        to a column of their own.
        """
        return any(
            0 <= number < len(self._lines)
            and self._lines[number].kind is LineKind.PLAIN
            and abs(self._widths[index] - self._widths[number]) <= _SAME_WIDTH
            and not _DIGIT_OR_BLANK.search(self._lines[number].text.strip())
            for number in (index + 1, index - 1)
        ) and not _DIGIT_OR_BLANK.search(self._lines[index].text.strip())

    def heads_text(self, index: int) -> bool:
        """Whether a line of one word or phrase stands above text, as a label or a term does."""
        below = index + 1
        is_full = self._widths[below] >= _INDENTED_BELOW * self._full[below]
        is_text = is_full or self._lines[below].text.rstrip().endswith("。")
        return is_text and not _DIGIT_OR_BLANK.search(self._lines[index].text.strip())


def _full_together(lines: Sequence[Line], widths: Sequence[int]) -> list[int]:
    """For every line, how wide a full one is of those that it stands with, no blank between them."""
    full_ones = [0] * len(lines)
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].kind is LineKind.PLAIN:
            continue
        if index > start:
            inside = sorted(widths[start:index])
            full = inside[int(_WITHIN * (len(inside) - 1))] if len(inside) >= _MANY else inside[-1]
            full_ones[start:index] = [full] * len(inside)
        start = index + 1
    return full_ones


def _width(text: str) -> int:
    """How many columns a text takes, two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text.rstrip())
