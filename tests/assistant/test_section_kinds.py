"""Parts of a plan by their headings, and the parts that a question asks about."""

from __future__ import annotations

import pytest

from assistant.section_kinds import Part, is_of_the_state, part_of, parts_asked
from ingest.normalize import normalize


@pytest.mark.parametrize(
    ("section", "part"),
    [
        (("第1章 策定にあたって", "3 国におけるDXの取組の動向"), "state"),
        (("(7) AI・RPA", "③国の動向"), "state"),
        (("(7) AI・RPA", "①現状"), "issues"),
        (("1-2 窓口", "(1) 現状と課題"), "issues"),
        (("1-2 窓口", "(3) 具体的施策"), "measures"),
        (("(3) 災害に強いまちづくり", "取組内容"), "measures"),
        (("(11) テレワーク", "⑥成果目標・スケジュール"), "goals"),
        (("第3章", "3 実施スケジュール"), "schedule"),
        (("第2章 取組", "【山田町】"), "measures"),
        (("3 デジタル社会の実現に向けた取組",), "measures"),
        (("2 社会情勢の変化",), "state"),
        (("ごあいさつ",), None),
        ((), None),
    ],
)
def test_parts_by_their_headings(section: tuple[str, ...], part: Part | None) -> None:
    assert part_of(section) == part


@pytest.mark.parametrize(
    ("statement", "section", "is_the_state"),
    [
        ("○国は、令和7年度末を目標時期としている", ("(10) 標準化", "①現状"), True),
        ("総務省では、手順書を示した。", (), True),
        ("目標時期は令和7年度末である。", ("(10) 標準化", "③国の動向", "目標"), True),
        ("国の標準仕様に合わせ、本市のシステムを移行する。", ("(10) 標準化", "⑤取組内容"), False),
        ("本市は、国と連携する。", (), False),
        ("国保の手続を電子化する。", (), False),
    ],
)
def test_what_the_state_does(statement: str, section: tuple[str, ...], is_the_state: bool) -> None:
    assert is_of_the_state(normalize(statement), section) is is_the_state


def test_the_parts_asked_about() -> None:
    assert parts_asked("標準化の課題は何ですか", "fact") == {"issues"}
    assert parts_asked("What does the national government require?", "fact") == {"state"}
    assert parts_asked("テレワークはどのように進めますか", "howto") == {"measures"}
    assert parts_asked("なぜ必要ですか", "reason") == {"issues"}
    assert parts_asked("本部長は誰ですか", "who") == set()
