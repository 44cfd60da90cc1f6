"""Whether a text affirms or denies, and what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from assistant.verification.vocabulary import vocabulary
from ingest.terms import Word, words
from prompts import Language

_NOT_DENIALS = re.compile(
    r"なければ(?:なり?ま?(?:ら|せ)[んな]い?|いけ(?:ない|ません))|ねばな(?:らない|りません)|なくてはな(?:らない|りません)|"
    r"ざるを得(?:ない|ません)|だけで(?:は)?な[くい]|のみならず|のみで(?:は)?なく|かもしれ(?:ない|ません)|に限らず|を問わず|"
    r"にかかわらず|に関わらず|少なくない|少なくとも|欠かせ(?:ない|ません)|欠くことの?できない|間違いな[いく]|やむを得(?:ない|ず)|"
    r"まもなく|絶え間な[いく]|滞りなく|漏れなく|もれなく|切れ目(?:の)?な[いく]|誰一人取り残[さす]れ?な[いく]|問題な[いく]|余儀なく|"
    r"ことなく|とどまらず|留まらず|思わず|必ず|はずです?|とらわれ(?:ない|ず)|縛られ(?:ない|ず)|又は紛失"
)
_NOT_DENIALS_EN = re.compile(
    r"\bnot (?:only|just|merely|limited to)|\bno (?:later|less|more|fewer|sooner) than|\bnot (?:less|more|later) than|"
    r"\bno longer\b|\bno doubt|\bno one (?:is )?left behind|\bleav\w+ no one behind|\bcannot but|\bwhether or not|\bif not\b|\bNo\.",
    re.IGNORECASE,
)
_DENIAL_EN = re.compile(
    r"\b(?:not|no|never|without|neither|nor|cannot|none|nothing|nobody)\b|n[’']t\b", re.IGNORECASE
)
_DENYING = frozenset({"ない", "無い", "ず", "ぬ", "まい"})
_LIGHT = frozenset(
    "為る 有る 居る 成る 出来る 頂く 下さる られる れる せる させる 行く 来る 置く 仕舞う 見る".split()
)
_REACH = 7
"""Words from a predicate to the ない that denies it."""

_LINKS = frozenset({"助動詞", "接続助詞", "係助詞", "副助詞"})


def denies(text: str, language: Language) -> bool:
    """Whether a text has a grammatical denial (ない, not) in it."""
    return n_denials(text, language) > 0


def negative(text: str, language: Language) -> bool:
    """Whether a text denies by grammar or by a word that itself denies (不足, insufficient)."""
    return denies(text, language) or bool(vocabulary().negatives[language].search(text))


def hints_denial(text: str, language: Language) -> bool:
    """Whether a text denies, or has words that can be rendered as a denial (不足, に限らず, lack)."""
    if denies(text, language) or vocabulary().denials[language].search(text):
        return True
    return is_idiom(text, language)


def n_denials(text: str, language: Language) -> int:
    """How often a text denies by grammar."""
    if language == "en":
        return len(_DENIAL_EN.findall(_NOT_DENIALS_EN.sub(" ", text)))
    return sum(_is_denial(word) for word in words(_NOT_DENIALS.sub("。", text)))


def is_idiom(text: str, language: Language) -> bool:
    """Whether a text has a set phrase with ない or not in it that denies nothing by itself."""
    return bool((_NOT_DENIALS if language == "ja" else _NOT_DENIALS_EN).search(text))


def predicates(text: str) -> Mapping[str, frozenset[bool]]:
    """What a Japanese text says is or is not: each predicate's lemma with True where denied."""
    found: defaultdict[str, set[bool]] = defaultdict(set)
    read = words(_NOT_DENIALS.sub("。", text))
    for number in range(len(read)):
        lemma = _predicate(read, number)
        if lemma:
            found[lemma].add(_denied(read[number + 1 : number + 1 + _REACH]))
    return {lemma: frozenset(sides) for lemma, sides in found.items()}


def ends_denied(text: str) -> bool:
    """Whether the last predicate of a Japanese text is denied, and nothing stands before it."""
    sides = [side for one in predicates(text).values() for side in one]
    return bool(sides) and all(sides)


def _predicate(read: Sequence[Word], number: int) -> str | None:
    word = read[number]
    lemma = (word.lemma or word.surface).partition("-")[0]
    if word.pos1 in ("動詞", "形容詞", "形状詞"):
        return None if lemma in _LIGHT or lemma in _DENYING else lemma
    following = read[number + 1] if number + 1 < len(read) else None
    if word.pos3 == "サ変可能" and following is not None:
        next_lemma = following.lemma or ""
        if next_lemma in ("為る", "出来る"):
            return lemma
        beyond = read[number + 2] if number + 2 < len(read) else None
        if following.surface in ("が", "は", "を", "も") and beyond is not None:
            says = beyond.lemma in ("有る", "無い", "為る", "行う", "出来る")
            return lemma if says else None
    return None


def _denied(after: Sequence[Word]) -> bool:
    """Whether a predicate's own ending denies it."""
    for word in after:
        if _is_denial(word):
            return True
        lemma = word.lemma or ""
        linked = word.pos1 == "助動詞" or (word.pos1 == "助詞" and word.surface in "てではがをも")
        if not linked and lemma not in _LIGHT and lemma not in ("行う", "事", "物", "訳", "為"):
            return False
    return False


def _is_denial(word: Word) -> bool:
    return word.pos1 in ("助動詞", "形容詞") and word.lemma in _DENYING
