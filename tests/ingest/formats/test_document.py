from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.document import DocumentWarning, Page, TextBuilder, page_at

PAGES = (Page(1, 0, 10), Page(2, 10, 10), Page(3, 10, 30))


def test_the_page_of_an_offset() -> None:
    assert [page_at(PAGES, offset) for offset in (0, 9, 10, 29, 99)] == [1, 1, 3, 3, 3]


def test_without_pages_there_is_no_page() -> None:
    assert page_at((), 5) is None


def test_a_page_starts_after_the_separator() -> None:
    builder = TextBuilder()
    builder.start_page(1)
    builder.add("一枚目")
    builder.start_page(2, "\n")
    builder.add("二枚目", "\n")
    assert builder.text() == "一枚目\n二枚目\n"
    assert builder.pages() == (Page(1, 0, 4), Page(2, 4, 8))


@given(st.lists(st.lists(st.text("計画あ。", min_size=1, max_size=5), max_size=3), max_size=6))
def test_pages_cover_the_text_without_gaps(pages: list[list[str]]) -> None:
    builder = TextBuilder()
    for number, blocks in enumerate(pages, 1):
        builder.start_page(number)
        for block in blocks:
            builder.add(block)
    made = builder.pages()
    text = builder.text()
    assert [page.number for page in made] == list(range(1, len(pages) + 1))
    assert (
        "".join(text[page.start : page.end] for page in made)
        == text[made[0].start if made else 0 :]
    )
    for page, blocks in zip(made, pages, strict=True):
        assert [line for line in text[page.start : page.end].split("\n") if line] == blocks


def test_a_warning_speaks_both_languages() -> None:
    warning = DocumentWarning("warning_page_without_text", (("page", 4),))
    assert "4 ページ" in warning.message("ja")
    assert "Page 4" in warning.message("en")
