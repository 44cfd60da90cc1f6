"""Exit codes, and the one line that a failure prints."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from assistant import cli, service
from assistant.cli import interface_language
from ingest.errors import StoreError, UsageError
from tests.assistant.cli.conftest import CommandLine


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("no-such-command",),
        ("ask",),
        ("ask", "--no-such-option", "x"),
        ("ask", "one", "two"),
        ("ask", "x", "--home"),
        ("status", "extra"),
        ("--no-such-option",),
    ],
)
def test_bad_usage_is_2_and_one_line_that_names_the_help(
    keikaku: CommandLine, arguments: tuple[str, ...]
) -> None:
    ran = keikaku(*arguments)
    assert ran.code == 2
    assert ran.error.startswith("error: ")
    assert "--help" in ran.error
    assert len(ran.error) < 200


def test_bad_usage_in_a_japanese_locale(
    keikaku: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    ran = keikaku("no-such-command")
    assert ran.code == 2
    assert ran.error.startswith("エラー：")
    assert "keikaku --help を見てください" in ran.error


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("ask", "--help"), ("chat", "-h")])
def test_help_is_success(keikaku: CommandLine, arguments: tuple[str, ...]) -> None:
    ran = keikaku(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: keikaku")


def test_help_lists_the_commands(keikaku: CommandLine) -> None:
    listed = keikaku("--help").out.split("Commands:")[1]
    names = [line.split()[0] for line in listed.splitlines() if line.strip()]
    assert {"ask", "chat", "ingest", "serve", "status"} <= set(names)


def test_the_version(keikaku: CommandLine) -> None:
    ran = keikaku("--version")
    assert ran.code == 0
    assert ran.out.strip().count(".") == 2


def failing_with(error: Exception) -> type:
    class Failing:
        def __init__(self, settings: object, embeddings: object) -> None:
            raise error

    return Failing


def test_an_unexpected_exception_is_1_and_one_line(
    keikaku: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ValueError("first line\nsecond line")
    monkeypatch.setattr(service, "Assistant", failing_with(error))
    ran = keikaku("ask", "目標は？")
    assert ran.code == 1
    assert "ValueError" in ran.error
    assert "first line second line" in ran.error
    assert "KEIKAKU_DEBUG=1" in ran.error


def test_a_long_reason_is_cut(keikaku: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "Assistant", failing_with(RuntimeError("x" * 10_000)))
    assert len(keikaku("ask", "目標は？").error) < 500


def test_with_debug_set_the_exception_is_raised(
    keikaku: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "Assistant", failing_with(ValueError("boom")))
    monkeypatch.setenv("KEIKAKU_DEBUG", "1")
    with pytest.raises(ValueError, match="boom"):
        keikaku("ask", "目標は？")


def test_with_debug_set_an_expected_failure_is_still_one_line(
    keikaku: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEIKAKU_DEBUG", "1")
    assert "keikaku ingest" in keikaku("ask", "what is the target").error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("question_empty"), 2),
        (StoreError("ingest_running", path="/data"), 1),
        (click.Abort(), 130),
    ],
)
def test_errors_have_their_exit_codes(
    keikaku: CommandLine, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    monkeypatch.setattr(service, "Assistant", failing_with(error))
    assert keikaku("ask", "目標は？").code == code


def test_main_exits_with_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "close_network", lambda: None)
    monkeypatch.setattr(cli, "run", lambda arguments: 7)
    with pytest.raises(SystemExit) as caught:
        cli.main(["status"])
    assert caught.value.code == 7


@pytest.mark.parametrize(
    ("values", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
        ({}, "en"),
    ],
)
def test_the_language_of_messages_is_that_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert interface_language() == language


def test_as_a_process(tmp_path: Path) -> None:
    """``python -m assistant`` from another folder: the same code and line as in-process."""
    root = str(Path(__file__).resolve().parents[3])
    ran = subprocess.run(
        [sys.executable, "-m", "assistant", "no-such-command"],
        cwd=tmp_path,
        env={"PYTHONPATH": root, "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    (line,) = ran.stderr.splitlines()
    assert line.startswith("エラー：")
