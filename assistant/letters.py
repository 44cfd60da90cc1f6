"""Letters that a hit shares with a question, in pairs: what words cut otherwise have in common."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.question import Question
from assistant.retrieve import Hit
from ingest.index import Index
from ingest.normalize import normalize
from ingest.units import Unit

NEIGHBOURS = 2
"""Units before and after a hit, of its own section, whose letters count as those near it."""

_APART = re.compile(r"[\s\W_]+")
_GRAMMAR = re.compile(r"[ぁ-ん]{2}")
"""Two hiragana: nearly always endings and particles."""


def shared_letters(
    question: Question, hits: Sequence[Hit], index: Index
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Share of the question's letter pairs that each hit has, in [0, 1], by how few hits state them.

    The weight of a pair is its inverse document frequency among the hits without their neighbours (as
    of BM25; Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). Zeros for a question
    in English.

    Returns:
        Of what a hit states with the headings above it, and of that with its neighbours: two arrays
        of shape (n_hits,).
    """
    asked = letter_pairs(question.standalone) if question.language == "ja" else frozenset()
    if not asked:
        return np.zeros(len(hits)), np.zeros(len(hits))
    stated = [asked & _of_unit(hit.unit) for hit in hits]
    frequency = Counter(pair for pairs in stated for pair in pairs)
    weights = {
        pair: math.log1p((len(hits) - frequency[pair] + 0.5) / (frequency[pair] + 0.5))
        for pair in asked
    }
    near = [
        pairs.union(*(asked & _of_unit(unit) for unit in _neighbours(hit, index)))
        for hit, pairs in zip(hits, stated, strict=True)
    ]
    return _shares(stated, weights), _shares(near, weights)


def _shares(found: Sequence[frozenset[str]], weights: Mapping[str, float]) -> NDArray[np.float64]:
    """How much of all the weight each has."""
    total = sum(weights.values()) or 1.0
    return np.asarray([sum(weights[pair] for pair in pairs) / total for pairs in found])


@lru_cache(maxsize=20_000)
def letter_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters of a text, but for those of two hiragana."""
    letters = _APART.sub("", normalize(text).lower())
    pairs = (letters[place : place + 2] for place in range(len(letters) - 1))
    return frozenset(pair for pair in pairs if not _GRAMMAR.fullmatch(pair))


def _of_unit(unit: Unit) -> frozenset[str]:
    return letter_pairs("\n".join((*unit.section, unit.lead, unit.statement)))


def _neighbours(hit: Hit, index: Index) -> list[Unit]:
    """The units around a hit that stand in its section."""
    rows = range(max(hit.row - NEIGHBOURS, 0), min(hit.row + NEIGHBOURS + 1, index.meta.n_units))
    unit = hit.unit
    return [
        one
        for one in index.store.units([row for row in rows if row != hit.row])
        if one.doc_id == unit.doc_id and one.section == unit.section
    ]
