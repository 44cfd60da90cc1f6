"""Results: what became of each item, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from assistant.schema import Answer, Record
from evals.dataset import Item, ItemType
from evals.errors import ResultsError
from evals.verdict import Verdict
from prompts import Language

ResultStatus = Literal["ok", "error", "unscored"]


class Retrieved(Record):
    """A unit that was retrieved.

    Attributes:
        chunk_id: its id in the index.
        section: the headings above it, from the top down.
        relevant: whether it answers; None for an item without evidence.
    """

    chunk_id: str
    doc_id: str
    section: tuple[str, ...]
    relevant: bool | None = None


class Scores(Record):
    """One item's terms of the metrics; None where a metric does not apply to the item."""

    refusal_precision: float | None = None
    refusal_recall: float | None = None
    citation_precision: float | None = None
    citation_recall: float | None = None
    section_hit_1: float | None = None
    section_hit_5: float | None = None
    recall_5: float | None = None
    recall_10: float | None = None
    mrr_10: float | None = None
    ndcg_10: float | None = None
    groundedness: float | None = None


class Result(Record):
    """What became of one item.

    Attributes:
        id, type, lang, docs, question: the item's.
        status: ``ok``; ``error``, where the assistant failed; ``unscored``, where the item gives
            nothing to grade by. Neither of the last two counts as a zero.
        answer: the whole Answer; None of an error.
        correct: whether the answer is correct; None where status is not ``ok``.
        citation_right: whether one of its citations is right; None for an item without evidence.
        retrieved: the evidence that it was chosen from, best first.
        latency_ms: wall time of the item's question, without its history.
        error: what failed, "" for nothing.
        verdict: a language model's, in no metric; None where none was asked.
    """

    id: str
    type: ItemType
    lang: Language
    docs: tuple[str, ...]
    question: str
    status: ResultStatus
    answer: Answer | None = None
    correct: bool | None = None
    citation_right: bool | None = None
    retrieved: tuple[Retrieved, ...] = ()
    latency_ms: float | None = None
    error: str = ""
    scores: Scores = Scores()
    verdict: Verdict | None = None

    @property
    def scored(self) -> bool:
        """Whether it enters the metrics."""
        return self.status == "ok"


def base_result(item: Item, status: ResultStatus) -> Result:
    """A result that has only what the item gives."""
    return Result(
        id=item.id,
        type=item.type,
        lang=item.lang,
        docs=item.docs,
        question=item.question,
        status=status,
    )


def result_line(result: Result) -> str:
    """A result as a line of a results file."""
    return result.model_dump_json() + "\n"


def write_results(path: Path, results: Iterable[Result]) -> None:
    """Write a results file, in one step.

    Raises:
        ResultsError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_text("".join(map(result_line, results)), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error


def read_results(path: Path) -> tuple[Result, ...]:
    """Read a results file; a last line that an interrupted run left unfinished is dropped.

    Raises:
        ResultsError: the file cannot be read, or a line of it is no result.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise ResultsError("results_unreadable", path=path, line=0, reason=reason) from error
    results: list[Result] = []
    *complete, _unfinished = text.split("\n")
    for number, line in enumerate(complete, start=1):
        try:
            results.append(Result.model_validate_json(line))
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise ResultsError(
                "results_unreadable", path=path, line=number, reason=reason
            ) from error
    return tuple(results)


def unwritable(path: Path, error: OSError) -> ResultsError:
    """The error of a file that cannot be written."""
    return ResultsError("output_unwritable", path=path, reason=error.strerror or str(error))
