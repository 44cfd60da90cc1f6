"""What speaks for a hit as the answer to a question: the signals that the ranking weighs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.counters import counts_what_is_asked
from assistant.fact_fit import FactBook, defines
from assistant.fit import (
    asks_for_a_period,
    asks_what_it_is_called,
    calls_something,
    fit_share,
)
from assistant.kinds import TOLD_BY_HEADINGS
from assistant.letters import shared_letters
from assistant.query_adapter import QueryAdapter, load_adapter
from assistant.question import Question
from assistant.retrieve import Hit
from assistant.section_kinds import Part, is_of_the_state, part_of, parts_asked
from assistant.wording import Wording, wording_of
from assistant.years_fit import year_fit
from ingest.index import Index
from ingest.normalize import normalize

COSINE_FLOOR, COSINE_SPAN = 0.52, 0.28
"""The tuned E5 puts hits that say something else near 0.52 to 0.68 and the statement that answers near 0.73;
between them lies the signal."""

LATE_MEAN, LATE_SPREAD, LATE_SILENCE = 0.44, 0.06, 0.50
"""What the late interaction of hits is like on the dev questions: its mean and standard deviation, and
what it must exceed to speak for an answer."""

NAMES = (
    "coverage", "own", "phrases", "letters", "letters_near", "topic", "cosine", "cosine_below_best", "bm25",
    "late", "late_below_best", "late_z", "late_own_below_best", "late_own_z", "section_late_z",
    "above_silence", "fits_kind", "counter", "counter_missing", "year_own", "year_around", "year_other",
    "heading", "row", "item", "glossary", "length", "defines", "target", "schedule", "role", "period",
    "list_item", "naming", "telling_heading", "unnamed", "nowhere", "phrases_nowhere", "heaviest_missing", "heaviest_missing_own", "english_coverage", "english_own", "english_late_z", "english_cosine",
    "of_the_state", "part_asked", "part_not_asked", "person_own",
)  # fmt: skip
"""The signals, in the order of the columns."""


@dataclass(frozen=True)
class Signals:
    """The signals of a question's hits.

    Attributes:
        values: shape (n_hits, len(NAMES)), float64.
    """

    values: NDArray[np.float64]

    def column(self, name: str) -> NDArray[np.float64]:
        """One signal of all hits, shape (n_hits,)."""
        column: NDArray[np.float64] = self.values[:, NAMES.index(name)]
        return column


def signals_of(
    question: Question,
    hits: Sequence[Hit],
    index: Index,
    facts: FactBook,
    adapter: QueryAdapter | None = None,
) -> Signals:
    """Compute the signals; row i is ``hits[i]``.

    Args:
        question, hits, index, facts: what is asked, and what was found where.
        adapter: of the question's tokens; by default the package's own.
    """
    if not hits:
        return Signals(np.zeros((0, len(NAMES))))
    weights = [
        concept_weight(index, concept.alternatives) * _recency(question, concept.phrase)
        for concept in question.concepts
    ]
    worded = [wording_of(hit.unit, hit.info.title) for hit in hits]
    columns = _by_hit(question, hits, worded, facts)
    columns |= _of_concepts(question, worded, weights)
    columns["person_own"] = columns["own"] * _persons(question, worded)
    columns |= _of_vectors(question, hits, index, adapter or load_adapter())
    columns["letters"], columns["letters_near"] = shared_letters(question, hits, index)
    english = float(question.language == "en")
    columns |= {
        "english_coverage": english * columns["coverage"],
        "english_own": english * columns["own"],
        "english_late_z": english * columns["late_z"],
        "english_cosine": english * columns["cosine"],
    }
    return Signals(np.stack([columns[name] for name in NAMES], axis=1))


def concept_weight(index: Index, alternatives: Sequence[Sequence[str]]) -> float:
    """How telling a concept is: the inverse document frequency of its most common wording."""
    frequencies = [
        min((index.lexical.document_frequency(term) for term in words), default=0)
        for words in alternatives
    ]
    return index.lexical.idf(max(frequencies, default=0))


def _recency(question: Question, phrase: str) -> float:
    """What a question takes over from the one before it counts half."""
    return 1.0 if not question.recent or phrase in question.recent else 0.5


@dataclass(frozen=True)
class _Found:
    """What of a question's concepts stands where.

    Attributes:
        own, anywhere: shape (n_hits, n_concepts), bool: in the statement; there or around it.
        weights: how telling each concept is, shape (n_concepts,).
    """

    own: NDArray[np.bool_]
    anywhere: NDArray[np.bool_]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, question: Question, worded: Sequence[Wording], weights: Sequence[float]) -> _Found:
        shape = (len(worded), len(question.concepts))
        own, anywhere = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        for column, concept in enumerate(question.concepts):
            for row, one in enumerate(worded):
                if concept.satisfied_by(one.all_terms, one.all_text):
                    anywhere[row, column] = True
                    own[row, column] = concept.satisfied_by(one.own_terms, one.own_text)
        return cls(own, anywhere, np.asarray(weights, dtype=np.float64))

    def share(self, found: NDArray[np.bool_]) -> NDArray[np.float64]:
        """How much of all the weight each hit has, shape (n_hits,)."""
        shares: NDArray[np.float64] = found @ self.weights / (self.weights.sum() or 1.0)
        return shares

    def heaviest_missing(self, found: NDArray[np.bool_]) -> NDArray[np.float64]:
        """The most weight that each hit lacks, as a share of the heaviest concept's."""
        missing: NDArray[np.float64] = np.max(~found * self.weights, axis=1, initial=0.0)
        return missing / (self.weights.max(initial=0.0) or 1.0)

    def nowhere(self) -> float:
        """How much of all the weight no hit has."""
        missing = np.logical_not(self.anywhere).all(axis=0)
        return float(missing @ self.weights / (self.weights.sum() or 1.0))


def _of_concepts(
    question: Question, worded: Sequence[Wording], weights: Sequence[float]
) -> dict[str, NDArray[np.float64]]:
    """What of the question's words hits have; what none of them has is the same for each."""
    found = _Found.of(question, worded, weights)
    n = len(worded)
    nowhere = [phrase for phrase in question.phrases if not _stands_in_any(phrase, worded)]
    return {
        "coverage": found.share(found.anywhere),
        "own": found.share(found.own),
        "heaviest_missing": found.heaviest_missing(found.anywhere),
        "heaviest_missing_own": found.heaviest_missing(found.own),
        "nowhere": np.full(n, found.nowhere()),
        "phrases_nowhere": np.full(n, len(nowhere) / max(len(question.phrases), 1)),
    }


def _persons(question: Question, worded: Sequence[Wording]) -> NDArray[np.float64]:
    """Where it is asked who somebody is, 1.0 for each statement that names a person."""
    asked = question.kind == "who"
    return np.asarray([float(asked and one.names_a_person) for one in worded])


def _stands_in_any(phrase: str, worded: Sequence[Wording]) -> bool:
    return any(phrase in one.all_text for one in worded)


def _by_hit(
    question: Question, hits: Sequence[Hit], worded: Sequence[Wording], facts: FactBook
) -> dict[str, NDArray[np.float64]]:
    asked = _Asked.of(question)
    rows = [_of_hit(asked, hit, one, facts) for hit, one in zip(hits, worded, strict=True)]
    return dict(zip(rows[0], np.asarray([[*row.values()] for row in rows]).T, strict=True))


@dataclass(frozen=True)
class _Asked:
    """What of a question is the same for each of its hits.

    Attributes:
        question: the question.
        text: normalised and in lower case.
        named: the compound nouns it has, or what else it speaks of.
        period, naming: it asks for a period; what something is called.
        parts: the parts of a plan that it asks about.
    """

    question: Question
    text: str
    named: tuple[str, ...]
    period: bool
    naming: bool
    parts: frozenset[Part]

    @classmethod
    def of(cls, question: Question) -> _Asked:
        return cls(
            question,
            normalize(question.text).lower(),
            question.phrases or _plain(question),
            question.kind == "date" and asks_for_a_period(question),
            asks_what_it_is_called(question),
            parts_asked(normalize(question.text), question.kind),
        )


def _of_hit(asked: _Asked, hit: Hit, wording: Wording, facts: FactBook) -> dict[str, float]:
    question, unit = asked.question, hit.unit
    kind = question.kind
    heading = unit.kind == "heading"
    topic = wording.topic
    if kind == "definition" and unit.section:
        topic = f"{topic}\n{wording.heading}"
    shown = wording.statement if unit.kind == "row" else wording.quote
    counter = counts_what_is_asked(asked.text, shown)
    years = year_fit(question.years, wording.statement, wording.around)
    known = facts.of(unit)
    part = part_of(unit.section)
    fits = fit_share(kind, wording.statement, wording.quote, question)
    return {
        "phrases": _share_found(question.phrases, wording.own_text, wording.all_text),
        "topic": _share_found(asked.named, topic, topic),
        "fits_kind": fits,
        "counter": counter is True,
        "counter_missing": counter is False,
        "year_own": years.own,
        "year_around": years.around,
        "year_other": years.other,
        "heading": heading,
        "telling_heading": heading and kind in TOLD_BY_HEADINGS and fits > 0,
        "row": unit.kind == "row",
        "item": unit.kind == "item",
        "glossary": kind != "definition" and wording.of_a_glossary,
        "length": math.log1p(len(unit.quote)),
        "defines": defines(question, known),
        "target": kind == "numeric" and bool(known.targets),
        "schedule": (kind == "schedule" or bool(question.years)) and bool(known.schedule),
        "role": kind == "who" and bool(known.roles),
        "period": asked.period
        and fits == 1.0
        and any(one.kind == "period" for one in known.periods),
        "naming": asked.naming and calls_something(wording.statement),
        "list_item": kind == "list" and unit.kind == "item",
        "unnamed": not hit.named,
        "of_the_state": "state" not in asked.parts
        and is_of_the_state(wording.statement, unit.section),
        "part_asked": part in asked.parts,
        "part_not_asked": bool(part and asked.parts) and part not in asked.parts,
    }


def _of_vectors(
    question: Question, hits: Sequence[Hit], index: Index, adapter: QueryAdapter
) -> dict[str, NDArray[np.float64]]:
    cosine = np.asarray([hit.cosine for hit in hits])
    bm25 = np.asarray([hit.bm25 for hit in hits])
    late, late_own, silence = _late(question, hits, index, adapter)
    sections: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, hit in enumerate(hits):
        sections[hit.unit.doc_id, *hit.unit.section].append(number)
    section = np.zeros(len(hits))
    for members in sections.values():
        section[members] = late[members].max()
    return {
        "cosine": np.clip((cosine - COSINE_FLOOR) / COSINE_SPAN, 0.0, 1.0),
        "cosine_below_best": cosine - cosine.max(),
        "bm25": bm25 / (bm25.max() or 1.0),
        "late": late,
        "late_below_best": late - late.max(),
        "late_z": _standardised(late),
        "late_own_below_best": late_own - late_own.max(),
        "late_own_z": _standardised(late_own),
        "section_late_z": _standardised(section),
        "above_silence": (late + late_own) / 2 - silence,
    }


def _late(
    question: Question, hits: Sequence[Hit], index: Index, adapter: QueryAdapter
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """The best similarity, token by token, with any of the question's queries, and from where on it
    speaks for an answer. Where the embedding model gives no tokens the cosine stands in for it, as
    far as it tells hits apart: how high it is in all differs from model to model.
    """
    rows = [hit.row for hit in hits]
    queries = [
        tokens for query in question.queries if (tokens := index.query_tokens(query)) is not None
    ]
    if not queries:
        late = LATE_MEAN + LATE_SPREAD * _standardised(np.asarray([hit.cosine for hit in hits]))
        return late, late, LATE_SILENCE
    found = index.late_similarities([adapter(tokens) for tokens in queries], rows)
    whole = np.max([whole for whole, _ in found], axis=0)
    own = np.max([own for _, own in found], axis=0)
    return whole, own, adapter.answered_from(queries[0])


def _standardised(values: NDArray[np.float64]) -> NDArray[np.float64]:
    deviation = float(values.std())
    centred: NDArray[np.float64] = values - values.mean()
    return centred / deviation if deviation > 1e-9 else centred * 0.0


def _share_found(phrases: Sequence[str], own_text: str, all_text: str) -> float:
    """Share of a question's compound nouns that stand in a unit; half for one in its section."""
    if not phrases:
        return 0.0
    found = sum(1.0 if phrase in own_text else 0.5 * (phrase in all_text) for phrase in phrases)
    return found / len(phrases)


def _plain(question: Question) -> tuple[str, ...]:
    """The wordings of a question that has no compound noun."""
    return tuple(concept.phrase for concept in question.concepts if len(concept.phrase) > 1)
