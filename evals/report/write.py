"""Writes a session's report."""

from __future__ import annotations

from pathlib import Path

from assistant.evaluation import Evaluation, Headline, keep_evaluation
from evals.measures import BY_NAME
from evals.report.causes import Failure, failure_of
from evals.report.html import HEADLINES, html_report
from evals.report.markdown import markdown_report
from evals.results import unwritable
from evals.session import Session
from evals.summary import Summary

MARKDOWN_SUFFIXES = (".md", ".markdown")


def write_report(path: Path, session: Session, summary: Summary) -> None:
    """Write a report in the format that the file's name asks for: Markdown, else HTML.

    Raises:
        ResultsError: the file cannot be written.
    """
    failures = failures_of(session)
    if path.suffix.lower() in MARKDOWN_SUFFIXES:
        text = markdown_report(session.record, summary, failures)
    else:
        text = html_report(session.record, summary, session.results, failures)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(path, error) from error


def keep_as_latest(data_dir: Path, session: Session, summary: Summary) -> None:
    """Keep the run where the page of ``keikaku serve`` shows it.

    Raises:
        StoreError: the data directory cannot be written.
    """
    failures = failures_of(session)
    record, overall = session.record, summary.overall
    evaluation = Evaluation(
        date=record.date,
        dataset=record.dataset,
        split=record.split,
        engine=record.settings.get("llm_model") or "",
        n_items=overall.n_items,
        n_failed=len(failures),
        headlines=tuple(
            Headline(name=name, label=BY_NAME[name].label, **overall.figures[name].model_dump())
            for name in HEADLINES
            if name in overall.figures
        ),
    )
    report = html_report(record, summary, session.results, failures)
    keep_evaluation(data_dir, evaluation, report)


def failures_of(session: Session) -> tuple[Failure, ...]:
    """All failed items of a session."""
    found = (
        failure_of(gold.item, result)
        for gold, result in zip(session.golds, session.results, strict=True)
    )
    return tuple(failure for failure in found if failure is not None)
