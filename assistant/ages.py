"""Whether a text speaks of people of an age: 30代, 65歳以上, 18歳から39歳まで, 若者."""

from __future__ import annotations

import re

_DECADE = 10
_OLD_FROM, _YOUNG_UNTIL = 60, 30
_GROWN_UP = 50
"""From here on 65歳以上 says something of those of an age; 18歳以上 are all."""

_OLD, _YOUNG = (
    re.compile(r"高齢|シニア|お年寄り|老年|老人|シルバー|後期"),
    re.compile(r"若|青年|子育て"),
)
_ANY = re.compile(r"世代|年齢を問わ|年代別|年齢別")
_RANGE = re.compile(
    r"(?<![0-9])(?P<from>[0-9]{1,2})\s?歳?代?\s?(?:[~〜～-]|から)\s?(?P<to>[0-9]{1,2})\s?(?P<unit>歳|代)"
)
_BOUND = re.compile(r"(?<![0-9])(?P<age>[0-9]{1,2})\s?(?:歳|代)(?P<way>以上|以下|未満)?")
_SEVERAL = 2
"""So many ages that are named are those that a text tells of, whatever it says of all."""


def speaks_of_age(text: str, age: int) -> bool:
    """Whether a normalised text speaks of people in the ten years from ``age`` on.

    65歳以上 speaks of those in their sixties and seventies, but 18歳以上 of no age in particular.
    """
    if _ANY.search(text) and len(_BOUND.findall(text)) < _SEVERAL:
        return True
    if (age >= _OLD_FROM and _OLD.search(text)) or (age <= _YOUNG_UNTIL and _YOUNG.search(text)):
        return True
    for found in _RANGE.finditer(text):
        last = int(found["to"]) + (_DECADE - 1 if found["unit"] == "代" else 0)
        if int(found["from"]) < age + _DECADE and age <= last:
            return True
    return any(_reaches(found, age) for found in _BOUND.finditer(text))


def tells_from_age(text: str, age: int) -> bool:
    """Whether a normalised text tells apart those from an age on: by its number, or by a word for
    the old.
    """
    if age >= _OLD_FROM and _OLD.search(text):
        return True
    return bool(re.search(rf"(?<![0-9]){age}\s?(?:[歳才代]|[~〜-])", text))


def _reaches(found: re.Match[str], age: int) -> bool:
    bound = int(found["age"])
    if found["way"] == "以上":
        return (_GROWN_UP if bound >= _GROWN_UP else age) <= bound < age + _DECADE
    if found["way"]:
        return age < bound < age + 2 * _DECADE
    return age <= bound < age + _DECADE
