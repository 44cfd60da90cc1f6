"""What a text speaks of, in words that both languages share."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.lexicon import load_synonyms
from ingest.normalize import normalize
from ingest.terms import terms_of
from prompts import Language

_KANJI = re.compile(r"[一-龥]|[ァ-ヶー]{2,}|[a-z]{2,}")
_COMMON_KANJI = frozenset("年度月日市的等中化性者人上下計画実施行推進取組")
_YEAR = re.compile(r"^\d{4}年度?$|^\d")
_EMPTY = frozenset(
    "計画 記載 内容 目標 令和 平成 年度 以上 以下 実施 推進 取組 取り組む 進める 行う 事業 市 町 村 県 本市 よる 定める 示す 掲げる "
    "書く 述べる 旨 次 通り 下記 以下 具体 向ける 於ける 対する 含む 可能 必要 場合 更に 及び 等 と".split()
)


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The content words of a Japanese text, as lemmas; years, numbers and empty words left out."""
    return frozenset(
        term for term in terms_of(text) if not _YEAR.match(term) and term not in _EMPTY
    )


def share_carried(sentence: str, source: str, language: Language) -> tuple[float, int]:
    """The share of what a sentence speaks of that a Japanese source does too, and of how much.

    Japanese is compared by lemmas; English by the concepts of the lexicon that it names, each
    carried where the source has one of its Japanese wordings.
    """
    if language == "ja":
        mine = content(sentence)
        theirs = content(source)
        carried = sum(term in theirs or _inside(term, source) for term in mine)
        return (carried / len(mine) if mine else 1.0), len(mine)
    carried_phrases, total = concepts_carried(sentence, source)
    return (len(carried_phrases) / total if total else 1.0), total


def concepts_carried(sentence: str, source: str) -> tuple[frozenset[str], int]:
    """What an English sentence speaks of and a Japanese source too; and of how much it speaks."""
    lowered = _with_base_forms(normalize(sentence).lower())
    concepts, rest = load_synonyms().find(lowered)
    terms, plain = frozenset(terms_of(source)), normalize(source).lower()
    latin = {word for word in re.findall(r"[a-z]{3,}", rest) if word in terms}
    concepts = [one for one in concepts if one.japanese]
    carried = {one.phrase for one in concepts if one.satisfied_by(terms, plain)}
    return frozenset(carried | latin), len(concepts) + len(latin)


def _with_base_forms(lowered: str) -> str:
    """English text with the base forms that its inflected words may have added at its end."""
    forms: dict[str, None] = {}
    for word in re.findall(r"[a-z]{4,}", lowered):
        for ending, others in _ENDINGS.items():
            if word.endswith(ending):
                stem = word[: -len(ending)]
                doubled = len(stem) > 3 and stem[-1] == stem[-2]
                forms |= dict.fromkeys(stem + other for other in others)
                forms |= {stem[:-1]: None} if doubled else {}
    return f"{lowered} . {' . '.join(forms)}"


_ENDINGS = {"ies": ("y",), "ied": ("y",), "ed": ("", "e"), "ing": ("", "e"), "ation": ("ate", "e")}


def _inside(term: str, source: str) -> bool:
    """Whether a word of two characters or more stands in the source as part of another."""
    return len(term) > 1 and not term.isascii() and term in source


def signs(text: str) -> frozenset[str]:
    """Chinese characters, katakana and Latin words of a Japanese text: what a rewording keeps."""
    return frozenset(_KANJI.findall(normalize(text).lower())) - _COMMON_KANJI


def overlap(part: str, source: str, language: Language) -> tuple[float, int]:
    """The share of a part of a sentence that a part of the evidence speaks of too, and how much.

    Japanese is compared by characters, which survive a rewording; English by the lexicon.
    """
    if language == "ja":
        mine = signs(part)
        common = len(mine & signs(source))
        return (common / len(mine) if mine else 0.0), common
    share, total = share_carried(part, source, "en")
    return (share if total else 0.0), round(share * total) if total else 0
