"""The question's flow as a LangGraph graph: understand -> retrieve -> answer -> verify."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import Draft, answer_question
from assistant.municipalities import Directory, Municipality
from assistant.question import Question
from assistant.evidence import find_evidence
from assistant.fact_fit import FactBook, fact_book
from assistant.rank import Evidence
from assistant.understand import understand
from assistant.verify import check_citations, keep_grounded
from ingest.errors import IndexStateError
from ingest.index import Index

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph


@dataclass(frozen=True)
class Turn:
    """The state that flows through the graph.

    Attributes:
        text, home, history: what was asked, by whom, after which earlier questions.
        question, evidence, draft: what the steps made of it so far.
        milliseconds: how long each step took.
    """

    text: str
    home: Municipality | None = None
    history: tuple[str, ...] = ()
    question: Question | None = None
    evidence: tuple[Evidence, ...] = ()
    draft: Draft | None = None
    milliseconds: dict[str, float] = field(default_factory=dict)


class Step(Protocol):
    """A node of the graph: what it changes in the turn."""

    def __call__(self, state: Turn) -> dict[str, Any]:
        """Run the step."""


def build_graph(index: Index, directory: Directory) -> CompiledStateGraph[Turn, None, Turn, Turn]:
    """The flow over one index."""
    from langgraph.graph import END, START, StateGraph

    steps = {
        "understand": _understand(directory),
        "retrieve": _retrieve(index, directory, fact_book(index)),
        "answer": _answer(index, directory),
        "verify": _verify(index),
    }
    graph = StateGraph(Turn)
    before = START
    for name, step in steps.items():
        graph.add_node(name, _timed(name, step))
        graph.add_edge(before, name)
        before = name
    graph.add_edge(before, END)
    return graph.compile()


def _understand(directory: Directory) -> Step:
    def step(state: Turn) -> dict[str, Any]:
        return {"question": understand(state.text, directory, state.home, state.history)}

    return step


def _retrieve(index: Index, directory: Directory, facts: FactBook) -> Step:
    def step(state: Turn) -> dict[str, Any]:
        assert state.question is not None, "understand comes before"
        return {"evidence": tuple(find_evidence(state.question, index, directory, facts))}

    return step


def _answer(index: Index, directory: Directory) -> Step:
    def step(state: Turn) -> dict[str, Any]:
        assert state.question is not None, "understand comes before"
        return {"draft": answer_question(state.question, state.evidence, index, directory)}

    return step


def _verify(index: Index) -> Step:
    def step(state: Turn) -> dict[str, Any]:
        assert state.draft is not None, "answer comes before"
        draft = state.draft
        check_citations(draft.citations, index.store.document)
        if draft.status != "answered":
            return {}
        text = keep_grounded(draft.text, draft.citations)
        if text != draft.text:
            raise IndexStateError("answer_not_grounded")
        return {"draft": Draft(draft.status, text, draft.citations, draft.confidence)}

    return step


def _timed(name: str, step: Step) -> Step:
    def timed(state: Turn) -> dict[str, Any]:
        started = time.perf_counter()
        update = step(state)
        elapsed = (time.perf_counter() - started) * 1000
        return {**update, "milliseconds": {**state.milliseconds, name: round(elapsed, 2)}}

    return timed
