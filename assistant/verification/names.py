"""Names that a sentence states and its evidence does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.verification.vocabulary import vocabulary
from ingest.normalize import normalize, squeeze
from ingest.terms import Word, noun_phrases, terms_of, words

_BODY = re.compile(
    r"(?:課|部|局|室|係|班|本部|協議会|審議会|委員会|会議|センター|機構|協会|連盟|連合会|組合|財団|法人|公社|大学|"
    r"高校|学校|研究所|省|庁|銀行|院|署|議会|チーム|会社|コンソーシアム|総研|商工会|会議所|事業所|本社|支社)$|"
    r"^(?:株式会社|有限会社|合同会社|一般(?:社団|財団)法人|公益(?:社団|財団)法人|国立)"
)
_NO_BODY = re.compile(
    r"(?:一|全|各|本|内|外|細|大|上|下|中|前|後|全|幹|頭|腹|心|軸|暗|私|公)部$|^(?:各|全|担当|所管|関係|庁内|当該|本|同|他)*"
    r"(?:部署|部局|課|課室|係|部|局|室|会議|委員会|チーム|組合|学校|病院|法人|会社|省庁|センター)$"
)
_PREFIX = re.compile(r"^(?:各|全|担当|所管|関係|庁内|当該|本|同|他|新|市|町|村|県)+")
_PARTNER = re.compile(
    r"(?P<who>[一-龥ァ-ヶーA-Za-z]{2,20})(?:等|など)?(?:と(?:連携|協力|共同|提携|協働)|による(?:と|調査)|によれば|(?:へ|に)委託)"
)
_COUNTRY = frozenset({"日本"})
_LATIN_IN_JAPANESE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+#.&/-]*[A-Za-z0-9+#]")
_CAPITALISED = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z'’-]*[A-Za-z]")
_ACRONYM = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*[A-Z])[A-Za-z][A-Za-z0-9-]*"
)
_SPELLED = re.compile(
    r"(?:[A-Z][\w'’&/-]*)(?:\s+(?:of|for|and|on|the|in|de|[A-Z&][\w'’&/-]*))*(?<! of)(?<! for)(?<! and)(?<! on)(?<! the)(?<! in)"
)


def unknown_names_ja(sentence: str, source: str) -> list[str]:
    """Proper names and bodies of a Japanese sentence that a source does not have."""
    plain = squeeze(source)
    names = [*_proper_names(sentence), *_bodies(sentence)]
    names += [found.group() for found in _LATIN_IN_JAPANESE.finditer(sentence)]
    unknown = [name for name in dict.fromkeys(names) if not _has(name, plain)]
    partners = [found["who"] for found in _PARTNER.finditer(sentence)]
    return [*unknown, *(who for who in partners if not any(t in plain for t in _stems(who)))]


def _stems(who: str) -> list[str]:
    """The words of a name of which one must be known: 民間企業 may stand for 民間."""
    return [squeeze(word.surface) for word in words(who) if len(word.surface) > 1]


def _has(name: str, plain: str) -> bool:
    wanted = squeeze(name)
    bare = squeeze(_PREFIX.sub("", name))
    return wanted in plain or (len(bare) > 1 and bare in plain)


def _proper_names(text: str) -> list[str]:
    found, run = list[str](), list[Word]()
    for word in [*words(text), None]:
        if word and word.pos2 == "固有名詞" and not word.surface.isascii() and not word.spaced:
            run.append(word)
            continue
        name = "".join(one.surface for one in run)
        if len(name) > 1 and name not in _COUNTRY:
            found.append(name)
        run = [word] if word and word.pos2 == "固有名詞" and not word.surface.isascii() else []
    return found


def _bodies(text: str) -> list[str]:
    return [
        phrase
        for phrase in noun_phrases(text)
        if _BODY.search(phrase) and not _NO_BODY.search(phrase)
    ]


def unknown_names_en(sentence: str, source: str, known: Iterable[str]) -> list[str]:
    """Names of an English sentence for which nothing in a Japanese source can stand.

    A body (General Affairs Division) needs a Japanese one that ends as such bodies do and has what
    its words mean; another capitalised word needs to be in the source in Latin letters, as a loan
    word or as a reading.

    Args:
        sentence: the sentence.
        source: the evidence, with what stands around it.
        known: names that may be used anyway: the municipality's.
    """
    plain = squeeze(source)
    latin = {word.lower() for word in re.findall(r"[A-Za-z][A-Za-z0-9-]*", normalize(source))}
    latin |= {term for term in terms_of(source) if term.isascii()}
    spoken = _romanised(source)
    allowed = {
        word.lower() for name in known if name.isascii() for word in re.split(r"[\s-]+", name)
    }
    unknown: list[str] = []
    for found in _SPELLED.finditer(sentence):
        phrase = found.group()
        body = _body_of(phrase)
        if body and not _stands_for(phrase, body, plain, allowed):
            unknown.append(phrase)
            continue
        first = found.start() == 0 or sentence[: found.start()].rstrip().endswith(
            (".", ":", ";", "-")
        )
        for number, word in enumerate(re.findall(r"[A-Za-z][A-Za-z0-9'’-]*", phrase)):
            bare = re.sub(r"['’]s$", "", word).lower()
            if not word[0].isupper() or (first and number == 0 and not _ACRONYM.fullmatch(word)):
                continue
            if not _is_known(bare, plain, latin, spoken, allowed):
                unknown.append(word)
    return unknown


def _is_known(word: str, plain: str, latin: set[str], spoken: str, allowed: set[str]) -> bool:
    knows = vocabulary()
    forms = {word, word.rstrip("s"), word.replace("-", "")}
    if forms & (latin | allowed | knows.plain_capitals) or (len(word) > 2 and word in plain):
        return True
    for name, pattern in (*knows.qualifiers.items(), *knows.bodies.items()):
        if word in name.split() and pattern.search(plain):
            return True
    return len(word) > 3 and _folded(word) in spoken


def _body_of(phrase: str) -> str | None:
    lowered = re.sub(r"\bheadquarter\b", "headquarters", phrase.lower())
    heads = [name for name in vocabulary().bodies if re.search(rf"\b{name}(?:s|es)?\b", lowered)]
    return heads[0] if heads and len(phrase.split()) > 1 else None


def _stands_for(phrase: str, body: str, plain: str, allowed: set[str]) -> bool:
    """Whether a source has a body of that kind, with all that the phrase says of it."""
    knows = vocabulary()
    lowered = phrase.lower()
    if not knows.bodies[body].search(plain):
        return False
    return all(
        pattern.search(plain)
        for name, pattern in knows.qualifiers.items()
        if re.search(rf"\b{re.escape(name)}\b", lowered) and name not in allowed
    )


def _romanised(text: str) -> str:
    """The readings of a text's words in Latin letters, folded, one after the other."""
    return "".join(_folded(_latin(word.kana)) for word in words(normalize(text)))


def _folded(latin: str) -> str:
    """Romanisation without what systems differ in: long vowels, shi/si, tsu/tu and the like."""
    text = latin.lower()
    for written, one in _SPELLINGS.items():
        text = text.replace(written, one)
    return re.sub(r"([a-z])\1+", r"\1", text.replace("ou", "o"))


_SPELLINGS = {
    "sh": "s", "ch": "t", "ts": "t", "j": "z", "dz": "z", "f": "h", "sy": "s", "ty": "t", "zy": "z",
    "mb": "nb", "mp": "np", "mm": "nm", "'": "", "-": "", "’": "",
}  # fmt: skip


def _latin(kana: str) -> str:
    written = ""
    for char in kana:
        if char in "ャュョ" and written.endswith("i"):
            written = written[:-1]
        written += _KANA.get(char, "")
    return written


def _kana_table() -> Mapping[str, str]:
    rows = {
        "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ",
        "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
        "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
    }  # fmt: skip
    table = {
        kana: consonant + vowel
        for consonant, line in rows.items()
        for kana, vowel in zip(line, "aiueo", strict=True)
    }
    table |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "v"}
    return table | {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ェ": "e", "ォ": "o"}


_KANA = _kana_table()
