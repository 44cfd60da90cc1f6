"""``keikaku ingest``: what it prints. What it does is tested under tests/ingest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.cli.conftest import CommandLine
from tests.assistant.small_index import AOBA, MIDORI

pytestmark = pytest.mark.usefixtures("fake_model")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "aoba.txt").write_text(AOBA, encoding="utf-8")
    (folder / "midori.txt").write_text(MIDORI, encoding="cp932")
    return folder


def test_a_folder(keikaku: CommandLine, plans: Path) -> None:
    ran = keikaku("ingest", str(plans))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Indexed 2 documents")
    assert "aoba: 青葉市DX推進計画" in ran.out
    assert "cp932" in ran.out
    assert "令和8年度" in keikaku("ask", "青葉市の計画の期間は？").out


def test_again_changes_nothing(keikaku: CommandLine, plans: Path) -> None:
    keikaku("ingest", str(plans))
    ran = keikaku("ingest", str(plans))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("The index is up to date (2 documents")


def test_in_a_japanese_locale(
    keikaku: CommandLine, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert keikaku("ingest", str(plans)).out.startswith("2文書、")


def test_json(keikaku: CommandLine, plans: Path) -> None:
    ran = keikaku("ingest", str(plans), "--json")
    assert (ran.code, ran.err) == (0, "")
    report = json.loads(ran.out)
    assert [one["doc_id"] for one in report["documents"]] == ["aoba", "midori"]
    assert [one["encoding"] for one in report["documents"]] == ["utf-8", "cp932"]
    assert [one["change"] for one in report["documents"]] == ["added", "added"]
    assert report["documents"][0]["n_characters"] == len(AOBA)
    assert report["failures"] == []
    assert report["rebuilt"] is True


def test_others_stay_unless_they_are_replaced(keikaku: CommandLine, plans: Path) -> None:
    keikaku("ingest", str(plans))
    kept = json.loads(keikaku("ingest", str(plans / "aoba.txt"), "--json").out)
    assert {one["doc_id"]: one["change"] for one in kept["documents"]} == {
        "aoba": "unchanged",
        "midori": "kept",
    }
    alone = json.loads(keikaku("ingest", str(plans / "aoba.txt"), "--replace", "--json").out)
    assert [one["doc_id"] for one in alone["documents"]] == ["aoba"]


def test_a_document_that_cannot_be_read_is_named_and_the_others_go_through(
    keikaku: CommandLine, plans: Path
) -> None:
    (plans / "broken.txt").write_bytes(b"\x00\x01\x02")
    ran = keikaku("ingest", str(plans))
    assert ran.code == 1
    assert ran.out.startswith("Indexed 2 documents")
    (line,) = ran.err.splitlines()
    assert line.startswith("error: ")
    assert "broken.txt" in line


def test_failures_in_json(keikaku: CommandLine, plans: Path) -> None:
    (plans / "broken.txt").write_bytes(b"\x00\x01\x02")
    ran = keikaku("ingest", str(plans), "--json")
    assert ran.code == 1
    (failure,) = json.loads(ran.out)["failures"]
    assert "broken.txt" in failure


def test_a_missing_path(keikaku: CommandLine, tmp_path: Path) -> None:
    ran = keikaku("ingest", str(tmp_path / "nowhere.txt"))
    assert ran.code == 1
    assert "nowhere.txt" in ran.error
