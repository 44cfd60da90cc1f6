"""What sets two things of one plan apart."""

from __future__ import annotations

import pytest

from assistant.contrasted import contrasted, set_against
from ingest.structure.reader import read_structure
from ingest.units import Unit, build_units
from tests.assistant.small_index import ask_for

PLAN = """\
# 川野市方針

## 1 定義

### 1. DX（デジタル変革）

暮らしをより良いものへ変えること。

### 2. デジタル化

情報をデータにすること。
機械が扱えるようにする。

RPAとは、作業を自動化する技術のこと。

## 2 役割

|職|役割|
|---|---|
|課(室)長|課の業務の把握|
|リーダー|グループの業務の把握|
"""


@pytest.fixture(scope="module")
def units() -> tuple[Unit, ...]:
    return tuple(build_units("kawano", PLAN, read_structure(PLAN)))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "DXとデジタル化の違いは？",
            ["1. DX（デジタル変革）", "暮らしをより良いものへ変えること。", "2. デジタル化"],
        ),
        (
            "青葉市の課長の役割とリーダーの役割のちがい",
            ["課(室)長 課の業務の把握", "リーダー グループの業務の把握"],
        ),
        (
            "What is the difference between RPA and DX?",
            ["RPAとは、作業を自動化する技術のこと。", "1. DX（デジタル変革）"],
        ),
        (
            "How does digitalization differ from RPA?",
            ["2. デジタル化", "情報をデータにすること。", "機械が扱えるようにする。"],
        ),
        ("DXとメタバースの違いは？", []),
        ("DXとデジタル化は何が違う？", ["1. DX（デジタル変革）"]),
        ("令和5年度と令和6年度の差は？", []),
        ("DXとは？", []),
        ("青葉市と緑川市の違いは？", []),
    ],
)
def test_what_is_said_of_each(units: tuple[Unit, ...], question: str, said: list[str]) -> None:
    found = [unit.quote for unit in contrasted(ask_for(question), units)]
    assert found[: len(said)] == said
    assert bool(found) == bool(said)


def test_what_is_set_against_each_other() -> None:
    assert len(set_against(ask_for("DXとデジタル化と電子化の違いは？"))) == 3
    assert set_against(ask_for("テレワークの目標は？")) == ()
