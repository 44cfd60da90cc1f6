"""Errors of an evaluation; their sentences are in prompts/evals.yaml."""

from __future__ import annotations

import prompts
from ingest.errors import FailureError, KeikakuError, UsageError
from prompts import Language


class _EvalsError(KeikakuError):
    """An error whose sentence is an entry of prompts/evals.yaml."""

    def message(self, language: Language) -> str:
        """The error as one line in ``language``."""
        line = prompts.text(f"evals.{self.key}", language, **self.values)
        return " ".join(line.split())


class DatasetError(_EvalsError, FailureError):
    """A dataset or benchmark file is malformed, or does not fit the documents."""


class ResultsError(_EvalsError, UsageError):
    """Results cannot be read, resumed or compared as asked."""


class RunError(_EvalsError, FailureError):
    """Items could not be run, or the run is below its thresholds."""
