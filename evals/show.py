"""Summaries and comparisons as text on the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from evals.benchmarks.records import BenchmarkReport
from evals.compare import Comparison
from evals.measures import BY_NAME, MEASURES
from evals.summary import Figure, Group, Judged, Summary

COLUMNS = (
    "correct",
    "citation_right",
    "citation_precision",
    "section_hit_5",
    "mrr_10",
    "groundedness",
)
"""The measures that tables of groups show."""

_DASH = "–"


def summary_text(summary: Summary) -> str:
    """All measures with their intervals, then the main ones by type, language and document."""
    return "\n".join(
        [
            *_overall(summary.overall),
            *_judged(summary.judged),
            "",
            *group_table("type", summary.by_type),
            "",
            *group_table("language", summary.by_language),
            "",
            *group_table("document", summary.by_document),
        ]
    )


def _overall(group: Group) -> list[str]:
    lines = [f"{group.n_items} items, {group.n_errors} errors, {group.n_unscored} unscored", ""]
    rows = [["measure", "mean", "95% interval", "n"]]
    for measure in MEASURES:
        figure = group.figures.get(measure.name)
        if figure is not None:
            interval = f"{percent(figure.low)} to {percent(figure.high)}"
            rows.append([measure.name, percent(figure.mean), interval, str(figure.n)])
    lines += aligned(rows)
    lines += [
        "",
        f"latency p50 {_number(group.latency_p50_ms)} ms, p95 {_number(group.latency_p95_ms)} ms; "
        f"answer length p50 {_number(group.length_p50)}, p95 {_number(group.length_p95)} characters",
    ]
    return lines


def _judged(judged: Judged | None) -> list[str]:
    rows = judged_rows(judged)
    if judged is None:
        return []
    return [
        "",
        f"judged by a language model, grades 1 to 5; {judged.n_unjudged} unjudged",
        *aligned([["", "mean", "95% interval", "n"], *rows]),
    ]


def judged_rows(judged: Judged | None) -> list[list[str]]:
    """A judge's grades: name, mean, interval and number of each; [] where nobody judged."""
    if judged is None:
        return []
    return [
        [
            name,
            f"{figure.mean:.2f}",
            f"{figure.low:.2f} to {figure.high:.2f}",
            str(figure.n),
        ]
        for name, figure in (
            ("faithfulness", judged.faithfulness),
            ("helpfulness", judged.helpfulness),
        )
        if figure is not None
    ]


def group_table(kind: str, groups: dict[str, Group]) -> list[str]:
    """One row a group, with the main measures; a dash where one does not apply."""
    rows = [[kind, "n", *COLUMNS]]
    for name, group in groups.items():
        figures = [_mean(group.figures.get(column)) for column in COLUMNS]
        rows.append([name, str(group.n_items), *figures])
    return aligned(rows)


def comparison_text(comparison: Comparison) -> str:
    """Each measure's means and difference, then the items that changed side."""
    rows = [["measure", "A", "B", "B - A", "95% interval", "n", ""]]
    rows += [
        [
            BY_NAME[one.measure].name,
            percent(one.first),
            percent(one.second),
            f"{100 * one.difference:+.1f}",
            f"{100 * one.low:+.1f} to {100 * one.high:+.1f}",
            str(one.n),
            "*" if one.significant else "",
        ]
        for one in comparison.differences
    ]
    return "\n".join(
        [
            f"{comparison.n_shared} items in both runs, {comparison.n_left_out} left out",
            "",
            *aligned(rows),
            "",
            f"correct: {len(comparison.gained)} gained, {len(comparison.lost)} lost, "
            f"exact McNemar p = {comparison.p_value:.4f}",
            f"gained: {' '.join(comparison.gained) or _DASH}",
            f"lost: {' '.join(comparison.lost) or _DASH}",
        ]
    )


def percent(share: float) -> str:
    """0.8125 -> "81.2"."""
    return f"{100 * share:.1f}"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table as lines: the first column to the left, the others to the right."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            _padded(cell, width, left=column == 0)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _padded(cell: str, width: int, *, left: bool) -> str:
    space = " " * (width - _width(cell))
    return cell + space if left else space + cell


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _mean(figure: Figure | None) -> str:
    return _DASH if figure is None else percent(figure.mean)


def _number(value: float | None) -> str:
    return _DASH if value is None else f"{value:.0f}"


def benchmark_text(report: BenchmarkReport) -> str:
    """One row a system and measure, with intervals."""
    rows = [["system", "measure", "mean", "95% interval", "n"]]
    for system, figures in report.systems.items():
        for name, figure in figures.items():
            interval = f"{percent(figure.low)} to {percent(figure.high)}"
            rows.append([system, name, percent(figure.mean), interval, str(figure.n)])
    return "\n".join(
        [
            f"{report.name}: {report.n_passages} passages in {report.n_units} units, "
            f"{report.n_questions} questions, {report.n_errors} errors",
            "",
            *aligned(rows),
            "",
            f"latency p50 {_number(report.latency_p50_ms)} ms, p95 {_number(report.latency_p95_ms)} ms",
        ]
    )
