"""An answer on a terminal."""

from __future__ import annotations

import re

import click

import prompts
from assistant.schema import Answer

_ESCAPE = re.compile(r"\\([\\`*_\[\]<>#|])")


def show_answer(answer: Answer) -> None:
    """Print the answer and, below it, where each citation stands."""
    click.echo(_ESCAPE.sub(r"\1", answer.answer).replace("<br>", " "))
    if answer.llm and answer.llm.notice:
        click.echo(f"\n{answer.llm.notice}")
    if not answer.citations:
        return
    heading = "cli.sources" if answer.status == "answered" else "cli.sources_near"
    click.echo(f"\n{prompts.text(heading, answer.language)}")
    for citation in answer.citations:
        where = " › ".join((citation.title, *citation.section))
        page = f" p.{citation.page}" if citation.page else ""
        click.echo(f"[{citation.n}] {where}{page}\n    「{citation.quote}」")
