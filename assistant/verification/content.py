"""What a text speaks of, in words that both languages share."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.lexicon import load_lexicon
from ingest.normalize import normalize
from ingest.terms import terms_of
from prompts import Language

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
    lowered = normalize(sentence).lower()
    concepts, rest = load_lexicon().find(lowered)
    terms, plain = frozenset(terms_of(source)), normalize(source).lower()
    latin = [word for word in re.findall(r"[a-z]{3,}", rest) if word in terms]
    concepts = [one for one in concepts if one.japanese]
    carried = sum(one.satisfied_by(terms, plain) for one in concepts) + len(latin)
    total = len(concepts) + len(latin)
    return (carried / total if total else 1.0), total


def _inside(term: str, source: str) -> bool:
    """Whether a word of two characters or more stands in the source as part of another."""
    return len(term) > 1 and not term.isascii() and term in source
