from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.passages.parts import part_at, parts_of
from assistant.passages.passage import find_part, find_passage, whole_passage
from ingest.manifest import DocumentInfo
from ingest.store import StoredDocument
from ingest.structure.reader import read_structure
from ingest.structure.records import Span
from tests.properties.plan_text import plan_texts

LONG = "前文です。\n" + "".join(
    f"第{number}章 章の{number}\n\n(1) 目的\n\n{'目的の文です。' * 20}\n\n(2) 取組\n\n{'取組の文です。' * 20}\n\n"
    for number in range(1, 4)
)


def document(text: str) -> StoredDocument:
    info = DocumentInfo(doc_id="plan", title="計画", municipality=None)
    return StoredDocument(info, text, "utf-8", "plan.txt", read_structure(text).sections)


def heads(text: str, parts: tuple[Span, ...]) -> list[str]:
    return [text[part.start : part.end].strip().splitlines()[0] for part in parts]


def test_a_section_that_fits_is_one_part_and_a_larger_one_is_cut_at_its_own_sections() -> None:
    chapters = parts_of(document(LONG), limit=400)
    assert heads(LONG, chapters) == ["前文です。", "第1章 章の1", "第2章 章の2", "第3章 章の3"]

    sections = parts_of(document(LONG), limit=200)
    assert heads(LONG, sections)[:5] == [
        "前文です。",
        "第1章 章の1",
        "(1) 目的",
        "(2) 取組",
        "第2章 章の2",
    ]


def test_a_document_that_fits_is_one_part() -> None:
    assert parts_of(document(LONG), limit=10_000) == (Span(0, len(LONG)),)


def test_from_part_to_part_one_gets_through_the_document() -> None:
    plan = document(LONG * 8)
    passage = find_part(plan, 0)
    seen = [passage.offset]
    while passage.after is not None:
        previous, passage = passage, find_part(plan, passage.after)
        assert passage.before == parts_of(plan)[len(seen) - 1].start
        assert passage.offset > previous.offset
        seen.append(passage.offset)
    assert len(seen) == len(parts_of(plan)) > 4


def test_a_quote_knows_the_parts_beside_its_own() -> None:
    plan = document(LONG * 8)
    start = plan.text.index("第2章")
    quoted = find_passage(plan, start, start + 3)
    shown = find_part(plan, start)

    assert (quoted.before, quoted.after) == (shown.before, shown.after)
    assert shown.quote == Span(0, 0)


def test_the_whole_passage_marks_only_what_lies_in_it() -> None:
    plan = document(LONG)
    assert whole_passage(plan, Span(10, 200), Span(20, 30)).quote == Span(10, 20)
    assert whole_passage(plan, Span(10, 200), Span(0, 15)).quote == Span(0, 0)


@settings(max_examples=100, deadline=None)
@given(plan_texts, st.integers(1, 300))
def test_parts_cover_what_there_is_to_read_in_order(text: str, limit: int) -> None:
    parts = parts_of(document(text), limit)
    position = 0
    for part in parts:
        assert part.start >= position
        assert not text[position : part.start].strip()
        position = part.end
    assert not text[position:].strip()
    for part in parts:
        assert part_at(parts, part.start) == part
