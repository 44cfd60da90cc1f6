"""The command line run in this process, over a small index or none, in a known locale."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant import cli, service
from assistant.cli import ingest as ingest_command
from assistant.settings import load_settings
from tests.assistant.small_index import ingest_small
from tests.ingest.fake_embedder import FakeEmbedder


@dataclass(frozen=True)
class Ran:
    """What a run of the command line left."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line on stderr of a failure, which is all that there is."""
        assert self.out == ""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        return line


class CommandLine:
    """Runs ``keikaku`` with arguments, as ``main`` does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str, typed: str = "") -> Ran:
        load_settings.cache_clear()
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = cli.run(arguments)
        printed = self._capsys.readouterr()
        return Ran(code, printed.out, printed.err)


@pytest.fixture
def keikaku(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[CommandLine]:
    """The command line with an empty data directory, in an English locale."""
    for name in list(os.environ):
        if name.startswith("KEIKAKU_") or name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("KEIKAKU_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    yield CommandLine(monkeypatch, capsys)
    load_settings.cache_clear()


@pytest.fixture(scope="session")
def small_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the small index."""
    folder = tmp_path_factory.mktemp("cli")
    ingest_small(folder)
    return folder


@pytest.fixture
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake embedder in the place of the model, which counts as prepared."""
    for module in (service, ingest_command):
        monkeypatch.setattr(module, "load_embeddings", lambda model, data_dir: FakeEmbedder())
    monkeypatch.setattr(ingest_command, "ensure_default_model", lambda data_dir, progress: None)


@pytest.fixture
def indexed(
    keikaku: CommandLine, small_data_dir: Path, fake_model: None, monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """The command line over the small index, which it only reads."""
    monkeypatch.setenv("KEIKAKU_DATA_DIR", str(small_data_dir))
    return keikaku
