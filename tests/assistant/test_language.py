"""In which language a question is asked."""

from __future__ import annotations

import pytest

from assistant.language import detect_language


@pytest.mark.parametrize(
    "text",
    [
        "テレワークの目標は？",
        "ｺﾋﾟｰは",
        "久慈市",
        "RPAとは",
        "DX推進本部の設置",
        "BPR の定義",
        "テレワーク target",
        "久慈市 DX plan",
        "LGWAN-ASPとEBPMとRPAとOCRの違い",
    ],
)
def test_japanese(text: str) -> None:
    assert detect_language(text) == "ja"


@pytest.mark.parametrize(
    "text",
    [
        "what is our telework target",
        "Kuji telework",
        "DX",
        "ＬＧＷＡＮ ASP network",
        "What is the role of 部長 in Sabae?",
        "Please tell me about the telework target of 北九州市",
    ],
)
def test_english(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "What is ぴったりサービス?",
        "What does 書かない窓口 mean?",
        "  “What's デジタルデバイド?”",
        "Explain サテライトオフィス",
    ],
)
def test_an_english_question_about_a_japanese_term_is_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_an_abbreviation_that_looks_like_an_english_opening_is_not_one() -> None:
    assert detect_language("ISとは何ですか") == "ja"


@pytest.mark.parametrize("text", ["", "???", "123", "！"])
def test_no_words_count_as_japanese(text: str) -> None:
    assert detect_language(text) == "ja"
