"""A question asked of other municipalities than those it names, and of those that were asked about before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.municipalities import Directory, find_places, named_instead, says_ours
from assistant.subjects import content_of, names_a_subject
from ingest.fiscal import find_years
from ingest.normalize import normalize
from ingest.structure.records import Span

COMPARES = re.compile(
    r"と?比べ(?:る|た|て)?|と?比較(?:する|して|した)?|と?の?違いは?|\bcompar\w*|\bdiffer\w*|\bwith\b",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[\s、,・&とや]|and|or|及び|および)*", re.IGNORECASE)

_TOGETHER = re.compile(
    r"^(?:では|じゃあ?|それでは|で|あと|and|so|then|but|ok(?:ay)?|please)?[、,\s]*"
    r"(?:両(?:市|町|村|自治体)(?!長|民|議|会)|(?P<count>[2-5二三四五])(?:市|つの(?:市|町|村|自治体))(?!長|民|議|会|町|村)|"
    r"\bboth (?:cities|towns|municipalities|plans|of them)\b|\bthe (?P<counted>two|three|four|five) (?:cities|towns|municipalities|plans|of them)\b)",
    re.IGNORECASE,
)
"""How a question begins that speaks of the municipalities which were asked about one after the other."""

_COUNTS = {
    **dict.fromkeys(("2", "二", "two"), 2),
    **dict.fromkeys(("3", "三", "three"), 3),
    **dict.fromkeys(("4", "四", "four"), 4),
    **dict.fromkeys(("5", "五", "five"), 5),
}
_IN_A_TABLE = re.compile(
    r"を?(?:(?:一覧)?表(?:に|で|を)?|並べて)?(?:して|まとめて|作って|出して|見せて|整理して)?(?:ください|下さい|くれ(?:ますか|る)?|ほしい(?:です)?|もらえ(?:ますか|る)?)?$|"
    r"\b(?:put|show|make|give|me|them|it|in|into|as|a|table|side|by|please|of|both|the|two|cities)\b",
    re.IGNORECASE,
)
"""How the answer is to be shown."""

_TABLE = re.compile(r"表|並べて|\btable\b|\bside by side\b", re.IGNORECASE)
_MOST = 5
"""Municipalities that are asked about together, at most."""


def for_municipalities(question: str, names: Sequence[str], directory: Directory) -> str:
    """``question`` asked of other municipalities instead of those it names."""
    normalized = normalize(question)
    joined = (" and " if all(name.isascii() for name in names) else "と").join(names)
    spans = named_in(normalized, directory)
    if not spans and (instead := named_instead(normalized, joined)) is not None:
        return instead
    if not spans:
        rest = directory.without_names(normalized).strip()
        return normalize(
            f"{joined}: {rest}" if rest.isascii() else f"{joined}の{rest.lstrip('の')}"
        )
    start, end = spans[0].start, spans[0].end
    if possessive := POSSESSIVE.search(normalized[start:end]):
        joined += possessive.group()
    rest = ""
    for span in spans[1:]:
        between = normalized[end : span.start]
        rest += "" if _BETWEEN.fullmatch(between) else between
        end = span.end
    return normalized[:start] + joined + rest + normalized[end:]


def named_in(normalized: str, directory: Directory) -> list[Span]:
    """Where a question names municipalities, or places that have no plan here, in order."""
    spans = [Span(mention.start, mention.end) for mention in directory.mentions(normalized)]
    spans += [Span(place.start, place.end) for place in find_places(normalized, directory)]
    return sorted(spans, key=lambda span: span.start)


class AskedOf:
    """The municipalities and places that the same was asked of, turn after turn."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._same = ""
        self._names: list[str | None] = []

    def add(self, question: str) -> None:
        """Take note of a stand-alone question: of whom it is asked, and whether the same as before."""
        normalized = normalize(question)
        spans = named_in(normalized, self._directory)
        names: list[str | None] = [
            POSSESSIVE.sub("", normalized[one.start : one.end]) for one in spans
        ]
        rest = normalized
        for span in reversed(spans):
            rest = f"{rest[: span.start]} {rest[span.end :]}"
        same = re.sub(r"[\s、,:の?]|['’]s\b|\band\b|と", "", self._directory.without_names(rest))
        if same != self._same:
            self._same, self._names = same, []
        for name in names or [None]:
            if name in self._names:
                self._names.remove(name)
            self._names.append(name)

    def together(self, before: str, text: str) -> str | None:
        """The question before, of all that it was asked of, where ``text`` compares them or wants them in a table and
        says little else (両市の違いを表にして); None where it says something else, or there is but one.
        """
        normalized = normalize(text)
        if find_years(normalized) or says_ours(normalized) or named_in(normalized, self._directory):
            return None
        begins = _TOGETHER.match(normalized)
        rest = _TOGETHER.sub(" ", normalized) if begins else normalized
        bare = _IN_A_TABLE.sub(" ", COMPARES.sub(" ", rest))
        asks = begins or COMPARES.search(normalized) or _TABLE.search(normalized)
        names = self._last(begins)
        if not asks or len(names) < 2:
            return None
        if not content_of(bare):
            return for_municipalities(before, names, self._directory)
        if not begins or text.isascii():
            return None
        asked = rest.strip(" のは、")
        of_them = for_municipalities(before, names, self._directory)
        return f"{'と'.join(names)}の{asked}" if names_a_subject(asked) else f"{of_them} {asked}"

    def _last(self, begins: re.Match[str] | None) -> list[str]:
        """Those that are meant, in the order in which they were asked about."""
        said = begins and (begins["count"] or begins["counted"])
        two = bool(begins) and not said
        most = 2 if two else _COUNTS[said.lower()] if said else _MOST
        names = self._names[-most:]
        if said and len(names) < most:
            return []
        in_english = all(name is None or name.isascii() for name in names)
        ours = "our city" if in_english and any(names) else "本市"
        return [ours if name is None else name for name in names]
