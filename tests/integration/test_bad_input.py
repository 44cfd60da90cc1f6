"""Bad questions and bad documents: an exit code, one line, no traceback, and the index stays."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant import cli
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from ingest.generations import Generations

ROOT = Path(__file__).resolve().parents[2]

DOCUMENT = """\
青葉市DX推進計画

1 計画の期間

計画の期間は、令和5年度から令和8年度までの4年間とします。
"""


@dataclass(frozen=True)
class Ran:
    """What a command left."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line on stderr."""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        assert line.startswith("error: ")
        return line


@dataclass(frozen=True)
class Plans:
    """A data directory with the real model and an index of one plan, and a folder to write in.

    ``assistant`` runs over it all the time, as a server does.
    """

    assistant: Assistant
    data_dir: Path
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str, typed: str = "") -> Ran:
        load_settings.cache_clear()
        self.monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = cli.run(arguments)
        printed = self.capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    def write(self, name: str, data: bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return str(path)

    def assert_still_answers(self) -> None:
        """The index from before is the one in use, and answers."""
        assert [one["doc_id"] for one in self.status()["documents"]] == ["aoba"]
        answer = self.assistant.ask("青葉市の計画の期間は？")
        assert answer.status == "answered"
        assert "4年間" in answer.answer

    def status(self) -> dict[str, list[dict[str, object]]]:
        values: dict[str, list[dict[str, object]]] = json.loads(self.run("status", "--json").out)
        return values


@pytest.fixture(scope="module")
def running(corpus_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a data directory with the session's model and an index of one small plan."""
    folder = tmp_path_factory.mktemp("bad-input")
    data_dir = folder / "data"
    data_dir.mkdir()
    (data_dir / "models").symlink_to(corpus_data_dir / "models", target_is_directory=True)
    plan = folder / "aoba.txt"
    plan.write_text(DOCUMENT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KEIKAKU_DATA_DIR", str(data_dir))
        load_settings.cache_clear()
        assert cli.run(["ingest", str(plan)]) == 0
    yield Assistant(Settings(data_dir=data_dir, home=None, _env_file=None))
    load_settings.cache_clear()


@pytest.fixture
def plans(
    running: Assistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Plans:
    for name in list(os.environ):
        if name.startswith("KEIKAKU_") or name in ("LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("KEIKAKU_DATA_DIR", str(running.settings.data_dir))
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    return Plans(running, running.settings.data_dir, tmp_path, monkeypatch, capsys)


# --- questions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["", " ", "　\n", "？？？", "\x00\x1b\x07", "\u200b\u2060", "!" * 3000]
)
def test_an_empty_question(plans: Plans, question: str) -> None:
    ran = plans.run("ask", "--json", "--", question)
    assert (ran.code, ran.out) == (2, "")
    assert "空です" in ran.error or "empty" in ran.error


def test_an_over_long_question(plans: Plans) -> None:
    ran = plans.run("ask", "計画の期間は？" * 300)
    assert (ran.code, ran.out) == (2, "")
    assert "2100" in ran.error
    assert "2000" in ran.error


def test_the_longest_question_is_answered(plans: Plans) -> None:
    ran = plans.run("ask", "青葉市の計画の期間は？" + " 計画の期間" * 331, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert 1990 < len(json.loads(ran.out)["question"]) <= 2000


def test_control_characters_in_a_question(plans: Plans) -> None:
    ran = plans.run("ask", "青葉市の\x00\x1b\ud800計画の期間は？", "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert "4年間" in answer["answer"]
    assert answer["question"] == "青葉市の   計画の期間は？"


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\u202e", "\ud800", "\ufeff", "\x7f"])
def test_a_control_character_does_not_change_the_answer(plans: Plans, char: str) -> None:
    answer = plans.assistant.ask(f"青葉市の{char}計画の期間は？")
    assert "4年間" in answer.answer
    assert char not in answer.model_dump_json()


def test_a_question_of_markup_and_orders_is_only_a_question(plans: Plans) -> None:
    ran = plans.run(
        "ask", "<script>alert(1)</script> $(reboot) `rm -rf` %s {0} 青葉市の計画の期間は？"
    )
    assert (ran.code, ran.err) == (0, "")
    assert "<script>" not in ran.out


# --- documents ---------------------------------------------------------------------------------


def test_a_missing_path(plans: Plans) -> None:
    ran = plans.run("ingest", str(plans.folder / "nowhere.txt"))
    assert (ran.code, ran.out) == (1, "")
    assert "nowhere.txt does not exist" in ran.error
    plans.assert_still_answers()


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "　　\n".encode()])
def test_an_empty_document(plans: Plans, data: bytes) -> None:
    ran = plans.run("ingest", plans.write("empty.txt", data))
    assert (ran.code, ran.out) == (1, "")
    assert "empty.txt is empty" in ran.error
    plans.assert_still_answers()


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"%PDF-1.7\n" + bytes(range(256)) * 8],
    ids=["png", "pdf"],
)
def test_a_binary_document(plans: Plans, data: bytes) -> None:
    ran = plans.run("ingest", plans.write("plan.txt", data))
    assert (ran.code, ran.out) == (1, "")
    assert "not a text document" in ran.error or "not read (PNG)" in ran.error
    plans.assert_still_answers()


def test_an_unknown_encoding(plans: Plans) -> None:
    ran = plans.run("ingest", plans.write("plan.txt", b"\x81 plan \x81 " * 20))
    assert (ran.code, ran.out) == (1, "")
    assert "encoding" in ran.error
    assert "UTF-8" in ran.error
    plans.assert_still_answers()


def test_a_folder_without_documents(plans: Plans) -> None:
    plans.write("folder/notes.jpg", b"PK")
    ran = plans.run("ingest", str(plans.folder / "folder"))
    assert (ran.code, ran.out) == (1, "")
    assert ".txt" in ran.error
    plans.assert_still_answers()


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        (b"documents: [", "cannot be read"),
        (b"- just\n- a list\n", "documents"),
        (b"documents: []\n", "documents"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"documents:\n  - {doc_id: a, title: A}\n", 'entry "a"'),
        (
            b"documents:\n  - {doc_id: a, title: A, municipality: null, file: none.txt, sha256: "
            + b"a" * 64
            + b"}\n",
            "none.txt",
        ),
    ],
    ids=["yaml", "list", "no documents", "not utf-8", "fields", "file"],
)
def test_a_broken_manifest(plans: Plans, manifest: bytes, says: str) -> None:
    plans.write("plans/midori.txt", DOCUMENT.encode())
    plans.write("plans/manifest.yaml", manifest)
    ran = plans.run("ingest", str(plans.folder / "plans"))
    assert (ran.code, ran.out) == (1, "")
    assert "manifest" in ran.error
    assert says in ran.error
    plans.assert_still_answers()


def test_a_document_that_is_not_the_one_of_the_manifest(plans: Plans) -> None:
    plans.write("plans/midori.txt", DOCUMENT.encode())
    plans.write(
        "plans/manifest.yaml",
        f"documents:\n  - {{doc_id: midori, title: A, municipality: null, file: midori.txt, "
        f"sha256: {'a' * 64}}}\n".encode(),
    )
    ran = plans.run("ingest", str(plans.folder / "plans" / "midori.txt"))
    assert (ran.code, ran.out) == (1, "")
    assert "differs from the manifest" in ran.error
    plans.assert_still_answers()


def test_two_documents_of_one_id(plans: Plans) -> None:
    first = plans.write("a/plan.txt", DOCUMENT.encode())
    second = plans.write("b/plan.txt", DOCUMENT.encode())
    ran = plans.run("ingest", first, second)
    assert (ran.code, ran.out) == (1, "")
    assert "plan" in ran.error
    plans.assert_still_answers()


def test_one_bad_document_among_good_ones(plans: Plans, corpus_data_dir: Path) -> None:
    """The good ones go in, in cp932 too; the bad one is named. In a data directory of its own."""
    data_dir = plans.folder / "data"
    data_dir.mkdir()
    (data_dir / "models").symlink_to(corpus_data_dir / "models", target_is_directory=True)
    plans.monkeypatch.setenv("KEIKAKU_DATA_DIR", str(data_dir))
    plans.write("plans/good.txt", DOCUMENT.encode("cp932"))
    plans.write("plans/bad.txt", b"\x00")

    ran = plans.run("ingest", str(plans.folder / "plans"), "--json")

    assert ran.code == 1
    assert "bad.txt is not a text document" in ran.error
    report = json.loads(ran.out)
    assert [(one["doc_id"], one["encoding"]) for one in report["documents"]] == [("good", "cp932")]
    assert len(report["failures"]) == 1
    assert [one["encoding"] for one in plans.status()["documents"]] == ["cp932"]
    answer = json.loads(plans.run("ask", "青葉市の計画の期間は？", "--json").out)
    assert "4年間" in answer["answer"]


# --- the data directory ------------------------------------------------------------------------


def test_a_data_directory_that_cannot_be_written(plans: Plans) -> None:
    plans.write("file", b"")
    plan = plans.write("plan.txt", DOCUMENT.encode())
    plans.monkeypatch.setenv("KEIKAKU_DATA_DIR", str(plans.folder / "file" / "data"))
    ran = plans.run("ingest", plan)
    assert (ran.code, ran.out) == (1, "")
    assert "KEIKAKU_DATA_DIR" in ran.error
    assert str(plans.folder / "file") in ran.error


def test_an_index_folder_that_cannot_be_made(plans: Plans, corpus_data_dir: Path) -> None:
    data_dir = plans.folder / "data"
    data_dir.mkdir()
    (data_dir / "models").symlink_to(corpus_data_dir / "models", target_is_directory=True)
    (data_dir / "index").write_bytes(b"")
    plans.monkeypatch.setenv("KEIKAKU_DATA_DIR", str(data_dir))
    ran = plans.run("ingest", plans.write("plan.txt", DOCUMENT.encode()))
    assert (ran.code, ran.out) == (1, "")
    assert "KEIKAKU_DATA_DIR" in ran.error


def test_an_embedding_model_that_is_not_there(plans: Plans) -> None:
    plans.monkeypatch.setenv("KEIKAKU_EMBEDDING_MODEL", str(plans.folder / "no-model"))
    for command in (("ask", "what is the period"), ("ingest", plans.write("p.txt", b"plan"))):
        ran = plans.run(*command)
        assert (ran.code, ran.out) == (1, "")
        assert "KEIKAKU_EMBEDDING_MODEL" in ran.error


def test_a_chroma_address_that_is_none(plans: Plans) -> None:
    before = Generations(plans.data_dir).current()
    plans.monkeypatch.setenv("KEIKAKU_CHROMA_URL", "not a url")
    ran = plans.run("ingest", plans.write("plan.txt", DOCUMENT.encode()))
    assert (ran.code, ran.out) == (1, "")
    assert "KEIKAKU_CHROMA_URL" in ran.error
    assert Generations(plans.data_dir).current() == before


def test_as_a_process_there_is_one_line_too(plans: Plans) -> None:
    """What libraries print on their own would show here."""
    ran = subprocess.run(
        [sys.executable, "-m", "assistant", "ingest", plans.write("empty.txt", b"")],
        cwd=plans.folder,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(plans.folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "KEIKAKU_DATA_DIR": str(plans.data_dir),
        },
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "is empty" in Ran(ran.returncode, ran.stdout, ran.stderr).error
    assert (ran.returncode, ran.stdout) == (1, "")
