from __future__ import annotations

import pytest

from ingest.fiscal import both_notations, find_years, leading_year, short_years
from ingest.normalize import normalize


def years(text: str) -> list[tuple[int, bool | None]]:
    return [(year.value, year.fiscal) for year in find_years(normalize(text))]


@pytest.mark.parametrize(
    ("text", "fiscal"),
    [
        ("令和7年度", True),
        ("R7年度", True),
        ("Ｒ７年度", True),
        ("R 7年度", True),
        ("r7年度", True),
        ("令和７年度末", True),
        ("令和七年度", True),
        ("FY2025", True),
        ("FY 2025", True),
        ("FY25", True),
        ("fy2025", True),
        ("2025年度", True),
        ("２０２５年度", True),
        ("R7", None),
        ("令和7", None),
        ("2025", None),
        ("in 2025.", None),
        ("in 2025, what", None),
        ("令和7年", False),
        ("2025年", False),
        ("R7年", False),
    ],
)
def test_the_year_2025(text: str, fiscal: bool | None) -> None:
    assert years(text) == [(2025, fiscal)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和元年度", 2019),
        ("平成元年度", 1989),
        ("５年度", 2023),
        ("10年度", 2028),
        ("平成31年度", 2019),
        ("平成三十年度", 2018),
        ("H30年度比", 2018),
        ("昭和六十三年度", 1988),
        ("昭和35年度", 1960),
        ("S63年度", 1988),
        ("大正15年度", 1926),
        ("明治元年度", 1868),
        ("令和十年度", 2028),
        ("令和二十一年度", 2039),
    ],
)
def test_eras(text: str, year: int) -> None:
    assert years(text) == [(year, True)]


@pytest.mark.parametrize(
    "text",
    [
        "1,500台",
        "2000人",
        "2000 人",
        "2000万円",
        "2000世帯",
        "1950回",
        "2000kg",
        "2000 people",
        "RPA3",
        "OCR7",
        "S3",
        "H2O",
        "R123",
        "令和0年",
        "R0",
        "30,000時間",
        "12025年",
        "20251",
        "2025%",
        "1850",
        "2023.1改定",
    ],
)
def test_these_are_no_years(text: str) -> None:
    assert years(text) == []


def test_a_year_with_a_month_is_a_calendar_year() -> None:
    assert years("R8.3月まで") == [(2026, False)]
    assert years("H31.4") == [(2019, False)]
    assert years("令和3.10") == [(2021, False)]
    assert years("R7.") == [(2025, None)]


def test_several_years_with_their_offsets() -> None:
    text = "R3からR5年度、2030年まで"
    assert [(year.value, text[year.start : year.end]) for year in find_years(text)] == [
        (2021, "R3"),
        (2023, "R5年度"),
        (2030, "2030年"),
    ]


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2025, "令和7年度（2025年度）"),
        (2019, "令和元年度（2019年度）"),
        (2018, "平成30年度（2018年度）"),
        (1988, "昭和63年度（1988年度）"),
        (1867, "1867年度"),
    ],
)
def test_both_notations(year: int, text: str) -> None:
    assert both_notations(year) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和7年度", (2025, 2025)),
        ("R7", (2025, 2025)),
        ("令和8年3月", (2025, 2025)),
        ("R8.3月", (2025, 2025)),
        ("令和7年 4月", (2025, 2025)),
        ("令和7年", (2024, 2025)),
    ],
)
def test_the_fiscal_years_that_a_year_may_be(text: str, expected: tuple[int, int]) -> None:
    (year,) = find_years(text)
    assert year.fiscal_years == expected


def test_the_year_a_text_begins_with() -> None:
    found = leading_year("★ R7年度末 完了、R8年度 運用")
    assert found is not None
    assert found.value == 2025
    assert leading_year("H30を R7に") is not None
    assert leading_year("完了 R7") is None


def test_a_calendar_year_before_the_eras() -> None:
    assert years("1674年に発見された") == [(1674, False)]
    assert years("1,674年分") == []


@pytest.mark.parametrize(
    "text",
    [
        "18年度",
        "18年度：3件",
        "0年度",
        "過去3年度の平均",
        "今後5年度で",
        "1年度あたり",
        "3年度連続",
        "約1500年前",
        "1000年に一度",
    ],
)
def test_a_number_of_years_is_no_year(text: str) -> None:
    assert years(text) == []


def test_a_year_that_goes_on_from_another_era_is_not_of_this_one() -> None:
    assert [value for value, _ in years("平成17・18年度")] == [2005]
    assert [value for value, _ in years("平成16年度から18年度まで")] == [2004]


def test_a_column_s_year_without_its_era() -> None:
    assert years("コンビニ交付割合 ― 5年度：32％、6年度：40％") == [(2023, True), (2024, True)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("取組 7年度 8年度 14年度", {2025, 2026, 2032}),
        ("令和7年度", set()),
        ("令和 7 年度と8年度", {2026}),
        ("平成17年度、2025年度、15年度", set()),
    ],
)
def test_years_without_their_era(text: str, years: set[int]) -> None:
    assert short_years(text) == years
