from __future__ import annotations

import pytest

from ingest.normalize import normalize, squeeze, unify_years


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ＤＸ推進計画　２０２５", "DX推進計画2025"),
        ("A I・R P Aの利用促進", "AI・RPAの利用促進"),
        ("A I－O C R", "AI-OCR"),
        ("ﾃﾚﾜｰｸ", "テレワーク"),
        ("行政 手続 の オンライン化", "行政手続のオンライン化"),
        ("自治体 DX 推進計画", "自治体 DX 推進計画"),
        ("月 1 回 以上", "月1回以上"),
        ("80 %", "80%"),
        ("Plan‐Do–Check—Act", "Plan-Do-Check-Act"),
        ("デジタル･ガバメント", "デジタル・ガバメント"),
        ("データ•活用", "データ・活用"),
        ("telework   rate\n2025", "telework rate 2025"),
        ("I have a plan", "I have a plan"),
        ("か゛ んばる", "がんばる"),
        ("  ", ""),
    ],
)
def test_normalize(text: str, normal: str) -> None:
    assert normalize(text) == normal
    assert normalize(normal) == normal


def test_squeeze_leaves_no_space_and_no_capital() -> None:
    assert squeeze(" Ｄ Ｘ 推進 リーダー Plan A ") == "dx推進リーダーplana"


@pytest.mark.parametrize(
    "written",
    ["令和7年度", "R7年度", "R7", "FY2025", "2025年度", "令和 7 年度", "令和七年度", "FY25"],
)
def test_one_fiscal_year_has_one_spelling(written: str) -> None:
    assert unify_years(f"{written}までに80%") == "2025年度までに80%"


def test_calendar_years_keep_their_kind() -> None:
    assert unify_years("令和5年(2023年)4月") == "2023年(2023年)4月"


def test_what_is_no_year_stays() -> None:
    assert unify_years("1,500台、2000人、RPA3、100,000時間") == "1,500台、2000人、RPA3、100,000時間"
