from __future__ import annotations

import unicodedata

import pytest

from ingest import kanji
from ingest.kanji import modern_kanji
from ingest.normalize import squeeze


@pytest.mark.parametrize(
    ("old", "new"),
    [("澤", "沢"), ("髙", "高"), ("﨑", "崎"), ("國", "国"), ("廣", "広"), ("邉", "辺"), ("邊", "辺"), ("縣", "県"), ("學", "学")],
)  # fmt: skip
def test_todays_form(old: str, new: str) -> None:
    assert modern_kanji(f"{old}の") == f"{new}の"
    assert squeeze(old) == squeeze(new)


def test_every_pair_leads_from_one_nfkc_character_to_one_that_stays() -> None:
    table = kanji._TABLE
    assert len(table) == 315
    for old, new in table.items():
        assert old != new
        assert new not in table
        assert unicodedata.is_normalized("NFKC", chr(old) + chr(new))


def test_what_is_written_today_stays() -> None:
    text = "国の広い沢で高い学びを、斉藤と斎藤が弁じる。"
    assert modern_kanji(text) is text
