"""Ruled tables of a PDF page: lines that cross make a grid, missing lines make merged cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.formats.pdf_shapes import Box, Rule

_SNAP = 3.0
"""Lines that miss each other by up to this many points do meet."""

_NEAREST = 5.5
"""Parallel lines up to this many points apart are one: cells often have a border each."""

_MOST_RULES = 1_500
_MOST_UNITS = 60_000


@dataclass(frozen=True)
class Region:
    """A cell of a grid: its place, and how many rows and columns it takes."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True)
class Grid:
    """A ruled grid.

    Attributes:
        xs, ys: where its columns and rows begin, and where the last ends.
        regions: its cells, row by row.
        region_of: for each (row, column), the index of the cell that covers it.
        open_top, open_bottom: whether the line at that side is missing.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    region_of: dict[tuple[int, int], int] = field(repr=False)
    open_top: bool = False
    open_bottom: bool = False

    @property
    def box(self) -> Box:
        """What it covers of the page."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def region_at(self, x: float, y: float) -> int | None:
        """The index of the cell at a point, None outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y) - 1, len(self.ys) - 2)
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        return self.region_of[row, column]


def find_grids(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """The grids that the lines of a page make, from the top; a box around text is one of one cell."""
    rows, columns = _merged(across), _merged(down)
    if len(rows) > _MOST_RULES or len(columns) > _MOST_RULES:
        return []
    grids = [_grid(*part) for part in _crossing(rows, columns)]
    return sorted((grid for grid in grids if grid), key=lambda grid: (grid.ys[0], grid.xs[0]))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines at (almost) one place become one place; those that touch become one line."""
    merged: list[Rule] = []
    for place in _clusters(rules):
        at = sum(rule.at for rule in place) / len(place)
        open_rule: Rule | None = None
        for rule in sorted(place, key=lambda rule: rule.start):
            if open_rule is not None and rule.start <= open_rule.end + _SNAP:
                open_rule = open_rule._replace(end=max(open_rule.end, rule.end))
                continue
            if open_rule is not None:
                merged.append(open_rule)
            open_rule = Rule(at, rule.start, rule.end)
        if open_rule is not None:
            merged.append(open_rule)
    return [rule for rule in merged if rule.end - rule.start >= 2 * _SNAP]


def _clusters(rules: Iterable[Rule]) -> list[list[Rule]]:
    clusters: list[list[Rule]] = []
    for rule in sorted(rules):
        if clusters and rule.at - clusters[-1][0].at <= _NEAREST:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _crossing(rows: list[Rule], columns: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines grouped so that those of a group hang together."""
    parent = list(range(len(rows) + len(columns)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for first, row in enumerate(rows):
        for second, column in enumerate(columns):
            if (
                row.start - _SNAP <= column.at <= row.end + _SNAP
                and column.start - _SNAP <= row.at <= column.end + _SNAP
            ):
                parent[root(first)] = root(len(rows) + second)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, row in enumerate(rows):
        groups[root(index)][0].append(row)
    for index, column in enumerate(columns):
        groups[root(len(rows) + index)][1].append(column)
    return [group for group in groups.values() if all(group) and len(group[0] + group[1]) > 2]


def _grid(rows: list[Rule], columns: list[Rule]) -> Grid | None:
    """The grid of one group; a side that has no line ends where the lines across end."""
    ys = _places([rule.at for rule in rows], rule_ends(columns))
    xs = _places([rule.at for rule in columns], rule_ends(rows))
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    if n_rows < 1 or n_columns < 1 or n_rows * n_columns > _MOST_UNITS:
        return None
    regions = _regions(n_rows, n_columns, _walls(ys, xs, rows), _walls(xs, ys, columns))
    region_of = {
        (region.row + down, region.column + right): index
        for index, region in enumerate(regions)
        for down in range(region.rowspan)
        for right in range(region.colspan)
    }
    first, last = min(rule.at for rule in rows), max(rule.at for rule in rows)
    is_open = ys[0] < first - _NEAREST, ys[-1] > last + _NEAREST
    return Grid(tuple(xs), tuple(ys), tuple(regions), region_of, *is_open)


def rule_ends(rules: Sequence[Rule]) -> tuple[float, float]:
    """Where the first of some lines starts and the last ends."""
    return min(rule.start for rule in rules), max(rule.end for rule in rules)


def _places(at: list[float], ends: tuple[float, float]) -> list[float]:
    places = sorted({round(place, 2) for place in at})
    if ends[0] < places[0] - 2 * _SNAP:
        places.insert(0, ends[0])
    if ends[1] > places[-1] + 2 * _SNAP:
        places.append(ends[1])
    return places


def _walls(places: list[float], other: list[float], rules: list[Rule]) -> set[tuple[int, int]]:
    """(i, j) for every unit j of the other direction that has a line at place i."""
    index_of = {place: index for index, place in enumerate(places)}
    walls = set()
    for rule in rules:
        place = index_of[round(rule.at, 2)]
        for unit, (start, end) in enumerate(pairwise(other)):
            if rule.start <= (start + end) / 2 <= rule.end:
                walls.add((place, unit))
    return walls


def _regions(
    n_rows: int, n_columns: int, across: set[tuple[int, int]], down: set[tuple[int, int]]
) -> list[Region]:
    """Cells as rectangles of units without a line between them."""
    down = down | {(side, row) for side in (0, n_columns) for row in range(n_rows)}
    taken: set[tuple[int, int]] = set()
    regions: list[Region] = []
    for row in range(n_rows):
        for column in range(n_columns):
            if (row, column) in taken:
                continue
            width = 1
            while (
                column + width < n_columns
                and (column + width, row) not in down
                and (row, column + width) not in taken
            ):
                width += 1
            height = 1
            while row + height < n_rows and _extends(
                row + height, column, column + width, across, down
            ):
                height += 1
            regions.append(Region(row, column, height, width))
            taken |= {(row + y, column + x) for y in range(height) for x in range(width)}
    return regions


def _extends(
    row: int, column: int, end: int, across: set[tuple[int, int]], down: set[tuple[int, int]]
) -> bool:
    """Whether units column..end of a row go on from those above, and have lines at both ends."""
    walls = [(place, row) in down for place in range(column, end + 1)]
    return (
        walls[0]
        and walls[-1]
        and not any(walls[1:-1])
        and not any((row, unit) in across for unit in range(column, end))
    )
