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
_BUT = r"(?:以外|を除|の?ほか|で(?:は)?な|(?:され|し)?て?い?ない)"
"""Behind a value: of the rows that do not have it."""


def rows_alike(question: Question, unit: Unit, around: Sequence[Unit]) -> list[Unit]:
    """The rows of a row's table that have the same in a column, where the question asks for it; [] where it
    asks for none, or where all rows have it.

    Args:
        question: what is asked.
        unit: a row of the table, whichever; [] for other units.
        around: all units of its document, in order.
    """
    if unit.kind != "row" or unit.group is None:
        return []
    table = [other for other in around if other.kind == "row" and other.group == unit.group]
    asked = squeeze(normalize(question.standalone)).lower()
    for header in dict.fromkeys(header for row in table for header, _ in row.cells[1:] if header):
        values = dict.fromkeys(
            part
            for row in table
            for name, text in row.cells
            if name == header
            for part in _parts(text)
        )
        value = _asked_for([one for one in values if _sorts(one)], asked, question)
        alike = [other for other in table if value and _has(other, header, value)]
        if _LEAST <= len(alike) < len(table):
            return alike
    return []


def _parts(text: str) -> list[str]:
    return [one for one in _PARTS.split(normalize(text)) if one]


def _has(row: Unit, header: str, value: str) -> bool:
    return any(other == header and value in _parts(text) for other, text in row.cells)


def _sorts(value: str) -> bool:
    return _LEAST <= len(value) <= _LONGEST_VALUE and not _DIGIT.search(value)


def _asked_for(values: Sequence[str], asked: str, question: Question) -> str | None:
    """The value of a column that a question has, the longest one (未達成 and not 達成), or else the only one that is
    another word for what it has; None where it has none, or asks for the others.

    Args:
        values: different from each other.
        asked: the question, normalised and squeezed.
        question: the same, understood.
    """
    said = [one for one in values if squeeze(one).lower() in asked]
    if said:
        value = max(said, key=len)
        left_out = re.search(rf"{re.escape(squeeze(value).lower())}{_BUT}", asked)
        return None if left_out else value
    meant = [
        one
        for one in values
        if any(
            concept.satisfied_by(frozenset(terms_of(one)), one.lower())
            for concept in question.concepts
        )
    ]
    return meant[0] if len(meant) == 1 else None
