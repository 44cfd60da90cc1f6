"""``keikaku inspect``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.inspect import inspect
from assistant.settings import load_settings
from ingest.errors import DocumentError, IndexStateError, UsageError
from ingest.quote import quote_of
from tests.assistant.cli.conftest import CommandLine

PLAN = """花巻市環境計画

第1章 数値目標

| 指標 | 現状値 | 目標値（令和8年度） |
|---|---|---|
| リサイクル率 | 18% | 25%以上 |

第2章 推進体制

副市長を委員長とする「環境推進会議」を設置する。

第3章 スケジュール

<table><tr><th>取組</th><th>R6</th><th>R7</th></tr>
<tr><td>[調査] 分別</td><td colspan="2">実施</td></tr></table>

第4章 用語

フレイルとは、心身の活力が低下した状態をいう。
"""

KEYS = {
    "outline": {"path", "start", "end"},
    "tables": {"section", "header", "rows", "start", "end"},
    "targets": {"measure", "value", "unit", "by", "condition", "scope", "quote", "start", "end"},
    "definitions": {"term", "meaning", "quote", "start", "end"},
    "schedule": {"item", "fiscal_year", "what", "quote", "start", "end"},
    "roles": {"who", "role", "quote", "start", "end"},
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


def run(arguments: Sequence[str]) -> None:
    """The command itself, as ``keikaku inspect`` calls it."""
    load_settings.cache_clear()
    inspect.main(args=list(arguments), standalone_mode=False)


def values(path: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    run([path, "--json"])
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


def test_json_has_the_keys_of_the_contract(
    keikaku: CommandLine, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = values(str(plan), capsys)
    assert found.keys() == {"doc_id", *KEYS, "quality"}
    assert found["doc_id"] == "plan"
    for name, keys in KEYS.items():
        assert found[name], name
        for record in found[name]:
            assert record.keys() == keys
            assert 0 <= record["start"] < record["end"] <= len(PLAN)
            if "quote" in keys:
                assert record["quote"] == quote_of(PLAN[record["start"] : record["end"]])


def test_json_values(keikaku: CommandLine, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = values(str(plan), capsys)
    (target,) = found["targets"]
    assert (target["measure"], target["value"], target["unit"]) == ("リサイクル率", "25", "%")
    assert (target["by"], target["condition"], target["scope"]) == ("令和8年度", "以上", None)
    assert [one["path"] for one in found["outline"]][-1] == ["第4章 用語"]
    table = found["tables"][0]
    assert table["header"] == ["指標", "現状値", "目標値（令和8年度）"]
    assert table["rows"] == [["リサイクル率", "18%", "25%以上"]]
    # A cell that spans two years stands once for each of them.
    assert [(one["fiscal_year"], one["what"]) for one in found["schedule"]] == [
        (2024, "実施"),
        (2025, "実施"),
    ]
    assert [one["who"] for one in found["roles"]] == ["副市長"]
    assert found["quality"]["rows_without_header"] == []


def test_the_page_for_people(
    keikaku: CommandLine, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run([str(plan)])
    out = capsys.readouterr().out
    for part in (
        "Outline",
        "  第1章 数値目標",
        "Tables (2)",
        "25%以上",
        "Schedule (1)",
        "2024 to 2025",
        "[調査] 分別",
        "環境推進会議の委員長",
        "Units longer than 400 characters: 0",
    ):
        assert part in out


def test_in_japanese(
    keikaku: CommandLine,
    plan: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    run([str(plan)])
    out = capsys.readouterr().out
    assert "数値目標（1）" in out
    assert "2024～2025" in out


def test_a_document_of_the_index(indexed: CommandLine, capsys: pytest.CaptureFixture[str]) -> None:
    found = values("aoba", capsys)
    assert found["doc_id"] == "aoba"
    assert found["outline"]


def test_an_unknown_document_names_the_known_ones(indexed: CommandLine) -> None:
    with pytest.raises(UsageError) as raised:
        run(["kuji"])
    assert raised.value.message("en") == (
        'The document "kuji" is not in the index. There are: aoba, midori, cases'
    )


def test_without_an_index_it_says_how_to_make_one(keikaku: CommandLine) -> None:
    with pytest.raises(IndexStateError) as raised:
        run(["kuji"])
    assert "keikaku ingest" in raised.value.message("en")


def test_a_file_that_is_no_text(keikaku: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(b"\x00\x01\x02")
    with pytest.raises(DocumentError):
        run([str(tmp_path / "plan.txt")])


def test_a_very_wide_table_shows_its_first_columns(
    keikaku: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = [f"列{number}" for number in range(40)]
    path = tmp_path / "wide.md"
    path.write_text(
        f"# 表\n\n| {' | '.join(cells)} |\n|{'---|' * 40}\n| {' | '.join(cells)} |\n",
        encoding="utf-8",
    )
    run([str(path)])
    assert "(28 more columns)" in capsys.readouterr().out
