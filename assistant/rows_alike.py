"""The rows of a table that say the same in one column as a question asks for: 未達成だった項目, 新規の施策."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import Question
from ingest.normalize import normalize, squeeze
from ingest.terms import terms_of
from ingest.units import Unit

_LONGEST_VALUE = 12
"""Characters of a cell that sorts rows, at most."""

_PARTS = re.compile(r"[、,・/\s]+")
_DIGIT = re.compile(r"[0-9]")
_LEAST = 2


def rows_alike(question: Question, unit: Unit, around: Sequence[Unit]) -> list[Unit]:
    """The rows of a row's table that have the same in a column, where the question asks for it; [] where it
    asks for none, or where all rows have it.

    Args:
        question: what is asked.
        unit: a row; [] for other units.
        around: all units of its document, in order.
    """
    if unit.kind != "row" or unit.group is None:
        return []
    table = [other for other in around if other.kind == "row" and other.group == unit.group]
    for header, text in unit.cells[1:]:
        for value in _parts(text):
            if not (header and _is_asked_for(value, question)):
                continue
            alike = [other for other in table if _has(other, header, value)]
            if _LEAST <= len(alike) < len(table):
                return alike
    return []


def _parts(text: str) -> list[str]:
    return [one for one in _PARTS.split(normalize(text)) if one]


def _has(row: Unit, header: str, value: str) -> bool:
    return any(other == header and value in _parts(text) for other, text in row.cells)


def _is_asked_for(value: str, question: Question) -> bool:
    """Whether the question has a cell's word, or another one for it."""
    if not _LEAST <= len(value) <= _LONGEST_VALUE or _DIGIT.search(value):
        return False
    if squeeze(value).lower() in squeeze(normalize(question.standalone)).lower():
        return True
    terms = frozenset(terms_of(value))
    return any(concept.satisfied_by(terms, value.lower()) for concept in question.concepts)
