"""``keikaku inspect``: what was understood of a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

import prompts
from assistant.cli import interface_language
from assistant.settings import load_settings
from ingest.errors import IndexStateError, UsageError
from ingest.facts.grids import Table
from ingest.facts.inspection import Inspection, inspect_text
from ingest.facts.quality import LONGEST_UNIT, SHORTEST_UNIT, Quality
from ingest.formats import load_document
from ingest.generations import Generations
from ingest.index import STORE_NAME
from ingest.sources import find_sources
from ingest.store import Store

_MOST_COLUMNS = 12
"""A wider table shows its first columns, and how many there are besides."""


@click.command("inspect")
@click.argument("document", metavar="DOC")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def inspect(document: str, as_json: bool) -> None:
    """Show what was understood of DOC: a document of the index, or a file.

    Its outline, tables, targets, definitions, schedule, roles and periods, and a report on how
    well it was read.
    """
    inspection = inspect_text(*_document(document))
    if as_json:
        click.echo(json.dumps(inspection.as_json(), ensure_ascii=False, indent=2))
    else:
        _Page(Console(markup=False, highlight=False, emoji=False)).show(inspection)


def _document(document: str) -> tuple[str, str]:
    """The id and the text of a document."""
    path = Path(document)
    if path.is_file():
        (source,) = find_sources([path])
        return source.doc_id, load_document(path).text
    settings = load_settings()
    folder = Generations(settings.data_dir).current()
    if folder is None:
        raise IndexStateError("index_missing", path=settings.data_dir)
    store = Store(folder / STORE_NAME)
    try:
        stored = store.document(document)
        if stored is None:
            raise UsageError("document_unknown", doc_id=document, known=", ".join(store.doc_ids))
        return document, stored.text
    finally:
        store.close()


class _Page:
    """Prints an inspection for a person."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, inspection: Inspection) -> None:
        facts = inspection.facts
        self._outline(inspection)
        self._title("tables", len(inspection.tables))
        for table in inspection.tables:
            self._table(table)
        self._list(
            "targets",
            ("measure", "figure", "by", "condition", "scope"),
            ((one.measure, one.figure, one.by, one.condition, one.scope) for one in facts.targets),
        )
        self._list(
            "definitions",
            ("term", "meaning"),
            ((one.term, one.meaning) for one in facts.definitions),
        )
        self._list(
            "schedule",
            ("item", "fiscal_years", "what"),
            (
                (one.item, _years(one.first_fiscal_year, one.last_fiscal_year), one.what)
                for one in facts.schedule
            ),
        )
        self._list("roles", ("who", "role"), ((one.who, one.role) for one in facts.roles))
        self._list(
            "periods",
            ("kind", "fiscal_years", "what"),
            (
                (_text(one.kind), _years(one.first_fiscal_year, one.last_fiscal_year), one.what)
                for one in facts.periods
            ),
        )
        self._quality(inspection.quality)

    def _outline(self, inspection: Inspection) -> None:
        self._print(_text("outline"))
        for section in inspection.outline:
            self._print("  " * len(section.path) + section.path[-1])

    def _title(self, name: str, count: int) -> None:
        self._print(f"\n{_text(name, count=count)}")

    def _table(self, table: Table) -> None:
        rows = table.grid
        width = max(map(len, rows), default=0)
        shown = min(width, _MOST_COLUMNS)
        header = (*table.header, *([""] * shown))[:shown]
        self._print(" › ".join(table.section))
        self._grid(header, [row[:shown] for row in rows], headed=any(header))
        if width > shown:
            self._print(_text("columns_left_out", count=width - shown))

    def _list(
        self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str | None]]
    ) -> None:
        filled = [[value or "" for value in row] for row in rows]
        self._title(name, len(filled))
        if filled:
            self._grid([_text(column) for column in columns], filled, headed=True)

    def _grid(self, header: Sequence[str], rows: Sequence[Sequence[str]], *, headed: bool) -> None:
        grid = Grid(show_header=headed, show_lines=True)
        for name in header:
            grid.add_column(Text(name), overflow="fold")
        for row in rows:
            grid.add_row(*map(Text, row))
        self._console.print(grid)

    def _quality(self, quality: Quality) -> None:
        self._print(f"\n{_text('quality')}")
        for line in _quality_lines(quality):
            self._print(f"  {line}")

    def _print(self, line: str) -> None:
        self._console.print(Text(line), soft_wrap=True)


def _quality_lines(quality: Quality) -> list[str]:
    return [
        _text(
            "quality_size",
            characters=quality.characters,
            sections=quality.sections,
            units=quality.units,
            tables=quality.tables,
        ),
        _text("quality_outside_sections", percent=_percent(quality.share_outside_sections)),
        _text("quality_outside_units", percent=_percent(quality.share_outside_units)),
        _text("quality_long_units", count=len(quality.long_units), limit=LONGEST_UNIT),
        _text("quality_short_units", count=len(quality.short_units), limit=SHORTEST_UNIT),
        _text("quality_rows_without_header", count=len(quality.rows_without_header)),
        _text(
            "quality_schedule",
            without_year=quality.schedule_without_year,
            without_end=quality.schedule_without_end,
        ),
        _text("quality_duplicates", count=quality.duplicates_dropped),
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _years(first: int | None, last: int | None) -> str:
    if first is None:
        return _text("year_unknown") if last is None else _text("year_until", last=last)
    if last is None:
        return _text("year_from", first=first)
    if first == last:
        return str(first)
    return _text("year_range", first=first, last=last)


def _text(name: str, **values: object) -> str:
    return prompts.text(f"inspect.{name}", interface_language(), **values)
