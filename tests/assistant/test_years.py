"""Which years get a note, and what it says."""

from __future__ import annotations

import pytest

from assistant.years import year_notes


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("R7年度末まで", ["R7年度は令和7年度（2025年度）"]),
        ("Ｒ７まで", ["R7は令和7年度（2025年度）"]),
        ("H30", ["H30は平成30年度（2018年度）"]),
        ("R1年度", ["R1年度は令和元年度（2019年度）"]),
        ("R5～R7", ["R5は令和5年度（2023年度）", "R7は令和7年度（2025年度）"]),
        ("R7とR7", ["R7は令和7年度（2025年度）"]),
        ("令和7年度", []),
        ("2025年度", []),
        ("R8.3", []),
        ("R7年4月", []),
        ("RPAを7件", []),
    ],
)
def test_in_japanese_only_abbreviations(text: str, notes: list[str]) -> None:
    assert year_notes(text, "ja") == notes


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("R7年度末まで", ["R7年度 = FY2025"]),
        ("令和７年度", ["令和7年度 = FY2025"]),
        ("令和元年度", ["令和元年度 = FY2019"]),
        ("平成31年4月", ["平成31年 = 2019"]),
        ("R8.3", ["R8 = 2026"]),
        ("2025年度とFY2026", []),
        ("80%", []),
    ],
)
def test_in_english_every_japanese_era(text: str, notes: list[str]) -> None:
    assert year_notes(text, "en") == notes
