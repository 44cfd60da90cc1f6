"""A normalised text that knows where each of its characters stands in the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from ingest.normalize import LETTER_BY_DASH, LETTER_SPACED, NEEDLESS_SPACE, SIGNS

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Normalized:
    """``normalize(source)`` with its way back.

    Attributes:
        text: the normalised text.
        starts, ends: for each of its characters, the span of the source it was made of; neither
            ever decreases from one character to the next.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that ``text[start:end]`` was made of; 0 <= start < end <= length.

        Raises:
            ValueError: there is no such part of the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span {start} to {end} in {len(self.text)} characters")
        return self.starts[start], self.ends[end - 1]


def normalize_with_map(source: str) -> Normalized:
    """``normalize``, character by character traced to the source.

    A character that is made of several (か and a voicing mark, a run of white space) stands for all
    of them; of one that becomes several (㈱), each stands for it.
    """
    traced = _composed("NFKC", _Traced.of(source))
    traced = traced.replaced(_SPACES, lambda _: " ").stripped()
    traced = _Traced(traced.text.translate(SIGNS), traced.starts, traced.ends)
    traced = traced.without(_spaces_in(LETTER_SPACED, traced.text))
    traced = traced.without(_spaces_in(LETTER_BY_DASH, traced.text))
    traced = traced.without(_spaces_in(NEEDLESS_SPACE, traced.text))
    traced = _composed("NFC", traced)
    return Normalized(traced.text, tuple(traced.starts), tuple(traced.ends))


def _spaces_in(pattern: re.Pattern[str], text: str) -> set[int]:
    return {
        at
        for found in pattern.finditer(text)
        for at in range(found.start(), found.end())
        if text[at] == " "
    }


@dataclass(frozen=True)
class _Traced:
    """A text on its way to normal form, and for each character its span of the source."""

    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, source: str) -> _Traced:
        return cls(source, list(range(len(source))), list(range(1, len(source) + 1)))

    def parts(self, spans: Iterable[tuple[int, int, str]]) -> _Traced:
        """The text made of these spans of it, each written anew."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end, new in spans:
            text.append(new)
            starts += [self.starts[start]] * len(new)
            ends += [self.ends[end - 1]] * len(new)
        return _Traced("".join(text), starts, ends)

    def replaced(self, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]) -> _Traced:
        spans: list[tuple[int, int, str]] = []
        position = 0
        for found in pattern.finditer(self.text):
            spans += _kept(self.text, position, found.start())
            spans.append((found.start(), found.end(), write(found)))
            position = found.end()
        return self.parts([*spans, *_kept(self.text, position, len(self.text))])

    def without(self, places: set[int]) -> _Traced:
        if not places:
            return self
        return self.parts(
            (at, at + 1, char) for at, char in enumerate(self.text) if at not in places
        )

    def stripped(self) -> _Traced:
        start = len(self.text) - len(self.text.lstrip())
        end = max(len(self.text.rstrip()), start)
        return _Traced(self.text[start:end], self.starts[start:end], self.ends[start:end])


def _kept(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    return [(at, at + 1, text[at]) for at in range(start, end)]


def _composed(form: str, traced: _Traced) -> _Traced:
    """A text in a Unicode normal form, cut where the parts normalise on their own."""
    text = traced.text
    if unicodedata.is_normalized(form, text):  # type: ignore[arg-type]
        return traced
    cuts = [0]
    for at in range(1, len(text)):
        if _apart(form, text[cuts[-1] : at], text[at]):
            cuts.append(at)
    cuts.append(len(text))
    return traced.parts(
        (start, end, unicodedata.normalize(form, text[start:end]))  # type: ignore[arg-type]
        for start, end in pairwise(cuts)
    )


def _apart(form: str, before: str, char: str) -> bool:
    """Whether a character does not change, and is not changed by, what stands before it."""
    after = unicodedata.normalize(form, char)  # type: ignore[arg-type]
    if after and unicodedata.combining(after[0]):
        return False
    both = unicodedata.normalize(form, before + char)  # type: ignore[arg-type]
    return both == unicodedata.normalize(form, before) + after  # type: ignore[arg-type]
