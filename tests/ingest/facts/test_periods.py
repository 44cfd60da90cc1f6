from __future__ import annotations

import pytest

from tests.ingest.facts.reading_facts import facts_of

Found = tuple[str, str, int | None, int | None]


def periods(text: str) -> list[Found]:
    return [
        (one.kind, one.what, one.first_fiscal_year, one.last_fiscal_year)
        for one in facts_of(text).periods
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本計画の期間は、令和6年度から令和11年度までの6年間とします。", ("period", "本計画の期間", 2024, 2029)),
        ("※計画期間：2021.1～2026.3", ("period", "計画期間", 2020, 2025)),
        ("【事業期間】 令和9年度まで（予定）", ("period", "事業期間", None, 2027)),
        ("推進計画の計画期間が令和7年度までとされているため、見直しを行う。", ("period", "推進計画の計画期間", None, 2025)),
        ("令和9年度末までに、街路灯をすべてLEDに更新する。", ("deadline", "令和9年度末までに、街路灯をすべてLEDに更新する。", None, 2027)),
        ("② 手続のオンライン化（目標時期：令和8年度末）", ("deadline", "手続のオンライン化", None, 2026)),
        ("推進本部を令和5年2月1日に設置しました。", ("event", "推進本部を令和5年2月1日に設置しました。", 2022, 2022)),
        ("令和5年(2023年)4月策定", ("event", "令和5年(2023年)4月策定", 2023, 2023)),
    ],
)  # fmt: skip
def test_what_a_sentence_dates(sentence: str, expected: Found) -> None:
    assert periods(f"# 計画\n\n## 1 総則\n\n{sentence}\n") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "平成28年に条例を制定した。",
        "地方自治法（昭和22年法律第67号）に基づく。",
        "令和4年4月に要綱を制定し、同年10月に施行した。",
        "令和3年度までに整備を終えました。",
        "令和5年度の利用者は増えた。",
        "平成25年度比で46%削減する。",
    ],
)
def test_what_stays_out(sentence: str) -> None:
    assert periods(f"# 計画\n\n## 1 総則\n\n{sentence}\n") == []


def test_a_bare_range_on_the_cover_is_the_titles() -> None:
    assert periods("# 花巻市観光計画\n\n令和6年度(2024年度)～令和9年度(2027年度)\n") == [
        ("period", "花巻市観光計画", 2024, 2027)
    ]
