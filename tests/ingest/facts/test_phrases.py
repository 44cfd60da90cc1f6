from __future__ import annotations

import pytest

from ingest.facts.phrases import phrase_after, phrase_before, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目標を設定し、将来的には電子申請可能な手続のオンライン化率", "電子申請可能な手続のオンライン化率"),
        ("今後「地域づくりリーダー」", "地域づくりリーダー"),
        ("窓口での待ち時間", "窓口での待ち時間"),
        ("本庁部署における研修受講率", "研修受講率"),
        ("計画に満足している市民の割合", "計画に満足している市民の割合"),
        ("研修を行い参加率", "参加率"),
        ("令和〓〓までに、受診率", "受診率"),
        ("これ", None),
        ("さらなる削減", None),
        ("目指して", None),
        ("", None),
    ],
)  # fmt: skip
def test_phrase_before(text: str, expected: str | None) -> None:
    assert phrase_before(text) == expected


def test_without_the_clause() -> None:
    assert phrase_before("市が管理する施設の利用率", with_clause=False) == "施設の利用率"


def test_phrase_after() -> None:
    assert phrase_after("市民ボランティアを養成する") == "市民ボランティア"


def test_half_brackets_are_cut_off() -> None:
    assert tidy("）の利用者（市民") == "利用者"
    assert tidy("「働き方改革」") == "働き方改革"
