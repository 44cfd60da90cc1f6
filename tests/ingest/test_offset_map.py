from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.normalize import normalize
from ingest.offset_map import normalize_with_map

PIECES = st.sampled_from(
    [
        *"Ａ１ AI9か゛ﾞカ゜%％　\t\n\u00a0・･·－ー-―漢国。(（㈱①㍿é\u0301\u1100\u1161",
        "A I ・ R P A",
        "令和 7 年",
        "80 %",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=20).map("".join), st.text(max_size=20))


def test_values_by_hand() -> None:
    source = " Ａ Ｉ・Ｒ  7 ％ ㈱カ゛"
    found = normalize_with_map(source)
    assert found.text == "AI・R 7% (株)ガ"
    assert found.source_span(0, 2) == (1, 4)  # Ａ Ｉ
    assert found.source_span(4, 5) == (6, 8)  # two spaces
    assert found.source_span(5, 7) == (8, 11)  # 7 ％
    assert found.source_span(8, 11) == (12, 13)  # ㈱
    assert found.source_span(9, 10) == (12, 13)
    assert found.source_span(11, 12) == (13, 15)  # カ゛


@pytest.mark.parametrize(("start", "end"), [(0, 0), (1, 1), (-1, 1), (0, 3), (2, 1)])
def test_a_part_that_is_not_there(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        normalize_with_map("ab").source_span(start, end)


@given(TEXTS)
@example("か ゛\u0323")
@example("\u1100 \u1161\u11a8")
@settings(max_examples=600, deadline=None)
def test_the_text_is_what_normalize_gives_and_the_way_back_is_in_order(source: str) -> None:
    found = normalize_with_map(source)
    assert found.text == normalize(source)
    assert len(found.starts) == len(found.ends) == len(found.text)
    assert list(found.starts) == sorted(found.starts)
    assert list(found.ends) == sorted(found.ends)
    for start, end in zip(found.starts, found.ends, strict=True):
        assert 0 <= start < end <= len(source)


@given(TEXTS, st.data())
@settings(max_examples=600, deadline=None)
def test_a_part_is_what_its_source_normalises_to(source: str, data: st.DataObject) -> None:
    """Up to white space, which depends on what stands around."""
    found = normalize_with_map(source)
    if not found.text:
        return
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    left, right = found.source_span(start, end)
    part = found.text[start:end].replace(" ", "")
    assert part in normalize(source[left:right]).replace(" ", "")
