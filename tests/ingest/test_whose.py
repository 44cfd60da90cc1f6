"""Whose document a text is, by its cover and its own words."""

from __future__ import annotations

from importlib import resources

import pytest

from ingest.whose import find_municipality

COVER = "手のひらに市役所を、となりに人を\n\n茅 浦 市 D X 推 進 計 画\n\n令和7年3月\n\n茅浦市\n\n"


@pytest.mark.parametrize(
    ("title", "text", "municipality"),
    [
        ("花巻市DX推進計画", "", "花巻市"),
        ("DX推進計画", "岩手県花巻市\n本市では紙を減らす。", "花巻市"),
        # No city is called 手のひらに市, however its hall is spoken of.
        ("手のひらに市役所を", COVER, "茅浦市"),
        ("住み続けたい町へ", "花巻市総務部", "花巻市"),
        ("つくば市DX推進計画", "", "つくば市"),
        ("いすみ市デジタル戦略", "", "いすみ市"),
        # A neighbour on the cover is not it: the plan's own stands alone, has its mayor, or is named more.
        (
            "DX推進計画",
            "北上市と共に\n\n花巻市\n\n花巻市は窓口を変える。花巻市長 花巻太郎",
            "花巻市",
        ),
        ("DX推進計画", "旧大迫町から届いた声\n花巻市総務部", "花巻市"),
        ("DX推進計画", "隣町との連携\n花巻市総務部", "花巻市"),
        # Nothing on the cover; further in it speaks of one municipality.
        (
            "行革プラン",
            "はじめに\n"
            + "窓口を変える。" * 100
            + "花巻市長 花巻太郎\n"
            + "花巻市では変える。" * 5,
            "花巻市",
        ),
        ("行革プラン", "はじめに\n" + "窓口を変える。" * 100 + "花巻市では変える。" * 3, None),
        (
            "人材の事例",
            "はじめに\n" + "事例を集めた。" * 100 + "花巻市の例。北上市の例。遠野市の例。" * 6,
            None,
        ),
        ("岩手県デジタル計画", "花巻市と盛岡市の事例", "岩手県"),
        ("DX推進計画", "岩手県総務部", "岩手県"),
        ("中心市街地活性化基本計画", "久慈市\n街の中心に人を呼ぶ。", "久慈市"),
        ("農村振興計画", "久慈市", "久慈市"),
        ("まちづくり市民条例", "まちづくり市民会議" * 6, None),
        ("自治体DX推進計画", "総務省", None),
        ("", "", None),
    ],
)
def test_whose_it_is(title: str, text: str, municipality: str | None) -> None:
    assert find_municipality(title, text) == municipality


def test_each_municipality_of_japan_may_have_a_plan() -> None:
    rows = resources.files("ingest").joinpath("municipality_kana.tsv").read_text("utf-8")
    names = [row.split("\t")[1] for row in rows.splitlines()]
    assert len(names) > 1_700
    assert [name for name in names if find_municipality(f"{name}DX推進計画", "") != name] == []
