"""The latest evaluation, as ``keikaku eval`` left it in the data directory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from assistant.schema import Record
from ingest.errors import StoreError

FOLDER_NAME, FIGURES_NAME, REPORT_NAME = "evaluation", "latest.json", "latest.html"


class Headline(Record):
    """A measure over a whole run: its mean and 95% interval, shares of 1."""

    name: str
    label: str
    mean: float
    low: float
    high: float
    n: Annotated[int, Field(ge=0)]


class Evaluation(Record):
    """A run.

    Attributes:
        date: when it began, ISO 8601 in UTC.
        dataset, split: what was asked; split is None for all of it.
        engine: the language model; "" for none.
        n_items, n_failed: how many questions there were, how many were not answered rightly.
        headlines: its main measures.
    """

    date: str
    dataset: str
    split: str | None
    engine: str
    n_items: Annotated[int, Field(ge=0)]
    n_failed: Annotated[int, Field(ge=0)]
    headlines: tuple[Headline, ...]


def keep_evaluation(data_dir: Path, evaluation: Evaluation, report: str) -> None:
    """Keep a run as the latest: its figures, and its report as a whole HTML page.

    Raises:
        StoreError: the data directory cannot be written.
    """
    folder = data_dir / FOLDER_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (
            (REPORT_NAME, report),
            (FIGURES_NAME, evaluation.model_dump_json(indent=2)),
        ):
            draft = folder / f".{name}"
            draft.write_text(text, encoding="utf-8")
            draft.replace(folder / name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError("data_dir_unwritable", path=data_dir, reason=reason) from error


def latest_evaluation(data_dir: Path) -> Evaluation | None:
    """The latest run; None where there is none that can be read."""
    try:
        text = (data_dir / FOLDER_NAME / FIGURES_NAME).read_text(encoding="utf-8")
        return Evaluation.model_validate_json(text)
    except (OSError, ValidationError):
        return None


def latest_report(data_dir: Path) -> str | None:
    """The report of the latest run, a whole HTML page; None where there is none."""
    try:
        return (data_dir / FOLDER_NAME / REPORT_NAME).read_text(encoding="utf-8")
    except OSError:
        return None
