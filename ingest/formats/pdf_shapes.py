"""What is drawn on a PDF page besides text: ruled lines, boxes, bullets, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_int
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

_THIN = 3.0
"""A filled shape up to this thick is a line."""

_SHORTEST = 4.0
_BULLET = (1.2, 7.0)
"""A small filled shape of about this size is a bullet."""

_DEEPEST = 6
_MAX_SEGMENTS = 4_000
_MAX_OBJECTS = 20_000


class Rule(NamedTuple):
    """A line across or down the page: where it is, and from where to where it goes."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle, in points from the top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Frame:
    """Turns a PDF's coordinates into points from the top left of the upright page.

    Attributes:
        turn: how its text is turned, in quarters counter-clockwise.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """The width of the upright page."""
        across, down = self.right - self.left, self.top - self.bottom
        return down if self.turn % 2 else across

    @property
    def height(self) -> float:
        """The height of the upright page."""
        across, down = self.right - self.left, self.top - self.bottom
        return across if self.turn % 2 else down

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the PDF on the upright page."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of the PDF on the upright page."""
        (xa, ya), (xb, yb) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


@dataclass
class Shapes:
    """Attributes:
    across, down: horizontal and vertical ruled lines.
    bullets: small filled shapes.
    pictures: how many images there are.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    bullets: list[Box] = field(default_factory=list)
    pictures: int = 0


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_shapes(page: Any, frame: Frame) -> Shapes:
    """The shapes of a page, those in its form objects too."""
    from pypdfium2 import raw  # type: ignore[import-untyped]

    shapes = Shapes()
    for item, matrix in _objects(page):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            shapes.pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _take_path(item, matrix, frame, shapes)
    return shapes


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """All objects but forms, each with the matrix of the forms around it."""
    from pypdfium2 import raw

    top = [raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page))]
    waiting = [(item, _IDENTITY, 0) for item in reversed(top)]
    seen = 0
    while waiting and seen < _MAX_OBJECTS:
        item, matrix, depth = waiting.pop()
        if not item:
            continue
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            seen += raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT
            yield item, matrix
        elif depth < _DEEPEST:
            inner = _times(_matrix_of(item), matrix)
            count = raw.FPDFFormObj_CountObjects(item)
            parts = [raw.FPDFFormObj_GetObject(item, index) for index in range(max(count, 0))]
            waiting += [(part, inner, depth + 1) for part in reversed(parts)]


def _matrix_of(item: Any) -> _Matrix:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    ta, tb, tc, td, te, tf = then
    return (
        a * ta + b * tc, a * tb + b * td, c * ta + d * tc, c * tb + d * td,
        e * ta + f * tc + te, e * tb + f * td + tf,
    )  # fmt: skip


def _take_path(item: Any, outer: _Matrix, frame: Frame, shapes: Shapes) -> None:
    from pypdfium2 import raw

    if not 1 < raw.FPDFPath_CountSegments(item) <= _MAX_SEGMENTS:
        return
    mode, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroke)
    matrix = _times(_matrix_of(item), outer)
    for points, curved in _outlines(item, matrix, frame):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if mode.value:
            _take_filled(box, shapes, is_box=not curved and len(points) <= 6)
        if stroke.value and not curved:
            for (xa, ya), (xb, yb) in pairwise(points):
                _take_edge(Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)), shapes)


def _outlines(
    item: Any, matrix: _Matrix, frame: Frame
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The outlines of a path: their corners on the page, and whether they are curved."""
    from pypdfium2 import raw

    a, b, c, d, e, f = matrix
    x, y = c_float(), c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append(frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            yield [*points, points[0]], curved
            points, curved = [points[0]], False
    if len(points) > 1:
        yield points, curved


def _take_filled(box: Box, shapes: Shapes, *, is_box: bool) -> None:
    width, height = box.x1 - box.x0, box.y1 - box.y0
    small, large = _BULLET
    if is_box and min(width, height) <= _THIN and max(width, height) >= _SHORTEST:
        _take_edge(box, shapes)
    elif small <= width <= large and small <= height <= large and 0.6 <= width / height <= 1.7:
        shapes.bullets.append(box)


def _take_edge(box: Box, shapes: Shapes) -> None:
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if height <= _THIN and width >= max(height, 1.0):
        shapes.across.append(Rule((box.y0 + box.y1) / 2, box.x0, box.x1))
    elif width <= _THIN and height >= max(width, 1.0):
        shapes.down.append(Rule((box.x0 + box.x1) / 2, box.y0, box.y1))
