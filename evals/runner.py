"""Asks every item and writes what came of it, line by line, so that a run can be resumed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Protocol

from assistant.service import Trace
from evals.errors import ResultsError
from evals.gold import Gold
from evals.library import Library
from evals.record import RunRecord, read_record, record_path
from evals.results import (
    Result,
    base_result,
    read_results,
    result_line,
    unwritable,
    write_results,
)
from evals.score import score

Progress = Callable[[int, int], None]
"""Called with how many items are done, and how many there are."""


class Answerer(Protocol):
    """What is evaluated: the Assistant, or in tests something in its place."""

    def trace(self, text: str, home: str | None = None, history: Sequence[str] = ()) -> Trace:
        """Answer one question."""


def run(
    golds: Sequence[Gold],
    answerer: Answerer,
    library: Library,
    *,
    out: Path | None = None,
    done: Iterable[Result] = (),
    on_progress: Progress = lambda done, total: None,
) -> tuple[Result, ...]:
    """Ask all items but those ``done``; returns all results in the order of ``golds``.

    Args:
        golds: the items.
        answerer: what answers them.
        library: the documents.
        out: a results file; each result is appended to it as soon as it is there.
        done: results of an earlier run that are not asked again.
        on_progress: called after each item.

    Raises:
        ResultsError: ``out`` cannot be written.
    """
    results = {result.id: result for result in done}
    on_progress(len(results), len(golds))
    with _appending(out) as file:
        for gold in golds:
            if gold.item.id in results:
                continue
            result = run_item(gold, answerer, library)
            results[result.id] = result
            if file is not None:
                file.write(result_line(result))
                file.flush()
            on_progress(len(results), len(golds))
    return tuple(results[gold.item.id] for gold in golds)


def run_item(gold: Gold, answerer: Answerer, library: Library) -> Result:
    """Ask one item, its history first; a failure is the result ``error``."""
    item = gold.item
    try:
        for turn, text in enumerate(item.history):
            answerer.trace(text, item.home, item.history[:turn])
        started = time.perf_counter()
        trace = answerer.trace(item.question, item.home, item.history)
        latency_ms = (time.perf_counter() - started) * 1000
    except Exception as error:
        reason = " ".join(str(error).split())[:300]
        failed = base_result(item, "error")
        return failed.model_copy(update={"error": f"{type(error).__name__}: {reason}"})
    return score(gold, trace, latency_ms, library)


def prepare(
    out: Path, record: RunRecord, golds: Sequence[Gold], *, resume: bool
) -> tuple[Result, ...]:
    """Make a results file ready to be appended to, with its record beside it.

    Returns:
        With ``resume``, the results that it has already; errors are asked again.

    Raises:
        ResultsError: with ``resume``, the results are those of another run; or a file cannot be
            read or written.
    """
    done: tuple[Result, ...] = ()
    if resume and out.exists():
        before = read_record(out)
        differences = record.differences(before)
        record = record.model_copy(update={"judge": record.judge or before.judge})
        if differences:
            raise ResultsError("resume_differs", path=out, what=", ".join(differences))
        wanted = {gold.item.id for gold in golds}
        done = tuple(one for one in read_results(out) if one.id in wanted and one.status != "error")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        record_path(out).write_text(record.model_dump_json(indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise unwritable(out, error) from error
    write_results(out, done)
    return done


def _appending(out: Path | None) -> AbstractContextManager[IO[str] | None]:
    if out is None:
        return nullcontext()
    try:
        return out.open("a", encoding="utf-8")
    except OSError as error:
        raise unwritable(out, error) from error
