"""Progress bars of an ingest, on stderr."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

import prompts
from ingest.pipeline import Step
from prompts import Language

_MODEL_PARTS = 100


class IngestProgress:
    """One bar a step; nothing is drawn where stderr is no terminal."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._bars: dict[str, int] = {}
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

    def model(self, _step: str, share: float) -> None:
        """How far the conversion of the embedding model is, in [0, 1]."""
        if share < 1.0 or "model" in self._bars:
            self._show("model", "preparing_model", round(share * _MODEL_PARTS), _MODEL_PARTS)

    def step(self, step: Step, done: int, total: int) -> None:
        """How far a step of the ingest is."""
        names = {"read": "reading", "embed": "embedding", "write": "writing"}
        if total:
            self._show(step, names[step], done, total)

    def _show(self, key: str, name: str, done: int, total: int) -> None:
        from rich.progress import TaskID

        if key not in self._bars:
            description = prompts.text(f"cli.{name}", self._language)
            self._bars[key] = self._progress.add_task(description, total=total)
        self._progress.update(TaskID(self._bars[key]), completed=done, total=total)
