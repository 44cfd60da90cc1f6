"""A run as one HTML file: no script, no address, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources

from evals.measures import BY_NAME, MEASURES
from evals.record import RunRecord
from evals.report.causes import MEANINGS, Failure
from evals.report.element import Child, Markup, element, joined
from evals.report.failed_item import failed_item
from evals.report.markdown import cause_counts
from evals.report.plots import count_plot, interval_plot, latency_plot
from evals.results import Result
from evals.show import COLUMNS, judged_rows, percent
from evals.summary import Figure, Group, Summary
from evals.verdict import Verdict

HEADLINES = (
    "correct",
    "citation_right",
    "citation_precision",
    "refusal_precision",
    "refusal_recall",
    "groundedness",
    "section_hit_5",
    "mrr_10",
)
_LOW_GRADE = 2
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_report(
    record: RunRecord, summary: Summary, results: Sequence[Result], failures: Sequence[Failure]
) -> str:
    """The whole page."""
    title = f"Evaluation: {record.dataset}, split {record.split or 'all'}"
    body = element(
        "main",
        element("h1", title),
        element("p", _subtitle(record, summary.overall), class_="subtitle"),
        _headlines(summary.overall),
        _all_measures(summary.overall),
        _groups("By type", "type", summary.by_type),
        _groups("By language", "language", summary.by_language),
        _groups("By document", "document", summary.by_document),
        _latency(summary.overall, results),
        _judged(record, summary, results),
        _failures(failures),
        _record(record),
    )
    head = element(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        element("title", title),
        element("style", Markup(_style())),
    )
    return f"<!doctype html>\n{element('html', head, element('body', body), lang='en').text}\n"


def _style() -> str:
    return (resources.files(__package__) / "report.css").read_text(encoding="utf-8")


def _subtitle(record: RunRecord, overall: Group) -> str:
    commit = f"commit {record.commit[:12] or 'unknown'}"
    changed = " with uncommitted changes" if record.modified else ""
    mode = record.settings.get("llm_model") or "extractive"
    return (
        f"{overall.n_items} items, {overall.n_errors} errors, {overall.n_unscored} unscored · "
        f"{mode} · {record.date} · {commit}{changed}"
    )


def _headlines(overall: Group) -> Markup:
    cards = [
        element(
            "div",
            element("div", BY_NAME[name].label, class_="label"),
            element("div", percent(figure.mean), element("small", "%"), class_="value"),
            element("div", _interval(figure), class_="interval"),
            class_="card",
            title=BY_NAME[name].meaning,
        )
        for name in HEADLINES
        if (figure := overall.figures.get(name)) is not None
    ]
    return element("div", *cards, class_="cards")


def _all_measures(overall: Group) -> Markup:
    known = [one for one in MEASURES if one.name in overall.figures]
    rows: list[list[Child]] = [
        [
            one.label,
            percent(overall.figures[one.name].mean),
            _interval(overall.figures[one.name]),
            overall.figures[one.name].n,
            one.meaning,
        ]
        for one in known
    ]
    plot = interval_plot(
        {one.label: overall.figures[one.name] for one in known}, "All measures with intervals"
    )
    return _section(
        "All measures",
        element("figure", Markup(plot)),
        _table(["measure", "%", "95% interval", "n", "what it is"], rows),
    )


def _groups(title: str, kind: str, groups: Mapping[str, Group]) -> Markup:
    rows: list[list[Child]] = [
        [name, group.n_items, *(_cell(group.figures.get(column)) for column in COLUMNS)]
        for name, group in groups.items()
    ]
    correct = {
        name: group.figures["correct"]
        for name, group in groups.items()
        if "correct" in group.figures
    }
    plot = Markup(interval_plot(correct, f"Correct answers by {kind}")) if correct else ""
    return _section(
        title,
        _table([kind, "n", *(BY_NAME[column].label for column in COLUMNS)], rows),
        element("figure", plot, element("figcaption", f"Correct answers by {kind}")),
    )


def _latency(overall: Group, results: Sequence[Result]) -> Markup:
    values = [result.latency_ms for result in results if result.latency_ms is not None]
    if not values or overall.latency_p50_ms is None or overall.latency_p95_ms is None:
        return Markup("")
    text = (
        f"Half of the questions took at most {overall.latency_p50_ms:.0f} ms, "
        f"95% of them at most {overall.latency_p95_ms:.0f} ms."
    )
    if overall.length_p50 is not None and overall.length_p95 is not None:
        text += (
            f" Half of the answers have at most {overall.length_p50:.0f} characters, "
            f"95% at most {overall.length_p95:.0f}."
        )
    return _section(
        "Latency and length",
        element("p", text),
        element("figure", Markup(latency_plot(values, "Latency"))),
    )


def _judged(record: RunRecord, summary: Summary, results: Sequence[Result]) -> Markup:
    """The judge's grades under a heading of their own, with the answers it thought least of."""
    if summary.judged is None:
        return Markup("")
    judge = record.judge
    verdicts = [(one, one.verdict) for one in results if one.verdict is not None]
    low = [
        [one.id, verdict.faithfulness or "–", verdict.helpfulness or "–", verdict.reason]
        for one, verdict in verdicts
        if verdict.status == "unjudged" or _low(verdict)
    ]
    heads = ["item", "faithfulness", "helpfulness", "reason"]
    details = element(
        "details", element("summary", f"{len(low)} low or unjudged"), _table(heads, low)
    )
    return _section(
        "Judged by a language model",
        element(
            "p",
            f"{judge.model if judge else 'unknown'}, grades from 1 to 5, in no other figure of this "
            f"report; {summary.judged.n_unjudged} answers unjudged.",
        ),
        _table(["grade", "mean", "95% interval", "n"], judged_rows(summary.judged)),
        details if low else "",
    )


def _low(verdict: Verdict) -> bool:
    return min(verdict.faithfulness or 5, verdict.helpfulness or 5) <= _LOW_GRADE


def _failures(failures: Sequence[Failure]) -> Markup:
    counts = cause_counts(failures)
    if not counts:
        return _section("Failed items", element("p", "None."))
    rows: list[list[Child]] = [[name, n_items, MEANINGS[name]] for name, n_items in counts.items()]
    groups: list[Child] = []
    for name in counts:
        members = [failure for failure in failures if failure.cause == name]
        groups.append(element("h3", f"{name} ({len(members)})"))
        groups += [failed_item(failure) for failure in members]
    return _section(
        f"Failed items ({len(failures)})",
        element("figure", Markup(count_plot(counts, "Why items failed"))),
        _table(["cause", "items", "what it means"], rows),
        *groups,
    )


def _record(record: RunRecord) -> Markup:
    values = record.model_dump(mode="json", exclude={"versions"})
    rows: list[list[Child]] = [[name, str(value)] for name, value in values.items()]
    versions = ", ".join(f"{name} {version}" for name, version in record.versions.items())
    return _section(
        "How this run was made",
        _table(["", ""], rows),
        element("details", element("summary", "package versions"), element("p", versions)),
    )


def _section(title: str, *children: Child) -> Markup:
    return element("section", element("h2", title), *children)


def _table(head: Sequence[str], rows: Iterable[Sequence[Child]]) -> Markup:
    body = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
    cells = element("tr", *(element("th", cell, scope="col") for cell in head))
    table = element("table", element("thead", cells), element("tbody", *body))
    return element("div", table, class_="scroll")


def _cell(figure: Figure | None) -> Markup:
    if figure is None:
        return joined("–")
    return element("span", percent(figure.mean), title=f"95%: {_interval(figure)}, n={figure.n}")


def _interval(figure: Figure) -> str:
    return f"{percent(figure.low)} – {percent(figure.high)}"
