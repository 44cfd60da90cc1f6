"""Plots as SVG that stands inside an HTML page by itself. The one door to matplotlib."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from evals.summary import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK, _BAR, _SOFT = "#1d2a33", "#4f94b5", "#a9b7bf55"
"""The first becomes the text colour of the page, light or dark."""

_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_NAMESPACES = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_ROW_INCHES = 0.3


def interval_plot(figures: Mapping[str, Figure], label: str) -> str:
    """Means with their 95% intervals, one row each, in percent.

    Args:
        figures: by the name to show.
        label: what the plot shows, for people who cannot see it.
    """
    names = [f"{name}  (n={figure.n})" for name, figure in figures.items()]
    means = [100 * figure.mean for figure in figures.values()]
    below = [100 * (figure.mean - figure.low) for figure in figures.values()]
    above = [100 * (figure.high - figure.mean) for figure in figures.values()]

    def draw(axes: Axes) -> None:
        rows = range(len(means))
        axes.barh(rows, means, color=_BAR, height=0.62, zorder=2)
        axes.errorbar(
            means, rows, xerr=[below, above], fmt="none", ecolor=_INK, capsize=3, lw=1.2, zorder=3
        )
        axes.set_yticks(rows, labels=names)
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xlabel("percent, with 95% bootstrap interval")
        axes.grid(axis="x", color=_SOFT, zorder=0)

    return _svg(draw, len(means), label)


def count_plot(counts: Mapping[str, int], label: str) -> str:
    """Counts, one row each."""
    from matplotlib.ticker import MaxNLocator

    values = list(counts.values())

    def draw(axes: Axes) -> None:
        rows = range(len(values))
        bars = axes.barh(rows, values, color=_BAR, height=0.62, zorder=2)
        axes.bar_label(bars, padding=3, color=_INK)
        axes.set_yticks(rows, labels=list(counts))
        axes.invert_yaxis()
        axes.set_xlim(0, max(values, default=0) * 1.12 + 1)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel("items")
        axes.grid(axis="x", color=_SOFT, zorder=0)

    return _svg(draw, len(values), label)


def latency_plot(milliseconds: Sequence[float], label: str) -> str:
    """The distribution of latencies."""

    def draw(axes: Axes) -> None:
        axes.hist(milliseconds, bins=30, color=_BAR, zorder=2)
        axes.set_xlabel("milliseconds per question")
        axes.set_ylabel("items")
        axes.grid(axis="y", color=_SOFT, zorder=0)

    return _svg(draw, 6, label)


def _svg(draw: Callable[[Axes], None], n_rows: int, label: str) -> str:
    import matplotlib as mpl
    from matplotlib.figure import Figure as Canvas

    with mpl.rc_context(
        {
            "svg.hashsalt": label,
            "font.size": 9,
            "axes.edgecolor": _SOFT,
            "axes.labelcolor": _INK,
            "text.color": _INK,
        }
    ):
        canvas = Canvas(figsize=(7.2, 0.8 + _ROW_INCHES * max(n_rows, 2)), layout="constrained")
        axes = canvas.subplots()
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(colors=_INK, length=0)
        draw(axes)
        out = io.StringIO()
        canvas.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    return _inline(out.getvalue(), label)


def _inline(svg: str, label: str) -> str:
    """An SVG file as an element of a page: without what only a file needs, and all its URLs."""
    svg = _NAMESPACES.sub("", _METADATA.sub("", _PROLOGUE.sub("", svg)))
    svg = svg.replace(_INK, "currentColor")
    return svg.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
