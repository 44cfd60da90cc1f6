"""Questions searched by an encoder and an adapter that were fitted without the documents they are about.

What is fitted to such hits, ranking and refusal, meets encoder and adapter as new documents will.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.query_adapter import QueryAdapter, no_change
from assistant.settings import Settings
from evals.fitting.adapter import Example, fit_adapter
from evals.fitting.cases import Case, examples_of, find_cases
from evals.fitting.encoder import fit_encoder
from evals.fitting.tuned_index import Library, tuned_indexes, untuned_model
from evals.gold import Gold
from ingest.embedding.tuning import Tuning
from ingest.index import Index

UNTUNED = "untuned"
FOLDS = 2

Golds = Mapping[Library, Sequence[Gold]]
"""The questions, by the library that they are asked of."""


def encoder_of(examples: Sequence[Example], settings: Settings) -> Tuning:
    """An encoder fitted to examples, searched in untuned indexes."""
    return fit_encoder(examples, *untuned_model(settings, UNTUNED))


def adapter_of(golds: Golds, indexes: Mapping[Library, Index]) -> QueryAdapter:
    """An adapter fitted to questions as some indexes find their evidence."""
    return fit_adapter(examples_of(search_all(golds, indexes, no_change())))


def search_all(golds: Golds, indexes: Mapping[Library, Index], adapter: QueryAdapter) -> list[Case]:
    """The questions that have hits, each searched in its library."""
    return [
        case
        for library, index in indexes.items()
        for case in find_cases(golds[library], index, adapter)
    ]


@dataclass(frozen=True)
class Fold:
    """What was fitted without one part of the documents, and what it finds for the questions about that.

    Attributes:
        tuning, adapter: fitted to the other documents.
        cases: the questions about this part that have hits, searched by them.
    """

    tuning: Tuning
    adapter: QueryAdapter
    cases: tuple[Case, ...]


def cross_fitted(golds: Golds, settings: Settings) -> list[Fold]:
    """The questions that have hits, each searched by what was fitted to the other half of the
    documents.
    """
    cases = search_all(golds, tuned_indexes(settings, UNTUNED), no_change())
    return [fold_of(golds, cases, number, settings) for number in range(FOLDS)]


def fold_of(golds: Golds, cases: Sequence[Case], number: int, settings: Settings) -> Fold:
    """One half of the documents.

    Args:
        golds: all questions.
        cases: what the untuned indexes find for them.
        number: the half's, from 0.
    """
    names = sorted({case.document for case in cases})
    held_out = {case.item.id for case in cases if names.index(case.document) % FOLDS == number}
    others = [case for case in cases if case.item.id not in held_out]
    tuning = encoder_of(examples_of(others), settings)
    indexes = tuned_indexes(settings, f"fold-{number}", tuning)
    adapter = adapter_of(_only(golds, {case.item.id for case in others}), indexes)
    return Fold(tuning, adapter, tuple(search_all(_only(golds, held_out), indexes, adapter)))


def _only(golds: Golds, ids: Collection[str]) -> Golds:
    """Some of the questions."""
    return {
        library: [gold for gold in asked if gold.item.id in ids] for library, asked in golds.items()
    }
