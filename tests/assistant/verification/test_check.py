"""The check of single sentences against small evidence, fault by fault."""

from __future__ import annotations

import pytest

from assistant.verification.calendar import readable, unequal_pair, years_of
from assistant.verification.check import Frame, carrying, fault_of
from assistant.verification.facts import facts_of
from assistant.verification.support import Support
from prompts import Language

RATE = Support(
    "本庁部署におけるテレワーク実施率を、令和7年度までに80%（月1回以上実施）とする。",
    "丘市計画\n1 テレワーク",
    ("丘市", "Oka"),
)
COPIES = Support("コピー使用量を令和7年度までに50%削減する。", "丘市計画\n2 紙", ("丘市", "Oka"))
LAKE = Support("テレワーク実施率を30%とする。", "湖市計画", ("湖市", "Mizuumi"))
ROW = Support(
    "施策：電子契約、令和5年度：導入準備、令和6年度：本格導入",
    "丘市計画",
    ("丘市", "Oka"),
    (("施策", "電子契約"), ("令和5年度", "導入準備"), ("令和6年度", "本格導入")),
)
MAYBE = Support("必要に応じて、計画の内容を見直す。", "丘市計画", ("丘市", "Oka"))
SUPPORTS = {1: RATE, 2: COPIES, 3: LAKE, 4: ROW, 5: MAYBE}
CITIES = (("丘市", "Oka"), ("湖市", "Mizuumi"))
TRUE = "本庁部署のテレワーク実施率を、令和7年度までに80%（月1回以上実施）にします。"


def kind(text: str, *cites: int, language: Language = "ja") -> str | None:
    fault = fault_of(text, cites, Frame(language, SUPPORTS, CITIES))
    return fault.kind if fault else None


@pytest.mark.parametrize(
    "text",
    [
        TRUE,
        "丘市では、本庁部署のテレワーク実施率を2025年度までに8割（月1回以上の実施）とします。",
        "R7年度までに、本庁部署におけるテレワーク実施率80%（月1回以上）を目指します。",
    ],
)
def test_a_faithful_sentence(text: str) -> None:
    assert kind(text, 1) is None


@pytest.mark.parametrize(
    ("text", "cites", "expected"),
    [
        (TRUE, (), "no_citation"),
        (TRUE, (9,), "unknown_citation"),
        ("The telework rate is to be 80% by FY2025.", (1,), "language"),
        (TRUE.replace("80%", "85%"), (1,), "number"),
        (TRUE.replace("80%", "80人"), (1,), "number"),
        (TRUE.replace("令和7年度", "令和8年度"), (1,), "year"),
        (TRUE.replace("令和7年度", "令和7年"), (1,), "year"),
        (TRUE.replace("令和7年度", "令和7年度（2026年度）"), (1,), "year"),
        (TRUE.replace("令和7年度", "2027年度"), (1,), "year"),
        ("湖市は、" + TRUE, (1,), "municipality"),
        ("総務課が、" + TRUE.replace("本庁部署の", ""), (1,), "name"),
        ("財務省と連携し、" + TRUE, (1,), "name"),
        (TRUE.replace("にします", "にしません"), (1,), "negation"),
        (TRUE.replace("（月1回以上実施）", ""), (1,), "condition"),
        (TRUE.replace("月1回以上", "月1回"), (1,), "condition"),
        ("計画の内容を見直します。", (5,), "condition"),
        ("コピー使用量を令和7年度までに50%削減する。", (1,), "number"),
        ("電子契約は、令和5年度に本格導入します。", (4,), "year"),
        ("丘市計画", (1,), "incomplete"),
        ("令和7年度", (1,), "incomplete"),
    ],
)
def test_each_fault(text: str, cites: tuple[int, ...], expected: str) -> None:
    assert kind(text, *cites) == expected


def test_a_row_read_rightly() -> None:
    assert kind("電子契約は、令和5年度に導入を準備し、令和6年度に本格導入します。", 4) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "By FY2025, 80% of the headquarters departments are to telework at least once a month.",
            None,
        ),
        ("By FY2026, 80% of the departments are to telework at least once a month.", "year"),
        ("By FY2025, 70% of the departments are to telework at least once a month.", "number"),
        ("By FY2025, 80% of the departments are to telework.", "condition"),
        ("In Mizuumi, 80% telework at least once a month by FY2025.", "municipality"),
        (
            "With the Ministry of Finance, 80% are to telework at least once a month by FY2025.",
            "name",
        ),
        ("By FY2025, 80% are not to telework at least once a month.", "negation"),
    ],
)
def test_english_against_japanese_evidence(text: str, expected: str | None) -> None:
    assert kind(text, 1, language="en") == expected


def test_a_sentence_without_citation_gets_the_piece_that_carries_it() -> None:
    frame = Frame("ja", SUPPORTS, CITIES)
    assert carrying("コピー使用量を令和7年度までに50%削減します。", frame) == (2,)
    assert carrying("コピー使用量を令和7年度までに60%削減します。", frame) == ()
    assert carrying("はい。", frame) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("令和5～8年度", [(2023, True), (2026, True)]),
        ("Reiwa 7", [(2025, None)]),
        ("fiscal year 2025", [(2025, True)]),
        ("fiscal 2025", [(2025, True)]),
        ("R2.4", [(2020, False)]),
        ("2025", [(2025, None)]),
        ("2025年", [(2025, False)]),
    ],
)
def test_years_of_both_languages(text: str, values: list[tuple[int, bool | None]]) -> None:
    assert [(year.value, year.fiscal) for year in years_of(readable(text))] == values


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("令和7年度（2025年度）まで", None),
        ("令和7年度（2026年度）まで", "令和7年度(2026年度"),
        ("令和5年度から2026年度まで", None),
    ],
)
def test_a_year_in_two_notations(text: str, pair: str | None) -> None:
    assert unequal_pair(readable(text)) == pair


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("80%以上", [("80", "percent", "least")]),
        ("at least 80 percent", [("80", "percent", "least")]),
        ("8割", [("80", "percent", None)]),
        ("約4,100時間", [("4100", "時間", "about")]),
        ("about 4,100 hours", [("4100", "時間", "about")]),
        ("3つの柱", [("3", "つ", None)]),
        ("三つの柱", [("3", "つ", None)]),
        ("once a month", [("1", "回", None)]),
        ("四年間", [("4", "年間", None)]),
        ("a four-year plan", [("4", "年間", None)]),
        ("4千100件", [("4100", "件", None)]),
        ("2 million yen", [("2000000", "円", None)]),
    ],
)
def test_numbers_of_both_languages(text: str, stated: list[tuple[str, str, str | None]]) -> None:
    found = facts_of(text).read.quantities
    assert [(str(one.value), one.unit, one.bound) for one in found] == stated


OPEN = Support("開設の時期は未定とする。", "丘市計画", ("丘市", "Oka"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("テレワークの実施率については、計画に記載がありません。", "ja"),
        ("実施率の目標は計画に示されていません。", "ja"),
        ("実施率の目標は、本文に記載がない。", "ja"),
        ("The plan of Oka does not explicitly mention a telework rate.", "en"),
        ("The telework rate is not specified in the plan of Oka.", "en"),
    ],
)
def test_that_the_plan_is_silent_is_not_for_a_model_to_say(text: str, language: Language) -> None:
    assert kind(text, 1, language=language) == "silence"


def test_what_is_undecided_may_be_said_to_be() -> None:
    frame = Frame("ja", {1: OPEN}, CITIES)
    fault = fault_of("開設の時期は決まっておらず、計画には示されていません。", (1,), frame)
    assert fault is None or fault.kind != "silence"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("職員に十分な情報がないことが課題です。", "ja"),
        ("押印の記載がない書類も受け付けます。", "ja"),
        ("導入効果が分かりませんという声が多くあります。", "ja"),
        ("The form does not include a seal.", "en"),
    ],
)
def test_that_something_else_lacks_something_may_be_said(text: str, language: Language) -> None:
    assert kind(text, 1, language=language) != "silence"
