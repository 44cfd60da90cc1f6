"""What is correct, and when a section is the right one: the contract's rules (DESIGN.md, 3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.schema import Status
from evals.dataset import Item

LENGTH_LIMIT, LONG_LENGTH_LIMIT = 600, 1200
"""Characters that a correct answer has at most; the second for lists and comparisons."""

_LONG_TYPES = frozenset({"list", "comparison"})
_WHITE_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """The form in which texts are compared: NFKC, no white space, lower case."""
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()


def length_limit(item: Item) -> int:
    """Characters that a correct answer to an item has at most."""
    return LONG_LENGTH_LIMIT if item.type in _LONG_TYPES else LENGTH_LIMIT


def missing_groups(item: Item, answer: str) -> tuple[tuple[str, ...], ...]:
    """The groups of ``must`` of which an answer has no alternative."""
    said = plain(answer)
    return tuple(
        group for group in item.must if not any(plain(alternative) in said for alternative in group)
    )


def forbidden_words(item: Item, answer: str) -> tuple[str, ...]:
    """What an answer has of ``must_not``."""
    said = plain(answer)
    return tuple(word for word in item.must_not if plain(word) in said)


def is_correct(item: Item, status: Status, answer: str) -> bool | None:
    """Whether an answer is correct; None where the item has nothing to grade it by.

    To an unanswerable question: the status is ``not_found``. To any other: the question is
    answered (a refusal that happens to name the right section is no answer), and the answer has
    an alternative of every group of ``must``, nothing of ``must_not``, and at most 600 characters
    (1,200 to a list or comparison), counted as they are printed.
    """
    if not item.answerable:
        return status == "not_found"
    if not item.must:
        return None
    return (
        status == "answered"
        and not missing_groups(item, answer)
        and not forbidden_words(item, answer)
        and len(answer) <= length_limit(item)
    )


def section_matches(item: Item, doc_id: str, section: Sequence[str]) -> bool:
    """Whether a section path lies in an item's document and under one of its sections.

    A heading of the path has the item's section as a part, both in plain form; an item without
    a section takes any of its document.
    """
    if doc_id not in item.docs:
        return False
    if not item.sections:
        return True
    parts = [plain(part) for part in section]
    return any(plain(wanted) in part for wanted in item.sections for part in parts)
