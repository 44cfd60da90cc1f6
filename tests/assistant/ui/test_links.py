import pytest

from assistant.ui.links import Press, href, link_to, read_href
from tests.assistant.ui.scripted import CITATION


def test_a_citation_is_read_as_it_was_written() -> None:
    press = read_href(link_to(CITATION.model_copy(update={"page": 12}), "en"))

    assert press.event == "cite"
    assert press.text(0) == "計画.1"
    assert [press.number(place) for place in (1, 2, 3)] == [7, 18, 12]
    assert press.language(4) == "en"
    assert read_href(link_to(CITATION, "ja")).number(3) is None


def test_values_may_hold_anything() -> None:
    values = ("a/b", "#k/", "市 1", "%2F", "")
    assert read_href(href("read", *values)) == Press("read", values)


@pytest.mark.parametrize(
    "written", ["", "javascript:alert(1)", "http://a/#k/cite/a", "#k/" + "a" * 5000]
)
def test_anything_else_is_no_press(written: str) -> None:
    assert read_href(written) == Press("", ())


def test_what_is_missing_or_of_the_wrong_kind_is_none() -> None:
    press = read_href("#k/cite/plan/-1/1.5/１/fr/9999999999999")

    assert [press.number(place) for place in range(8)] == [None] * 8
    assert press.language(4) is None
    assert press.text(9) == ""
