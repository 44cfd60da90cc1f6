from __future__ import annotations

import pytest

from ingest.formats.numbering import Level, Numbering, spelled


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (3, "decimal", "3"),
        (3, "decimalFullWidth", "３"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (36, "decimalEnclosedCircle", "36"),
        (4, "upperRoman", "Ⅳ"),
        (14, "upperRoman", "XIV"),
        (14, "lowerRoman", "xiv"),
        (3, "japaneseCounting", "三"),
        (25, "japaneseCounting", "二十五"),
        (110, "japaneseCounting", "百十"),
        (6, "aiueoFullWidth", "カ"),
        (2, "iroha", "ロ"),
        (2, "upperLetter", "B"),
        (5, "not a style", "5"),
        (0, "upperRoman", "0"),
    ],
)
def test_numbers_in_words_styles(number: int, style: str, text: str) -> None:
    assert spelled(number, style) == text


def test_a_deeper_level_starts_again() -> None:
    levels = {"1": {0: Level("decimal", "第%1章"), 1: Level("decimal", "%1-%2")}}
    numbering = Numbering(levels)
    labels = [numbering.label("1", depth) for depth in (0, 1, 1, 0, 1)]
    assert labels == ["第1章", "1-1", "1-2", "第2章", "2-1"]


def test_lists_of_one_definition_count_on() -> None:
    level = {0: Level("decimal", "(%1)")}
    numbering = Numbering({"1": level, "2": level}, shared={"1": "a", "2": "a"})
    assert [numbering.label(name, 0) for name in "121"] == ["(1)", "(2)", "(3)"]


def test_an_unknown_list_has_no_labels() -> None:
    assert Numbering({}).label("9", 0) == ""
