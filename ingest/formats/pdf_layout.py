"""One PDF page laid out: its tables, and its rows of text in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.grid import TableCell
from ingest.formats.pdf_columns import reading_order
from ingest.formats.pdf_lines import Row, block_row, build_rows
from ingest.formats.pdf_pages import Glyph, RawPage
from ingest.formats.pdf_ruled import Grid, find_grids

_FEWEST_FILLED = 2
"""Cells with text that make a table; the rest of a row from the page before may have one."""

_SPARSEST = 0.12
"""Share of cells with text below which lines are a drawing rather than a table."""


@dataclass(frozen=True)
class PageTable:
    """A table of a page.

    Attributes:
        xs: where its columns begin, and where the last ends.
        open_top, open_bottom: whether a row is cut by the edge of the page.
    """

    cells: tuple[TableCell, ...]
    xs: tuple[float, ...]
    open_top: bool = False
    open_bottom: bool = False


@dataclass(frozen=True)
class Layout:
    """A page without what was only needed to lay it out.

    Attributes:
        rows: rows of text in the order of reading; ``row.block`` names a table.
        tables: its tables.
    """

    number: int
    height: float
    rows: tuple[Row, ...]
    tables: tuple[PageTable, ...]


def lay_out(page: RawPage) -> Layout:
    """Find the tables of a page and read its rows in order."""
    free: list[Glyph] = list(page.glyphs)
    tables: list[PageTable] = []
    blocks: list[Row] = []
    spaced = any(glyph.text == " " for glyph in free)
    for grid in _tables_first(find_grids(page.shapes.across, page.shapes.down)):
        inside = _glyphs_by_region(grid, free)
        table = _table(grid, inside, spaced=spaced)
        if table is None:
            continue
        taken = {id(glyph) for glyphs in inside.values() for glyph in glyphs}
        free = [glyph for glyph in free if id(glyph) not in taken]
        blocks.append(block_row(grid.box, len(tables)))
        tables.append(table)
    rows = [*build_rows(free, page.shapes.bullets, spaced=spaced), *blocks]
    ordered = reading_order(sorted(rows, key=lambda row: (row.top, row.x0)))
    return Layout(page.number, page.height, tuple(ordered), tuple(tables))


def _tables_first(grids: Sequence[Grid]) -> list[Grid]:
    """Inner grids before those around them, so that a letter belongs to the innermost."""
    return sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0]))


def _glyphs_by_region(grid: Grid, glyphs: Sequence[Glyph]) -> dict[int, list[Glyph]]:
    inside: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        region = grid.region_at((glyph.x0 + glyph.x1) / 2, glyph.y - 0.35 * glyph.size)
        if region is not None:
            inside.setdefault(region, []).append(glyph)
    return inside


def _table(grid: Grid, inside: dict[int, list[Glyph]], *, spaced: bool) -> PageTable | None:
    """The table of a grid, None where the lines are a box around text or a drawing."""
    texts = {region: _cell_text(glyphs, spaced=spaced) for region, glyphs in inside.items()}
    filled = sum(bool(text) for text in texts.values())
    cut = (grid.open_top or grid.open_bottom) and len(grid.regions) > 1
    if filled < (1 if cut else _FEWEST_FILLED) or filled < _SPARSEST * len(grid.regions):
        return None
    cells = tuple(
        TableCell(region.row, region.column, texts.get(index, ""), region.rowspan, region.colspan)
        for index, region in enumerate(grid.regions)
    )
    return PageTable(cells, grid.xs, grid.open_top, grid.open_bottom)


def _cell_text(glyphs: Sequence[Glyph], *, spaced: bool) -> str:
    return "\n".join(row.joined("　") for row in build_rows(glyphs, spaced=spaced))
