"""Which of several cases a question asks about (平日, 小学校, 第3回), where what was found tells another alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.demand import Statement
from assistant.question import Question
from ingest.normalize import normalize
from ingest.numerals import KANJI_NUMERALS

_WRITTEN: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        (r"本庁", r"\bhead office\b|\bmain office\b"),
        (r"区役所", r"\bward offices?\b"),
        (r"支所|出張所", r"\bbranch offices?\b"),
        (r"出先(?:機関)?", r"\boutlying offices?\b"),
    ),
    (
        (r"小学校|小・?中", r"\b(?:elementary|primary) schools?\b"),
        (r"中学校|小中", r"\bjunior high(?: schools?)?\b|\bmiddle schools?\b"),
        (r"高校|高等学校", r"(?<!junior )\bhigh schools?\b"),
        (r"幼稚園", r"\bkindergartens?\b"),
        (r"保育[園所]", r"\bnurser(?:y|ies)\b|\bday ?care\b"),
    ),
    (
        (r"管理職", r"\bmanagers\b|\bmanagement staff\b"),
        (r"一般職(?:員)?", r"\brank-and-file\b|\bregular staff\b"),
        (r"会計年度任用職員", r"\bfiscal[- ]year appointees\b"),
        (r"新(?:規)?採用(?:職員|者)?", r"\bnew (?:hires|recruits)\b"),
    ),
    (
        (r"平日", r"\bweekdays?\b"),
        (r"土日|週末|休日|祝日|土曜|日曜", r"\bweekends?\b|\bholidays?\b"),
    ),
    ((r"午前", r"\bmorning\b"), (r"午後", r"\bafternoon\b")),
    ((r"上半期", r"\bfirst half of\b"), (r"下半期", r"\bsecond half of\b")),
    (
        (r"個人(?!情報|番号)", r"\bindividuals\b"),
        (r"法人|企業|事業者|会社|団体", r"\bcorporations\b|\bcompanies\b"),
    ),
    ((r"県道", r"\bprefectural roads?\b"), (r"市道|町道", r"\b(?:city|town|municipal) roads?\b")),
    ((r"夏(?:季|期|場)?", r"\bsummer\b"), (r"冬(?:季|期|場)?", r"\bwinter\b")),
    ((r"昼間|日中", r"\bdaytime\b"), (r"夜間", r"\bat night\b|\bnight-?time\b")),
)
"""Cases that exclude each other, in Japanese and in English."""

_NOT_IT = r"(?!舎?(?:以外|を除|の外|では?なく))"
"""What follows a case that is named to leave it out: 本庁以外で."""

_CASES = tuple(
    tuple(
        (re.compile(rf"(?:{case}){_NOT_IT}"), re.compile(english, re.IGNORECASE))
        for case, english in cases
    )
    for cases in _WRITTEN
)

_ENGLISH_NUMBERS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
    )
}
_NUMBERED = re.compile(
    r"第(?P<number>[0-9]{1,2}|[一二三四五六七八九十])(?![0-9])(?P<of>回|期|号|次(?!元|世代)|段階|弾|フェーズ)目?|"
    r"(?<![0-9])(?P<nth>[0-9]{1,2}|[一二三四五六七八九十])(?P<kind>回|年|期|段階)目|"
    r"(?P<named>フェーズ|ステップ|レベル|Phase|Step|Level)\s?(?P<after>[0-9]{1,2})(?![0-9])"
)
"""第3回 and 3回目, but not 3回: so many times."""

_NUMBERED_IN_ENGLISH = re.compile(
    rf"\b(?P<number>{'|'.join(_ENGLISH_NUMBERS)}) (?P<of>meeting|round|year|phase|term|session|stage)\b",
    re.IGNORECASE,
)
_IN_JAPANESE = {
    "meeting": "回",
    "round": "回",
    "session": "回",
    "year": "年",
    "phase": "フェーズ",
    "stage": "段階",
    "term": "期",
}
_VERSION = re.compile(r"(?:第|[Vv]er(?:sion)?\.?\s?)?(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})?)版")
_IN_TURN = re.compile(r"順|から[^。]{0,8}まで|\bone by one\b|\bin order\b")
_VALUES = ("numeric", "date", "who", "fact", "schedule", "reason")

_BEST = 2
"""Statements, from the best, one of which has to tell it of the case that is asked about."""


def tells_another_case(question: Question, found: Sequence[Statement]) -> bool:
    """Whether a value is asked of one of several cases, and the best tell it of another and none of that one.

    Args:
        question: what is asked.
        found: statements within its scope, best first.
    """
    if question.kind not in _VALUES or not found:
        return False
    text = normalize(question.text)
    best = [one.whole for one in found[:_BEST]]
    versions = _versions_in(text)
    told = {version for one in found for version in _versions_in(one.text)}
    return _is_another(text, best) or bool(versions and told and not versions & told)


def is_of_another_case(question: Question, said: str) -> bool:
    """Whether a value is asked of one of several cases, and a normalised statement tells another alone."""
    if question.kind not in _VALUES:
        return False
    text = normalize(question.text)
    versions, told = _versions_in(text), _versions_in(said)
    return _is_another(text, [said]) or bool(versions and told and not versions & told)


def _is_another(text: str, said: Sequence[str]) -> bool:
    numbered = not _IN_TURN.search(text) and _another_number(text, said)
    return numbered or _another_of(text, said)


def _another_of(text: str, said: Sequence[str]) -> bool:
    return any(
        not any(case.search(one) for one in said) and any(other.search(said[0]) for other in others)
        for case, others in _cases_in(text)
    )


@lru_cache(maxsize=256)
def _cases_in(text: str) -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """The cases that a question is about, each with those that it is not; none where it is about several."""
    found = []
    for cases in _CASES:
        asked = [case for case, english in cases if case.search(text) or english.search(text)]
        if len(asked) == 1:
            found.append((asked[0], tuple(case for case, _ in cases if case is not asked[0])))
    return tuple(found)


def _another_number(text: str, said: Sequence[str]) -> bool:
    asked = _numbers_in(text)
    told = [_numbers_in(one) for one in said] if asked else []
    return any(
        told[0].get(kind) and not any(numbers & one.get(kind, set()) for one in told)
        for kind, numbers in asked.items()
    )


def _numbers_in(text: str) -> dict[str, set[int]]:
    """The numbers of what a text numbers, by its kind: 第3回 is 回 3."""
    found: dict[str, set[int]] = {}
    for match in _NUMBERED.finditer(text):
        kind = match["named"] or match["of"] or match["kind"]
        written = match["after"] or match["number"] or match["nth"]
        number = KANJI_NUMERALS.index(written) if written in KANJI_NUMERALS else int(written)
        found.setdefault(kind, set()).add(number)
    for match in _NUMBERED_IN_ENGLISH.finditer(text):
        kind = _IN_JAPANESE[match["of"].lower()]
        found.setdefault(kind, set()).add(_ENGLISH_NUMBERS[match["number"].lower()])
    return found


def _versions_in(text: str) -> set[str]:
    return {match["number"] for match in _VERSION.finditer(text)}
