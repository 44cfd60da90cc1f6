"""The question's flow as a LangGraph graph: understand -> retrieve -> answer -> verify."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import answer_question
from assistant.compared import for_each
from assistant.draft import Draft
from assistant.fact_fit import FactBook, fact_book
from assistant.follow_up import evidence_after
from assistant.followups import suggest
from assistant.language import detect_language
from assistant.llm.answering import answer_with_model
from assistant.llm.chat import Chat, Deadline
from assistant.llm.condense import condense
from assistant.municipalities import Directory, Municipality
from assistant.question import Question
from assistant.rank import Evidence
from assistant.schema import ModelDetails
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
        followups: next questions to suggest.
        milliseconds: how long each step took.
        deadline: until when a language model may be asked.
        details: what a language model did; None where none is set.
        by_model: whether the draft is a language model's.
    """

    text: str
    home: Municipality | None = None
    history: tuple[str, ...] = ()
    question: Question | None = None
    evidence: tuple[Evidence, ...] = ()
    draft: Draft | None = None
    followups: tuple[str, ...] = ()
    milliseconds: dict[str, float] = field(default_factory=dict)
    deadline: Deadline | None = None
    details: ModelDetails | None = None
    by_model: bool = False


class Step(Protocol):
    """A node of the graph: what it changes in the turn."""

    def __call__(self, state: Turn) -> dict[str, Any]:
        """Run the step."""


@dataclass(frozen=True)
class Helper:
    """A language model that helps, and with what."""

    chat: Chat
    condenses: bool = True


@dataclass(frozen=True)
class SoFar:
    """Streamed whenever a sentence of a language model has passed: the answer's text so far."""

    text: str


def build_graph(
    index: Index, directory: Directory, helper: Helper | None = None
) -> CompiledStateGraph[Turn, None, Turn, Turn]:
    """The flow over one index, with a language model's help or without."""
    from langgraph.graph import END, START, StateGraph

    facts = fact_book(index)
    steps = {
        "understand": _understand(directory, helper),
        "retrieve": _retrieve(index, directory, facts),
        "answer": _answer(index, directory, helper),
        "verify": _verify(index, directory, facts),
    }
    graph = StateGraph(Turn)
    before = START
    for name, step in steps.items():
        graph.add_node(name, _timed(name, step))
        graph.add_edge(before, name)
        before = name
    graph.add_edge(before, END)
    return graph.compile()


def _understand(directory: Directory, helper: Helper | None) -> Step:
    def step(state: Turn) -> dict[str, Any]:
        if helper is None:
            return {"question": understand(state.text, directory, state.home, state.history)}
        details = ModelDetails(model=helper.chat.endpoint.model)
        deadline = state.deadline or helper.chat.deadline()
        question = understand(state.text, directory, state.home, state.history)
        if helper.condenses and state.history:
            alone = condense(helper.chat, deadline, question.text, state.history)
            if alone is not None:
                question = replace(
                    understand(alone, directory, state.home),
                    text=question.text,
                    language=detect_language(question.text),
                )
                details = details.model_copy(update={"condensed": True})
        return {"question": question, "deadline": deadline, "details": details}

    return step


def _retrieve(index: Index, directory: Directory, facts: FactBook) -> Step:
    def step(state: Turn) -> dict[str, Any]:
        assert state.question is not None, "understand comes before"
        question, found = evidence_after(state.question, index, directory, facts, state.home)
        return {"question": question, "evidence": tuple(found)}

    return step


def _answer(index: Index, directory: Directory, helper: Helper | None) -> Step:
    def step(state: Turn) -> dict[str, Any]:
        from langgraph.config import get_stream_writer

        assert state.question is not None, "understand comes before"
        draft = answer_question(state.question, state.evidence, index, directory)
        if helper is None or state.deadline is None:
            return {"draft": draft}
        tell = get_stream_writer()
        written = answer_with_model(
            helper.chat,
            state.deadline,
            state.question,
            evidence=state.evidence,
            extractive=draft,
            index=index,
            directory=directory,
            on_sentence=lambda text: tell(SoFar(text)),
        )
        condensed = state.details is not None and state.details.condensed
        details = written.details.model_copy(update={"condensed": condensed})
        return {"draft": written.draft, "details": details, "by_model": written.by_model}

    return step


def _verify(index: Index, directory: Directory, facts: FactBook) -> Step:
    def step(state: Turn) -> dict[str, Any]:
        assert state.question is not None and state.draft is not None, "answer comes before"
        draft = state.draft
        check_citations(draft.citations, index.store.document)
        if draft.status != "answered":
            return {}
        # A model's sentences were checked one by one.
        if not state.by_model and keep_grounded(draft.text, draft.citations) != draft.text:
            raise IndexStateError("answer_not_grounded")
        if state.question.scope.needs_home:
            return {"followups": for_each(state.question, directory)}
        return {"followups": suggest(state.question, draft.citations, facts, index)}

    return step


def _timed(name: str, step: Step) -> Step:
    def timed(state: Turn) -> dict[str, Any]:
        started = time.perf_counter()
        update = step(state)
        elapsed = (time.perf_counter() - started) * 1000
        return {**update, "milliseconds": {**state.milliseconds, name: round(elapsed, 2)}}

    return timed
