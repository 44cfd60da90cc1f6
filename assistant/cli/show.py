"""An answer on a terminal."""

from __future__ import annotations

import click

from assistant.markdown import unescaped
from assistant.schema import Answer
from assistant.sources import sources_heading


def show_answer(answer: Answer) -> None:
    """Print the answer and, below it, where each citation stands."""
    click.echo(unescaped(answer.answer).replace("<br>", " "))
    if answer.llm and answer.llm.notice:
        click.echo(f"\n{answer.llm.notice}")
    if not answer.citations:
        return
    click.echo(f"\n{sources_heading(answer, answer.language)}")
    for citation in answer.citations:
        where = " › ".join((citation.title, *citation.section))
        page = f" p.{citation.page}" if citation.page else ""
        click.echo(f"[{citation.n}] {where}{page}\n    「{citation.quote}」")
