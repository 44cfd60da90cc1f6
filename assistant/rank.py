"""How well each hit answers the question: coverage of what was asked, fit of kind and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.kinds import Kind
from assistant.question import Question
from assistant.retrieve import Hit
from ingest.index import Index
from ingest.normalize import normalize
from ingest.terms import tagger, terms_of

COSINE_FLOOR, COSINE_SPAN = 0.78, 0.12
"""E5 puts unrelated texts near 0.78 and paraphrases near 0.90; between them lies the signal."""

_WEIGHTS = {"coverage": 1.0, "own": 0.35, "cosine": 0.7, "bm25": 0.45, "kind": 0.35, "year": 0.3}
_HEADING_PENALTY = 0.35
_NUMBER = re.compile(
    r"[0-9][0-9,.]*\s*(?:%|割|件|人|名|台|時間|か所|箇所|カ所|ヵ所|業務|手続|団体|事例|円|回|年間|倍|"
    r"つ|種類|市町|自治体|歳|項目|章|課|分|程度)|(?<![0-9A-Za-z.-])[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+\.[0-9]+"
)
_DATE = re.compile(
    r"(?:令和|平成|昭和)\s*[0-9元]+|[0-9]{4}\s*年|(?<![A-Za-z])[RH]\s?[0-9]{1,2}(?![0-9])|[0-9]{4}\.[0-9]{1,2}|"
    r"[0-9]+年(?:間|度)|[0-9]{1,2}月"
)
_WHO = re.compile(
    r"[市町村]長|知事|大臣|本部|部長|課長|室長|係長|[一-龥ァ-ヴー]{1,12}[課室部局](?![屋分長署])|リーダー|責任者|担当|"
    r"CIO|委員会|職員|グループ|機構|庁|センター|チーム|アドバイザー|会社"
)
_DEFINITION = re.compile(r"の略|とは|(?:の|という)こと[。)]?$|のこと。|もの[。]?$|を指す|と訳され|…|:")
_REASON = re.compile(r"ため|から|により|による|ことで|背景|目的|理由|必要|契機|受けて|踏まえ|課題|鑑み|求められ")


@dataclass(frozen=True)
class Evidence:
    """A hit, weighed.

    Attributes:
        hit: the hit.
        score: how well it answers; comparable between questions.
        coverage: share, by weight, of what the question speaks of that the unit or its section
            speaks of too, in [0, 1].
        own: the same of the unit's own statement alone.
        fits_kind: it has what the kind of question asks for: a number, a date, a person …
    """

    hit: Hit
    score: float
    coverage: float
    own: float
    fits_kind: bool


def rank(question: Question, hits: Sequence[Hit], index: Index) -> list[Evidence]:
    """Weigh the hits; best first."""
    weights = [concept_weight(index, concept.alternatives) for concept in question.concepts]
    top_bm25 = max((hit.bm25 for hit in hits), default=0.0) or 1.0
    evidence = [_weigh(question, hit, weights, top_bm25) for hit in hits]
    return sorted(evidence, key=lambda one: -one.score)


def concept_weight(index: Index, alternatives: Sequence[Sequence[str]]) -> float:
    """How telling a concept is: the inverse document frequency of its most common wording."""
    frequencies = [
        min((index.lexical.document_frequency(term) for term in words), default=0)
        for words in alternatives
    ]
    return index.lexical.idf(max(frequencies, default=0))


def _weigh(question: Question, hit: Hit, weights: Sequence[float], top_bm25: float) -> Evidence:
    unit = hit.unit
    own_terms = _terms(unit.statement)
    all_terms = own_terms | _terms("\n".join((*unit.section, unit.lead, hit.info.title)))
    total = sum(weights)
    own = covered = 0.0
    for concept, weight in zip(question.concepts, weights, strict=True):
        own += weight * concept.satisfied_by(own_terms)
        covered += weight * concept.satisfied_by(all_terms)
    coverage, own = (covered / total, own / total) if total else (0.0, 0.0)
    statement = normalize(unit.statement)
    fits = fits_kind(question.kind, statement, question)
    year = bool(question.years) and any(year in all_terms for year in question.years)
    cosine = (hit.cosine - COSINE_FLOOR) / COSINE_SPAN if hit.cosine is not None else 0.0
    score = (
        _WEIGHTS["coverage"] * coverage
        + _WEIGHTS["own"] * own
        + _WEIGHTS["cosine"] * min(max(cosine, 0.0), 1.0)
        + _WEIGHTS["bm25"] * hit.bm25 / top_bm25
        + _WEIGHTS["kind"] * fits
        + _WEIGHTS["year"] * year
        - _HEADING_PENALTY * (unit.kind == "heading")
    )
    return Evidence(hit, score, coverage, own, fits)


def fits_kind(kind: Kind, statement: str, question: Question) -> bool:
    """Whether a normalised statement has what a kind of question asks for."""
    if kind == "numeric":
        return bool(_NUMBER.search(statement))
    if kind == "date":
        return bool(_DATE.search(statement))
    if kind == "who":
        if asks_for_a_name(question):
            return has_person_name(statement)
        return bool(_WHO.search(statement))
    if kind == "definition":
        return bool(_DEFINITION.search(statement))
    if kind == "reason":
        return bool(_REASON.search(statement))
    return True


def asks_for_a_name(question: Question) -> bool:
    """Whether a person's own name is asked for (市長の名前は？)."""
    text = normalize(question.standalone)
    return bool(
        re.search(
            r"(?:長|者|知事|議員|大臣|職員|さん|リーダー)の?(?:お)?(?:名前|氏名|名は)|何という人|"
            r"\bname of the (?:mayor|deputy|vice|governor|head|director|chief|person)|"
            r"\bwho is the (?:current )?(?:mayor|governor|deputy mayor|vice mayor)\b|"
            r"(?:市長|町長|村長|知事)は(?:誰|だれ)|(?:mayor|governor|chief|director)(?:'s)? name",
            text,
            re.IGNORECASE,
        )
    )


def has_person_name(statement: str) -> bool:
    """Whether a text has a personal name in it, by UniDic's proper-noun classes."""
    return any(
        word.feature.pos2 == "固有名詞" and word.feature.pos3 == "人名" for word in tagger()(statement)
    )


@lru_cache(maxsize=20_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(terms_of(text))
