"""The assistant: what CLI, API and UI all call."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.graph import Helper, SoFar, Turn, build_graph
from assistant.llm.chat import Chat
from assistant.llm.endpoint import endpoint_of
from assistant.municipalities import Directory, Municipality
from assistant.question import Question
from assistant.rank import Evidence
from assistant.schema import Answer, Timings
from assistant.settings import Settings
from assistant.threads import one_thread_a_product
from assistant.understand import clean_question
from ingest.embedding.model import Prepared, load_ahead, load_embeddings
from ingest.generations import Generations
from ingest.index import Index

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph


_REHEARSED = ("計画の期間と目標は？", "Who leads the plan, and what is the telework target?")
"""Questions that between them touch whatever is loaded only when it is needed."""


@dataclass(frozen=True)
class Trace:
    """An answer, the ranked evidence that it was chosen from, best first, and the question as it
    was understood.
    """

    answer: Answer
    evidence: tuple[Evidence, ...]
    question: Question | None = None


@dataclass(frozen=True)
class _Opened:
    """An open index with what is made of it."""

    folder: Path
    index: Index
    directory: Directory
    graph: CompiledStateGraph[Turn, None, Turn, Turn]


class Assistant:
    """Answers questions from the current index; picks up a new index when one is published.

    Safe to use from several threads.
    """

    def __init__(self, settings: Settings, embeddings: Prepared | None = None) -> None:
        """Open nothing yet.

        Args:
            settings: where the index is, who asks, which models help.
            embeddings: those of the settings, if they are being loaded already.

        Raises:
            UsageError: the settings of the language model are not whole.
        """
        self.settings = settings
        self._embeddings = embeddings
        endpoint = endpoint_of(settings)
        self._helper = Helper(Chat(endpoint), settings.llm_condense) if endpoint else None
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def ask(self, text: str, home: str | None = None, history: Sequence[str] = ()) -> Answer:
        """Answer one question.

        Args:
            text: the question, at most QUESTION_LIMIT characters.
            home: the asker's municipality by any of its names; None is the setting's, "" none.
            history: the asker's earlier questions in this conversation, oldest first.

        Raises:
            UsageError: the question is empty or too long, or no municipality is called ``home``.
            IndexStateError, ModelError, StoreError: the question cannot be answered now.
        """
        return self.trace(text, home, history).answer

    def trace(self, text: str, home: str | None = None, history: Sequence[str] = ()) -> Trace:
        """Like ``ask``, with the ranked evidence that the answer was chosen from."""
        for step in self.stream(text, home, history):
            if isinstance(step, Trace):
                return step
        raise AssertionError("a stream ends with its trace")

    def stream(
        self, text: str, home: str | None = None, history: Sequence[str] = ()
    ) -> Iterator[SoFar | Trace]:
        """Like ``trace``, with the text so far whenever a sentence of a language model has passed.

        The last thing is the Trace. Its answer holds: where the model failed later on, it is the
        extractive answer, which replaces what was shown. Closing the iterator gives the model up.
        """
        started = time.perf_counter()
        clean_question(text)
        opened = self._open()
        turn = Turn(text=text, home=self._home(opened.directory, home), history=tuple(history))
        state: dict[str, Any] = {}
        # Only a language model tells what it has so far; for listening the graph takes threads.
        modes = ["values", "custom"] if self._helper else ["values"]
        steps: Iterator[tuple[str, Any]] = iter(
            opened.graph.stream(turn, stream_mode=modes)  # type: ignore[arg-type]
        )
        for mode, got in steps:
            if mode == "custom":
                yield got
            else:
                state = got
        yield _trace(Turn(**state), started)

    def index(self) -> Index:
        """The current index.

        Raises:
            IndexStateError, ModelError, StoreError: it cannot be opened.
        """
        return self._open().index

    def municipalities(self) -> tuple[Municipality, ...]:
        """The municipalities whose documents are indexed.

        Raises:
            IndexStateError, ModelError, StoreError: the index cannot be opened.
        """
        return self._open().directory.all

    def municipality(self, name: str) -> Municipality:
        """The municipality called ``name`` by any of its names.

        Raises:
            UsageError: there is none.
            IndexStateError, ModelError, StoreError: the index cannot be opened.
        """
        return self._open().directory.named(name)

    def warm_up(self) -> None:
        """Load everything that a first question would wait for; no language model is asked.

        Raises:
            IndexStateError, ModelError, StoreError: the index cannot be opened.
        """
        opened = self._open()
        graph = build_graph(opened.index, opened.directory)
        for text in _REHEARSED:
            graph.invoke(Turn(text=text))
        opened.directory.things.by_reading()

    def _home(self, directory: Directory, home: str | None) -> Municipality | None:
        name = self.settings.home if home is None else home
        return directory.named(name) if name else None

    def _load_embeddings(self) -> Prepared:
        embeddings = load_embeddings(self.settings.embedding_model, self.settings.data_dir)
        load_ahead(embeddings)
        return embeddings

    def _open(self) -> _Opened:
        folder = Generations(self.settings.data_dir).current()
        with self._lock:
            if self._opened is None or self._opened.folder != folder:
                one_thread_a_product()
                embedder = self._embeddings or self._load_embeddings()
                self._embeddings = None  # another index may be of a model that was made anew
                index = Index.open(self.settings.data_dir, embedder, self.settings.chroma_url)
                directory = Directory.of(index)
                graph = build_graph(index, directory, self._helper)
                self._opened = _Opened(index.folder, index, directory, graph)
            return self._opened


def _trace(turn: Turn, started: float) -> Trace:
    """What came of a turn that ``started`` at this reading of the performance counter."""
    question, draft = turn.question, turn.draft
    assert question is not None and draft is not None, "the graph runs to its end"
    total = round((time.perf_counter() - started) * 1000, 2)
    answer = Answer(
        question=question.text,
        standalone_question=question.standalone,
        language=question.language,
        status=draft.status,
        mode="llm" if turn.by_model else "extractive",
        answer=draft.text,
        citations=draft.citations,
        followups=turn.followups,
        confidence=draft.confidence,
        timings_ms=Timings(**turn.milliseconds, total=total),
        llm=turn.details,
    )
    return Trace(answer, turn.evidence, question)
