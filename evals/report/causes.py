"""Why an item failed: one cause, the first that applies in the order of the question's flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evals.dataset import Item
from evals.grading import forbidden_words, length_limit, missing_groups
from evals.results import Result

Cause = Literal[
    "error",
    "should have refused",
    "retrieval miss",
    "wrong refusal",
    "asked back",
    "too long",
    "forbidden words",
    "ungrounded",
    "wrong unit chosen",
    "incomplete",
    "wrong citation",
]

MEANINGS: dict[str, str] = {
    "error": "the assistant failed to answer",
    "should have refused": "the plans do not say, and it answered",
    "retrieval miss": "no unit with the evidence is among the first 10 retrieved",
    "wrong refusal": "it had the evidence among the first 10, and said that the plans do not say",
    "asked back": "it had the evidence among the first 10, and asked which municipality is meant",
    "too long": "everything asked for is there, in more characters than a reader is to be given",
    "forbidden words": "everything asked for is there, and something that must not be",
    "ungrounded": "a number, date or name of the answer is not in what it cites",
    "wrong unit chosen": "the evidence is among the first 10, and the answer cites something else",
    "incomplete": "it cites the evidence, and leaves out a part of what was asked for",
    "wrong citation": "the answer is correct, and none of its citations shows the evidence",
}

DEPTH = 10
"""Retrieved units that an answer can be expected to use."""


@dataclass(frozen=True)
class Failure:
    """A failed item.

    Attributes:
        missing: the groups of ``must`` that the answer has nothing of.
        forbidden: what it has of ``must_not``.
    """

    item: Item
    result: Result
    cause: Cause
    missing: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()


def failure_of(item: Item, result: Result) -> Failure | None:
    """What is wrong with a result; None if nothing is, or it cannot be graded."""
    if result.status == "error" or result.answer is None:
        return Failure(item, result, "error")
    if not result.scored:
        return None
    if result.correct and result.citation_right is not False:
        return None
    if not item.answerable:
        return Failure(item, result, "should have refused")
    missing = missing_groups(item, result.answer.answer)
    forbidden = forbidden_words(item, result.answer.answer)
    return Failure(item, result, _cause(item, result, missing, forbidden), missing, forbidden)


def _cause(
    item: Item,
    result: Result,
    missing: tuple[tuple[str, ...], ...],
    forbidden: tuple[str, ...],
) -> Cause:
    assert result.answer is not None, "an error has been told apart before"
    found = any(one.relevant for one in result.retrieved[:DEPTH])
    grounded = result.scores.groundedness
    if result.correct:
        return "wrong citation"
    if result.answer.status != "answered":
        if not found:
            return "retrieval miss"
        return "asked back" if result.answer.status == "clarify" else "wrong refusal"
    if not missing and len(result.answer.answer) > length_limit(item):
        return "too long"
    if not missing and forbidden:
        return "forbidden words"
    if grounded is not None and grounded < 1:
        return "ungrounded"
    if not found:
        return "retrieval miss"
    return "incomplete" if result.citation_right else "wrong unit chosen"
