"""What the page remembers of a visitor, in the visitor's own browser."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import uuid4

_LONGEST = 100


@dataclass(frozen=True)
class Visitor:
    """A browser that comes back.

    Attributes:
        owner: an id that cannot be guessed; conversations belong to it.
        conversation: the conversation that was open; "" for none.
        home: the municipality chosen; "" for none, None if none was ever chosen.
    """

    owner: str
    conversation: str = ""
    home: str | None = None

    def as_value(self) -> dict[str, str | None]:
        """What gr.BrowserState keeps."""
        return asdict(self)


def read_visitor(value: object) -> Visitor:
    """The visitor whom the browser's memory tells of; a new one if it does not fit."""
    values = value if isinstance(value, dict) else {}
    texts = {
        name: text
        for name in ("owner", "conversation", "home")
        if isinstance(text := values.get(name), str) and len(text) <= _LONGEST
    }
    owner = texts.get("owner") or uuid4().hex
    return Visitor(owner, texts.get("conversation", ""), texts.get("home"))
