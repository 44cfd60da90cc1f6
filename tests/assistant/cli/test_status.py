"""``keikaku status``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.cli.conftest import CommandLine


def test_without_an_index(keikaku: CommandLine, tmp_path: Path) -> None:
    ran = keikaku("status")
    assert (ran.code, ran.err) == (0, "")
    assert str(tmp_path / "data") in ran.out
    assert "Index: none yet. Run keikaku ingest." in ran.out
    assert not (tmp_path / "data").exists()


def test_in_a_japanese_locale(keikaku: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert "索引：まだありません。" in keikaku("status").out


def test_with_an_index(indexed: CommandLine) -> None:
    ran = indexed("status")
    assert (ran.code, ran.err) == (0, "")
    assert "Index: 3 documents" in ran.out
    for doc_id, title in (
        ("aoba", "青葉市DX推進計画"),
        ("midori", "緑川市デジタル推進方針"),
        ("cases", "デジタル人材の事例集"),
    ):
        assert f"{doc_id}: {title}" in ran.out


def test_json_without_an_index(keikaku: CommandLine, tmp_path: Path) -> None:
    values = json.loads(keikaku("status", "--json").out)
    assert values["index"] is None
    assert values["documents"] == []
    assert values["mode"] == "extractive"
    assert values["settings"]["data_dir"] == str(tmp_path / "data")


def test_json_with_an_index(indexed: CommandLine) -> None:
    values = json.loads(indexed("status", "--json").out)
    documents = {one["doc_id"]: one for one in values["documents"]}
    assert list(documents) == ["aoba", "midori", "cases"]
    assert documents["aoba"]["municipality"] == "青葉市"
    assert documents["aoba"]["encoding"] == "utf-8"
    assert values["index"]["n_documents"] == 3
    assert values["index"]["n_units"] == sum(one["n_units"] for one in documents.values())


def test_a_secret_is_not_shown(keikaku: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEIKAKU_LLM_API_KEY", "s3cret")
    monkeypatch.setenv("KEIKAKU_LLM_BASE_URL", "http://me:s3cret@127.0.0.1:9/v1")
    monkeypatch.setenv("KEIKAKU_LLM_MODEL", "qwen")
    monkeypatch.setenv("KEIKAKU_HOME", "青葉市")
    for arguments in (("status",), ("status", "--json")):
        ran = keikaku(*arguments)
        assert "s3cret" not in ran.out
        assert "青葉市" in ran.out
        assert "qwen" in ran.out
