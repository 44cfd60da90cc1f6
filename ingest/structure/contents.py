"""The table of contents: where it is, so that it is kept out of the evidence, and what it lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.normalize import squeeze
from ingest.structure.lines import Line, LineKind

_TITLE = re.compile(r"^[#\s]*(?:目\s*次|もくじ|contents)$", re.IGNORECASE)
_LEADER = re.compile(r"(?<![.．・…‥·･])[.．・…‥·･]{4,}\s*[0-9０-９]{1,3}\s*$")
_PAGE_CELL = re.compile(r"^[0-9０-９]{1,3}$")
_ENTRY_TAIL = re.compile(
    r"(?:(?<![.．…‥·･])[.．…‥·･]{2,}|(?<!・)・{3,}|(?<!\s)\s)\s*[0-9０-９]{1,3}\s*$"
)
_NO_LETTER = re.compile(r"[\W_]")
_SHORTEST_LIKENESS = 8
"""Letters; less is no sign that two titles are one."""

_LIKENESS = 0.6
"""How long the shorter of two titles has to be, as a share of the longer."""

_NOTE = re.compile(r"^\s*[※＊*]")
_LISTED = re.compile(r"^\s*(?:[-*+]|[0-9]+\.)\s")
_HASHES = re.compile(r"^\s*#+\s+")
_BULLET = re.compile(r"^\s*[・\-*•●○◆]?\s*")


@dataclass(frozen=True)
class Contents:
    """Attributes:
    lines: indices of the lines that make up the table of contents.
    entries: what it lists, squeezed (see ``normalize.squeeze``).
    missing: the letters of those entries that no line of the body repeats.
    order: the entries as they stand.
    """

    lines: frozenset[int]
    entries: frozenset[str]
    missing: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()

    def loses_what_follows(self, heading: str) -> bool:
        """Whether the entry behind a heading's own stands nowhere in the body: its title was lost."""
        title = squeeze(heading)
        if title not in self.order:
            return False
        behind = self.order[self.order.index(title) + 1 :]
        return bool(behind) and _letters(behind[0]) in self.missing

    def lists(self, line: str) -> bool:
        """Whether a line of the body is one of the entries."""
        return squeeze(line) in self.entries

    def nearly_lists(self, line: str) -> bool:
        """Whether a line of the body begins as a missing entry does, or the other way round."""
        letters = _letters(squeeze(line))
        return any(
            min(len(letters), len(entry)) >= _SHORTEST_LIKENESS
            and min(len(letters), len(entry)) >= _LIKENESS * max(len(letters), len(entry))
            and (entry.startswith(letters) or letters.startswith(entry))
            for entry in self.missing
        )


def find_contents(lines: list[Line]) -> Contents:
    """Find every line of a table of contents: under its title, or with a dotted leader."""
    squeezed = [
        "" if line.kind is LineKind.BLANK else squeeze(_HASHES.sub("", line.text)) for line in lines
    ]
    first_seen = {text: index for index, text in reversed([*enumerate(squeezed)])}
    last_seen = {text: index for index, text in enumerate(squeezed)}
    chosen: set[int] = set()
    entries: dict[str, None] = {}
    inside, until = False, 0
    for index, line in enumerate(lines):
        if _TITLE.match(line.text.strip()):
            inside, until = True, _end_of_part(lines, index)
            chosen.add(index)
            continue
        entry = _entry(line)
        if entry is None and index < until and line.kind is not LineKind.BLANK:
            entry = _unpaged(line, squeezed[index], first_seen, last_seen)
        text = squeezed[index]
        # The last time that an entry stands there is the body's first heading.
        repeated = line.kind is LineKind.PLAIN and (
            last_seen[text] > index or (first_seen[text] < index and text not in entries)
        )
        if entry is not None and (inside or _LEADER.search(line.text)):
            chosen.add(index)
            entries |= dict.fromkeys({entry} - {""})
        elif inside and repeated:
            chosen.add(index)
            entries[text] = None
        elif inside and line.kind is not LineKind.BLANK:
            inside = False
    chosen |= _between_entries(lines, chosen)
    body = {text for index, text in enumerate(squeezed) if index not in chosen}
    missing = frozenset(_letters(entry) for entry in entries.keys() - body)
    return Contents(frozenset(chosen), frozenset(entries), missing, tuple(entries))


def _unpaged(
    line: Line, text: str, first_seen: dict[str, int], last_seen: dict[str, int]
) -> str | None:
    """What a line without a page's number lists: an item in Markdown, or a title that stands elsewhere too;
    "" for a note, None for any other line.
    """
    if _NOTE.match(line.text):
        return ""
    bare = squeeze(_BULLET.sub("", line.text))
    repeated = first_seen[text] != last_seen[text] or bare in first_seen
    return text if repeated or _LISTED.match(line.text) else None


def _between_entries(lines: list[Line], chosen: set[int]) -> set[int]:
    """The single lines between two entries, which go on with the one above them (1 背景／2 目的)."""
    filled = [index for index, line in enumerate(lines) if line.kind is not LineKind.BLANK]
    return {
        index
        for before, index, after in zip(filled, filled[1:], filled[2:], strict=False)
        if before in chosen
        and after in chosen
        and lines[index].kind is LineKind.PLAIN
        and "。" not in lines[index].text
        and _LEADER.search(lines[after].text)
    }


def _end_of_part(lines: list[Line], title: int) -> int:
    """The next heading in Markdown below a title that is one too, if no sentence stands between them; else
    0. All lines up to there are entries, with a page's number or without.
    """
    if not _HASHES.match(lines[title].text):
        return 0
    for index in range(title + 1, len(lines)):
        text = lines[index].text
        if _HASHES.match(text):
            return index
        table = lines[index].kind is not LineKind.PLAIN and _entry(lines[index]) is None
        if lines[index].kind is not LineKind.BLANK and (
            table or ("。" in text and not _NOTE.match(text))
        ):
            return 0
    return 0


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def _entry(line: Line) -> str | None:
    """What a line of a table of contents lists, "" for its rules; None if it is no such line."""
    if line.kind is LineKind.RULE:
        return ""
    if line.kind is LineKind.PIPES:
        cells = [cell.strip() for cell in line.text.strip().strip("|").split("|")]
        filled = [cell for cell in cells if cell]
        if not filled:
            return ""
        if len(filled) > 1 and _PAGE_CELL.match(filled[-1]):
            return squeeze("".join(filled[:-1]))
        return None
    if line.kind in (LineKind.PLAIN, LineKind.CELLS) and _ENTRY_TAIL.search(line.text):
        return squeeze(_BULLET.sub("", _ENTRY_TAIL.sub("", line.text)).rstrip(".．…‥·･・ "))
    return None
