"""Which municipalities a text names, in any script, and which documents are theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.gazetteer import (
    Place,
    asked_of,
    is_known_place,
    is_place_in_english,
    is_prefecture,
    places_in_english,
)
from assistant.named_things import NamedThings
from ingest.errors import UsageError
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize
from ingest.place_readings import is_municipality
from ingest.readings import romaji_of
from ingest.terms import place_names, words

if TYPE_CHECKING:
    from ingest.index import Index

_PREFECTURE = r"(?:北海道|東京都|京都府|大阪府|(?:神奈川|和歌山|鹿児島|[一-龥]{2})県)"
_ITS = re.compile(r"(?:内|下)?(?:の|にある)")
_IN = re.compile(r",? in (?:the )?")
"""Between a prefecture and a place in it; between a place and its prefecture in English."""

_ENDS = re.compile(r"\s*(?:[?.!]|$)")
_SEVERAL = re.compile(r"\b(?:compar\w*|versus|vs|between|and|or|both)\b|&", re.IGNORECASE)

_IN_ENGLISH = re.compile(r"[A-Za-z'’]+ [A-Za-z'’]+")
_KANA = re.compile(r"[ぁ-んァ-ヴー]+")
_PLACE = re.compile(
    rf"(?:(?P<prefecture>{_PREFECTURE})|(?<![一-龥]))"
    r"(?P<city>[一-龥ヶ]{1,5}?[市町村区](?![一-龥町村区民役政長内議]))?"
)
_NOT_A_PLACE = re.compile(
    r"^(?:本|当|各|他|同|両|全|我が|近隣|都|自治|区|この|その|新|旧|隣|数|全部|全額|全体|半分|一部)?[市区町村]+$|(?<!京)都市$|自治体|"
    r"町村$|[地学校街管]区$|(?:行政|特別|選挙)区$|(?:政令|中核)市$|[農漁山]村$|[下隣]町$"
)
_OURS = re.compile(
    r"本市|当市|(?<![のどそこ早])うち(?:の(?!地区|町内|近所|近く|家|母|父|親|子|会社|店|集落)|は|で|って|も|に|と|が|や)|我が[市町村県]|わが[市町村県]|わたしたちの[市町村]|私たちの[市町村]|"
    r"本町|当町|本村|本県|当県|弊市|\b(?:our|ours|we|us)\b(?!(?: are|'re)? (?:talking|speaking)\b)",
    re.IGNORECASE,
)

_OUR_CITY = re.compile(
    r"\bour\s+(?:own\s+)?(?:city|town|village|municipality|prefecture)(?:['’]s)?(?![\w-])",
    re.IGNORECASE,
)
_THE_CITY = re.compile(
    r"\b(?:our|the)\s+(?:own\s+)?(?:city|town|village|municipality|prefecture)(?:['’]s)?(?![\w-]|\s+(?:hall|office|council|assembly|cent(?:er|re)|mayor|planning))",
    re.IGNORECASE,
)
"""How an English question calls the municipality that it is about; the city hall is another thing."""

_LIKE_OURS = re.compile(
    r"(?:うち|本市|当市|我が市|わが市|本町|当町)(?:みたい|のよう|と同じよう|と同規模|と同じくらい|くらい|ぐらい)(?:な|の)(?!課|部|係|職場|窓口|職員)|"
    r"\b(?:cit(?:y|ies)|towns?|villages?|municipalit(?:y|ies)|places?|ones?)\s+(?:that (?:is|are) )?(?:like|similar to) (?:ours|us|our (?:city|town|own))\b",
    re.IGNORECASE,
)
"""Others that are like the asker's own municipality: うちみたいな市."""

_POSSESSIVE_LEFT = re.compile(r"(?:^|(?<=\s))['’]s\b", re.IGNORECASE)
"""What is left of Kuji's without the name."""

_PART = "(?:地区|地域|支所|出張所|出張診療所|診療所|連絡所|公民館|コミュニティ|小学校|中学校|校区|集落|自治会|中継局)"
"""What follows the name of a part of a municipality."""

_ENDINGS = "都道府県市区町村"
_LONG_NAME = 4
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{5,}\b")
_ALIKE, _NEARLY_ALIKE = 0.85, 0.75
"""Likeness of two spellings of one name, in [0, 1]: 2 M / T of difflib (Ratcliff and Obershelp); and
where the word is said to be a municipality (Toonari Town for Tonaru)."""

_TITLED = re.compile(r"(?:['’]s)? (?:City|Town|Village)\b")
_LONG_VOWEL = re.compile(r"([aeiou])\1+|(?<=o)u")


@dataclass(frozen=True)
class Municipality:
    """A body whose documents are indexed.

    Attributes:
        name: its official name.
        aliases: other ways to write it.
        doc_ids: its documents.
    """

    name: str
    aliases: tuple[str, ...]
    doc_ids: tuple[str, ...]

    def sounds_like(self, word: str, alike: float = _ALIKE) -> bool:
        """Whether one of its names in Latin letters is a word, but for a letter or two.

        Args:
            word: a capitalised word.
            alike: how like the two have to be, in [0, 1], long vowels written as short ones.
        """
        return any(
            SequenceMatcher(None, _short(alias), _short(word)).ratio() >= alike
            for alias in self.aliases
            if alias.isascii() and alias[:1].lower() == word[:1].lower()
        )

    def romaji(self) -> str:
        """Its first name in Latin script, else its official name."""
        return next((alias for alias in self.aliases if alias.isascii()), self.name)


@dataclass(frozen=True)
class Mention:
    """A municipality found in a text, with the span of its name in the normalised text."""

    municipality: Municipality
    start: int
    end: int


@dataclass(frozen=True)
class _Spelling:
    """A way to write a municipality's name, normalised and in lower case."""

    text: str
    municipality: Municipality
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, name: str, municipality: Municipality) -> _Spelling:
        text = normalize(name).lower()
        pattern = re.escape(text)
        if text.isascii():
            pattern = rf"(?<![a-z]){pattern}(?:['’]s)?(?![a-z])"
        return cls(text, municipality, re.compile(pattern))

    def found_in(self, lowered: str) -> list[tuple[int, int]]:
        """Where it stands in a text in lower case."""
        if self.text not in lowered:
            return []
        return [found.span() for found in self.pattern.finditer(lowered)]


class Directory:
    """All municipalities of an index.

    Args:
        infos: its documents.
        headings: gives the headings of the documents of no municipality's own, when they are wanted.
        texts: gives the texts of the municipalities' documents, when they are wanted.
        things: what the documents give a name.
    """

    @classmethod
    def of(cls, index: Index) -> Directory:
        """All municipalities of ``index``."""
        shared = [info.doc_id for info in index.store.infos.values() if info.municipality is None]

        def headings() -> Iterator[str]:
            for doc_id in shared:
                for section in dict.fromkeys(unit.section for unit in index.store.units_of(doc_id)):
                    yield from section

        own = [info.doc_id for info in index.store.infos.values() if info.municipality]

        def texts() -> Iterator[str]:
            for doc_id in own:
                if (document := index.store.document(doc_id)) is not None:
                    yield document.text

        return cls(index.store.infos.values(), headings, texts, NamedThings.of(index))

    def __init__(
        self,
        infos: Iterable[DocumentInfo],
        headings: Callable[[], Iterable[str]] = tuple,
        texts: Callable[[], Iterable[str]] = tuple,
        things: NamedThings | None = None,
    ) -> None:
        infos = list(infos)
        self.things = things or NamedThings()
        self._headings = headings
        self._texts = texts
        self._parts: dict[str, bool] = {}
        names = dict.fromkeys(info.municipality for info in infos if info.municipality)
        self.all: tuple[Municipality, ...] = tuple(
            Municipality(
                name,
                tuple(
                    dict.fromkeys(
                        alias
                        for info in infos
                        if info.municipality == name
                        for alias in info.aliases
                    )
                ),
                tuple(info.doc_id for info in infos if info.municipality == name),
            )
            for name in names
        )
        self.shared_doc_ids: tuple[str, ...] = tuple(
            info.doc_id for info in infos if info.municipality is None
        )
        spellings = (
            _Spelling.of(name, municipality)
            for municipality in self.all
            for name in (municipality.name, *municipality.aliases)
        )
        self._spellings = sorted(spellings, key=lambda one: -len(one.text))

    @cached_property
    def _told_of(self) -> dict[str, str]:
        """The municipalities in the headings of documents about several, by name in Latin letters."""
        found = (
            match["city"]
            for heading in self._headings()
            for match in _PLACE.finditer(normalize(heading))
            if match["city"] and not _NOT_A_PLACE.search(match["city"])
        )
        return {
            _short(romaji): name
            for name in dict.fromkeys(found)
            for romaji in reversed(romaji_of(name[:-1], of=name))
        }

    def told_of(self, word: str) -> str | None:
        """The municipality that a document about several has a heading on (上里町 for Kamisato), by its
        name in Latin letters.
        """
        return self._told_of.get(_short(word))

    def has_a_part(self, place: str) -> bool:
        """Whether a municipality's document has a place for a part of it (大滝 in 大滝地区), by a name that is
        no municipality's as it stands.
        """
        if place[-1:] in _ENDINGS or is_prefecture(place) or is_municipality(f"{place}市"):
            return False
        if place not in self._parts:
            part = re.compile(rf"(?<![一-龥ァ-ヴー]){re.escape(place)}{_PART}")
            self._parts[place] = any(part.search(text) for text in self._texts())
        return self._parts[place]

    def named(self, name: str) -> Municipality:
        """The municipality of that name or alias.

        Raises:
            UsageError: none is called so; the message lists the names there are.
        """
        wanted = normalize(name).lower()
        for spelling in self._spellings:
            if spelling.text == wanted:
                return spelling.municipality
        known = "、".join(municipality.name for municipality in self.all)
        raise UsageError("home_unknown", home=name, known=known)

    def meant_by(self, place: str) -> Municipality | None:
        """The municipality whose name is ``place`` but for one character (常陸太宮市), if it is one.

        Short names are not guessed at, nor one that is the name of another place.
        """
        if len(place) < _LONG_NAME or is_known_place(place):
            return None
        near = [
            municipality
            for municipality in self.all
            if len(municipality.name) == len(place)
            and sum(a != b for a, b in zip(municipality.name, place, strict=True)) == 1
        ]
        return near[0] if len(near) == 1 else None

    def mentions(self, text: str) -> list[Mention]:
        """The municipalities named in a normalised text, each once, in order of appearance."""
        lowered = text.lower()
        taken: list[Mention] = []
        for spelling in self._spellings:
            for start, end in spelling.found_in(lowered):
                if all(end <= other.start or start >= other.end for other in taken):
                    taken.append(Mention(spelling.municipality, start, end))
        taken += self._sounding_like(text, taken)
        taken.sort(key=lambda mention: mention.start)
        first: dict[str, Mention] = {}
        for mention in taken:
            first.setdefault(mention.municipality.name, mention)
        return list(first.values())

    def _sounding_like(self, text: str, taken: Sequence[Mention]) -> list[Mention]:
        """The municipalities whose name in Latin letters is nearly a capitalised word of a text.

        A name has readings that only its own people know (Sunagawami, Sunakawami).
        """
        found = []
        places = {one.start(one.lastindex or 0) for one in asked_of(text)}
        for word in _CAPITALISED.finditer(text):
            free = all(word.end() <= one.start or word.start() >= one.end for one in taken)
            if free and not is_place_in_english(word.group()):
                said = word.start() in places or _TITLED.match(text, word.end())
                alike = _NEARLY_ALIKE if said else _ALIKE
                near = [one for one in self.all if one.sounds_like(word.group(), alike)]
                found += [Mention(near[0], *word.span())] if len(near) == 1 else []
        return found

    def without_names(self, text: str) -> str:
        """A normalised text with the names of municipalities and words like 本市 taken out."""
        for mention in reversed(self._sounding_like(text, [])):
            text = text[: mention.start] + " " + text[mention.end :]
        lowered = text.lower()
        for spelling in self._spellings:
            for start, end in reversed(spelling.found_in(lowered)):
                text = text[:start] + " " + text[end:]
                lowered = text.lower()
        text = _POSSESSIVE_LEFT.sub(" ", text)
        return _OURS.sub(" ", _THE_CITY.sub(" ", _LIKE_OURS.sub(" ", text)))


def _short(romaji: str) -> str:
    """A name in Latin letters with every long vowel written as a short one."""
    return _LONG_VOWEL.sub(r"\1", romaji.lower())


def says_ours(text: str) -> bool:
    """Whether a normalised question speaks of the asker's own municipality."""
    return bool(_OURS.search(_LIKE_OURS.sub(" ", text)))


def named_instead(text: str, name: str) -> str | None:
    """A normalised question that speaks of the asker's own municipality with a name in the place of that; None
    where it does not.
    """

    def named(found: re.Match[str]) -> str:
        said = found.group().lower()
        if said.startswith("うち"):
            return name + said.removeprefix("うち")
        return f"{name}'s" if said == "our" or said.endswith(("'s", "’s")) else name

    instead = _OURS.sub(named, _OUR_CITY.sub(named, text))
    return instead if instead != text else None


def says_like_ours(text: str) -> bool:
    """Whether a normalised question speaks of any municipality that is like the asker's own."""
    return bool(_LIKE_OURS.search(text))


def find_places(text: str, directory: Directory) -> list[Place]:
    """The places in a normalised question that are no municipality of the index, in order.

    Of 石川県金沢市 that is 金沢市: what another city of the prefecture does is no answer.
    """
    in_english: list[Place] = []
    if text.isascii() or _IN_ENGLISH.search(text):
        named: list[Mention | Place] = list(directory.mentions(text))
        in_english = [
            _known_by(place, directory)
            for place in places_in_english(text)
            if all(place.end <= one.start or place.start >= one.end for one in named)
            and not directory.mentions(text[place.start : place.end])  # named a second time
        ]
        in_english += _told_of_in(text, directory, [*named, *in_english])
    if text.isascii():
        return in_english
    rest = directory.without_names(text)
    matches = [found for found in _PLACE.finditer(rest) if _place(found)]
    names = [place for found in matches if (place := _place(found))]
    known = "\n".join(found.group() for found in matches)
    readings = "\n".join(_reading(name) for name in names)
    names += [
        name
        for name in place_names(rest)
        if name not in known
        and not (_KANA.fullmatch(name) and _reading(name) in readings)
        and not directory.has_a_part(name)
    ]
    found_at = ((name, text.find(name)) for name in dict.fromkeys(names))
    places = [Place(name, start, start + len(name)) for name, start in found_at if start >= 0]
    places += [one for one in in_english if one.name not in names]
    return sorted(places, key=lambda place: place.start)


def _without_prefectures_around(places: Sequence[Place], text: str) -> list[Place]:
    """Places without the prefectures that only tell where the one beside them is: 埼玉県の上里町,
    Kamisato in Saitama.
    """
    around: list[Place] = []
    for one, other in pairwise(places):
        between = text[one.end : other.start]
        if is_prefecture(one.name) and not is_prefecture(other.name):
            around += [one] if _ITS.fullmatch(between) else []
        elif is_prefecture(other.name) and not is_prefecture(one.name):
            at_the_end = between == ", " and _ENDS.match(text, other.end)
            alone = at_the_end and not _SEVERAL.search(text)
            within = _IN.fullmatch(between.lstrip(")"))
            around += [other] if within or alone else []
    return [place for place in places if place not in around]


def _told_of_in(text: str, directory: Directory, taken: Sequence[Mention | Place]) -> list[Place]:
    """The capitalised words that name a municipality of a heading, however the question speaks of it."""
    return [
        Place(name, *word.span())
        for word in _CAPITALISED.finditer(text)
        if (name := directory.told_of(word.group()))
        and all(word.end() <= one.start or word.start() >= one.end for one in taken)
    ]


def _known_by(place: Place, directory: Directory) -> Place:
    """A place by its Japanese name, if the gazetteer has none and a document speaks of it."""
    known = directory.told_of(place.name.split()[0]) if place.name.isascii() else None
    return replace(place, name=known) if known else place


def _reading(name: str) -> str:
    """How a name is read, in katakana."""
    return "".join(word.kana or word.surface for word in words(name))


def other_places(text: str, directory: Directory) -> list[str]:
    """The names of ``find_places``, each once, but for prefectures that only tell where another is."""
    places = _without_prefectures_around(find_places(text, directory), text)
    return list(dict.fromkeys(place.name for place in places))


def _place(found: re.Match[str]) -> str | None:
    city: str | None = found["city"]
    if city and not _NOT_A_PLACE.search(city):
        return city
    return found["prefecture"]
