"""The levels of Markdown's headings, where a converter has got some of them wrong.

``# 2-1`` among ``### 1-6`` and ``### 2-2`` would close its chapter. Headings that are numbered one after the
other stand on one level: that of most of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.structure.headings import heading_text, mark_of
from ingest.structure.lines import Line, LineKind

_MARKDOWN = "markdown"
_ABOVE_ALL = ("part", "chapter", "appendix")
"""Numberings with which another part of the document begins."""

_SHORTEST = 3
"""Headings numbered one after the other, at least, that tell on which level they stand."""

_NUMBERS = re.compile(r"[0-9]+")


@dataclass
class _Run:
    """Headings that are numbered one after the other.

    Attributes:
        style: how they are numbered.
        last: the number of the last one: (2, 1) of 2-1.
        levels: the Markdown style of each, by its line.
    """

    style: str
    last: tuple[int, ...]
    levels: dict[int, str] = field(default_factory=dict)

    def goes_on(self, style: str, number: tuple[int, ...]) -> bool:
        """Whether a number is the next one: 2-2 or 3-1 after 2-1."""
        if style != self.style or len(number) != len(self.last):
            return False
        nexts = [
            (*self.last[:place], self.last[place] + 1, *(1 for _ in self.last[place + 1 :]))
            for place in range(len(self.last))
        ]
        return number in nexts


def corrected_levels(lines: Sequence[Line], left_out: Iterable[int] = ()) -> dict[int, str]:
    """The Markdown style of the headings that stand on another level than they are marked with.

    Args:
        lines: all lines of a document.
        left_out: the lines of its table of contents.
    """
    skipped = set(left_out)
    marked: dict[int, str] = {}
    runs: list[_Run] = []
    open_runs: list[_Run] = []
    for index, line in enumerate(lines):
        if index in skipped or line.kind is not LineKind.PLAIN:
            continue
        mark = mark_of(line.text)
        if mark is None or not mark.style.startswith(_MARKDOWN):
            continue
        marked[index] = mark.style
        inner = mark_of(heading_text(line.text))
        if inner is None:
            continue
        if inner.style in _ABOVE_ALL:
            open_runs = [run for run in open_runs if run.style in _ABOVE_ALL]
        number = tuple(int(one) for one in _NUMBERS.findall(inner.number))
        if not number:
            continue
        run = _run_of(open_runs, inner.style, number, mark.style)
        if run is None:
            run = _Run(inner.style, number)
            runs.append(run)
            open_runs.append(run)
        run.last = number
        run.levels[index] = mark.style
    return {index: level for run in runs for index, level in _moved(run, marked).items()}


def _run_of(
    open_runs: Sequence[_Run], style: str, number: tuple[int, ...], level: str
) -> _Run | None:
    """The run that a heading goes on with, the last one first; before others one whose last heading
    stands on the level that it is marked with.
    """
    going_on = [run for run in reversed(open_runs) if run.goes_on(style, number)]
    alike = [run for run in going_on if list(run.levels.values())[-1] == level]
    return next(iter(alike or going_on), None)


def _moved(run: _Run, marked: Mapping[int, str]) -> dict[int, str]:
    """The headings of a run that do not stand where most of it does, and where that is.

    One that is deeper stays below a heading that is none of the run (#### 5 below ### 分野A).
    """
    (most, count), *_ = Counter(run.levels.values()).most_common(1)
    if len(run.levels) < _SHORTEST or count <= len(run.levels) / 2:
        return {}
    return {
        index: most
        for index, level in run.levels.items()
        if level != most and (level < most or _parent(index, marked) in run.levels)
    }


def _parent(index: int, marked: Mapping[int, str]) -> int | None:
    """The heading that one stands below as they are marked, by its line."""
    above = [other for other, level in marked.items() if other < index and level < marked[index]]
    return max(above, default=None)
