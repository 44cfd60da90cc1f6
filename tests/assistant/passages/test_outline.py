from urllib.parse import parse_qs

from assistant.passages.outline import address_of, outline_of, section_name, section_named
from tests.assistant.passages.test_parts import LONG, document


def test_a_section_is_found_by_its_address() -> None:
    plan = document(LONG)
    for section in outline_of(plan):
        query = parse_qs(address_of("計画 1", section.path).removeprefix("?"))
        assert query["doc"] == ["計画 1"]
        assert section_named(plan, query["section"][0]) == section


def test_a_section_is_found_by_its_last_heading_or_a_part_of_it() -> None:
    plan = document(LONG)
    for name in ("(2) 取組", "（２）取組", "取組"):
        found = section_named(plan, name)
        assert found is not None
        assert section_name(found.path) == "第1章 章の1 › (2) 取組"
    assert section_named(plan, "予算") is None
    assert section_named(plan, " ") is None
