"""What sets two things of one plan apart."""

from __future__ import annotations

import pytest

from assistant.contrasted import contrasted, set_against
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.assistant.small_index import ask_for
from tests.ingest.fake_embedder import FakeEmbedder

PLAN = """\
# 川野市方針

## 1 定義

### 1. DX（デジタル変革）

暮らしをより良いものへ変えること。

### 2. デジタル化

情報をデータにすること。
機械が扱えるようにする。

RPAとは、作業を自動化する技術のこと。

### 3. 紙化

印刷すること。

## 2 役割

|職|役割|
|---|---|
|課(室)長|課の業務の把握|
|リーダー|グループの業務の把握|

## 3 理念

これらを踏まえ、ミッションを「近くて便利なまち」と定義する。
バリューを、「意識改革」と「働き方改革」の二つに定義する。
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("contrasted")
    path = folder / "kawano.md"
    path.write_text(PLAN, encoding="utf-8")
    info = DocumentInfo(doc_id="kawano", title="川野市方針", municipality="川野市")
    ingest([Source(path, info)], folder / "data", FakeEmbedder())
    return Index.open(folder / "data", FakeEmbedder())


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
        ("デジタル化と紙化って何がちがうの？", ["2. デジタル化", "情報をデータにすること。"]),
        (
            "紙化とデジタル化は何が違いますか",
            ["3. 紙化", "印刷すること。", "2. デジタル化"],
        ),
        (
            "課長とリーダーの役割分担は？",
            ["課(室)長 課の業務の把握", "リーダー グループの業務の把握"],
        ),
        (
            "ミッション・バリューには、それぞれ何て書いてあるの？",
            [
                "これらを踏まえ、ミッションを「近くて便利なまち」と定義する。",
                "バリューを、「意識改革」と「働き方改革」の二つに定義する。",
            ],
        ),
        ("DXとメタバースの違いは？", []),
        ("DXとデジタル化は何が違う？", ["1. DX（デジタル変革）"]),
        ("令和5年度と令和6年度の差は？", []),
        ("DXとは？", []),
        ("青葉市と緑川市の違いは？", []),
    ],
)
def test_what_is_said_of_each(index: Index, question: str, said: list[str]) -> None:
    found = [unit.quote for unit in contrasted(ask_for(question), "kawano", index)]
    assert found[: len(said)] == said
    assert bool(found) == bool(said)


def test_what_is_set_against_each_other() -> None:
    assert len(set_against(ask_for("DXとデジタル化と電子化の違いは？"))) == 3
    assert set_against(ask_for("テレワークの目標は？")) == ()
