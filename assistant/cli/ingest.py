"""``keikaku ingest``: documents into the index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

import prompts
from assistant.cli import interface_language
from assistant.cli.progress import IngestProgress
from assistant.settings import Settings, default_corpus, load_settings
from ingest.embedding.e5_convert import ensure_default_model
from ingest.embedding.model import load_embeddings
from ingest.pipeline import IngestReport
from ingest.pipeline import ingest as ingest_sources
from ingest.sources import find_sources


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Drop indexed documents that PATHS do not name.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def ingest(paths: Sequence[Path], replace: bool, as_json: bool) -> int:
    """Read documents into the index: PATHS (files or folders), or the plans that come with it.

    A document that is indexed already is updated; others stay, unless --replace is given.
    What has not changed is not computed again.
    """
    settings = load_settings()
    sources = find_sources(paths or [default_corpus()])
    with IngestProgress(interface_language()) as progress:
        prepare_model(settings, progress)
        report = ingest_sources(
            sources,
            settings.data_dir,
            load_embeddings(settings.embedding_model, settings.data_dir),
            chroma_url=settings.chroma_url,
            keep_others=not replace,
            on_progress=progress.step,
        )
    click.echo(_as_json(report) if as_json else _as_text(report))
    for line in report.documents:
        for warning in line.warnings:
            click.echo(f"{line.doc_id}: {warning.message(interface_language())}", err=True)
    for failure in report.failures:
        message = failure.message(interface_language())
        click.echo(prompts.text("cli.error", interface_language(), message=message), err=True)
    return 1 if report.failures else 0


def prepare_model(settings: Settings, progress: IngestProgress) -> None:
    """Convert the default embedding model, if it is the one to use and is not there yet."""
    if settings.embedding_model is None:
        ensure_default_model(settings.data_dir, progress.model)


def _as_text(report: IngestReport) -> str:
    language = interface_language()
    n_units = sum(line.n_units for line in report.documents)
    lines = [
        prompts.text(
            "cli.document_line",
            language,
            doc_id=line.doc_id,
            title=line.title,
            units=line.n_units,
            encoding=line.encoding,
            change=line.change,
        )
        for line in report.documents
    ]
    if not report.rebuilt:
        summary = prompts.text(
            "cli.up_to_date", language, documents=len(report.documents), units=n_units
        )
        return "\n".join([summary, *lines])
    summary = prompts.text(
        "cli.ingested",
        language,
        documents=len(report.documents),
        units=n_units,
        embedded=report.n_embedded,
        seconds=round(report.seconds, 1),
    )
    return "\n".join([summary, *lines])


def _as_json(report: IngestReport) -> str:
    values = {
        **vars(report),
        "documents": [asdict(line) for line in report.documents],
        "failures": [failure.message("en") for failure in report.failures],
    }
    return json.dumps(values, ensure_ascii=False, indent=2)
