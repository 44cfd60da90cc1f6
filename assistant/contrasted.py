"""What sets two things of one plan apart (DXとデジタル化の違いは？): what it says of each, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import Question
from ingest.normalize import normalize, squeeze
from ingest.units import Unit

_MOST_STATEMENTS = 3
"""Statements below a heading that are shown of one thing."""

_SET_AGAINST = re.compile(
    r"(?P<first>[^と、。「」?？\s]{1,20})」?と「?(?P<second>[^と、。「」?？\sは]{1,20}?)(?:」?と「?(?P<third>[^と、。「」?？\sは]{1,20}?))?」?(?:の|は(?:何が|どう|どこが)?)?"
    r"(?:違い|違う|ちがい|ちがう|差は|相違|区別|使い分け)"
    r"|\bdiff?e?re?nces? (?:is there )?between (?P<a>[\w' -]{2,40}?) and (?P<b>[\w' -]{2,40}?)(?= in | of | as |[,.?]|$)"
    r"|\bhow (?:does|do|is|are) (?P<c>[\w' -]{2,40}?) differ(?:ent)? from (?P<d>[\w' -]{2,40}?)(?= in | of |[,.?]|$)",
    re.IGNORECASE,
)
_ASPECT = re.compile(r"の(?:役割|意味|定義|目的|内容|仕事|対象|担当)$")
_WHOSE = re.compile(
    r"^(?:.{1,8}[市町村区都道府県]|うち|この計画|計画)(?:の計画|の方針)?(?:の|における|での)"
)
_NO_THING = re.compile(r"何|^の$|[市町村県]$|[0-9]年|年度|目標$|実績$|現状$|^(?:前|今|国|県)$")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_NUMBER = re.compile(r"^\W*(?:第?[0-9一二三四五六七八九十IVX]+(?:[-.][0-9]+)*[章節項条]?[.)]?\s*)?")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


def set_against(question: Question) -> tuple[frozenset[str], ...]:
    """The things that a question sets against each other, each by all that it is called, as compared;
    () where it sets none.
    """
    found = _SET_AGAINST.search(normalize(question.text))
    if found is None:
        return ()
    names = [_ARTICLE.sub("", _ASPECT.sub("", one.strip())) for one in found.groups() if one]
    names = [_WHOSE.sub("", name) for name in names]
    if any(not name or _NO_THING.search(name) for name in names):
        return ()
    return tuple(frozenset(_called(name, question)) for name in names)


def contrasted(question: Question, units: Sequence[Unit]) -> list[Unit]:
    """What a document says of each of the things that a question sets against each other, in their order;
    [] where it tells not of all: a row, a sentence that defines it, or a heading and what stands below.

    Args:
        question: what is asked.
        units: all of a document, in the order of the text.
    """
    told = [_told(names, units) for names in set_against(question)]
    return [unit for one in told for unit in one] if told and all(told) else []


def _called(name: str, question: Question) -> set[str]:
    """A name, and for an English one its Japanese wordings. A synonym (部長 for 課長) would be another thing."""
    lowered = name.lower()
    meant = [one for one in question.concepts if one.phrase.lower() == lowered]
    wordings = [wording for one in meant for wording in one.wordings] if name.isascii() else []
    return {_key(name), *map(_key, wordings)}


def _key(text: str) -> str:
    return squeeze(normalize(text)).strip("・ー「」")


def _keys(title: str) -> set[str]:
    """What a heading or a row's label may be called: 1. DX(デジタル変革) is DX and デジタル変革."""
    bare = _NUMBER.sub("", normalize(title))
    inside = _IN_BRACKETS.findall(bare)
    return {_key(one) for one in (bare, _IN_BRACKETS.sub("", bare), *inside) if one.strip()}


def _told(names: frozenset[str], units: Sequence[Unit]) -> list[Unit]:
    for unit in units:
        if unit.kind == "row" and len(unit.cells) > 1 and _keys(unit.cells[0][1]) & names:
            return [unit]
    for unit in units:
        said = normalize(unit.quote)
        if unit.kind == "sentence" and any(
            re.match(rf"「?{re.escape(name)}」?(?:\([^()]*\))?とは", squeeze(said))
            for name in names
        ):
            return [unit]
    titled = (unit for unit in units if unit.section and _keys(unit.section[-1]) & names)
    first = next(titled, None)
    if first is None:
        return []
    there = [unit for unit in units if unit.section == first.section and unit.kind != "row"]
    heading = [unit for unit in there if unit.kind == "heading"]
    below = [unit for unit in there if unit.kind != "heading"]
    return [*heading, *below[:_MOST_STATEMENTS]] if below else []
