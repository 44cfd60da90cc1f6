"""Glossary tables: a term and its explanation in every row, and terms explained inside one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.folding import fold
from ingest.facts.grids import GridCell, GridRow, Table
from ingest.facts.reading import LONGEST_SENTENCE, Reading
from ingest.structure.records import Span

_SECTION = re.compile(r"用語|語句|略語|ことば|キーワード")
_TERM_HEADER = re.compile(
    r"^(?:用\s?語|語\s?句|略\s?語|略\s?称|用語名|言葉|ことば|キーワード|名\s?称|項\s?目)"
)
_SURE_TERM_HEADER = re.compile(r"^(?:用\s?語|語\s?句|略\s?語|用語名|ことば|キーワード)")
_MEANING_HEADER = re.compile(r"解\s?説|説\s?明|意\s?味|定\s?義|内\s?容|概\s?要|正式名称")
_INNER = re.compile(
    r"(?:^|[\s。])[○●・]?(?P<term>[^\s。、…○●・]{2,20})…{1,2}(?P<meaning>[^…]*?(?:。|$))(?=\s|[^\s。、…]{0,20}…|$)"
)


@dataclass(frozen=True)
class GlossaryEntry:
    """A term and its explanation, as written, and where both stand."""

    term: str
    meaning: str
    span: Span


def is_glossary(section: tuple[str, ...]) -> bool:
    """Whether the nearest heading is that of a glossary."""
    return bool(section) and bool(_SECTION.search(section[-1]))


def find_glossary_entries(reading: Reading) -> Iterator[GlossaryEntry]:
    """Every row of every glossary table, and what a row explains besides its own term."""
    for table in reading.tables:
        columns = _columns(table)
        if columns is None:
            continue
        for row in table.rows:
            term, meaning = row.under(columns[0]), row.under(columns[1])
            if term is None or meaning is None:
                continue
            yield GlossaryEntry(_one_line(term.text), meaning.text, row.block.span)
            yield from _inner(row, meaning)


def _columns(table: Table) -> tuple[int, int] | None:
    """The columns of the term and of its meaning; None where the table is no glossary."""
    headers = [fold(header).strip() for header in table.header]
    named = is_glossary(table.section)
    pattern = _TERM_HEADER if named else _SURE_TERM_HEADER
    term = next((column for column, header in enumerate(headers) if pattern.search(header)), None)
    if term is None:
        # Without a header, a table of two columns in a section of terms is one.
        return (0, 1) if named and not headers and _width(table) == 2 else None
    meanings = [
        column
        for column, header in enumerate(headers)
        if _MEANING_HEADER.search(header) and column != term
    ]
    if meanings:
        return term, meanings[0]
    others = [column for column in range(len(headers)) if column != term]
    return (term, others[0]) if len(others) == 1 else None


def _width(table: Table) -> int:
    return len(table.grid[0]) if table.grid else 0


def _inner(row: GridRow, meaning: GridCell) -> Iterator[GlossaryEntry]:
    """「…のこと。 LGWAN…行政専用のネットワークのこと。」 explains a second term."""
    if len(meaning.text) > LONGEST_SENTENCE:
        return
    for found in _INNER.finditer(meaning.text):
        yield GlossaryEntry(found["term"], found["meaning"].strip(), row.block.span)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
