"""Writes a session's report."""

from __future__ import annotations

from pathlib import Path

from evals.report.causes import Failure, failure_of
from evals.report.html import html_report
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


def failures_of(session: Session) -> tuple[Failure, ...]:
    """All failed items of a session."""
    found = (
        failure_of(gold.item, result)
        for gold, result in zip(session.golds, session.results, strict=True)
    )
    return tuple(failure for failure in found if failure is not None)
