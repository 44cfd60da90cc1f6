"""Chinese numerals before a counter as Arabic ones: 三つ and 3つ are one number."""

from __future__ import annotations

import re

_VALUES = {char: number for number, char in enumerate("〇一二三四五六七八九")}
_COUNTERS = "つ|回|人(?!ひとり|材)|名|本柱|段階|種類|年間|[か箇カヶヵ][月年所]|点|項目|団体|割|課題|分野|件|台"
_NUMERAL = re.compile(rf"(?<![一-龥])(?P<digits>[一二三四五六七八九十]{{1,3}})(?={_COUNTERS})")


def arabic(text: str) -> str:
    """``text`` with the Chinese numerals that count something written in Arabic ones."""
    return _NUMERAL.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    digits = found["digits"]
    if "十" not in digits:
        return str(int("".join(str(_VALUES[char]) for char in digits)))
    tens, _, ones = digits.partition("十")
    return str(10 * (_VALUES.get(tens, 1) if tens else 1) + (_VALUES[ones] if ones else 0))
