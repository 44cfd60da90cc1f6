"""Questions searched by an encoder and an adapter that were fitted without the documents they are about.

What is fitted to such hits, ranking and refusal, meets encoder and adapter as new documents will.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.query_adapter import QueryAdapter, no_change
from assistant.settings import Settings
from evals.fitting.adapter import Example, fit_adapter
from evals.fitting.cases import Case, examples_of, find_cases
from evals.fitting.encoder import fit_encoder
from evals.fitting.tuned_index import tuned_index, untuned_model
from evals.gold import Gold
from ingest.embedding.tuning import Tuning
from ingest.index import Index

UNTUNED = "untuned"
FOLDS = 2


def encoder_of(examples: Sequence[Example], index: Index, settings: Settings) -> Tuning:
    """An encoder fitted to examples, searched in the untuned index."""
    return fit_encoder(examples, index, *untuned_model(settings, UNTUNED))


def adapter_of(golds: Sequence[Gold], index: Index) -> QueryAdapter:
    """An adapter fitted to questions as an index finds their evidence."""
    return fit_adapter(examples_of(find_cases(golds, index, no_change()), index), index)


def cross_fitted(golds: Sequence[Gold], settings: Settings) -> list[Case]:
    """The questions that have hits, each searched by what was fitted to the other half of the
    documents.
    """
    index = tuned_index(settings, UNTUNED)
    cases = find_cases(golds, index, no_change())
    found = {
        one.item.id: one for fold in range(FOLDS) for one in fold_of(golds, cases, fold, settings)
    }
    return [found[case.item.id] for case in cases if case.item.id in found]


def fold_of(
    golds: Sequence[Gold], cases: Sequence[Case], fold: int, settings: Settings
) -> Iterator[Case]:
    """The cases about one half of the documents.

    Args:
        golds: all questions.
        cases: what the untuned index finds for them.
        fold: the half, from 0.
    """
    names = sorted({case.document for case in cases})
    held_out = {case.item.id for case in cases if names.index(case.document) % FOLDS == fold}
    others = [case for case in cases if case.item.id not in held_out]
    untuned = tuned_index(settings, UNTUNED)
    tuning = encoder_of(examples_of(others, untuned), untuned, settings)
    index = tuned_index(settings, f"fold-{fold}", tuning)
    known = {case.item.id for case in others}
    adapter = adapter_of([gold for gold in golds if gold.item.id in known], index)
    yield from find_cases([gold for gold in golds if gold.item.id in held_out], index, adapter)
