"""How what can be pressed on the page is written as a link, and read again when it is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

from assistant.schema import Citation
from prompts import LANGUAGES, Language

LINK_START = "#k/"
"""What the ``href`` of every such link begins with; the name of an event follows."""

_LONGEST = 4000
_LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Press:
    """A link that was pressed: the event it means, and what it carries."""

    event: str
    values: tuple[str, ...]

    def text(self, place: int) -> str:
        """The value at ``place``; "" if there is none."""
        return self.values[place] if place < len(self.values) else ""

    def number(self, place: int) -> int | None:
        """The value at ``place`` as a number of at least 0; None if it is none."""
        text = self.text(place)
        plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
        return int(text) if plain else None

    def language(self, place: int) -> Language | None:
        """The value at ``place`` as a language; None if it is none."""
        return next((one for one in LANGUAGES if one == self.text(place)), None)


def href(event: str, *values: object) -> str:
    """The ``href`` of a link that means ``event`` and carries ``values``."""
    return LINK_START + "/".join([event, *(quote(str(value), safe="") for value in values)])


def read_href(written: str) -> Press:
    """What ``href`` wrote; a Press of no event for anything else."""
    if not written.startswith(LINK_START) or len(written) > _LONGEST:
        return Press("", ())
    event, *values = written.removeprefix(LINK_START).split("/")
    return Press(event, tuple(map(unquote, values)))


def link_to(citation: Citation, language: Language) -> str:
    """The ``href`` of a citation: document, start, end, page ("-" for none), language."""
    page = "-" if citation.page is None else citation.page
    return href("cite", citation.doc_id, citation.start, citation.end, page, language)
