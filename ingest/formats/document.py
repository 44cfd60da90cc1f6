"""What a loader returns: a document's text, its pages, and what could not be read of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import prompts
from prompts import Language

OnPage = Callable[[int, int], None]
"""Called with the number of the page that is read next and how many there are (0: unknown)."""


@dataclass(frozen=True)
class Page:
    """A page, slide or sheet: ``text[start:end]``; it ends where the next one starts.

    Attributes:
        number: counted from 1, as a viewer of the file counts.
    """

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class DocumentWarning:
    """Something in a document that could not be read, although the rest was.

    Attributes:
        key: the entry in prompts/errors.yaml.
        values: the entry's variables.
    """

    key: str
    values: tuple[tuple[str, str | int], ...] = ()

    def message(self, language: Language) -> str:
        """The warning as one line in ``language``."""
        return prompts.text(f"errors.{self.key}", language, **dict(self.values))


@dataclass(frozen=True)
class LoadedDocument:
    """A document as the structure reader takes it.

    Attributes:
        text: its whole text; tables are Markdown or HTML tables, headings may begin with ``#``.
        encoding: the encoding of a text or HTML file, None for the other formats.
        pages: in order and without gaps; () for formats that have none.
        format: "text", "html", "pdf", "docx", "pptx" or "xlsx".
        warnings: what could not be read.
    """

    text: str
    encoding: str | None
    pages: tuple[Page, ...]
    format: str
    warnings: tuple[DocumentWarning, ...] = ()


def page_at(pages: Sequence[Page], offset: int) -> int | None:
    """The number of the page that the character at ``offset`` stands on, None without pages."""
    place = bisect_right(pages, offset, key=lambda page: page.start) - 1
    return pages[max(place, 0)].number if pages else None


class TextBuilder:
    """Puts a document's text together, block by block, and remembers where pages start."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[tuple[int, int]] = []

    def add(self, block: str, separator: str = "\n\n") -> None:
        """Append a block after what stands before it; the separator is left out at the start."""
        if self._length:
            self._append(separator)
        self._append(block)

    def start_page(self, number: int, separator: str = "\n\n") -> None:
        """What is added from now on stands on page ``number``.

        ``separator`` is what the next block will be added with, for the page to start after it.
        """
        self._starts.append((number, self._length + (len(separator) if self._length else 0)))

    def text(self) -> str:
        """The text so far, with a final newline."""
        return "".join(self._parts) + ("\n" if self._parts else "")

    def pages(self) -> tuple[Page, ...]:
        """The pages so far."""
        end = len(self.text())
        starts = [(number, min(start, end)) for number, start in self._starts]
        ends = [start for _, start in starts[1:]] + [end] * bool(starts)
        return tuple(
            Page(number, start, end) for (number, start), end in zip(starts, ends, strict=True)
        )

    def _append(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)
