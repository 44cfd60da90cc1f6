"""Whether what is said holds for the years that a question asks about."""

from __future__ import annotations

import pytest

from assistant.years_fit import YearFit, year_fit, years_covered

ASKED = ("2025年度",)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("", set()),
        ("実施率を80%にする。", set()),
        ("令和7年度に導入する。", {2025}),
        ("R7に導入する。", {2025}),
        ("令和元年度に始めた。", {2019}),
        ("令和5年度から令和8年度までの4年間", {2023, 2024, 2025, 2026}),
        ("R5~R7", {2023, 2024, 2025}),
        ("2023年度-2025年度", {2023, 2024, 2025}),
        ("2023年度以降、2026年度までに", {2023, 2024, 2025, 2026}),
        # No range: two years that stand side by side.
        ("令和5年度と令和8年度に行う。", {2023, 2026}),
        # Nor is what runs over the end of a sentence.
        ("令和5年度-導入する。令和8年度-見直す。", {2023, 2026}),
        # A range goes forward, and over twelve years at most.
        ("令和8年度から令和5年度に改める。", {2026, 2023}),
        ("2000年度から2025年度まで", {2000, 2025}),
        ("2013年度から2025年度まで", set(range(2013, 2026))),
        ("令和5年4月1日から令和8年3月31日まで", {2023, 2024, 2025, 2026}),
        # A change from one year to the other says nothing of those between.
        ("令和6年度末の12件から令和11年度に60件とする。", {2024, 2029}),
        # Three years make two ranges.
        ("R3からR5、R5からR6", {2021, 2022, 2023, 2024}),
    ],
)
def test_the_years_that_a_text_covers(text: str, years: set[int]) -> None:
    assert years_covered(text) == years


def test_a_question_without_years_fits_anything() -> None:
    assert year_fit((), "令和7年度に導入する。", "令和5年度") == YearFit()


@pytest.mark.parametrize(
    ("statement", "around", "fit"),
    [
        ("令和7年度に導入する。", "", YearFit(own=True)),
        ("R7年度に導入する。", "令和3年度の取組", YearFit(own=True)),
        ("令和5年度から令和8年度までとする。", "", YearFit(own=True)),
        ("令和5年度と令和7年度に行う。", "", YearFit(own=True)),
        ("導入する。", "令和7年度の取組", YearFit(around=True)),
        ("導入する。", "", YearFit()),
        ("令和6年度に導入する。", "", YearFit(other=True)),
        ("令和6年度に導入する。", "令和5年度から令和8年度の計画", YearFit(around=True, other=True)),
        ("令和3年度から令和6年度までとする。", "", YearFit(other=True)),
    ],
)
def test_how_a_statement_relates_to_the_year_asked_for(
    statement: str, around: str, fit: YearFit
) -> None:
    assert year_fit(ASKED, statement, around) == fit


def test_one_of_several_years_is_enough() -> None:
    asked = ("2025年度", "2030年度")
    assert year_fit(asked, "令和12年度に見直す。", "") == YearFit(own=True)
    assert year_fit(asked, "令和9年度に見直す。", "") == YearFit(other=True)


def test_a_calendar_year_asked_for_counts_by_its_number() -> None:
    assert year_fit(("2025年",), "2025年に始めた。", "").own
