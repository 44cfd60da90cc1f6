"""The check of one sentence against the evidence that it cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.language import detect_language
from assistant.verification.calendar import unequal_pair
from assistant.verification.columns import cells_told, other_span, wrong_column, wrong_year
from assistant.verification.conditions import dropped_condition
from assistant.verification.content import share_carried
from assistant.verification.facts import Facts, facts_of
from assistant.verification.flips import turned_part
from assistant.verification.names import unknown_names_en, unknown_names_ja
from assistant.verification.polarity import states
from assistant.verification.support import Fault, Support
from ingest.normalize import normalize
from prompts import Language

_CARRIED: Mapping[Language, float] = {"ja": 0.3, "en": 0.25}
"""Share of what a sentence speaks of that its evidence must speak of too."""

_BETTER = 0.34
"""How much more another piece of evidence carries where the wrong one is cited."""

_NEARER = 0.04
"""Cosine by which it must be: of E5, faithful English sentences stay below it (docs/evaluation.md)."""

_SURELY = 0.75
"""Share that a piece must carry of a sentence for which it was not cited."""

_FEW = 3
"""Words below which only the facts of a sentence tell."""
_SILENCE: Mapping[Language, re.Pattern[str]] = {
    "ja": re.compile(
        r"(?:計画|資料|文書|根拠|本文|方針)(?:に|には|では|の中に)?[^。]{0,20}?(?:記載|明記|言及|記述)(?:は|が|も)?(?:され|なされ)?(?:て(?:い|お)?り?)?(?:あり)?(?:ません|ない|なし)|"
        r"(?:計画|資料|文書|根拠|本文|方針)(?:に|には|では)[^。]{0,20}?(?:書かれ|示され|述べられ|触れられ|定められ)て(?:い|お)?り?(?:ません|ない)|"
        r"(?:記載|明記|言及)(?:は|が)?(?:され|なされ)?(?:て(?:い|お)?り?)?(?:あり)?ません。?$"
    ),
    "en": re.compile(
        r"\b(?:plan|plans|document|policy|text|evidence|it)\b[^.]{0,30}?\b(?:does|do|did)(?: not|n't) (?:\w+ly )?(?:mention|state|say|specify|indicate|address|describe)\b|"
        r"\b(?:is|are|was|were)(?: not|n't) (?:\w+ly )?(?:mentioned|stated|specified|described|addressed) in\b|"
        r"\bno (?:specific |explicit )?mention of\b",
        re.IGNORECASE,
    ),
}
"""That the plan does not say: whether it does is told before a model is asked."""

_UNDECIDED = re.compile(
    r"未定|未確定|決まって|検討中|(?:示|明らかに|公表|記載|明記)(?:されて|して)?い?(?:ない|ません)|記載な|明確でな|不明"
)
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")


@dataclass(frozen=True)
class Frame:
    """What sentences are checked in.

    Attributes:
        language: the asker's.
        supports: the evidence by number.
        municipalities: all spellings of each municipality there is.
        alike: the similarity of a text to each piece of evidence, by number; None where there is
            no model to tell.
        items: whether items of a list are asked for, which need not be sentences.
    """

    language: Language
    supports: Mapping[int, Support]
    municipalities: Sequence[tuple[str, ...]] = ()
    alike: Callable[[str], Mapping[int, float]] | None = None
    items: bool = False


def fault_of(text: str, cites: Sequence[int], frame: Frame) -> Fault | None:
    """What is wrong with a sentence; None for nothing.

    Args:
        text: the sentence, without its citations.
        cites: their numbers.
        frame: what there is to cite.
    """
    if not cites:
        return Fault("no_citation")
    unknown = [number for number in cites if number not in frame.supports]
    if unknown:
        return Fault("unknown_citation", ", ".join(map(str, unknown)))
    if not _in_language(text, frame.language):
        return Fault("language")
    if not frame.items and not states(text, frame.language):
        return Fault("incomplete")
    cited = [frame.supports[number] for number in cites]
    return (
        _silent(text, cited, frame.language)
        or _wrong_place(text, cited, frame)
        or _wrong_facts(text, cited, frame.language)
        or _wrong_names(text, cited, frame)
        or _flipped(text, cited, frame.language)
        or _not_carried(text, cites, frame)
        or _condition(text, cited, frame.language)
        or _nearer_elsewhere(text, cites, frame)
    )


def carrying(text: str, frame: Frame) -> tuple[int, ...]:
    """For a sentence that cites nothing: the first piece of evidence that carries it; () for none.

    A sentence that says too little to be told apart gets none.
    """
    facts = facts_of(text).read
    tells = bool(facts.quantities or facts.years)
    for number, support in frame.supports.items():
        share, count = share_carried(text, support.everything, frame.language)
        if (
            (tells or count >= _FEW)
            and share >= _SURELY
            and fault_of(text, (number,), frame) is None
        ):
            return (number,)
    return ()


def _in_language(text: str, language: Language) -> bool:
    if language == "ja":
        return detect_language(text) == "ja"
    return len(_JAPANESE.findall(text)) <= 0.4 * len(text)


def _statement(cited: Sequence[Support]) -> Facts:
    return facts_of("\n".join(one.statement for one in cited))


def _around(cited: Sequence[Support]) -> str:
    return "\n".join(one.about for one in cited)


def _silent(text: str, cited: Sequence[Support], language: Language) -> Fault | None:
    found = _SILENCE[language].search(normalize(text))
    if found is None or _UNDECIDED.search("\n".join(one.everything for one in cited)):
        return None
    return Fault("silence", found.group())


def _wrong_place(text: str, cited: Sequence[Support], frame: Frame) -> Fault | None:
    """A municipality that the sentence names must be that of a piece it cites, or stand in one."""
    lowered = normalize(text).lower()
    said = "\n".join(normalize(f"{one.statement}\n{one.about}") for one in cited).lower()
    for names in frame.municipalities:
        named = [name for name in names if _names(name, lowered)]
        own = any(set(one.names) & set(names) for one in cited)
        if named and not own and not any(_names(name, said) for name in names):
            return Fault("municipality", named[0])
    return None


def _names(name: str, lowered: str) -> bool:
    wanted = normalize(name).lower()
    if wanted.isascii():
        return bool(re.search(rf"(?<![a-z]){re.escape(wanted)}(?![a-z])", lowered))
    return wanted in lowered


def _wrong_facts(text: str, cited: Sequence[Support], language: Language) -> Fault | None:
    mine, theirs, around = facts_of(text), _statement(cited), _around(cited)
    if pair := unequal_pair(mine.read.text):
        return Fault("year", pair)
    if years := mine.unknown_years(theirs, around):
        return Fault("year", years[0].text)
    if quantities := mine.unknown_quantities(theirs, around):
        return Fault("number", quantities[0].text)
    if spans := other_span(mine, theirs):
        return Fault("year", spans)
    for one in cited:
        if column := wrong_column(mine, one.cells, language):
            return Fault("year", column)
        if not one.cells and (swapped := wrong_year(mine, facts_of(one.statement), language)):
            return Fault("year", swapped)
    return None


def _wrong_names(text: str, cited: Sequence[Support], frame: Frame) -> Fault | None:
    source = "\n".join(one.everything for one in cited)
    bare = facts_of(text).read.bare
    if frame.language == "ja":
        unknown = unknown_names_ja(bare, source)
    else:
        known = [name for one in cited for name in one.names]
        unknown = unknown_names_en(bare, source, known)
    return Fault("name", unknown[0]) if unknown else None


def _flipped(text: str, cited: Sequence[Support], language: Language) -> Fault | None:
    turned = turned_part(normalize(text), [normalize(one.statement) for one in cited], language)
    return None if turned is None else Fault("negation", turned)


def _not_carried(text: str, cites: Sequence[int], frame: Frame) -> Fault | None:
    """What the sentence speaks of is not in what it cites, or far more so in another piece."""
    cited = "\n".join(frame.supports[number].everything for number in cites)
    share, count = share_carried(text, cited, frame.language)
    if count < _FEW:
        return None
    if share < _CARRIED[frame.language]:
        return Fault("unsupported")
    others = [
        share_carried(text, one.everything, frame.language)[0]
        for number, one in frame.supports.items()
        if number not in cites
    ]
    return Fault("unsupported") if others and max(others) >= share + _BETTER else None


def _nearer_elsewhere(text: str, cites: Sequence[int], frame: Frame) -> Fault | None:
    """Another piece has the sentence's facts too, and is far more like it than any it cites."""
    if frame.alike is None or frame.language == "ja" or len(frame.supports) < 2:
        return None  # Japanese was compared word by word
    cosines = frame.alike(text)
    nearest = max(cosines, key=lambda number: cosines[number])
    if cosines[nearest] - max(cosines[number] for number in cites) <= _NEARER:
        return None
    better = _wrong_facts(text, [frame.supports[nearest]], frame.language) is None
    return Fault("unsupported") if better else None


def _condition(text: str, cited: Sequence[Support], language: Language) -> Fault | None:
    mine = facts_of(text).read
    dropped: str | None = None
    for one in cited:
        source = facts_of(cells_told(facts_of(text), one.cells) or one.statement).read
        share, _ = share_carried(text, one.everything, language)
        found = dropped_condition(mine, source, language, share)
        if found is None and len(cited) == 1:
            return None
        dropped = dropped or found
    return Fault("condition", dropped) if dropped else None
