"""Facts with types. Every record stands on ``text[span.start:span.end]``, of which it keeps the quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.structure.records import Span

PeriodKind = Literal["period", "deadline", "event"]


class _Standing:
    """What stands on a span of the document's text."""

    span: Span

    @property
    def start(self) -> int:
        """Offset of its first character in the document's text."""
        return self.span.start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.span.end


@dataclass(frozen=True)
class Target(_Standing):
    """A numeric goal.

    Attributes:
        measure: what is counted, as the text calls it.
        value: the figure alone, in NFKC ("80", "30,000", "10~15").
        unit: what it counts, in NFKC ("%", "件", "人/年"); "" where the table gives none.
        figure: the figure with all its qualifiers, as written ("50%削減", "3件以上").
        by: the year by which, as written ("R7年度末"); None where the text does not tell.
        by_fiscal_year: that year as a fiscal year; None where it is open.
        condition: qualifiers of the figure ("以上", "削減", "月1回以上実施"); None for none.
        scope: where or for whom it holds ("本庁部署"); None where it is not narrowed.
        span: the sentence or the table row that states it.
        quote: ``quote_of(text[span.start:span.end])``.
        unit_ids: the evidence units that the span lies in or reaches over, in order.
    """

    measure: str
    value: str
    unit: str
    figure: str
    by: str | None
    by_fiscal_year: int | None
    condition: str | None
    scope: str | None
    span: Span
    quote: str
    unit_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition(_Standing):
    """What a document means by a term.

    Attributes:
        term, meaning: both as written.
        span: the glossary row, the note, or the defining sentences.
        quote: ``quote_of(text[span.start:span.end])``.
        unit_ids: the evidence units that the span lies in or reaches over, in order.
    """

    term: str
    meaning: str
    span: Span
    quote: str
    unit_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScheduleEntry(_Standing):
    """A filled cell under the year columns of a schedule.

    Attributes:
        item: what the row is about: its label, else the heading above the schedule.
        first_fiscal_year: the fiscal year in which it begins; None where the text does not tell.
        last_fiscal_year: the one in which it ends; None where the text does not tell.
        what: what happens.
        span: the table row.
        quote: ``quote_of(text[span.start:span.end])``.
        unit_ids: the evidence units that the span lies in or reaches over, in order.
    """

    item: str
    first_fiscal_year: int | None
    last_fiscal_year: int | None
    what: str
    span: Span
    quote: str
    unit_ids: tuple[str, ...] = ()

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        """Every fiscal year that it is known to cover."""
        if self.first_fiscal_year is None:
            return ()
        last = self.last_fiscal_year or self.first_fiscal_year
        return tuple(range(self.first_fiscal_year, last + 1))


@dataclass(frozen=True)
class Role(_Standing):
    """Who has which part in carrying out the plan.

    Attributes:
        who: a person, an office or a body, as written.
        role: what it heads or does.
        span: where the text says so.
        quote: ``quote_of(text[span.start:span.end])``.
        unit_ids: the evidence units that the span lies in or reaches over, in order.
    """

    who: str
    role: str
    span: Span
    quote: str
    unit_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Period(_Standing):
    """A period, a deadline, or the date of an event, in fiscal years.

    Attributes:
        kind: a period of validity, a deadline, or something that happened at a date.
        what: what it is the period, deadline or date of.
        first_fiscal_year: None for a deadline, and for a period whose beginning is not given.
        last_fiscal_year: the same as the first for an event.
        span: the sentence.
        quote: ``quote_of(text[span.start:span.end])``.
        unit_ids: the evidence units that the span lies in or reaches over, in order.
    """

    kind: PeriodKind
    what: str
    first_fiscal_year: int | None
    last_fiscal_year: int | None
    span: Span
    quote: str
    unit_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentFacts:
    """All facts of a document, each kind in the order of its text."""

    doc_id: str
    targets: tuple[Target, ...] = ()
    definitions: tuple[Definition, ...] = ()
    schedule: tuple[ScheduleEntry, ...] = ()
    roles: tuple[Role, ...] = ()
    periods: tuple[Period, ...] = ()
