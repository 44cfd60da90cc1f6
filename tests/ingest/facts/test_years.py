from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.folding import fold
from ingest.facts.years import find_mentions, mask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和7年度末（2025年度末）までに", [("令和7年度末（2025年度末）", 2025, 2025)]),
        ("令和4～6年度までの3年間", [("令和4～6年度", 2022, 2024)]),
        ("令和5年度（2023年度）から令和8年度（2026年度）", [("令和5年度（2023年度）から令和8年度（2026年度）", 2023, 2026)]),
        ("R8.3月まで", [("R8.3月", 2025, 2025)]),
        ("2021.1~2026.3", [("2021.1~2026.3", 2020, 2025)]),
        ("令和5（2023）年4月策定", [("令和5（2023）年4月", 2023, 2023)]),
        ("令和元年3月", [("令和元年3月", 2018, 2018)]),
        ("昭和35（1960）年に", [("昭和35（1960）年", None, None)]),
        ("R 5年度 運用", [("R 5年度", 2023, 2023)]),
        ("R4 10件", [("R4", 2022, 2022)]),
        ("R3年度中 1件", [("R3年度中", 2021, 2021)]),
        ("平成28年法律第103号", [("平成28年", None, None)]),
        ("3年間で", []),
    ],
)  # fmt: skip
def test_mentions(text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    found = find_mentions(fold(text))
    assert [(text[one.start : one.end], one.first, one.last) for one in found] == expected


@given(
    st.text(
        alphabet="令和平成昭RHS元0123456789年度月日末中からまで～~-.（）()/FY 人%①", max_size=40
    )
)
def test_mentions_lie_in_order_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    found = find_mentions(folded)
    ends = [0, *(one.end for one in found)]
    assert all(
        end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False)
    )
    assert len(mask(folded, found)) == len(text)
