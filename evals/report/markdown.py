"""A run as a Markdown summary: figures and tables, without the items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evals.measures import BY_NAME, MEASURES
from evals.record import RunRecord
from evals.report.causes import Failure
from evals.show import COLUMNS, judged_rows, percent
from evals.summary import Group, Summary


def markdown_report(record: RunRecord, summary: Summary, failures: Sequence[Failure]) -> str:
    """The summary of a run."""
    lines = [
        f"# Evaluation of {record.dataset}, split {record.split or 'all'}",
        "",
        f"{record.date}, commit {record.commit[:12] or 'unknown'}"
        f"{' with changes' if record.modified else ''}; "
        f"{summary.overall.n_items} items, {summary.overall.n_errors} errors, "
        f"{summary.overall.n_unscored} unscored.",
        "",
        *_overall(summary.overall),
    ]
    for title, groups in (
        ("By type", summary.by_type),
        ("By language", summary.by_language),
        ("By document", summary.by_document),
    ):
        lines += ["", f"## {title}", "", *_groups(groups)]
    lines += _judged(record, summary)
    lines += ["", "## Why items failed", "", *_causes(failures)]
    return "\n".join(lines) + "\n"


def cause_counts(failures: Iterable[Failure]) -> dict[str, int]:
    """How many items failed of each cause, the most frequent first."""
    counts: dict[str, int] = {}
    for failure in failures:
        counts[failure.cause] = counts.get(failure.cause, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))


def _overall(group: Group) -> list[str]:
    rows = [
        [
            BY_NAME[measure.name].label,
            percent(figure.mean),
            f"{percent(figure.low)} to {percent(figure.high)}",
            str(figure.n),
        ]
        for measure in MEASURES
        if (figure := group.figures.get(measure.name)) is not None
    ]
    rows.append(
        ["Latency p50 / p95, ms", _pair(group.latency_p50_ms, group.latency_p95_ms), "", ""]
    )
    rows.append(["Answer length p50 / p95", _pair(group.length_p50, group.length_p95), "", ""])
    return _table(["Measure", "%", "95% interval", "n"], rows)


def _groups(groups: Mapping[str, Group]) -> list[str]:
    rows = [
        [
            name,
            str(group.n_items),
            *(
                percent(group.figures[column].mean) if column in group.figures else "–"
                for column in COLUMNS
            ),
        ]
        for name, group in groups.items()
    ]
    return _table(["", "n", *(BY_NAME[column].label for column in COLUMNS)], rows)


def _judged(record: RunRecord, summary: Summary) -> list[str]:
    if summary.judged is None:
        return []
    model = record.judge.model if record.judge else "unknown"
    return [
        "",
        f"## Judged by a language model ({model})",
        "",
        f"Grades from 1 to 5, in no figure above; {summary.judged.n_unjudged} answers unjudged.",
        "",
        *_table(["Grade", "mean", "95% interval", "n"], judged_rows(summary.judged)),
    ]


def _causes(failures: Sequence[Failure]) -> list[str]:
    counts = cause_counts(failures)
    return _table(["Cause", "Items"], [[name, str(count)] for name, count in counts.items()])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = "|".join(["---", *["---:"] * (len(head) - 1)])
    return [_row(head), f"|{rule}|", *map(_row, rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _pair(first: float | None, second: float | None) -> str:
    return " / ".join("–" if value is None else f"{value:.0f}" for value in (first, second))
