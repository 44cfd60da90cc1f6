from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalize import search_form
from ingest.numerals import unify_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5千人", "5000人"),
        ("5,000人", "5000人"),
        ("五千人", "5000人"),
        ("1億2千万円", "120000000円"),
        ("一億二千万円", "120000000円"),
        ("1.15億円", "115000000円"),
        ("10万4千件", "104000件"),
        ("3万5,000円", "35000円"),
        ("100,000時間", "100000時間"),
        ("1,234,567円", "1234567円"),
        ("二十五人", "25人"),
        ("約三割", "約3割"),
        ("十二か月", "12か月"),
        ("一人一台", "1人1台"),
        ("二〇二五人", "2025人"),
    ],
)
def test_one_notation(text: str, expected: str) -> None:
    assert unify_numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一般", "三重県", "二次元", "第一回", "第一", "統一回答", "同一人物", "十分", "万人", "一部", "三本柱", "一層",
        "一人ひとり", "一人一人", "千代田区", "1千葉県", "5百貨店", "四十七都道府県", "令和七年度", "二割引", "百分率", "七夕", "八戸市",
        "1,2,3", "1,234,56", "1.5,000", "1.23456万円", "R7.3",
    ],
)  # fmt: skip
def test_words_and_lists_stay(text: str) -> None:
    assert unify_numbers(text) == text


@given(st.text(st.sampled_from("〇一二三十百千万億兆人件円0129,.第約 計"), max_size=14))
def test_idempotent(text: str) -> None:
    once = unify_numbers(text)
    assert unify_numbers(once) == once


def test_search_form_unifies_all() -> None:
    assert search_form("廣島は 令和７年度に ５千人") == search_form("広島は2025年度に5,000人")
