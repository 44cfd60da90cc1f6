"""The command line: ``keikaku COMMAND``. Each command is loaded when it is called."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points

import click

import prompts
from assistant.offline import close_network
from ingest.errors import KeikakuError, UsageError
from prompts import Language

COMMANDS_GROUP = "keikaku.commands"
"""The entry-point group in which packages offer commands; evals adds its own there."""


class LazyCommands(click.Group):
    """A group whose commands are the entry points of ``COMMANDS_GROUP``."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """All names, sorted."""
        return sorted(_offered())

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; None where there is none of that name."""
        offered = _offered().get(cmd_name)
        command = offered.load() if offered else None
        return command if isinstance(command, click.Command) else None


@click.group(
    cls=LazyCommands,
    no_args_is_help=False,  # click would make the whole help page an error message
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="keikaku", message="%(version)s")
def keikaku() -> None:
    """Ask Japanese municipal plans, and get answers with citations."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 on success, 2 on bad usage, 1 on failure.

    A failure prints one line on stderr; with KEIKAKU_DEBUG set, the traceback too.
    """
    close_network()
    code = run(arguments)
    gc.freeze()  # Python's end would look through all that is loaded, twice
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        result = keikaku.main(
            args=None if arguments is None else list(arguments),
            prog_name="keikaku",
            standalone_mode=False,
        )
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "keikaku"
        message = " ".join(error.format_message().split())
        return _fail(_text("see_help", message=message, command=command), 2)
    except click.Abort:
        return 130
    except UsageError as error:
        return _fail(error.message(_language_of(error)), 2)
    except KeikakuError as error:
        return _fail(error.message(_language_of(error)), 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("KEIKAKU_DEBUG"):
            raise
        reason = " ".join(str(error).split())[:200]
        return _fail(_text("unexpected", kind=type(error).__name__, reason=reason), 1)
    return result if isinstance(result, int) else 0


def interface_language() -> Language:
    """The language of messages: Japanese in a Japanese locale, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def _language_of(error: KeikakuError) -> Language:
    return error.language or interface_language()


def _offered() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=COMMANDS_GROUP)}


def _text(name: str, **values: object) -> str:
    return prompts.text(f"cli.{name}", interface_language(), **values)


def _fail(message: str, code: int) -> int:
    click.echo(prompts.text("cli.error", interface_language(), message=message), err=True)
    return code
