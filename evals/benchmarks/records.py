"""A benchmark as read: passages, and questions with the passages that answer them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.schema import Record
from evals.errors import DatasetError
from evals.summary import Figure


@dataclass(frozen=True)
class Passage:
    """A passage; ``title`` is "" for none."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """Title and text."""
        return f"{self.title}\n{self.text}" if self.title else self.text


@dataclass(frozen=True)
class BenchmarkQuestion:
    """A question.

    Attributes:
        relevant: the gain of each passage that answers it, above 0.
        answers: what a right answer has one of; () where the benchmark does not tell.
    """

    id: str
    text: str
    relevant: Mapping[str, float]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Benchmark:
    """All of a benchmark."""

    name: str
    passages: tuple[Passage, ...]
    questions: tuple[BenchmarkQuestion, ...]


class BenchmarkReport(Record):
    """Figures of a benchmark.

    Attributes:
        n_units: evidence units that the product made of the passages.
        n_errors: questions that the product failed to answer; they are in none of its figures.
        systems: figures by system and measure.
        latency_p50_ms, latency_p95_ms: of the product.
    """

    name: str
    n_passages: int
    n_units: int
    n_questions: int
    n_errors: int
    systems: dict[str, dict[str, Figure]]
    latency_p50_ms: float | None
    latency_p95_ms: float | None


def read_json_lines(path: Path) -> list[dict[str, object]]:
    """The objects of a JSON Lines file.

    Raises:
        DatasetError: it cannot be read, or a line is no object; the line is named.
    """
    rows: list[dict[str, object]] = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise malformed(path, number, "JSON", error.msg) from error
        if not isinstance(row, dict):
            raise malformed(path, number, "JSON", "an object is needed")
        rows.append(row)
    return rows


def read_text(path: Path) -> str:
    """A file's text.

    Raises:
        DatasetError: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise DatasetError("dataset_unreadable", path=path, reason=reason) from error


def malformed(path: Path, line: int, field: str, reason: str) -> DatasetError:
    """The error that names a line and field."""
    return DatasetError("line_malformed", path=path, line=line, field=field, reason=reason)
