import pytest

from assistant.ui.visitor import Visitor, read_visitor


def test_a_visitor_who_comes_back_is_known() -> None:
    visitor = Visitor("owner", "conversation", "試験市")
    assert read_visitor(visitor.as_value()) == visitor


@pytest.mark.parametrize("value", [None, {}, [], "text", {"owner": 3}, {"owner": "a" * 200}])
def test_a_memory_that_does_not_fit_is_a_new_visitor(value: object) -> None:
    first, second = read_visitor(value), read_visitor(value)

    assert first.owner != second.owner
    assert len(first.owner) == 32
    assert first.conversation == ""
    assert first.home is None
