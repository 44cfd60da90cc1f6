"""Numeric goals in tables: columns of goals, and year columns of a section about goals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts import goals
from ingest.facts.columns import header_years, shifted_columns
from ingest.facts.figures import Figure, bare_number, find_figures, is_unit, qualifiers, unit_in
from ingest.facts.folding import fold
from ingest.facts.grids import GridCell, GridRow, Table
from ingest.facts.phrases import phrase_before, tidy
from ingest.facts.reading import LONGEST_SENTENCE
from ingest.facts.records import Target
from ingest.facts.years import YearMention, find_mentions, mask
from ingest.quote import quote_of

_LEADING_BRACKET = re.compile(r"^\s*[(（]([^()（）]{2,12})[)）]\s*")
_GOAL_OF = re.compile(r"【([^】]{1,12}の目標)】|\[([^\]]{1,12}の目標)\]")
_SKIPPED = re.compile(r"(?:\s|〓(?:比|対比)?で?|を|は|が|も|について|により|で|に|:|まで|約|比)+$")
_SCOPE = re.compile(r"([^、。〓:\s「」()]{2,25})における$")
_CHANGE = re.compile(r"削減|縮減|低減|以上|以下|まで(?:に|\s|〓|$)|目標|達成|引き?上げ|短縮")
_UNIT_BRACKET = re.compile(r"\s*[(（\[][^()（）]{1,8}[)）\]]\s*$")


@dataclass(frozen=True)
class _Cell:
    """A cell that may state a goal, with what its row and column say."""

    row: GridRow
    cell: GridCell
    measure: str | None
    unit: str | None
    column_trusted: bool
    quote: str

    @property
    def years(self) -> tuple[YearMention, ...]:
        return tuple(find_mentions(self.cell.folded))


def find_row_targets(table: Table, text: str) -> list[Target]:
    """The goals in a table's rows."""
    columns = _goal_columns(table)
    in_goals = goals.is_goal_section(table.section)
    shifted = shifted_columns(table)
    targets: list[Target] = []
    for row in table.rows:
        span = row.block.span
        quote = quote_of(text[span.start : span.end])
        measure, unit = _measure(row), _unit(row)
        for cell in row.cells:
            held = _Cell(row, cell, measure, unit, cell.column not in shifted, quote)
            if cell.column in columns:
                targets += _in_goal_column(held)
            elif not columns and header_years(cell.header) and _may_be_goal(cell, in_goals):
                targets += _in_year_column(held)
    return targets


def _goal_columns(table: Table) -> frozenset[int]:
    return frozenset(
        column
        for column, header in enumerate(map(fold, table.header))
        if goals.is_goal_header(header) and not goals.is_present_header(header)
    )


def _may_be_goal(cell: GridCell, in_goals: bool) -> bool:
    if goals.is_present_header(fold(cell.header)) or len(cell.text) > LONGEST_SENTENCE:
        return False
    return in_goals or bool(_CHANGE.search(cell.folded))


def _measure(row: GridRow) -> str | None:
    """What the row measures: the cell under 指標, else its first words."""
    headers = [fold(header) for header in row.header]
    for column, header in enumerate(headers):
        cell = row.under(column)
        if goals.is_measure_header(header) and cell and not _is_figure(cell.folded):
            return tidy(_UNIT_BRACKET.sub("", cell.text)) if unit_in(cell.folded) else _label(cell)
    for cell in row.cells:
        fits = not header_years(cell.header) and not goals.is_goal_header(fold(cell.header))
        if fits and not goals.is_present_header(fold(cell.header)) and not _is_figure(cell.folded):
            return _label(cell)
    return None


def _label(cell: GridCell) -> str | None:
    text = cell.text.strip()
    return text if len(text) >= 2 else None


def _is_figure(folded: str) -> bool:
    return bare_number(folded) is not None or is_unit(folded)


def _unit(row: GridRow) -> str | None:
    """The unit that a column 単位, or a bracket in the row's label, gives."""
    for column, header in enumerate(map(fold, row.header)):
        cell = row.under(column)
        if header.strip() == "単位" and cell and is_unit(cell.folded):
            return cell.folded.strip()
    return next(
        (
            unit
            for cell in row.cells
            if not re.match(r"\s*[0-9]", cell.folded) and (unit := unit_in(cell.folded))
        ),
        None,
    )


def _in_goal_column(held: _Cell) -> list[Target]:
    return _bare(held, unit_in(fold(held.cell.header)) or held.unit or "") or _from_figures(held)


def _in_year_column(held: _Cell) -> list[Target]:
    # A bare number under a year may be anything; with its unit named it is the measure's.
    unit = unit_in(fold(held.cell.header)) or held.unit
    return (_bare(held, unit) if unit else []) or _from_figures(held)


def _bare(held: _Cell, unit: str) -> list[Target]:
    """The goal of a cell that holds a number alone; its unit stands elsewhere."""
    number = bare_number(held.cell.folded)
    if number is None or held.measure is None:
        return []
    by, fiscal_year = _due(held, None)
    return [
        Target(
            measure=held.measure,
            value=number[0],
            unit=unit,
            figure=held.cell.text.strip(),
            by=by,
            by_fiscal_year=fiscal_year,
            condition=number[1] or None,
            scope=None,
            span=held.row.block.span,
            quote=held.quote,
        )
    ]


def _from_figures(held: _Cell) -> list[Target]:
    masked = mask(held.cell.folded, held.years)
    if goals.ends_as_fact(masked) or goals.is_forecast(masked):
        return []
    return [
        target
        for figure in find_figures(masked)
        if not goals.is_present(figure, masked) and not goals.names_a_set(figure, masked)
        if (target := _of_figure(held, masked, figure)) is not None
    ]


def _of_figure(held: _Cell, masked: str, figure: Figure) -> Target | None:
    phrase, scope = _phrase(held, masked, figure)
    measure = phrase or held.measure
    if measure is None:
        return None
    by, fiscal_year = _due(held, figure)
    return Target(
        measure=measure,
        value=figure.value,
        unit=figure.unit,
        figure=held.cell.text[figure.full_start : figure.end + len(figure.after)].strip(),
        by=by,
        by_fiscal_year=fiscal_year,
        condition="、".join(filter(None, _conditions(held, masked, figure))) or None,
        scope=scope,
        span=held.row.block.span,
        quote=held.quote,
    )


def _phrase(held: _Cell, masked: str, figure: Figure) -> tuple[str | None, str | None]:
    """The measure that the cell itself names before the figure, and where it holds."""
    left = masked[: figure.full_start]
    left = _SKIPPED.sub("", left)
    readable = "".join(
        mark if mark == "〓" else char for mark, char in zip(left, held.cell.text, strict=False)
    )
    goal_of = _GOAL_OF.search(readable)
    named = (goal_of[1] or goal_of[2]) if goal_of else None
    readable = _LEADING_BRACKET.sub("", readable)
    phrase = phrase_before(readable.rstrip())
    if phrase is None:
        return None, named
    scope = _SCOPE.search(readable[: readable.rfind(phrase)])
    return phrase, scope[1] if scope else named


def _conditions(held: _Cell, masked: str, figure: Figure) -> list[str]:
    text = held.cell.text
    leading = _LEADING_BRACKET.match(text[: figure.full_start])
    baseline = re.search(r"(〓+\s?(?:比|対比))", masked[: figure.full_start])
    inside = text[figure.full_end - len(figure.inside) - 1 : figure.full_end - 1]
    return [
        *([leading[1]] if leading else []),
        *([text[baseline.start() : baseline.end()]] if baseline else []),
        *qualifiers(figure),
        *([inside] if figure.inside and not find_mentions(fold(inside)) else []),
    ]


def _due(held: _Cell, figure: Figure | None) -> tuple[str | None, int | None]:
    """The year by which: the cell's own, else its column's if the table's columns can be trusted."""
    folded = held.cell.folded
    own = [
        mention
        for mention in held.years
        if not goals.is_baseline(folded[mention.end : mention.end + 8])
        and (figure is None or mention.start < figure.full_end)
    ]
    if own:
        return held.cell.text[own[-1].start : own[-1].end], own[-1].last
    header = header_years(held.cell.header) or _year_in(held.cell.header)
    if header is None or not held.column_trusted:
        return None, None
    if isinstance(header, YearMention):
        return held.cell.header[header.start : header.end], header.last
    return held.cell.header, header.last


def _year_in(header: str) -> YearMention | None:
    mentions = find_mentions(fold(header))
    return mentions[0] if len(mentions) == 1 else None
