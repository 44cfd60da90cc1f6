"""What was measured of the product's speed, as JSON, Markdown and a plot, against its targets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

_OURS, _STOCK, _LIMIT = "#4f94b5", "#b9a06b", "#b03a2e"


@dataclass(frozen=True)
class Speed:
    """What was measured. Milliseconds a question, seconds, MiB, megabytes a second.

    Attributes:
        ask, stock_retrieval: for each question, the whole warm ask and the stock retrieval alone.
        index, stock_index: to index the five plans, models loaded.
        n_units, n_chunks: what they were cut into.
        load_average: of the machine at the end, over a minute; a noisy one shows here.
    """

    ask: tuple[float, ...]
    stock_retrieval: tuple[float, ...]
    index: float
    stock_index: float
    n_units: int
    n_chunks: int
    cold_ask: float
    serving_mib: float
    reading_megabytes: float
    processors: int
    load_average: float


@dataclass(frozen=True)
class Figure:
    """One line of the report.

    Attributes:
        stock: the stock recipe's figure; None where it has none.
        target: the most that ``ratio`` may be, or ``ours`` where there is no ratio; None for none.
    """

    name: str
    unit: str
    ours: float
    stock: float | None
    target: float | None

    @property
    def ratio(self) -> float | None:
        """Ours over the stock recipe's."""
        return self.ours / self.stock if self.stock else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return (self.ours if self.ratio is None else self.ratio) <= self.target


def figures_of(speed: Speed) -> list[Figure]:
    """The figures with their targets."""
    return [
        *(
            Figure(f"warm ask, p{q}", "ms", _at(speed.ask, q), _at(speed.stock_retrieval, q), 1.0)
            for q in (50, 95)
        ),
        Figure("indexing the five plans", "s", speed.index, speed.stock_index, 1.0),
        Figure("keikaku ask, cold", "s", speed.cold_ask, None, 3.0),
        Figure("serving memory", "MiB", speed.serving_mib, None, 700.0),
        Figure("reading", "MB/s", speed.reading_megabytes, None, None),
    ]


def markdown(speed: Speed) -> str:
    """The figures as a table."""
    lines = [
        f"{speed.processors} processors, load average {speed.load_average:.1f}; "
        f"{len(speed.ask)} questions; {speed.n_units} units, {speed.n_chunks} stock chunks.",
        "",
        "| measure | keikaku | stock recipe | ratio | target | met |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for one in figures_of(speed):
        stock = "–" if one.stock is None else f"{one.stock:.1f} {one.unit}"
        ratio = "–" if one.ratio is None else f"{one.ratio:.2f}"
        unit = "" if one.ratio is not None else f" {one.unit}"
        target = "–" if one.target is None else f"{one.target:.1f}{unit}"
        met = {True: "yes", False: "NO", None: "–"}[one.met]
        lines.append(
            f"| {one.name} | {one.ours:.1f} {one.unit} | {stock} | {ratio} | {target} | {met} |"
        )
    return "\n".join(lines)


def write_report(speed: Speed, folder: Path) -> str:
    """Write ``speed.json``, ``speed.md`` and ``speed.png``; returns the Markdown.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text = markdown(speed)
    figures = [{**asdict(one), "ratio": one.ratio, "met": one.met} for one in figures_of(speed)]
    content = {"figures": figures, "measured": asdict(speed)}
    (folder / "speed.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    (folder / "speed.md").write_text(text + "\n", encoding="utf-8")
    _plot(speed, folder / "speed.png")
    return text


def _plot(speed: Speed, path: Path) -> None:
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(10, 3.6), layout="constrained")
    spread, ratios = canvas.subplots(1, 2)
    names = {"keikaku ask, all steps": speed.ask, "stock, retrieval alone": speed.stock_retrieval}
    for (name, values), colour in zip(names.items(), (_OURS, _STOCK), strict=True):
        ordered = sorted(values)
        share = np.arange(1, len(ordered) + 1) / len(ordered)
        spread.step(ordered, share, where="post", label=name, color=colour)
    spread.set_xlim(left=0)
    spread.set_xlabel("ms a question, warm")
    spread.set_ylabel("share of the questions")
    spread.legend(loc="lower right")
    shown = [one for one in figures_of(speed) if one.target is not None]
    parts = [(one.ratio or one.ours / (one.target or 1.0)) for one in shown]
    bars = ratios.barh([one.name for one in shown], parts, color=_OURS)
    ratios.bar_label(bars, labels=[f"{part:.2f}" for part in parts], padding=3)
    ratios.axvline(1.0, color=_LIMIT, linestyle="--")
    ratios.invert_yaxis()
    ratios.set_xlabel("times the stock recipe, or times the target")
    canvas.savefig(path, dpi=120)


def _at(values: Sequence[float], percent: int) -> float:
    return float(np.percentile(values, percent))
