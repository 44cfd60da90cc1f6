"""Sentences and their citations, as models write them and as they arrive."""

from __future__ import annotations

import pytest

from assistant.llm.sentences import Sentence, sentences


def read(text: str, piece: int = 1000) -> list[tuple[str, tuple[int, ...], bool, bool]]:
    pieces = [text[start : start + piece] for start in range(0, len(text), piece)]
    return [(one.bare, one.cites, one.bullet, one.complete) for one in sentences(pieces)]


@pytest.mark.parametrize("piece", [1, 2, 5, 1000])
def test_sentences_with_markers_before_and_after_the_stop(piece: int) -> None:
    text = "目標は80%です。[1]期限は令和7年度です[2]。\n以上です。 [1][3]"
    assert read(text, piece) == [
        ("目標は80%です。", (1,), False, True),
        ("期限は令和7年度です。", (2,), False, True),
        ("以上です。", (1, 3), False, True),
    ]


@pytest.mark.parametrize("piece", [1, 3, 1000])
def test_english(piece: int) -> None:
    text = "The target is 80.5% (No. 3). [1] It runs, e.g., to FY2026 [2]. Done [1, 2]"
    assert read(text, piece) == [
        ("The target is 80.5% (No. 3).", (1,), False, True),
        ("It runs, e.g., to FY2026 .", (2,), False, True),
        ("Done", (1, 2), False, True),
    ]


@pytest.mark.parametrize("piece", [1, 4, 1000])
def test_lists(piece: int) -> None:
    assert read(
        "次のとおり：\n- 利便性の向上 [1]\n- 業務の効率化 [2]\n1. 人材の育成【3】", piece
    ) == [
        ("次のとおり：", (), False, True),
        ("利便性の向上", (1,), True, True),
        ("業務の効率化", (2,), True, True),
        ("人材の育成", (3,), True, True),
    ]


@pytest.mark.parametrize(
    "marker", ["[2]", "［2］", "【2】", "[根拠2]", "[evidence 2]", '[n="2"]', "[出典2]"]
)
def test_markers_as_models_write_them(marker: str) -> None:
    assert read(f"80%です。{marker}") == [("80%です。", (2,), False, True)]


def test_a_text_that_breaks_off() -> None:
    assert read("80%です。[1]担当は総") == [
        ("80%です。", (1,), False, True),
        ("担当は総", (), False, False),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "。", "**", "[1]"])
def test_nothing(text: str) -> None:
    assert read(text) == []


def test_emphasis_is_taken_away() -> None:
    assert list(sentences(["**80%**です。[1]"])) == [Sentence("80%です。[1]", (1,))]
