from __future__ import annotations

import pytest

from ingest.structure.pieces import (
    Piece,
    marker_class,
    split_runs,
    split_sentences,
    trim,
    without_dash,
)
from ingest.structure.records import Span


def whole(source: str) -> Span:
    return Span(0, len(source))


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("紙を減らす。印をなくす。", ["紙を減らす。", "印をなくす。"]),
        ("「紙を減らす。」と言う。次。", ["「紙を減らす。」と言う。", "次。"]),
        ("（注。『中。』）次。", ["（注。『中。』）次。"]),
        ("なぜか？ 理由！終わり", ["なぜか？", "理由！", "終わり"]),
        ("閉じ」ない。次。", ["閉じ」ない。", "次。"]),
        ("3.5％減らす。", ["3.5％減らす。"]),
        ("  ", []),
        ("", []),
    ],
)
def test_sentences(source: str, sentences: list[str]) -> None:
    spans = split_sentences(source, whole(source))
    assert [source[span.start : span.end] for span in spans] == sentences


def runs(source: str) -> list[tuple[str, str]]:
    return [
        (source[piece.span.start : piece.span.end], piece.marker)
        for piece in split_runs(source, whole(source))
    ]


def test_a_cell_is_cut_at_its_tags_and_bullets() -> None:
    assert runs("<p>①現状</p> <ul> ○紙が多い ○印が多い <ul> ・特に ・とても </ul>\t") == [
        ("①現状", "①"),
        ("○紙が多い", "○"),
        ("○印が多い", "○"),
        ("・特に", "・"),
        ("・とても", "・"),
    ]


def test_a_middle_dot_in_a_word_is_no_bullet() -> None:
    assert runs("AI・RPAの活用 ・研修") == [("AI・RPAの活用", ""), ("・研修", "・")]


def test_an_empty_cell_has_no_pieces() -> None:
    assert runs("<p></p> <br/>") == []
    assert split_runs("", Span(0, 0)) == []


def test_pieces_know_their_place() -> None:
    source = "xx<p> ○紙 </p>"
    assert split_runs(source, Span(2, len(source))) == [Piece(Span(6, 8), "○")]


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("○紙", "○"),
        ("①紙", "①"),
        ("⑤紙", "①"),
        ("(1) 紙", "(1)"),
        ("(12) 紙", "(1)"),
        ("1. 紙", "1."),
        ("- 紙", "-@0"),
        ("  - 紙", "-@2"),
        ("- ①紙", "①"),
        ("※注", "※"),
        ("対象者：職員", "label"),
        ("https://example.jp", ""),
        ("紙", ""),
        ("3.5倍", ""),
    ],
)
def test_bullets(text: str, marker: str) -> None:
    assert marker_class(text) == marker


def test_trim() -> None:
    assert trim("a 　b\n c", Span(1, 6)) == Span(3, 4)
    assert trim("  ", Span(0, 2)).start == trim("  ", Span(0, 2)).end


def test_a_markdown_dash_is_markup_and_other_bullets_are_text() -> None:
    assert without_dash("- 紙", Span(0, 3)) == Span(2, 3)
    assert without_dash("○ 紙", Span(0, 3)) == Span(0, 3)
    assert without_dash("-紙", Span(0, 2)) == Span(0, 2)
