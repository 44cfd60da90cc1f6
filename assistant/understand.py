"""Question to ``Question``: language, stand-alone wording, scope, kind, years, concepts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.asides import without_asides
from assistant.asking import terms_apart, without_asking, without_measure
from assistant.conversation import read, told_of
from assistant.function_words import names_nothing
from assistant.kinds import Kind, compares, kind_of
from assistant.language import detect_language
from assistant.lexicon import Concept, load_lexicon
from assistant.municipalities import (
    Directory,
    Municipality,
    find_places,
    other_places,
    says_like_ours,
    says_ours,
)
from assistant.question import Question, Scope
from assistant.romaji import quoted_romaji
from assistant.schema import QUESTION_LIMIT
from ingest.errors import UsageError
from ingest.normalize import normalize, unify_years
from ingest.terms import coined_names, noun_phrases, terms_of
from prompts import Language

_PLACE_ENDINGS = "市町村区"
_QUOTED = re.compile(r"[「『]([^「」『』。\n]{2,20})[」』]")
_VERSION = re.compile(r"(?<![0-9.])[0-9]{1,2}\.[0-9]{1,2}版")
_COMPANY = re.compile(r"\b(?P<letters>[A-Z]{3,6})(?: [A-Z][a-z]+){1,3}\b(?!-)")
_EMOJI = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D\u20E3]+")
ALL_OF_THEM = re.compile(
    r"(?:市町村|自治体|市)(?:ごと|別)に|[るただの]市と[^。、]{1,8}市[、がはを]|"
    r"(?:各|全(?:て|部)?の?|すべての|(?P<count>[2-9二三四五六七八]))\s?(?:つの)?(?:市町村|自治体|市町|市|町|団体)(?![一-龥])[でのはをが]?|"
    r"\b(?:all|each|every)(?: of)?(?: the)?(?: (?P<many>two|three|four|five|six|seven|eight))? (?:cities|municipalities|towns|city|municipality|town|plans?)\b|"
    r"\b(?P<several>two|three|four|five|six|seven|eight) (?:cities|municipalities|towns|plans)\b",
    re.IGNORECASE,
)
"""How a question says that it is about all municipalities: 各市で, for all cities."""

_COUNTS = {
    written: number
    for number, names in enumerate(
        (
            "2 二 two",
            "3 三 three",
            "4 四 four",
            "5 五 five",
            "6 六 six",
            "7 七 seven",
            "8 八 eight",
        ),
        2,
    )
    for written in names.split()
}
_MOST = 8
"""Municipalities that are compared all at once, at most."""

_YEAR_OF_THE_ERA = re.compile(
    r"(?<![0-9一-龥々A-Za-z./-])(?<![RHSrhs] )(?<!この)(?<!向こう)(?<!次の)(?<!最初の)(?:[1-9]|1[0-9]|20)年度(?!目|間|ごと|毎|以上|以内|連続|続け|にわた|分の|あたり|当たり|につき|に何)"
)
"""A fiscal year without its era, as people say it: of the one that is now."""

_AGAINST = re.compile(
    r"(?:さん)?(?:の(?!ほう|方|令和|平成|[0-9RH]|前|昨|一昨)[^、。はを]{1,10})?(?:と(?:比べて|比較して|比べると|は?どう違|の違い|違)|に比べ|よりも?、?(?:早|遅|高|低|多|少|長|短|進|大き|小さ))"
)
"""What follows those that one's own is set against."""

_IS_THE_TOPIC = re.compile(r"(?:さん)?(?:の[^、。]{1,12})?で?は")

_POINTS = re.compile(r"そこ|それ|これ|その(?:とき|時)")
"""How a follow-up points to what was answered, which the question before it asks for."""

_OF_NOBODY_S = re.compile(
    r"(?:[一-龥]{2,4}省|デジタル庁|内閣府)[^。、]{0,8}(?:資料|事例|参考|報告|ガイド|手引)|(?:参考)?事例集|"
    r"\b(?:MIC|METI|MLIT|MHLW|MEXT|ministry|Digital Agency|Cabinet Office)\b(?:['’]s)?[^.?]{0,24}\b(?:materials?|documents?|cases?|casebook|collection|report|handbook)\b",
    re.IGNORECASE,
)
"""How a question names a document of no municipality's own."""

_OTHER_ERA = re.compile(r"平成|昭和|\b[HS][0-9]")

_YEAR_TERM = re.compile(r"^[0-9]{4}年度?$")


def understand(
    text: str, directory: Directory, home: Municipality | None, history: Sequence[str] = ()
) -> Question:
    """Understand a question.

    Args:
        text: the question as typed.
        directory: the municipalities there are.
        home: the asker's municipality, None if unknown.
        history: the asker's earlier questions in this conversation, oldest first.

    Raises:
        UsageError: the question is empty or longer than QUESTION_LIMIT characters.
    """
    text = clean_question(text)
    reading = read(text, [clean_text(turn) for turn in history], directory)
    return replace(
        understand_as(text, reading.standalone, directory, home, reading.follows),
        follows=reading.follows,
        otherwise=reading.otherwise,
        again=reading.again,
    )


def understand_as(
    text: str,
    standalone: str,
    directory: Directory,
    home: Municipality | None,
    follows: str = "",
) -> Question:
    """Understand a question as it reads without the conversation before it.

    Args:
        text: the question as typed, cleaned.
        standalone: the same, readable alone.
        directory, home: as of ``understand``.
        follows: the question that it is read behind; "" for none. What that one asks is not asked again.
    """
    normalized = as_read(standalone)
    asked = without_asides(as_read(_asked_now(text, standalone, follows)))
    language = detect_language(text)
    things = _things_in(asked, directory) if language == "en" else ()
    subject = _subject(asked, things, directory)
    terms = terms_of(subject)
    years = tuple(dict.fromkeys(term for term in terms if _YEAR_TERM.match(term)))
    concepts = find_concepts(subject, things)
    latest = without_asides(as_read(text))
    recent = find_concepts(_subject(latest, things, directory), things)
    bare = without_asking(subject)
    return Question(
        text=text,
        standalone=standalone,
        language=language,
        kind=_kind(text, asked),
        scope=find_scope(normalized, directory, home),
        years=years,
        concepts=concepts,
        recent=frozenset(concept.phrase for concept in recent),
        phrases=tuple(dict.fromkeys(phrase.lower() for phrase in noun_phrases(bare))),
        queries=(asked, *_japanese_query(language, concepts)),
        terms=tuple(dict.fromkeys(terms_apart(bare))),
    )


def _asked_now(text: str, standalone: str, follows: str) -> str:
    """A stand-alone question without what the one before it asks, where ``text`` asks something else."""
    normalized = normalize(text)
    asks = kind_of(without_asides(normalized)) != "fact" and not _POINTS.search(normalized)
    if not (asks and follows and standalone.startswith(follows)):
        return standalone
    return told_of(follows) + standalone[len(follows) :]


def _things_in(asked: str, directory: Directory) -> tuple[tuple[str, str], ...]:
    """What documents give a name and a normalised English question calls by it, each as the question and as
    they write it; a municipality's name alone is none.
    """
    return tuple(
        (written, name)
        for written, name in directory.things.in_english(asked).items()
        if re.search(r"[A-Za-z]{2}", directory.without_names(written))
    )


def _subject(asked: str, things: Sequence[tuple[str, str]], directory: Directory) -> str:
    """A normalised question without the municipalities, places and things that it names."""
    for written, _ in things:
        asked = asked.replace(written, " ")
    return directory.without_names(without_places(asked, directory))


def as_read(text: str) -> str:
    """A question normalised, with an emoji read as the end of a sentence, and 10年度 as 令和10年度."""
    read = normalize(_EMOJI.sub("。", text)).strip("。 ") or normalize(text)
    return read if _OTHER_ERA.search(read) else _YEAR_OF_THE_ERA.sub(r"令和\g<0>", read)


def without_places(normalized: str, directory: Directory) -> str:
    """A normalised text without the places it names: they tell where to look, not for what."""
    for place in reversed(find_places(normalized, directory)):
        normalized = f"{normalized[: place.start]} {normalized[place.end :]}"
    return normalized


def clean_text(text: str) -> str:
    """A text without control and format characters, ends trimmed."""
    kept = (
        char if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs") else " "
        for char in text
    )
    return "".join(kept).strip()


def clean_question(text: str) -> str:
    """A question that can be asked.

    Raises:
        UsageError: it has nothing to read in it, or more than QUESTION_LIMIT characters.
    """
    cleaned = clean_text(text)
    if not any(char.isalnum() for char in cleaned):
        raise UsageError("question_empty")
    if len(cleaned) > QUESTION_LIMIT:
        raise UsageError("question_too_long", length=len(cleaned), limit=QUESTION_LIMIT)
    return cleaned


def find_scope(normalized: str, directory: Directory, home: Municipality | None) -> Scope:
    """Whose documents a question is about: those it names, else the asker's own."""
    named = [mention.municipality for mention in directory.mentions(normalized)]
    unnamed = not named
    others = other_places(normalized, directory)
    known = others if home is not None else [*named, *others]
    ours = says_ours(normalized) and _means_ours(normalized, known)
    against = bool(named) and _is_set_against(normalized, directory)
    if home is not None and home not in named and (ours or against):
        named.insert(0, home)
    places = []
    for place in others:
        meant = directory.meant_by(place)
        if meant is None:
            places.append(place)
        elif meant not in named:
            named.append(meant)
    if not named and not places and compares(normalized) and _means_all(normalized, directory):
        named = list(directory.all)
    if named and not compares(normalized):
        # 茨城 in 「常陸大宮市の、いばらき電子申請…」 tells no place to look at.
        places = [place for place in places if place[-1] in _PLACE_ENDINGS or " " in place]
    if named and not compares(normalized):
        places = [place for place in places if not _is_a_ward_there(place, normalized)]
    if ours and home is None and len(directory.all) > 1:
        asked_of = named if named or places else list(directory.all)
        return Scope(tuple(asked_of), tuple(places), needs_home=True)
    if named or places:
        return Scope(tuple(named), tuple(places), by_home=unnamed and named == [home])
    of_others = says_like_ours(normalized) or (
        directory.shared_doc_ids and _OF_NOBODY_S.search(normalized)
    )
    if home is not None and not of_others:
        return Scope((home,), by_home=True)
    return Scope()


def _is_set_against(normalized: str, directory: Directory) -> bool:
    """Whether a question sets its own matter against what others do (北九州市の期限と比べて早いのか), and names them for
    nothing else.
    """
    names = [(one.start, one.end) for one in directory.mentions(normalized)]
    against = _AGAINST.match(normalized, names[-1][1]) if names else None
    return against is not None and not any(_IS_THE_TOPIC.match(normalized, end) for _, end in names)


def _means_all(normalized: str, directory: Directory) -> bool:
    """Whether a question is about all municipalities that have a plan: 各市, 4市 where there are four."""
    asked = ALL_OF_THEM.search(normalized)
    there = len(directory.all)
    if asked is None or not 1 < there <= _MOST:
        return False
    said = (asked["count"] or asked["many"] or asked["several"] or "").lower()
    return not said or _COUNTS.get(said) == there


def _is_a_ward_there(place: str, normalized: str) -> bool:
    """Whether a place named beside a municipality is a part of it (大凪市の北山区), and not beside it
    in a row (久慈市と板橋区).
    """
    return place.endswith("区") and not re.search(
        rf"[とや、・]{re.escape(place)}|{re.escape(place)}[とや、・]", normalized
    )


def _means_ours(normalized: str, named: Sequence[object]) -> bool:
    """Whether "we" is a municipality: in English beside one that is named, only where they are compared."""
    return not named or not normalized.isascii() or compares(normalized)


@lru_cache(maxsize=512)
def find_concepts(subject: str, things: tuple[tuple[str, str], ...] = ()) -> tuple[Concept, ...]:
    """What a normalised text speaks of: phrases of the lexicon, and its other content words.

    Args:
        subject: the text.
        things: what documents give a name, as the text writes it in Latin letters, and as they do.
    """
    years = [word for word in terms_of(subject) if _YEAR_TERM.match(word)]
    bare = unify_years(subject)
    for year in years:
        bare = bare.replace(year, " ")
    bare = without_measure(bare)
    names = [*_names_in(bare), *_VERSION.findall(bare)]
    companies = _companies_in(bare)
    for name in (*names, *companies):
        bare = bare.replace(name, " ")
    concepts, rest = load_lexicon().find(bare)
    romaji = {word: kana for word, kana in quoted_romaji(bare).items() if word in rest}
    for word in romaji:
        rest = rest.replace(word, " ")
    spelled = [
        Concept(word, tuple(tuple(terms_of(one)) or (one,) for one in kana), kana)
        for word, kana in romaji.items()
    ]
    named = [replace(_as_a_whole(name), phrase=written.lower()) for written, name in things]
    known_by = [
        Concept(name, ((letters.lower(),),), (letters.lower(),))
        for name, letters in companies.items()
    ]
    concepts = [*map(_as_a_whole, names), *known_by, *named, *spelled, *concepts]
    known = {term for concept in concepts for words in concept.alternatives for term in words}
    others = dict.fromkeys(terms_apart(without_asking(rest)))
    return (
        *concepts,
        *(
            Concept(term, ((term,),))
            for term in others
            if term not in known and not names_nothing(term)
        ),
    )


def _companies_in(text: str) -> dict[str, str]:
    """The names in a normalised text that begin with capital letters (NEC Solution Innovators), with these:
    what follows stands in kana in a Japanese text. What the lexicon knows (DX, ICT) is none's name.
    """
    found = {match.group(): match["letters"] for match in _COMPANY.finditer(text)}
    return {
        name: letters
        for name, letters in found.items()
        if not load_lexicon().find(letters.lower())[0]
    }


def _names_in(text: str) -> list[str]:
    """Names that are meant as they stand: what a normalised text quotes, or what no dictionary has.

    What the lexicon knows is no such name.
    """
    quoted = [name.strip() for name in _QUOTED.findall(text)]
    lexicon = load_lexicon()
    return [
        name
        for name in dict.fromkeys([*quoted, *coined_names(text)])
        if len(name) > 1 and not lexicon.find(name)[0]
    ]


def _as_a_whole(name: str) -> Concept:
    return Concept(name, (tuple(terms_of(name)) or (name.lower(),),), (name.lower(),))


def _japanese_query(language: Language, concepts: Sequence[Concept]) -> tuple[str, ...]:
    """For an English question, the Japanese words for what it speaks of: a second query."""
    if language == "ja":
        return ()
    words = [concept.japanese or concept.phrase for concept in concepts]
    return (" ".join(dict.fromkeys(words)),) if any(one.japanese for one in concepts) else ()


def _kind(text: str, standalone: str) -> Kind:
    """What is asked for now; where the words at hand do not tell, what was asked for before."""
    kind = kind_of(without_asides(normalize(text)))
    return kind_of(standalone) if kind == "fact" else kind
