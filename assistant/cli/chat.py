"""``keikaku chat``: a conversation on the terminal."""

from __future__ import annotations

import click

import prompts
from assistant.cli import interface_language
from assistant.cli.show import show_answer
from assistant.language import detect_language
from assistant.service import Assistant
from assistant.settings import load_settings
from ingest.errors import KeikakuError, UsageError
from prompts import Language


@click.command()
@click.option("--home", metavar="NAME", help="Your municipality, by any of its names.")
def chat(home: str | None) -> None:
    """Ask question after question; follow-ups refer to what was asked before."""
    assistant = Assistant(load_settings())
    names = [municipality.name for municipality in assistant.municipalities()]
    language = interface_language()
    click.echo(prompts.text("cli.chat_welcome", language, municipalities="、".join(names)))
    history: list[str] = []
    while (line := _read_line()) is not None:
        if line in ("/quit", "/exit"):
            return
        if line.startswith("/home"):
            home = _choose_home(assistant, line.removeprefix("/home").strip(), home, language)
        elif line:
            _turn(assistant, line, home, history)


def _read_line() -> str | None:
    """The next line typed, stripped; None at the end of the input."""
    try:
        return input("> ").strip()
    except EOFError:
        click.echo()
        return None


def _turn(assistant: Assistant, question: str, home: str | None, history: list[str]) -> None:
    try:
        answer = assistant.ask(question, home, history)
    except KeikakuError as error:
        click.echo(error.message(detect_language(question)), err=True)
        return
    history.append(question)
    show_answer(answer)
    click.echo()


def _choose_home(
    assistant: Assistant, name: str, before: str | None, language: Language
) -> str | None:
    """The municipality chosen, shown; the one before where there is none of that name."""
    home = before
    try:
        home = assistant.municipality(name).name if name else ""
    except UsageError as error:
        click.echo(error.message(language), err=True)
    shown = home or prompts.text("cli.not_set", language)
    click.echo(prompts.text("cli.chat_home", language, home=shown))
    return home
