"""Conditions of the evidence that a sentence may not drop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verification.calendar import Stated
from assistant.verification.content import content, overlap, signs
from assistant.verification.quantities import Quantity, find_like
from assistant.verification.vocabulary import vocabulary
from prompts import Language

_CLAUSE = re.compile(r"[。;；]|(?<=[^\d])\s(?=[○●・①-⑳])")
_PART = re.compile(r"[、,]")
_OPENS = re.compile(r"(?:は|に|ば|て|で|し|き|り|ら|際|場合|として|原則)$")
_SCOPE = re.compile(
    r"(?P<scope>[^、。（()）\s]{2,20}?)(?:における|において|のうち|を対象(?:に|と))"
)
_ANY_PLACE = re.compile(r"^(?:本|当|各)?(?:市|町|村|県|自治体|計画|分野|期間|中|社会|全体|今後)+$")
_FREQUENCY = re.compile(r"(?:月|週|年|日)に?\s?$")
_COVERED = 0.6
_COVERED_EN = 0.5
_CONCEPTS = 2
_SHORT = 90
_UNTIL = re.compile(r"^(?:\s?末)?まで")
_SINCE = re.compile(r"^(?:\s?以降|\s?から(?!\s?(?:令和|平成|\d))|\s?より)")
_AFTER_EN = re.compile(
    r"\b(?:after|since|from|starting(?: in| from)?|beginning in)\s+(?:the end of\s+)?$", re.I
)
_BY_EN = re.compile(r"\b(?:by|until|before|no later than|through)\s+(?:the end of\s+)?$", re.I)


@dataclass(frozen=True)
class Read:
    """A text with its numbers and years read.

    Attributes:
        text: ``readable``. bare: the same with the years blanked out.
    """

    text: str
    bare: str
    quantities: tuple[Quantity, ...]
    years: tuple[Stated, ...]


def dropped_condition(sentence: Read, source: Read, language: Language, share: float) -> str | None:
    """A condition of the source that a sentence leaves out; None where it leaves out none.

    Args:
        sentence: the sentence.
        source: the evidence.
        language: the sentence's.
        share: how much of what the sentence speaks of the source carries; only English needs it.
    """
    return (
        _bound(sentence, source)
        or _frequency(sentence, source)
        or _direction(sentence, source, language)
        or _worded(sentence, source, language, share)
        or _scope(sentence, source, language)
    )


def _bound(sentence: Read, source: Read) -> str | None:
    """以上 and the like: the same on both sides, wherever the source has the number."""
    for mine in sentence.quantities:
        theirs = find_like(mine, source.quantities, source.text)
        theirs = [one for one in theirs if one.unit == mine.unit] or theirs
        bounds = {one.bound for one in theirs}
        if theirs and mine.bound not in bounds and mine.unit != "月":
            with_bound = next((one for one in theirs if one.bound), theirs[0])
            return source.bare[
                with_bound.start : with_bound.start + len(with_bound.text) + 4
            ].strip()
    return None


def _frequency(sentence: Read, source: Read) -> str | None:
    """月1回以上 beside a number: a share of those who do so much, and no other share."""
    mine = [one.value for one in sentence.quantities if one.unit == "回"]
    others = [
        like
        for one in sentence.quantities
        if one.unit != "回"
        for like in find_like(one, source.quantities, source.text)
    ]
    for part in _CLAUSE.split(source.bare):
        for one in [one for one in source.quantities if one.unit == "回" and one.text in part]:
            often = _FREQUENCY.search(source.bare[: one.start])
            beside = any(other.text in part for other in others if other.unit == "percent")
            if often and beside and one.value not in mine:
                return f"{often.group()}{one.text}"
    return None


def _direction(sentence: Read, source: Read, language: Language) -> str | None:
    """まで made 以降, or the reverse."""
    for mine in sentence.years:
        before, after = sentence.text[: mine.start], sentence.text[mine.end :]
        if language == "ja":
            until, since = _UNTIL.match(after), _SINCE.match(after)
        else:
            until, since = _BY_EN.search(before), _AFTER_EN.search(before)
        for other in source.years:
            if other.value != mine.value:
                continue
            rest = source.text[other.end :]
            turned = _UNTIL.match(rest) if since and not until else until and _SINCE.match(rest)
            if turned and not (since and _SINCE.match(rest)):
                return f"{other.text}{rest[:3]}"
    return None


def _worded(sentence: Read, source: Read, language: Language, share: float) -> str | None:
    """原則として, 必要に応じて …, in a part of the source that the sentence renders."""
    for clause in _CLAUSE.split(source.text):
        for part in _parts(clause):
            for condition in vocabulary().conditions:
                found = condition.ja.search(part)
                if found is None:
                    continue
                pattern = condition.ja if language == "ja" else condition.en
                if pattern.search(sentence.text):
                    continue
                rest = part.replace(found.group(), " ")
                short = language == "en" and len(clause) <= _SHORT and share >= _COVERED_EN
                if short or _renders(sentence, rest, source, language):
                    return found.group()
    return None


def _parts(clause: str) -> list[str]:
    """A clause at its commas; a part that only opens the next one stands with it."""
    parts: list[str] = []
    opening = ""
    for piece in _PART.split(clause):
        opening += piece
        if _OPENS.search(piece) and len(content(opening)) < 3:
            continue
        parts.append(opening)
        opening = ""
    return [*parts, opening] if opening else parts


def _renders(sentence: Read, part: str, source: Read, language: Language) -> bool:
    """Whether a sentence says most of what a part of the source says, or has a number of it."""
    if language == "en":
        numbers = [one for one in source.quantities if one.text and one.text in part]
        shared = any(find_like(one, sentence.quantities, sentence.text) for one in numbers)
        return shared or overlap(sentence.text, part, "en")[1] >= _CONCEPTS
    wanted = signs(part)
    return bool(wanted) and len(wanted & signs(sentence.text)) / len(wanted) >= _COVERED


def _scope(sentence: Read, source: Read, language: Language) -> str | None:
    """本庁部署における 80%: of whom or what a number is."""
    if language == "en":
        return None
    for mine in sentence.quantities:
        for other in find_like(mine, source.quantities, source.text):
            start = max(source.bare.rfind(mark, 0, other.start) for mark in "。、()（） ") + 1
            found = _SCOPE.search(source.bare[start : other.start])
            if found is None or _ANY_PLACE.match(found["scope"]):
                continue
            wanted = content(found["scope"])
            if wanted and not any(
                term in content(sentence.text) or term in sentence.text for term in wanted
            ):
                return found.group()
    return None


def read_of(text: str, years: Sequence[Stated], quantities: Sequence[Quantity], bare: str) -> Read:
    """A text with what was read of it."""
    return Read(text, bare, tuple(quantities), tuple(years))
