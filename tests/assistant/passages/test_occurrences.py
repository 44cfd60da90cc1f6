from assistant.passages.occurrences import OCCURRENCES, find_occurrences
from tests.assistant.passages.test_parts import document

TEXT = "第1章 働き方\n\nテレ\nワークを推進します。ＲＰＡも。\n\n第2章 道具\n\nrpaを使います。\n"


def test_letters_of_any_width_and_case_across_line_breaks() -> None:
    assert [one.section for one in find_occurrences(document(TEXT), "RPA")] == [
        ("第1章 働き方",),
        ("第2章 道具",),
    ]
    (telework,) = find_occurrences(document(TEXT), "テレワーク")
    assert (telework.found, telework.after[:5]) == ("テレワーク", "を推進しま")
    assert TEXT[telework.span.start : telework.span.end] == "テレ\nワーク"


def test_nothing_sought_is_nothing_found() -> None:
    assert find_occurrences(document(TEXT), "  ") == ()
    assert find_occurrences(document(TEXT), "電子契約") == ()
    assert find_occurrences(document(TEXT), "(.*") == ()


def test_no_more_than_the_limit() -> None:
    assert len(find_occurrences(document("文。" * 500), "文")) == OCCURRENCES
