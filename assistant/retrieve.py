"""Question to hits: dense and lexical search over evidence units, fused by reciprocal rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.fusion import reciprocal_rank_fusion
from assistant.municipalities import Directory
from assistant.question import Question
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize
from ingest.units import Unit

TOP_K = 40
"""Hits handed on."""

_DEPTH = 80
"""Hits asked of each search."""


@dataclass(frozen=True)
class Hit:
    """A unit that may be evidence.

    Attributes:
        unit, info: the unit and its document.
        score: reciprocal-rank-fusion score.
        cosine: similarity to the question in [-1, 1]; where only BM25 found the unit, that of the
            last one that the vectors found, which it cannot exceed.
        bm25: its BM25 score; 0 where only the vectors found it.
    """

    unit: Unit
    info: DocumentInfo
    score: float
    cosine: float
    bm25: float


def retrieve(question: Question, index: Index, directory: Directory) -> list[Hit]:
    """The units nearest to a question within its scope, best first."""
    doc_ids = scope_doc_ids(question, index, directory)
    if doc_ids is not None and not doc_ids:
        return []
    dense = [index.search_dense(query, _DEPTH, doc_ids) for query in question.queries]
    own = index.search_lexical(question.terms, _DEPTH, doc_ids)
    expanded = index.search_lexical(expanded_terms(question), _DEPTH, doc_ids)
    fused = reciprocal_rank_fusion(
        [[row for row, _ in ranking] for ranking in (*dense, own, expanded) if ranking]
    )
    bm25 = dict(expanded) | dict(own)
    cosines = _best_cosines(dense)
    unseen = min((ranking[-1][1] for ranking in dense if ranking), default=0.0)
    rows = [row for row, _ in fused]
    hits = [
        Hit(
            unit,
            index.store.infos[unit.doc_id],
            score,
            cosines.get(row, unseen),
            bm25.get(row, 0.0),
        )
        for (row, score), unit in zip(fused, index.store.units(rows), strict=True)
    ]
    return [hit for hit in hits if in_scope(hit, question)][:TOP_K]


def _best_cosines(rankings: Sequence[Sequence[tuple[int, float]]]) -> dict[int, float]:
    """For each row its highest similarity to any of the queries."""
    best: dict[int, float] = {}
    for ranking in rankings:
        for row, cosine in ranking:
            best[row] = max(cosine, best.get(row, -1.0))
    return best


def expanded_terms(question: Question) -> tuple[str, ...]:
    """The question's terms together with those of all synonyms of its concepts."""
    terms = [
        term for concept in question.concepts for words in concept.alternatives for term in words
    ]
    return tuple(dict.fromkeys([*question.terms, *question.years, *terms]))


def scope_doc_ids(question: Question, index: Index, directory: Directory) -> Sequence[str] | None:
    """The documents to search: None for all.

    A document of no municipality's own stays in: ``in_scope`` then judges unit by unit.
    """
    scope = question.scope
    if not scope.municipalities and not scope.places:
        return None
    own = [doc_id for municipality in scope.municipalities for doc_id in municipality.doc_ids]
    if not own and scope.places:
        return list(index.store.doc_ids)
    return [*own, *directory.shared_doc_ids]


def in_scope(hit: Hit, question: Question) -> bool:
    """Whether a unit speaks of the municipalities or places that the question names."""
    scope = question.scope
    if not scope.municipalities and not scope.places:
        return True
    if any(hit.unit.doc_id in municipality.doc_ids for municipality in scope.municipalities):
        return True
    text = normalize(hit.unit.search_text)
    names = [*scope.places, *(municipality.name for municipality in scope.municipalities)]
    return any(name in text for name in names)
