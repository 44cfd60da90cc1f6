"""One evaluation of a dataset from its file to its results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.service import Assistant
from assistant.settings import Settings
from evals.dataset import Split, load_items, spread
from evals.gold import Gold, find_gold
from evals.judge import Judge, judge_all
from evals.library import Library, library_of_store
from evals.record import RunRecord, make_record
from evals.results import Result, write_results
from evals.runner import Progress, prepare, run


@dataclass(frozen=True)
class Session:
    """A finished run.

    Attributes:
        record: how it was made.
        golds: the items, in the order of the dataset.
        library: the documents.
        results: one for each item, in the same order.
    """

    record: RunRecord
    golds: tuple[Gold, ...]
    library: Library
    results: tuple[Result, ...]


def neutral(settings: Settings, *, extractive: bool) -> Settings:
    """Settings for an evaluation: no municipality but the items' own; perhaps no language model."""
    changes: dict[str, object] = {"home": None}
    if extractive:
        changes |= {"llm_base_url": None, "llm_model": None, "llm_api_key": None}
    return settings.model_copy(update=changes)


def evaluate_dataset(
    dataset: Path,
    split: Split | None,
    settings: Settings,
    *,
    limit: int | None = None,
    judge: Judge | None = None,
    out: Path | None = None,
    resume: bool = False,
    on_progress: Progress = lambda done, total: None,
    on_judged: Progress = lambda done, total: None,
) -> Session:
    """Ask all items of a dataset's split, or ``limit`` of them; then have the answers judged.

    Raises:
        DatasetError: the dataset is malformed or does not fit the documents; nothing was asked.
        ResultsError: ``out`` cannot be resumed or written.
        IndexStateError, ModelError, StoreError: there is nothing to ask.
    """
    items = spread(load_items(dataset, split), limit)
    assistant = Assistant(settings)
    index = assistant.index()
    library = library_of_store(index.store)
    golds = find_gold(dataset, items, library)
    facts = judge.facts if judge else None
    record = make_record(dataset, split, settings, index.meta, limit=limit, judge=facts)
    done = prepare(out, record, golds, resume=resume) if out else ()
    assistant.warm_up()
    results = run(golds, assistant, library, out=out, done=done, on_progress=on_progress)

    def save(results: Sequence[Result]) -> None:
        if out:
            write_results(out, results)

    save(results)
    if judge:
        results = judge_all(items, results, judge, save, on_judged)
    return Session(record, golds, library, results)
