"""``keikaku ask``: one question, one answer."""

from __future__ import annotations

import click

from assistant.cli.show import show_answer
from assistant.language import detect_language
from assistant.service import Assistant
from assistant.settings import load_settings
from ingest.errors import KeikakuError


@click.command()
@click.argument("question")
@click.option("--home", metavar="NAME", help="Your municipality, by any of its names.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole Answer as JSON.")
def ask(question: str, home: str | None, as_json: bool) -> None:
    """Answer QUESTION from the plans, with citations."""
    try:
        answer = Assistant(load_settings()).ask(question, home)
    except KeikakuError as error:
        error.language = detect_language(question)
        raise
    if as_json:
        click.echo(answer.model_dump_json(indent=2))
    else:
        show_answer(answer)
