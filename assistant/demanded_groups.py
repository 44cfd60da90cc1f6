"""Of whom a question asks: people of an age, a group, a ward, an office, a school, of which nothing found may
speak.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ages import speaks_of_age, tells_from_age
from assistant.demand import Statement
from assistant.question import Question
from ingest.normalize import normalize, squeeze
from ingest.terms import terms_of

_GROUPS = re.compile(
    r"(?<![0-9])(?P<age>[1-9]0)(?:歳?代(?!目)(?!の(?:私|母|父|親|祖父|祖母|夫|妻|両親|おじ|おば|知人|友人))|s\b)"
)
_OLDER = re.compile(r"\baged? (?P<age>[5-9][05]) (?:or|and) (?:over|above|older)\b")
_FROM_AGE = re.compile(
    r"(?<![0-9])(?P<age>[4-9][0-9])[歳才]以上|\baged? (?P<aged>[5-9][05])\b|\b(?:people|residents|citizens|those) over (?P<over>[5-9][05])\b"
    r"|\b(?P<older>[5-9][05])(?: (?:or|and) |-and-)(?:over|above|older)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"何|割合|率は|いくつ|どのくらい|どれくらい|人数|数は|\bhow many\b|\bwhat (?:share|percentage|proportion|portion)\b|\bpercent",
    re.IGNORECASE,
)
_YOUNGER = re.compile(
    r"\bunder-?\s?(?P<age>[1-9][0-9])s\b|\b(?:aged )?under (?:the age of )?(?P<below>[1-9][0-9]) years\b|(?P<younger>[1-9][0-9])歳未満"
)
_GROUPS_IN_ENGLISH = {
    word: str(10 * (number + 1))
    for number, word in enumerate(
        "teens twenties thirties forties fifties sixties seventies eighties nineties".split()
    )
}

_SHARE_OF = re.compile(
    r"(?P<group>[一-龥ァ-ヴー]{2,8}?)(?<!全体)(?<!割合)(?<!目標)(?<!現在)(?<!時点)(?:のうち|の中で|の)約?何(?:割|%|パーセント)"
)
_WARD = re.compile(
    r"[一-龥]{1,4}(?<![地学校特全各市管街同他両挙工本当我])区(?![域分画間別内民役長政])"
)

_OFFICE = re.compile(
    r"(?<![一-龥ァ-ヴー])(?P<name>(?![各全何同他当本原]|どの|所管|担当|主管|関係|窓口|複数|一部)[一-龥ァ-ヴー]{2,10}(?<!各)(?<![賦公日放正加考])課)(?=の(?!ほう|方)|で[はも]?|では)"
)
_SITE = re.compile(
    r"(?<![一-龥ァ-ヴーA-Za-z])(?![各全何同他当本両]|どの|対象|一部|近隣|最寄|拠点|旧|指定|中山間|山間|地元|[市町村]立)"
    r"(?P<of>[一-龥ァ-ヴーヶ々ノ]{2,6}?)(?:支所|出張所|分室|小学校|中学校|地区|島|図書館|公民館|区役所|区民事務所|保育園)(?=[のではをが、とや]|に(?!つい|関)|だけ)"
)
_NO_SITE = re.compile(
    r"[市町村県域]内|[公私国都市町村県区]立|認可|総合|新設|統合|年度|既存|対象|地元|小$"
)
"""Before a kind of site it tells which are meant, and names none."""

_BEST = 2
"""Statements, from the best, one of which has to speak of the office or the site."""


def leaves_out_whom(
    question: Question, found: Sequence[Statement], first: Sequence[Statement]
) -> bool:
    """Whether a question is about some of the people or places of a plan, and what was found is not.

    Args:
        question: what is asked.
        found: statements within its scope, best first.
        first: those of the best that speak of what it speaks of.
    """
    text = normalize(question.text)
    return (
        _leaves_out_the_age(text, first)
        or _leaves_out_the_young(text, found)
        or _counts_all_ages(text, first)
        or _leaves_out_the_ward(question, found)
        or _leaves_out_the_group(question, found)
        or _leaves_out_the_office(question, found)
    )


def _leaves_out_the_age(question: str, found: Sequence[Statement]) -> bool:
    """Whether a question asks about people of an age (20代では？) that nothing found tells apart."""
    asked = {match["age"] for match in _GROUPS.finditer(question)}
    asked |= {match["age"] for match in _OLDER.finditer(question)}
    asked |= {
        age for word, age in _GROUPS_IN_ENGLISH.items() if re.search(rf"\b{word}\b", question)
    }
    said = [one.whole for one in found]
    return bool(asked) and not any(speaks_of_age(text, int(age)) for age in asked for text in said)


def _leaves_out_the_young(question: str, found: Sequence[Statement]) -> bool:
    """Whether a question asks about people below an age (under-18s) that nothing found tells apart."""
    asked = {int(match[match.lastgroup or 0]) for match in _YOUNGER.finditer(question)}
    return any(
        not any(re.search(rf"{age}歳未満|{age - 1}歳以下", one.whole) for one in found)
        for age in asked
    )


def _counts_all_ages(question: str, first: Sequence[Statement]) -> bool:
    """Whether a figure is asked of people from an age on (70歳以上の参加者は何人) of whom none of the
    best speaks.
    """
    if not _COUNTS.search(question):
        return False
    asked = {int(match[match.lastgroup or 0]) for match in _FROM_AGE.finditer(question)}
    said = [one.whole for one in first]
    return any(not any(tells_from_age(text, age) for text in said) for age in asked)


def _leaves_out_the_ward(question: Question, found: Sequence[Statement]) -> bool:
    """Whether a question names a ward (門司区の待ち時間) that nothing found does."""
    own = {one.name for one in question.scope.municipalities}
    wards = set(_WARD.findall(normalize(question.text))) - own
    return any(not any(ward in one.whole for one in found) for ward in wards)


def _leaves_out_the_group(question: Question, found: Sequence[Statement]) -> bool:
    """Whether a share of a group is asked (保育士の何割が…) of which nothing found speaks."""
    asked = _SHARE_OF.search(normalize(question.text))
    if asked is None or question.kind != "numeric":
        return False
    group = [one for one in question.concepts if one.phrase in asked["group"]]
    return bool(group) and not any(
        all(one.satisfied_by(frozenset(terms_of(said.whole)), said.whole.lower()) for one in group)
        for said in found
    )


def _leaves_out_the_office(question: Question, found: Sequence[Statement]) -> bool:
    """Whether something of an office or a site is asked (税務課の窓口の待ち時間, 二ノ瀬小学校の児童数) of which
    neither of the best speaks.
    """
    if question.kind not in ("numeric", "date", "fact", "reason", "schedule"):
        return False
    text = normalize(question.text)
    for municipality in question.scope.municipalities:
        for name in (municipality.name, *municipality.aliases):
            text = text.replace(name, " ")
    said = [squeeze(one.whole) for one in found[:_BEST]]
    offices = {squeeze(match["name"]) for match in _OFFICE.finditer(text)}
    named = (match["of"] for match in _SITE.finditer(text))
    sites = {squeeze(name) for name in named if not _NO_SITE.search(name)}
    missing = any(not any(name in told for told in said) for name in offices)
    return missing or (bool(sites) and not any(name in told for name in sites for told in said))
