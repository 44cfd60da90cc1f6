"""HTML elements as values; whatever is not markup of ours is escaped."""

from __future__ import annotations

import html
from dataclasses import dataclass


@dataclass(frozen=True)
class Markup:
    """Text that is HTML already."""

    text: str


Child = Markup | str | int


def element(name: str, *children: Child, **attributes: str) -> Markup:
    """An element; a trailing underscore of an attribute's name is dropped (``class_``)."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for key, value in attributes.items()
    )
    return Markup(f"<{name}{written}>{joined(*children).text}</{name}>")


def joined(*children: Child) -> Markup:
    """Several pieces one after the other, text escaped."""
    return Markup(
        "".join(
            child.text if isinstance(child, Markup) else html.escape(str(child))
            for child in children
        )
    )
