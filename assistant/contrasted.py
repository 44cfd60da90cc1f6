"""What sets two things of one plan apart (DXとデジタル化の違いは？), or is asked of each of several (ミッション・
ビジョン・バリューはそれぞれ何？): what it says of each, side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import Question
from assistant.section_headings import heading_of
from ingest.index import Index
from ingest.normalize import normalize, squeeze
from ingest.units import Unit

_MOST_STATEMENTS = 3
"""Statements below a heading that are shown of one thing."""

_SET_AGAINST = re.compile(
    r"(?P<first>[^と、。「」?？\s]{1,20})」?と「?(?P<second>[^と、。「」?？\sは]{1,20}?)(?:」?と「?(?P<third>[^と、。「」?？\sは]{1,20}?))?」?(?:の|(?:は|って|では?)、?(?:何が|なにが|どう|どこが)?)?"
    r"(?:違い|違う|ちがい|ちがう|差は|相違|区別|使い分け|役割分担|分担)"
    r"|(?P<one>[^と、・。「」?？\s]{1,20})」?[と、・]「?(?P<two>[^と、・。「」?？\s]{1,20}?)(?:」?[と、・]「?(?P<three>[^と、・。「」?？\s]{1,20}?))?"
    r"」?(?:の(?:役割|意味|定義|内容))?(?:に|で|の|と)?(?:は|って)?、?(?:それぞれ|各々)"
    r"|\bdiff?e?re?nces? (?:is there )?between (?P<a>[\w' -]{2,40}?) and (?P<b>[\w' -]{2,40}?)(?= in | of | as |[,.?]|$)"
    r"|\bhow (?:does|do|is|are) (?P<c>[\w' -]{2,40}?) differ(?:ent)? from (?P<d>[\w' -]{2,40}?)(?= in | of |[,.?]|$)",
    re.IGNORECASE,
)
_ASPECT = re.compile(r"の(?:役割|意味|定義|目的|内容|仕事|対象|担当)$")
_WHOSE = re.compile(
    r"^(?:.{1,8}[市町村区都道府県]|うち|この計画|計画)(?:の計画|の方針)?(?:の|における|での)"
)
_NO_THING = re.compile(r"何|^の$|[市町村県]$|[0-9]年|年度|目標$|実績$|現状$|^(?:前|今|国|県)$")
_SET_DOWN = r".{0,40}(?:定義|定め|掲げ|位置[付づ]け|設定)"
"""How a sentence says what something is to be: ミッションを「…」と定義します."""

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


def contrasted(question: Question, doc_id: str, index: Index) -> list[Unit]:
    """What a document says of each of the things that a question sets against each other, in their order;
    [] where it tells not of all: a row, a sentence that defines it, or a heading and what stands below.

    Args:
        question: what is asked.
        doc_id, index: of which document, and where it is.
    """
    units = index.store.units_of(doc_id)
    told = [_told(names, units, index) for names in set_against(question)]
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


def _told(names: frozenset[str], units: Sequence[Unit], index: Index) -> list[Unit]:
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
    for unit in units:
        said = squeeze(normalize(unit.quote))
        if unit.kind == "sentence" and any(
            re.search(rf"{re.escape(name)}ー?を、?「[^「」]+」{_SET_DOWN}", said) for name in names
        ):
            return [unit]
    titled = (unit for unit in units if unit.section and _keys(unit.section[-1]) & names)
    first = next(titled, None)
    if first is None:
        return []
    there = [unit for unit in units if unit.section == first.section and unit.kind != "row"]
    below = [unit for unit in there if unit.kind != "heading"]
    heading = heading_of(below[0], index) if below else None
    return [*([heading] if heading else []), *below[:_MOST_STATEMENTS]]
