"""A model's text as sentences with citation numbers, as it arrives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MARKER = re.compile(r"\[(\d{1,3})\]")
"""A citation in a sentence that was read."""

_WRITTEN_MARKER = re.compile(
    r"[\[［【]\s*(?:n\s*=\s*|根拠\s*|evidence\s*|出典\s*)?[\"“]?"
    r"(\d{1,3}(?:\s*[,、，]\s*\d{1,3})*)[\"”]?\s*[\]］】]",
    re.IGNORECASE,
)
_TERMINATOR = re.compile(
    r"[。！？]|(?<![A-Z])(?<!\bNo)(?<!\bi\.e)(?<!\be\.g)(?<!\bapprox)(?<!\bvs)[.!?](?=[\s\[［【\"”)]|$)"
)
_TAIL = re.compile(r"(?:\s*(?:[」』）)\"”]|[\[［【][^\]］】\n]{0,20}[\]］】][.。]?))*")
_BULLET = re.compile(r"^\s*(?:\*(?=\s)|-(?![\d-])|[•・●○]|\d{1,2}[.)](?=\s))\s*")
_LEFT_OVER = re.compile(r"^[\s.。,、*#>`|-]*$")
_EMPHASIS = re.compile(r"\*\*|__|^#{1,6}\s+|`")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a model.

    Attributes:
        text: without bullet and emphasis; citations as ``[n]``.
        cites: the numbers of its citations, in order, each once.
        bullet: it is an item of a list.
        complete: it ends as a sentence or line ends; only the last of a text may not.
    """

    text: str
    cites: tuple[int, ...]
    bullet: bool = False
    complete: bool = True

    @property
    def bare(self) -> str:
        """The text without its citations."""
        return MARKER.sub("", self.text).strip()


def sentences(pieces: Iterable[str]) -> Iterator[Sentence]:
    """The sentences of a text, each as soon as it is whole.

    A sentence ends at 。 or a full stop with the citations that follow it, or with its line.
    """
    held = ""
    bullet = False
    for piece in pieces:
        held += piece
        while (end := _first_end(held, last=False)) is not None:
            head, held = held[:end], held[end:]
            bullet = bool(_BULLET.match(head)) or (bullet and not head.startswith("\n"))
            yield from _read(head, bullet=bullet, complete=True)
            if held.startswith("\n"):
                bullet = False
    while (end := _first_end(held, last=True)) is not None:
        head, held = held[:end], held[end:]
        bullet = bool(_BULLET.match(head)) or (bullet and not head.startswith("\n"))
        yield from _read(head, bullet=bullet, complete=True)
    yield from _read(held, bullet=bool(_BULLET.match(held)) or bullet, complete=False)


def _first_end(text: str, *, last: bool) -> int | None:
    """Where the first sentence of ``text`` ends; None where that is not known yet."""
    start = len(text) - len(text.lstrip())
    newline = text.find("\n", start)
    bullet = _BULLET.match(text)
    found = _TERMINATOR.search(text, bullet.end() if bullet else start)
    if found and (newline < 0 or found.start() < newline):
        tail = _TAIL.match(text, found.end())
        end = tail.end() if tail else found.end()
        rest = text[end:].lstrip(" \t　")
        # More may belong to it as long as nothing else has come: a citation, a closing bracket.
        if (not rest or (rest[0] in "[［【" and not re.search(r"[\]］】\n]", rest))) and not last:
            return None
        return end
    return newline if newline >= 0 else None


def _read(text: str, *, bullet: bool, complete: bool) -> Iterator[Sentence]:
    text = _EMPHASIS.sub("", _BULLET.sub("", text.strip()))
    text = _WRITTEN_MARKER.sub(_as_markers, text).strip()
    if not _LEFT_OVER.match(MARKER.sub("", text)):
        cites = tuple(dict.fromkeys(int(number) for number in MARKER.findall(text)))
        yield Sentence(text, cites, bullet, complete or (bool(cites) and text.endswith("]")))


def _as_markers(found: re.Match[str]) -> str:
    return "".join(f"[{int(number)}]" for number in re.findall(r"\d+", found[1]))
