"""Numbers that Word puts before headings and list items, which are not in the text itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_PLACEHOLDER = re.compile(r"%([1-9])")
_KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_HIGHEST = 10_000


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered.

    Attributes:
        style: Word's name: "decimal", "decimalEnclosedCircle", "bullet" …
        template: its text, with %1 for the number of the first level.
    """

    style: str
    template: str
    start: int = 1


@dataclass
class Numbering:
    """Counts the items of a document's lists.

    Attributes:
        levels: of each list (by its number), its levels.
    """

    levels: dict[str, dict[int, Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    """For each list, the definition whose count it goes on with."""

    def label(self, list_id: str, depth: int) -> str:
        """The label of the next item of a list, "-" for a bullet, "" for none."""
        level = self.levels.get(list_id, {}).get(depth)
        if level is None or level.style == "none":
            return ""
        if level.style == "bullet":
            return "-"
        counts = self.counts.setdefault(self.shared.get(list_id, list_id), {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _PLACEHOLDER.sub(
            lambda found: self._part(list_id, counts, int(found[1]) - 1), level.template
        ).strip()

    def _part(self, list_id: str, counts: dict[int, int], depth: int) -> str:
        level = self.levels[list_id].get(depth, Level("decimal", ""))
        return spelled(counts.get(depth, level.start), level.style)


def spelled(number: int, style: str) -> str:
    """A number in one of Word's number styles; in figures where the style is not known."""
    if not 0 < number < _HIGHEST:
        return str(number)
    spell = _STYLES.get(style)
    return (spell(number) if spell else "") or str(number)


def _letters(alphabet: str) -> Callable[[int], str]:
    return lambda number: alphabet[number - 1] if number <= len(alphabet) else ""


def _from(first: str, count: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= count else ""


def _circled(number: int) -> str:
    if number <= 20:
        return chr(ord("①") + number - 1)
    return chr(ord("㉑") + number - 21) if number <= 35 else ""


def _roman(number: int) -> str:
    if number <= 12:
        return chr(ord("Ⅰ") + number - 1)
    text = ""
    for value, letter in _ROMAN:
        text += letter * (number // value)
        number %= value
    return text


def _japanese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    text = ""
    for value, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            text += ("" if digit == 1 and name else digits[digit]) + name
    return text


_STYLES: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _from("ⅰ", 12)(number) or _roman(number).lower(),
    "upperLetter": _from("A", 26),
    "lowerLetter": _from("a", 26),
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _japanese,
    "japaneseLegal": _japanese,
    "ideographDigital": _japanese,
    "chineseCounting": _japanese,
    "aiueo": _letters(_KANA),
    "aiueoFullWidth": _letters(_KANA),
    "iroha": _letters(_IROHA),
    "irohaFullWidth": _letters(_IROHA),
}
