"""The order in which the rows of a PDF page are read: columns one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.formats.pdf_lines import Row

_GUTTER = 9.0
"""Width in points that is free between columns."""

_FEWEST_ROWS = 3
_DEEPEST = 8
_ALIGNED = 0.6
_FULL = 0.7
_LARGER = 1.12


@dataclass(frozen=True)
class _Split:
    """Rows start..end fall into two columns at x."""

    start: int
    end: int
    x: float
    n_rows: int


def reading_order(rows: Sequence[Row], depth: int = 0) -> list[Row]:
    """``rows``, which come from the top down, in the order of reading."""
    split = _best_split(rows) if depth < _DEEPEST else None
    if split is None:
        return list(rows)
    inside = rows[split.start : split.end]
    left, right = _sides(inside, split.x)
    return [
        *reading_order(rows[: split.start], depth + 1),
        *reading_order(left, depth + 1),
        *reading_order(right, depth + 1),
        *reading_order(rows[split.end :], depth + 1),
    ]


def _best_split(rows: Sequence[Row]) -> _Split | None:
    edges = sorted({round(piece.x1) for row in rows for piece in row.pieces})
    splits = [
        split
        for place, x in enumerate(edges)
        if place == len(edges) - 1 or edges[place + 1] - x >= 1
        for split in _splits_at(rows, x + 1.0)
    ]
    return max(splits, key=lambda split: (split.n_rows, -split.x), default=None)


def _splits_at(rows: Sequence[Row], x: float) -> list[_Split]:
    """The longest stretches of rows that leave the gutter at x free, if they are columns."""
    splits: list[_Split] = []
    start = 0
    for end in range(len(rows) + 1):
        if end < len(rows) and not _crosses(rows[end], x):
            continue
        if end - start >= _FEWEST_ROWS:
            split = _columns(rows, start, end, x)
            if split is not None:
                splits.append(split)
        start = end + 1
    return splits


def _crosses(row: Row, x: float) -> bool:
    return any(piece.x0 < x + _GUTTER and piece.x1 > x for piece in row.pieces)


def _columns(rows: Sequence[Row], start: int, end: int, x: float) -> _Split | None:
    """The stretch, cut to where both columns have rows, if it reads as two columns."""
    left = [index for index in range(start, end) if rows[index].x0 < x]
    right = [index for index in range(start, end) if rows[index].x1 > x]
    if len(left) < _FEWEST_ROWS or len(right) < _FEWEST_ROWS:
        return None
    start, end = left[0], _end_of_columns(rows, left, right)
    inside = rows[start:end]
    sides = _sides(inside, x)
    if min(map(len, sides)) < _FEWEST_ROWS or not _reads_as_columns(inside, *sides):
        return None
    return _Split(start, end, x, len(sides[0]) + len(sides[1]))


def _end_of_columns(rows: Sequence[Row], left: list[int], right: list[int]) -> int:
    """Where the columns end: below the right one, the left one goes on only without a gap."""
    end = right[-1] + 1
    for index in left:
        if index >= end:
            above = [rows[place] for place in left if place < index]
            if not above or _is_apart(above[-1], rows[index]):
                break
            end = index + 1
    return end


def _is_apart(above: Row, below: Row) -> bool:
    larger = below.size > _LARGER * above.size
    return larger or below.top - above.bottom > above.size


def _sides(rows: Sequence[Row], x: float) -> tuple[list[Row], list[Row]]:
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        parts = (
            tuple(piece for piece in row.pieces if piece.x1 <= x),
            tuple(piece for piece in row.pieces if piece.x1 > x),
        )
        for side, pieces in zip((left, right), parts, strict=True):
            if pieces:
                side.append(replace(row, pieces=pieces))
    return left, right


def _reads_as_columns(rows: Sequence[Row], left: list[Row], right: list[Row]) -> bool:
    """Not a table without lines, whose rows stand on common baselines and are filled unevenly."""
    top, bottom = max(left[0].top, right[0].top), min(left[-1].bottom, right[-1].bottom)
    heights = [side[-1].bottom - side[0].top for side in (left, right)]
    if bottom - top < 0.4 * min(heights):
        return False
    both = len(left) + len(right) - len(rows)
    if both / min(len(left), len(right)) < _ALIGNED:
        return True
    return all(_is_full(side) for side in (left, right))


def _is_full(rows: list[Row]) -> bool:
    """Whether most rows reach far into the column, as running text does."""
    start = min(row.x0 for row in rows)
    width = max(row.x1 for row in rows) - start
    size = max(row.size for row in rows)
    full = sum(row.x1 - start >= _FULL * width for row in rows)
    return full >= 0.5 * len(rows) and width >= 8 * size
