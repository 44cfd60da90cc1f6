"""Text of others inside a prompt: data, whatever it says."""

from __future__ import annotations

_NO_TAGS = str.maketrans({"<": "＜", ">": "＞"})


def as_data(text: str) -> str:
    """``text`` on one line, unable to close the tag that it stands in."""
    return " ".join(text.translate(_NO_TAGS).split())
