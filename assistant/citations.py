"""Numbered citations of an answer, each a verbatim span."""

from __future__ import annotations

from assistant.schema import Citation
from ingest.index import Index
from ingest.quote import quote_of
from ingest.structure.records import Span
from ingest.units import Unit


class CitationList:
    """Gives units their numbers as an answer cites them, the same unit always the same.

    Attributes:
        index: where they are from.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._citations: list[Citation] = []
        self._numbers: dict[tuple[str, int, int], int] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far, by number."""
        return tuple(self._citations)

    def add(
        self, unit: Unit, *, with_header: bool = False, with_measure: bool = False
    ) -> tuple[int, ...]:
        """Cite a unit, and, if the answer uses their words, its table's header row and what says what
        its figures are counted in.
        """
        spans = [Span(unit.start, unit.end)]
        if with_header and unit.header is not None:
            spans.append(unit.header)
        if with_measure and unit.measured is not None:
            spans.append(unit.measured)
        return tuple(self._add(unit, span) for span in spans)

    def numbers_of(self, unit: Unit) -> tuple[int, ...]:
        """The number under which a unit is cited; () if it is not."""
        number = self._numbers.get((unit.doc_id, unit.start, unit.end))
        return () if number is None else (number,)

    def _add(self, unit: Unit, span: Span) -> int:
        key = (unit.doc_id, span.start, span.end)
        if key not in self._numbers:
            document = self.index.store.document(unit.doc_id)
            assert document is not None, "a unit's document is always in its store"
            self._numbers[key] = len(self._citations) + 1
            self._citations.append(
                Citation(
                    n=len(self._citations) + 1,
                    doc_id=unit.doc_id,
                    title=document.info.title,
                    municipality=document.info.municipality,
                    section=unit.section,
                    page=document.page_of(span.start),
                    quote=quote_of(document.text[span.start : span.end]),
                    start=span.start,
                    end=span.end,
                )
            )
        return self._numbers[key]
