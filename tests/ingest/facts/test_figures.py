from __future__ import annotations

import pytest

from ingest.facts.figures import bare_number, find_figures, qualifiers, unit_in
from ingest.facts.folding import fold
from ingest.facts.years import find_mentions, mask


def figures(text: str) -> list[tuple[str, str, list[str], str]]:
    folded = fold(text)
    masked = mask(folded, find_mentions(folded))
    return [(one.value, one.unit, qualifiers(one), one.inside) for one in find_figures(masked)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("実施率８０％（月１回以上）", [("80", "%", [], "月1回以上")]),
        ("年間約7,300時間の削減", [("7,300", "時間", ["年間、約", "削減"], "")]),
        ("3件以上の実証", [("3", "件", ["以上"], "")]),
        ("5,000人/5年", [("5,000", "人/5年", [], "")]),
        ("10%～15%にあたる450人", [("10~15", "%", [], ""), ("450", "人", [], "")]),
        ("1億2,000万円", [("1億2,000万", "円", [], "")]),
        ("基幹系 20 業務", [("20", "業務", [], "")]),
        ("46%削減", [("46", "%", ["削減"], "")]),
        ("市内2か所", [("2", "か所", [], "")]),
        ("第3回会議、2人目、15本部、法律第151号、令和7年10件", [("10", "件", [], "")]),
        ("人材、人口、件名、台帳、点検、3つ", []),
    ],
)
def test_figures(text: str, expected: list[tuple[str, str, list[str], str]]) -> None:
    assert figures(text) == expected


def test_numbers_whose_unit_stands_elsewhere() -> None:
    assert bare_number("1,200") == ("1,200", "")
    assert bare_number("約80以上") == ("80", "約、以上")
    assert bare_number("80%") is None
    assert unit_in("受診率(%)") == "%"
    assert unit_in("受診者数[人]") == "人"
    assert unit_in("受診者数(延べ)") is None
