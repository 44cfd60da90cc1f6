"""The answer that a language model writes: sentence by sentence, each held to what it cites."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import prompts
from assistant.citations import CitationList
from assistant.draft import ANSWER_LIMIT, LIST_ANSWER_LIMIT, Draft
from assistant.lines import line, shows_header
from assistant.llm.chat import Chat, Deadline, Message
from assistant.llm.data import as_data
from assistant.llm.evidence import Shown
from assistant.llm.failures import LanguageModelError
from assistant.llm.sentences import MARKER, Sentence, sentences
from assistant.markdown import escaped
from assistant.question import Question
from assistant.schema import Dropped
from assistant.verification.check import Frame, carrying, fault_of
from assistant.verification.support import Fault
from ingest.index import Index
from prompts import Language

LENGTH_LIMIT = 2000
"""Characters that a model may write for one answer."""

REPAIR_S = 5.0
"""Seconds that must be left for a second try."""

_NONE = "NONE"

OnSentence = Callable[[str], None]
"""Called with the text so far, whenever a sentence has passed."""


@dataclass
class Writing:
    """What came of a model's answer.

    Attributes:
        passed: the sentences that their evidence carries, in order.
        dropped: the others, each with the reason.
        raw: all that the model wrote, its second try included.
        repaired: sentences that passed at the second try.
        declined: the model said that the evidence does not answer.
        first_text_ms, first_sentence_ms: from the call to the first text, and to the first
            sentence shown.
        failure: why the model gave no more; None where it finished.
    """

    passed: list[Sentence] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    raw: str = ""
    repaired: int = 0
    declined: bool = False
    first_text_ms: float | None = None
    first_sentence_ms: float | None = None
    failure: LanguageModelError | None = None


class Writer:
    """Has one question answered by a model."""

    def __init__(
        self,
        chat: Chat,
        question: Question,
        shown: Shown,
        frame: Frame,
        on_sentence: OnSentence = lambda text: None,
    ) -> None:
        self._chat, self._question, self._shown, self._frame = chat, question, shown, frame
        self._on_sentence = on_sentence
        self._writing = Writing()
        self._started = time.perf_counter()

    def write(self, deadline: Deadline) -> Writing:
        """Ask, check, and ask once more for what did not pass; never raises for the model's sake."""
        writing = self._writing
        failed: list[tuple[Sentence, Dropped]] = []
        try:
            asked = self._first_message()
            for sentence in sentences(self._ask(asked, deadline)):
                failed += self._take(sentence)
            if failed and deadline.remaining() > REPAIR_S:
                faults = "\n".join(
                    _fault_line(fault, self._question.language) for _, fault in failed
                )
                before = len(writing.passed)
                again = prompts.text("model.repair", self._question.language, faults=faults)
                # The same beginning: servers keep what they have read of a conversation.
                talk = [*asked, ("ai", writing.raw), ("human", again)]
                for sentence in sentences(self._ask(talk, deadline)):
                    self._take(sentence)
                writing.repaired = len(writing.passed) - before
        except LanguageModelError as error:
            writing.failure = error
        writing.dropped += [fault for _, fault in failed]
        writing.declined = not writing.passed and writing.raw.strip().strip(".。").upper() == _NONE
        return writing

    def _first_message(self) -> list[Message]:
        asked = prompts.text(
            "model.answer",
            self._question.language,
            question=as_data(self._question.standalone),
            evidence=self._shown.text(),
        )
        return [("human", asked)]

    def _ask(self, messages: Sequence[Message], deadline: Deadline) -> Iterator[str]:
        self._writing.raw += "\n" if self._writing.raw else ""
        for piece in self._chat.stream(messages, deadline, LENGTH_LIMIT):
            if self._writing.first_text_ms is None and piece.strip():
                self._writing.first_text_ms = self._elapsed()
            self._writing.raw += piece
            yield piece

    def _take(self, sentence: Sentence) -> Iterable[tuple[Sentence, Dropped]]:
        """Add a sentence to those that passed, or return it with what is wrong with it."""
        if sentence.bare.strip(".。 ").upper() == _NONE or sentence in self._writing.passed:
            return []
        if not sentence.cites:
            cites = carrying(sentence.bare, self._frame)
            sentence = replace(sentence, cites=cites, complete=sentence.complete or bool(cites))
        fault = fault_of(sentence.bare, sentence.cites, self._frame)
        if fault is None and not sentence.complete:
            fault = Fault("incomplete")
        if fault is not None:
            dropped = Dropped(sentence=sentence.text, reason=fault.kind, detail=fault.detail)
            return [(sentence, dropped)]
        self._writing.passed.append(sentence)
        if self._writing.first_sentence_ms is None:
            self._writing.first_sentence_ms = self._elapsed()
        self._on_sentence(_text(self._writing.passed, self._question.language, _as_marked))
        return []

    def _elapsed(self) -> float:
        return round((time.perf_counter() - self._started) * 1000, 1)


def draft_of(
    writing: Writing, shown: Shown, question: Question, index: Index, confidence: float
) -> Draft:
    """The sentences that passed as an answer, its citations numbered as they come, and below them what
    they rest on in the plan's own words, as far as there is room.
    """
    cited = CitationList(index)

    def marked(number: int) -> str:
        unit = shown.units[number - 1]
        return "".join(f"[{n}]" for n in cited.add(unit, with_header=shows_header(unit)))

    text = _text(writing.passed, question.language, marked)
    limit = LIST_ANSWER_LIMIT if question.kind == "list" else ANSWER_LIMIT
    below = f"\n\n{prompts.text('answers.as_written', question.language)}\n"
    quoted = ""
    for number in dict.fromkeys(n for sentence in writing.passed for n in sentence.cites):
        one = f"\n- {line(shown.units[number - 1], cited)}"
        if len(text) + len(below) + len(quoted) + len(one) <= limit:
            quoted += one
    text += below + quoted if quoted else ""
    return Draft("answered", text, cited.citations, confidence)


def is_whole(writing: Writing, extractive: Draft, shown: Shown, question: Question) -> bool:
    """Whether nothing is missing of an answer that must be whole.

    A comparison cites each municipality that the extractive answer does, a list each member, any other
    answer the evidence that the extractive one begins with.
    """
    used = {number for sentence in writing.passed for number in sentence.cites}
    cited = [shown.units[number - 1] for number in used]
    wanted = {(one.doc_id, one.start, one.end) for one in extractive.citations}
    if len(question.scope.municipalities) > 1:
        return {one.doc_id for one in extractive.citations} <= {unit.doc_id for unit in cited}
    members = [u for u in shown.units if (u.doc_id, u.start, u.end) in wanted]
    return all(unit in cited for unit in (members if extractive.listed else members[:1]))


def _text(passed: Sequence[Sentence], language: Language, marked: Callable[[int], str]) -> str:
    text = ""
    for number, sentence in enumerate(passed):
        if number:
            new_line = sentence.bullet or passed[number - 1].bullet
            text += "\n" if new_line else "" if language == "ja" else " "
        markers = "".join(marked(one) for one in sentence.cites)
        text += f"{'- ' if sentence.bullet else ''}{_escaped(sentence.bare)}{markers}"
    return text


def _as_marked(number: int) -> str:
    return f"[{number}]"


def _fault_line(dropped: Dropped, language: Language) -> str:
    name = "fault_" + dropped.reason
    why = prompts.text(f"model.{name}", language, detail=as_data(dropped.detail))
    return f"- {as_data(dropped.sentence)} ← {why}"


def _escaped(text: str) -> str:
    """A model's words inside Markdown: no tag, link or emphasis of its own comes alive."""
    return escaped(" ".join(MARKER.sub("", text).split())).replace("|", "\\|")
