"""Numbers in one notation, for search and comparison: 5千人, 五千人 and 5,000人 are 5000人."""

from __future__ import annotations

import re
from decimal import Decimal

KANJI_NUMERALS = "〇一二三四五六七八九十"
"""Zero to ten, each in its place."""

_DIGITS = {digit: value for value, digit in enumerate(KANJI_NUMERALS[:10])}
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_LONGEST = 20
"""Characters; no number in words is longer."""

_KANJI = "一-龥々"
_GROUPED = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?!,[0-9])")
_SCALED = re.compile(
    r"(?<![0-9.,A-Za-z第])[0-9]+(?:\.[0-9]+)?[百千万億兆](?:[0-9百千万億兆]{0,18}[百千万億兆])?[0-9]*"
)
_COUNTERS = (
    r"人(?!ひとり|一人|口|材|権|事|間|工|類|物)|名(?![称前簿目])|件(?!名)|台(?![帳風数])|回(?![答線復転収路])"
    r"|割(?![合引当り])|円|時間(?![帯外割軸])|[かヶケカヵ箇個](?:所|月|年|国)|団体|校(?![正区長])|社(?![会員])|店舗|棟"
    r"|世帯|冊|枚|倍|歳|年間|週間|日間|業務|手続き?|施設|事業所|拠点|講座|路線|地区|自治会|種類|項目|分間|文字|言語|か国"
)
# A number in words stands before a counter only, so that 一般, 三重県, 二次元 and 十分 stay words;
# and not after another kanji, so that 統一回答 and 第一回 do, except those that introduce a number.
_WORDS = re.compile(
    rf"(?:(?<![{_KANJI}〇0-9.,])|(?<=[約計各全毎延総年月週人])|(?<=平均)|(?<=最大))"
    rf"(?<!第)(?!(?<=一人)一人)([〇一二三四五六七八九十百千][〇一二三四五六七八九十百千万億兆]{{0,{_LONGEST}}})(?={_COUNTERS})"
)
_AFTER_SCALED = re.compile(rf"{_COUNTERS}|(?![{_KANJI}])")


def unify_numbers(text: str) -> str:
    """The numbers of a normalised text in Arabic digits without separators.

    Thousands separators go (30,000 -> 30000); 百, 千, 万, 億 and 兆 after digits are multiplied out
    (1億2千万円 -> 120000000円); a number in kanji becomes digits where a counter follows it
    (二十五人 -> 25人, 三割 -> 3割), and stays a word elsewhere. Idempotent.
    """
    if "," in text:
        text = _GROUPED.sub(lambda found: found.group().replace(",", ""), text)
    text = _SCALED.sub(_scaled, text)
    return _WORDS.sub(_in_words, text)


def _scaled(found: re.Match[str]) -> str:
    if not _AFTER_SCALED.match(found.string, found.end()):
        return found.group()
    value = _value(found.group())
    return found.group() if value is None else value


def _in_words(found: re.Match[str]) -> str:
    value = _value(found[1])
    return found.group() if value is None else value


def _value(number: str) -> str | None:
    """A number as its digits; None where it is none, such as 1千2千, or no whole number."""
    if all(char in _DIGITS for char in number) and len(number) > 1:
        return None if number.startswith("〇") else "".join(str(_DIGITS[char]) for char in number)
    total, rest = Decimal(0), number
    for sign, factor in reversed(_LARGE.items()):
        if rest.count(sign) > 1:
            return None
        head, found, tail = rest.partition(sign)
        if found:
            value = _below_ten_thousand(head)
            if not value:
                return None
            total, rest = total + value * factor, tail
    last = _below_ten_thousand(rest) if rest else Decimal(0)
    if last is None or (total + last) % 1:
        return None
    return str(int(total + last))


def _below_ten_thousand(number: str) -> Decimal | None:
    """「二千五百」, 「2千5百」, 「1.5」; None for what is no number."""
    total, rest = Decimal(0), number
    for sign, factor in reversed(_SMALL.items()):
        head, found, tail = rest.partition(sign)
        if found:
            one = _plain(head) if head else Decimal(1)
            if one is None:
                return None
            total, rest = total + one * factor, tail
    last = _plain(rest) if rest else Decimal(0)
    return None if last is None else total + last


def _plain(digits: str) -> Decimal | None:
    if len(digits) == 1 and digits in _DIGITS:
        return Decimal(_DIGITS[digits])
    return Decimal(digits) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits) else None
