"""``keikaku ask``: one question, one answer."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from assistant.language import detect_language
from assistant.settings import Settings, load_settings
from ingest.embedding.model import Prepared, load_ahead, load_embeddings
from ingest.errors import KeikakuError


@click.command()
@click.argument("question")
@click.option("--home", metavar="NAME", help="Your municipality, by any of its names.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole Answer as JSON.")
def ask(question: str, home: str | None, as_json: bool) -> None:
    """Answer QUESTION from the plans, with citations."""
    try:
        with _nothing_collected():
            settings = load_settings()
            embeddings = _loading(settings)
            # The other half of the wait, which the model's loading goes on beside.
            from assistant.cli.show import show_answer
            from assistant.service import Assistant

            answer = Assistant(settings, embeddings).ask(question, home)
    except KeikakuError as error:
        error.language = detect_language(question)
        raise
    if as_json:
        click.echo(answer.model_dump_json(indent=2))
    else:
        show_answer(answer)


def _loading(settings: Settings) -> Prepared | None:
    """The embeddings, which begin to load; None where there are none, which the assistant tells."""
    with suppress(KeikakuError):
        embeddings = load_embeddings(settings.embedding_model, settings.data_dir)
        load_ahead(embeddings)
        return embeddings
    return None


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """No garbage collection: all that one question loads stays to its end, and looking through it
    again and again takes half a second.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()
