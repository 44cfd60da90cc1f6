"""Progress bars, on stderr."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

import prompts
from ingest.pipeline import Step
from prompts import Language

_MODEL_PARTS = 100
_STEPS = {"read": "cli.reading", "embed": "cli.embedding", "write": "cli.writing"}


class Bars:
    """Progress bars, each from its first news on; nothing is drawn where stderr is no terminal."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._bars: dict[str, TaskID] = {}
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def of(self, name: str) -> Callable[[int, int], None]:
        """What to tell how much of it is done and how much there is; ``name`` is a prompt's."""
        return partial(self.show, name)

    def show(self, name: str, done: int, total: int) -> None:
        """How far the thing is that the prompt ``name`` names."""
        if name not in self._bars:
            description = prompts.text(name, self._language)
            self._bars[name] = self._progress.add_task(description, total=total)
        self._progress.update(self._bars[name], completed=done, total=total)


class IngestProgress(Bars):
    """A bar for each step of an ingest."""

    def model(self, _step: str, share: float) -> None:
        """How far the conversion of the embedding model is, in [0, 1]."""
        name = "cli.preparing_model"
        if share < 1.0 or name in self._bars:
            self.show(name, round(share * _MODEL_PARTS), _MODEL_PARTS)

    def step(self, step: Step, done: int, total: int) -> None:
        """How far a step of the ingest is."""
        if total:
            self.show(_STEPS[step], done, total)
