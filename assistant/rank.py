"""How well each hit answers the question: coverage of what was asked, fit of kind and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.fit import fit_share
from assistant.question import Question
from assistant.retrieve import Hit
from ingest.index import Index
from ingest.normalize import normalize
from ingest.terms import terms_of
from ingest.units import Unit

COSINE_FLOOR, COSINE_SPAN = 0.78, 0.12
"""E5 puts unrelated texts near 0.78 and paraphrases near 0.90; between them lies the signal."""

_WEIGHTS = {
    "coverage": 0.9,
    "own": 0.35,
    "phrases": 0.35,
    "topic": 0.35,
    "cosine": 0.8,
    "bm25": 0.4,
    "kind": 0.35,
    "year": 0.3,
}
_TOPIC = re.compile(
    r"^[○●・◆■①-⑳\s]*(?:[［\[【「](?P<label>[^］\]】」]{2,30})[］\]】」]|(?P<subject>[^、。]{2,25}?)(?:とは|は|[:：…]))"
)
_GLOSSARY_HEADER = re.compile(r"用語|解説|説明|意味|定義")
_GLOSSARY_PENALTY = 0.4
_HEADING_PENALTY = 0.35


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
    weights = [
        concept_weight(index, concept.alternatives) * _recency(question, concept.phrase)
        for concept in question.concepts
    ]
    top_bm25 = max((hit.bm25 for hit in hits), default=0.0) or 1.0
    evidence = [_weigh(question, hit, weights, top_bm25) for hit in hits]
    return sorted(evidence, key=lambda one: -one.score)


def _recency(question: Question, phrase: str) -> float:
    """What a question takes over from the one before it counts half."""
    return 1.0 if not question.recent or phrase in question.recent else 0.5


def concept_weight(index: Index, alternatives: Sequence[Sequence[str]]) -> float:
    """How telling a concept is: the inverse document frequency of its most common wording."""
    frequencies = [
        min((index.lexical.document_frequency(term) for term in words), default=0)
        for words in alternatives
    ]
    return index.lexical.idf(max(frequencies, default=0))


def _weigh(question: Question, hit: Hit, weights: Sequence[float], top_bm25: float) -> Evidence:
    unit = hit.unit
    statement = normalize(unit.statement)
    around = normalize("\n".join((*unit.section, unit.lead, hit.info.title)))
    own_terms = _terms(statement)
    all_terms = own_terms | _terms(around)
    own_text, all_text = statement.lower(), f"{statement}\n{around}".lower()
    total = sum(weights)
    own = covered = 0.0
    for concept, weight in zip(question.concepts, weights, strict=True):
        own += weight * concept.satisfied_by(own_terms, own_text)
        covered += weight * concept.satisfied_by(all_terms, all_text)
    coverage, own = (covered / total, own / total) if total else (0.0, 0.0)
    fit = fit_share(question.kind, statement, normalize(unit.quote), question)
    year = bool(question.years) and any(year in all_terms for year in question.years)
    cosine = (hit.cosine - COSINE_FLOOR) / COSINE_SPAN
    phrases = _share_found(question.phrases, own_text, all_text)
    topic_text = topic_of(unit.cells[0][1] if unit.cells else "", statement)
    if question.kind == "definition" and unit.section:
        topic_text = f"{topic_text}\n{normalize(unit.section[-1]).lower()}"
    topic = _share_found(question.phrases or _plain(question), topic_text, topic_text)
    score = (
        _WEIGHTS["coverage"] * coverage
        + _WEIGHTS["own"] * own
        + _WEIGHTS["phrases"] * phrases
        + _WEIGHTS["topic"] * topic
        + _WEIGHTS["cosine"] * min(max(cosine, 0.0), 1.0)
        + _WEIGHTS["bm25"] * hit.bm25 / top_bm25
        + _WEIGHTS["kind"] * fit
        + _WEIGHTS["year"] * year
        - _HEADING_PENALTY * (unit.kind == "heading")
        - _GLOSSARY_PENALTY * (question.kind != "definition" and _is_glossary_row(unit))
    )
    return Evidence(hit, score, coverage, own, fit > 0)


def _share_found(phrases: Sequence[str], own_text: str, all_text: str) -> float:
    """Share of a question's compound nouns that stand in a unit; half for one in its section."""
    if not phrases:
        return 0.0
    found = sum(1.0 if phrase in own_text else 0.5 * (phrase in all_text) for phrase in phrases)
    return found / len(phrases)


def _is_glossary_row(unit: Unit) -> bool:
    return unit.kind == "row" and any(_GLOSSARY_HEADER.search(header) for header, _ in unit.cells)


def topic_of(first_cell: str, statement: str) -> str:
    """What a statement is about, in lower case; "" where it does not show it.

    That is its row's label, its bracketed label, or the subject before は or a colon.
    """
    if first_cell:
        return normalize(first_cell).lower()
    found = _TOPIC.match(statement)
    return (found["label"] or found["subject"]).lower() if found else ""


def _plain(question: Question) -> tuple[str, ...]:
    """The wordings of a question that has no compound noun."""
    return tuple(concept.phrase for concept in question.concepts if len(concept.phrase) > 1)


@lru_cache(maxsize=20_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(terms_of(text))
