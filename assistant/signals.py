"""What speaks for a hit as the answer to a question: the signals that the ranking weighs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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
from assistant.years_fit import year_fit
from ingest.index import Index
from ingest.normalize import normalize
from ingest.terms import terms_of
from ingest.units import Unit

COSINE_FLOOR, COSINE_SPAN = 0.52, 0.28
"""The tuned E5 puts hits that say something else near 0.52 to 0.68 and the statement that answers near 0.73;
between them lies the signal."""

LATE_MEAN, LATE_SPREAD, LATE_SILENCE = 0.44, 0.06, 0.50
"""What the late interaction of hits is like on the dev questions: its mean and standard deviation, and
what it must exceed to speak for an answer."""

_TOPIC = re.compile(
    r"^[○●・◆■①-⑳\s]*(?:[［\[【「](?P<label>[^］\]】」]{2,30})[］\]】」]|(?P<subject>[^、。]{2,25}?)(?:とは|は|[:：…])"
    r"|(?P<apart>[一-龥々ァ-ヴーA-Za-z0-9・]{2,15})[ \u3000](?=\S{4,}))"
)
"""A statement's label in brackets, its subject, or what a blank sets apart at its beginning."""

_ASIDE = re.compile(r"(?<=[一-龥])\([^()]{1,3}\)(?=[一-龥])")
"""What a word has in brackets within it: 課(室)長 is a 課長 too."""

_GLOSSARY_HEADER = re.compile(r"用語|解説|説明|意味|定義")

NAMES = (
    "coverage", "own", "phrases", "letters", "letters_near", "topic", "cosine", "cosine_below_best", "bm25",
    "late", "late_below_best", "late_z", "late_own_below_best", "late_own_z", "section_late_z",
    "above_silence", "fits_kind", "counter", "counter_missing", "year_own", "year_around", "year_other",
    "heading", "row", "item", "glossary", "length", "defines", "target", "schedule", "role", "period",
    "list_item", "naming", "telling_heading", "unnamed", "nowhere", "phrases_nowhere", "heaviest_missing", "heaviest_missing_own", "english_coverage", "english_own", "english_late_z", "english_cosine",
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
    columns = _by_hit(question, hits, weights, facts)
    columns |= _of_vectors(question, hits, index, adapter or load_adapter())
    columns |= _of_all(question, hits, weights)
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


@dataclass(frozen=True)
class _Wording:
    """How a unit is worded, whatever is asked.

    Attributes:
        statement, around: what it states and what that stands under, normalised.
        own_terms, all_terms: the search terms of the statement, and of both.
        own_text, all_text: the statement and both in lower case.
        topic: see ``topic_of``.
    """

    statement: str
    around: str
    own_terms: frozenset[str]
    all_terms: frozenset[str]
    own_text: str
    all_text: str
    topic: str


@lru_cache(maxsize=1_000)
def _wording(statement: str, around: str, first_cell: str) -> _Wording:
    statement, around = normalize(statement), normalize(around)
    own_terms = _terms(statement)
    own = statement.lower()
    if (closed := _ASIDE.sub("", own)) != own:
        own = f"{own}\n{closed}"
    return _Wording(
        statement,
        around,
        own_terms,
        own_terms | _terms(around),
        own,
        f"{own}\n{around.lower()}",
        topic_of(first_cell, statement),
    )


def topic_of(first_cell: str, statement: str) -> str:
    """What a statement is about, in lower case; "" where it does not show it.

    That is its row's label, its bracketed label, or the subject before は or a colon.
    """
    if first_cell:
        return normalize(first_cell).lower()
    found = _TOPIC.match(statement)
    return (found["label"] or found["subject"] or found["apart"]).lower() if found else ""


def _recency(question: Question, phrase: str) -> float:
    """What a question takes over from the one before it counts half."""
    return 1.0 if not question.recent or phrase in question.recent else 0.5


def _by_hit(
    question: Question, hits: Sequence[Hit], weights: Sequence[float], facts: FactBook
) -> dict[str, NDArray[np.float64]]:
    rows = [_of_hit(question, hit, weights, facts) for hit in hits]
    return {name: np.asarray([row[name] for row in rows]) for name in rows[0]}


def _of_hit(
    question: Question, hit: Hit, weights: Sequence[float], facts: FactBook
) -> dict[str, float]:
    unit = hit.unit
    wording = _wording(
        unit.statement,
        "\n".join((*unit.section, unit.lead, hit.info.title)),
        unit.cells[0][1] if unit.cells else "",
    )
    statement, around = wording.statement, wording.around
    own_terms, all_terms = wording.own_terms, wording.all_terms
    own_text, all_text = wording.own_text, wording.all_text
    total = sum(weights)
    own = covered = heaviest = heaviest_own = 0.0
    for concept, weight in zip(question.concepts, weights, strict=True):
        in_own = concept.satisfied_by(own_terms, own_text)
        in_all = in_own or concept.satisfied_by(all_terms, all_text)
        own += weight * in_own
        covered += weight * in_all
        heaviest = max(heaviest, weight * (not in_all))
        heaviest_own = max(heaviest_own, weight * (not in_own))
    largest = max(weights, default=0.0) or 1.0
    topic_text = wording.topic
    if question.kind == "definition" and unit.section:
        topic_text = f"{topic_text}\n{normalize(unit.section[-1]).lower()}"
    quote = normalize(unit.quote)
    shown = statement if unit.kind == "row" else quote
    counter = counts_what_is_asked(normalize(question.text).lower(), shown)
    years = year_fit(question.years, statement, around)
    known = facts.of(unit)
    kind = question.kind
    return {
        "coverage": covered / total if total else 0.0,
        "own": own / total if total else 0.0,
        "phrases": _share_found(question.phrases, own_text, all_text),
        "topic": _share_found(question.phrases or _plain(question), topic_text, topic_text),
        "fits_kind": fit_share(kind, statement, quote, question),
        "counter": float(counter is True),
        "counter_missing": float(counter is False),
        "year_own": float(years.own),
        "year_around": float(years.around),
        "year_other": float(years.other),
        "heading": float(unit.kind == "heading"),
        "telling_heading": float(
            unit.kind == "heading"
            and kind in TOLD_BY_HEADINGS
            and fit_share(kind, statement, quote, question) > 0
        ),
        "row": float(unit.kind == "row"),
        "item": float(unit.kind == "item"),
        "glossary": float(kind != "definition" and _is_glossary_row(unit)),
        "length": float(np.log1p(len(unit.quote))),
        "defines": float(defines(question, known)),
        "target": float(kind == "numeric" and bool(known.targets)),
        "schedule": float((kind == "schedule" or bool(question.years)) and bool(known.schedule)),
        "role": float(kind == "who" and bool(known.roles)),
        "period": float(
            kind == "date"
            and asks_for_a_period(question)
            and any(one.kind == "period" for one in known.periods)
            and fit_share(kind, statement, quote, question) == 1.0
        ),
        "naming": float(asks_what_it_is_called(question) and calls_something(statement)),
        "list_item": float(kind == "list" and unit.kind == "item"),
        "unnamed": float(not hit.named),
        "heaviest_missing": heaviest / largest,
        "heaviest_missing_own": heaviest_own / largest,
    }


def _of_all(
    question: Question, hits: Sequence[Hit], weights: Sequence[float]
) -> dict[str, NDArray[np.float64]]:
    """What the question speaks of that no hit has: the same for each of them."""
    texts = [_text_of(hit) for hit in hits]
    terms = [_terms(text) for text in texts]
    missing = [
        weight
        for concept, weight in zip(question.concepts, weights, strict=True)
        if not any(
            concept.satisfied_by(known, text) for known, text in zip(terms, texts, strict=True)
        )
    ]
    phrases = [phrase for phrase in question.phrases if not any(phrase in text for text in texts)]
    return {
        "nowhere": np.full(len(hits), sum(missing) / (sum(weights) or 1.0)),
        "phrases_nowhere": np.full(len(hits), len(phrases) / max(len(question.phrases), 1)),
    }


def _text_of(hit: Hit) -> str:
    """A unit with what stands around it, normalised and in lower case."""
    unit = hit.unit
    parts = (unit.statement, *unit.section, unit.lead, hit.info.title)
    return normalize("\n".join(parts)).lower()


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
    found = [index.late_similarity(adapter(tokens), rows) for tokens in queries]
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


def _is_glossary_row(unit: Unit) -> bool:
    return unit.kind == "row" and any(_GLOSSARY_HEADER.search(header) for header, _ in unit.cells)


def _plain(question: Question) -> tuple[str, ...]:
    """The wordings of a question that has no compound noun."""
    return tuple(concept.phrase for concept in question.concepts if len(concept.phrase) > 1)


@lru_cache(maxsize=20_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(terms_of(text))
