"""Lists in the plans: which list a piece of evidence belongs to or opens, complete and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.announced import NUMERALS, announced_by, numbered, series_in
from assistant.question import Question
from assistant.rank import Evidence
from assistant.rows_alike import rows_alike
from assistant.signals import concept_weight
from assistant.tables_below import rows_below
from ingest.index import Index
from ingest.normalize import normalize, squeeze
from ingest.numerals import KANJI_NUMERALS
from ingest.terms import noun_phrases, terms_of
from ingest.units import Unit

SHORTEST, LONGEST = 2, 14
"""Members that a list has."""

_SEARCHED = 12
"""Pieces of evidence, from the best, that may point to the list asked for."""

_MEMBER_SHARE, _UNFOUND = 0.5, 2.0
"""What the members' own scores below the best count, and how far below it those count that were not
found."""

_COUNTED = 1.5
"""What it counts for that a list has just as many members as the question says."""

_ANNOUNCED = 0.5
"""What it counts for that the evidence announces the list and its length."""

_NAMED = 0.5
"""What it counts for that the question asks for a list by its name."""

_NAMED_SECTION = 1.0
"""What it counts for that the question names the section whose subsections the list is."""

_ALIKE = 1.0
"""What it counts for that rows have in a cell what the question asks for."""

_TELLING = 4
"""Characters of a heading that are no chance find in a question."""

_COUNTING = re.compile(
    r"[0-9一二三四五六七八九]+|[つ本点個第期次年]|項目|種類|年度|年間|two|three|four|five|six|seven|eight|nine|ten"
)
_OF_ANY_PLAN = "DX デジタル化 情報化 推進 計画 プラン 総合 新しい 今回 現行"
"""What a question about a plan may call it, whatever its title."""

_COVERED, _WHOLLY_COVERED = 0.6, 0.99
"""How much of what the question speaks of the name and the document's title have to cover, of a question
that asks for a list, and of one that says no more than the name."""

_AS_COVERED = 0.4
"""Of what the best covers so much has a statement to cover that is taken for the list itself, since it names so
many things: so does many another.
"""

_FARTHEST = 1.5
"""How far below the best evidence a list may stand, all in all."""

_COUNT = re.compile(
    r"(?P<n>[2-9]|[二三四五六七八九])\s?(?:つ(?!目|の目)|点|項目|種類|本(?:の?柱|(?=[)をは。、?])))|①\s?[~-]\s?(?P<last>[②-⑨])"
    r"|\b(?P<word>two|three|four|five|six|seven|eight|nine|[2-9])\b(?!-)",
    re.IGNORECASE,
)

_MARKS = "①②③④⑤⑥⑦⑧⑨"
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|「[^「」]*」")
_NO_COUNT = r"(?![0-9]|つ|[件個点本]|項目|種類|分野)"
"""Behind the number of one of a series; 施策5件 are five of them."""

_IN_QUOTES = re.compile(r"「([^「」]+)」")
_CONJUNCTION = re.compile(
    r"また|さらに|更に|なお|併せて|あわせて|特に|このため|そのため|一方|しかし|例えば|このほか|加えて|今後"
)
_HOW_MANY_ARE_NAMED = re.compile(
    r"(?:[、・][^、。]{2,20}(?:及び|並びに|と|、)[^、。]{2,20}|」)の(?P<count>[2-9])\s?(?:つ|点|項目|分野|種類|区分|層|圏域|本|施策|事業|業務|手続|課|市|町|村|地区|団体|機能|か所|名)"
)
"""「情報セキュリティ、データ活用、業務改革及び調達の4分野」 names what it counts."""

_MEMBER_LENGTH = 20
"""Characters of a thing named among others, at most."""

_ENDS_A_CLAUSE = re.compile(
    r"(?<!づく)(?<!わか)[りしくてでばえれ]$|など$|[もと]のは$|(?:て|に)は$|[^\s]が$"
)
"""What a part of a sentence ends with that is no thing: 担い手が減り、…."""

_ASPECT = re.compile(
    r"(?:現状|課題|背景|目的|概要|目指す姿|方向性|取組内容|施策|スケジュール|工程|目標|指標|効果|現況)(?:と[一-龥]{2})?$"
)
"""What a heading ends with that tells what is said of something, and is no thing in a list."""

_SAYS_NOTHING = frozenset("具体的 基本的 重点的 総合的 個別 主要 全体".split())
"""Of what a heading speaks in these words is told by its others."""

_NUMBER_OF_HEADING = re.compile(
    r"^\W*(?:第?[0-9一二三四五六七八九十IVX]++(?:-[0-9]++)*+[章節部編項条]?[.)]?\s*)+(?=\W|[^0-9A-Za-z])"
)


@dataclass(frozen=True)
class PlanList:
    """A list as it stands in a plan: its members in order, and the evidence that led to it."""

    members: tuple[Unit, ...]
    by: Evidence
    score: float


def asked_count(question: Question) -> int | None:
    """How many members the list asked for has (３つの, ①〜⑤, the four …); None if untold."""
    found = _COUNT.search(normalize(question.text).lower())
    if found is None:
        # normalize makes ① a 1: the marks are looked for as typed.
        marks = re.search(r"①\s?[〜～~-]\s?(?P<last>[②-⑨])", question.text)
        return ord(marks["last"]) - ord("①") + 1 if marks else None
    text = found["n"] or found["word"]
    if text is None:
        return None
    return int(text) if text.isdigit() else NUMERALS[text]


def enumerates(text: str, count: int) -> bool:
    """Whether a text names so many things in a row (在宅勤務、モバイルワーク、…) or numbers them."""
    if sum(mark in text for mark in _MARKS) == count or text.count("「") == count:
        return True
    if any(len(one.split("、")) == count for one in _IN_QUOTES.findall(text)):
        return True
    said = _HOW_MANY_ARE_NAMED.finditer(normalize(text))
    if any(one["count"] == str(count) for one in said):
        return True
    clauses = re.split(r"[。;；:：\n]", _IN_BRACKETS.sub("", text))
    return any(
        len(members) == count
        and not _CONJUNCTION.fullmatch(members[0].strip())
        and all(
            0 < len(one.strip()) <= _MEMBER_LENGTH and not _ENDS_A_CLAUSE.search(one.strip())
            for one in members[:-1]
        )
        for members in (re.split(r"[、，・]|及び|および|並びに", clause) for clause in clauses)
    )


def _is_a_list(unit: Unit, count: int, around: Sequence[Unit]) -> bool:
    """Whether a unit is a list of so many things by itself; of a row, one of its cells, and not so where
    its table has just so many rows.
    """
    texts = [text for _, text in unit.cells] or [unit.quote]
    if unit.kind == "row" and sum(_siblings(unit, other) for other in around) == count:
        return False
    return any(enumerates(text, count) for text in texts)


def _names_what_it_counts(unit: Unit) -> bool:
    """Whether a statement is a list by itself, with its length (紙、印鑑及び対面の3つ)."""
    return unit.kind == "sentence" and bool(_HOW_MANY_ARE_NAMED.search(normalize(unit.quote)))


def find_list(question: Question, evidence: Sequence[Evidence], index: Index) -> PlanList | None:
    """The list that the evidence points to best; None where it points to none.

    A list is reached through one of its members, through the sentence or item that opens or announces
    it, by the name that its members share, or through the heading of a section that holds nothing else
    or that the question names. A statement that names as many things as are asked for is one by itself.
    """
    if not evidence:
        return None
    count, best = asked_count(question), evidence[0].score
    scores = {one.hit.unit.unit_id: one.score for one in evidence}
    covered = max(one.coverage for one in evidence[:_SEARCHED])
    candidates: dict[tuple[str, ...], PlanList] = {}
    if count is None and _names_what_it_counts(evidence[0].hit.unit):
        itself = PlanList((evidence[0].hit.unit,), evidence[0], _ANNOUNCED)
        candidates[evidence[0].hit.unit.unit_id,] = itself
    for one in evidence[:_SEARCHED]:
        unit = one.hit.unit
        around = index.store.units_of(unit.doc_id)
        told = one is evidence[0] or one.coverage >= _AS_COVERED * covered
        if count and told and unit.kind != "heading" and _is_a_list(unit, count, around):
            itself = PlanList((unit,), one, one.score - best + _COUNTED)
            candidates.setdefault((unit.unit_id,), itself)
        if announced := announced_by(unit, around):
            score = one.score - best + _ANNOUNCED + _COUNTED * (len(announced) == count)
            key = tuple(each.unit_id for each in announced)
            candidates[key] = PlanList(tuple(announced), one, score)
        for members, bonus in _lists_at(question, count, unit, around):
            if count and any(_speaks_of_so_many(member, count) for member in members):
                continue
            found_at = [scores.get(each.unit_id, best - _UNFOUND) - best for each in members]
            score = one.score - best + _MEMBER_SHARE * sum(found_at) / len(members)
            score += _COUNTED * (len(members) == count) + bonus
            key = tuple(each.unit_id for each in members)
            if key not in candidates or candidates[key].score < score:
                candidates[key] = PlanList(tuple(members), one, score)
    for named in _named_series(question, evidence, index, _COVERED):
        score = _NAMED + _COUNTED * (len(named) == count)
        key = tuple(each.unit_id for each in named)
        candidates[key] = PlanList(tuple(named), evidence[0], score)
    found = max(candidates.values(), key=lambda one: one.score, default=None)
    if found is None or found.score < -_FARTHEST:
        return None
    return replace(found, members=_said_below(question, found.members, evidence) or found.members)


def named_list(question: Question, evidence: Sequence[Evidence], index: Index) -> list[Unit] | None:
    """The series that a question asks for by its name alone (基本方針は？); None for none, or several."""
    found = list(_named_series(question, evidence, index, _WHOLLY_COVERED)) if evidence else []
    if question.language == "ja":
        phrases = [one.phrase for one in question.concepts]
        found = [one for one in found if any(phrase in one[0].quote for phrase in phrases)]
    return found[0] if len(found) == 1 else None


def _named_series(
    question: Question, evidence: Sequence[Evidence], index: Index, share: float
) -> Iterator[list[Unit]]:
    """What the best evidence's document numbers under a name that the question asks for (柱１, 柱２ …).

    Together with the document's title the name is nearly all that the question speaks of: the
    goals of a plan are its 基本目標, the goal of telework is another matter.
    """
    best = evidence[0].hit
    title = normalize(best.info.title)
    concepts = [one for one in question.concepts if not _COUNTING.fullmatch(one.phrase)]
    weights = [concept_weight(index, one.alternatives) for one in concepts]
    for label, members in series_in(index.store.units_of(best.unit.doc_id)).items():
        if _asks_for_one_of(label, question):
            continue
        text = f"{label}\n{title}\n{_OF_ANY_PLAN}"
        covered = sum(
            weight * one.satisfied_by(frozenset(terms_of(text)), text.lower())
            for one, weight in zip(concepts, weights, strict=True)
        )
        of_label = any(
            one.satisfied_by(frozenset(terms_of(label)), label.lower()) for one in concepts
        )
        enough = covered >= share * sum(weights)
        if of_label and enough and SHORTEST <= len(members) <= LONGEST:
            yield members


def _asks_for_one_of(label: str, question: Question) -> bool:
    """Whether a question asks for a certain one of what is numbered under a name (基本方針2)."""
    asked = squeeze(normalize(question.standalone))
    return bool(re.search(rf"{re.escape(squeeze(label))}[0-9]{_NO_COUNT}", asked))


def _said_below(
    question: Question, members: Sequence[Unit], evidence: Sequence[Evidence]
) -> tuple[Unit, ...]:
    """What is asked for, where a list's members are but the headings that each stands below: the slogan
    of each of three fields of action. () for none.
    """
    for concept in question.concepts:
        if not _is_counted(concept.phrase, question):
            continue
        below: dict[tuple[str, ...], Unit] = {}
        for one in evidence:
            unit, text = one.hit.unit, normalize(one.hit.unit.quote).lower()
            if unit.kind == "heading" or _speaks_of_so_many(unit, len(members)):
                continue
            if concept.satisfied_by(frozenset(terms_of(text)), text):
                below.setdefault(unit.section, unit)
        said = [below.get(one.section) for one in members if one.kind == "heading"]
        headings = [normalize(one.quote).lower() for one in members]
        telling = not any(
            concept.satisfied_by(frozenset(terms_of(text)), text) for text in headings
        )
        found = tuple(one for one in said if one is not None)
        if telling and len(found) == len(members):
            return found
    return ()


def _is_counted(phrase: str, question: Question) -> bool:
    """Whether a question says how many there are of what a phrase names (3つのスローガン, three slogans)."""
    text = normalize(question.text).lower()
    found = _COUNT.search(text)
    if found is None:
        return False
    behind = text[found.end() :].lstrip("の ")
    before = text[: found.start()].rstrip("をは ")
    return behind.startswith(phrase.lower()) or before.endswith(phrase.lower())


def members_with(unit: Unit, index: Index) -> list[Unit]:
    """The items of the list that a unit is an item of, in order; [] for other units."""
    if unit.kind != "item" or unit.group is None:
        return []
    return [other for other in index.store.units_of(unit.doc_id) if _siblings(unit, other)]


def _speaks_of_so_many(member: Unit, count: int) -> bool:
    """Whether a member announces as many things itself (1 基本的な考え方と3つの基本方針)."""
    written = f"{count}|{KANJI_NUMERALS[count]}" if count < len(KANJI_NUMERALS) else str(count)
    return bool(re.search(rf"(?<![0-9十])(?:{written})つの", normalize(member.quote)))


def _lists_at(
    question: Question, count: int | None, unit: Unit, around: Sequence[Unit]
) -> Iterator[tuple[list[Unit], float]]:
    """The lists that a unit is of or opens, each with what speaks for it beside the unit."""
    found: list[tuple[list[Unit], float]] = []
    if unit.kind in ("item", "row") and unit.group is not None:
        found.append(([other for other in around if _siblings(unit, other)], 0.0))
    found.append((rows_alike(question, unit, around), _ALIKE))
    if unit.kind in ("item", "sentence"):
        found.append(([other for other in around if _opens(unit, other)], 0.0))
        found.append((rows_below(unit, around), 0.0))
    if unit.kind == "heading":
        found.append((_only_list_of(unit, around), 0.0))
        below = _headings_below(unit.section, around)
        if not any(_ASPECT.search(normalize(one.quote)) for one in below):
            found.append((below, 0.0))
    for depth in range(1, len(unit.section) + 1):
        below = _headings_below(unit.section[:depth], around)
        named = _names(question, unit.section[depth - 1])
        if named or len(below) == count:
            found.append((below, _NAMED_SECTION * named))
    return (one for one in found if SHORTEST <= len(one[0]) <= LONGEST)


def _names(question: Question, heading: str) -> bool:
    """Whether a question has a heading in it, or all its compound nouns where it has some."""
    bare = _NUMBER_OF_HEADING.sub("", normalize(heading))
    phrases = [phrase for phrase in noun_phrases(bare) if phrase not in _SAYS_NOTHING]
    nouns = [squeeze(phrase).lower() for phrase in phrases]
    asked = squeeze(normalize(question.standalone)).lower()
    whole = squeeze(bare).lower()
    if len(whole) >= _TELLING and whole in asked:
        return True
    name = numbered(heading)
    if name and re.search(rf"{re.escape(squeeze(name[0]).lower())}{_NO_COUNT}", asked):
        return True
    return bool(nouns) and all(noun in asked for noun in nouns)


def _siblings(unit: Unit, other: Unit) -> bool:
    return (
        other.group == unit.group
        and other.section == unit.section
        and other.lead == unit.lead
        and other.kind == unit.kind
    )


def _opens(unit: Unit, other: Unit) -> bool:
    return (
        other.kind == "item"
        and other.section == unit.section
        and other.lead == unit.quote
        and other.order > unit.order
    )


def _only_list_of(heading: Unit, around: Sequence[Unit]) -> list[Unit]:
    """The items of a section in which all that stands is one list."""
    direct = [
        other
        for other in around
        if other.order > heading.order
        and other.section == heading.section
        and other.kind != "heading"
    ]
    if direct and all(other.kind in ("item", "row") for other in direct):
        return [other for other in direct if _siblings(direct[0], other)]
    return []


def _headings_below(section: tuple[str, ...], around: Sequence[Unit]) -> list[Unit]:
    """The subsections of a section, by their headings."""
    return [other for other in around if other.kind == "heading" and other.section[:-1] == section]
