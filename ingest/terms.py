"""Search terms of a text: UniDic lemmas of its content words. The one door to fugashi."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ingest.normalize import search_form

if TYPE_CHECKING:
    from fugashi import Tagger

TERMS_VERSION = 5
"""Raised whenever the same text would yield other terms."""

_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞"})
_NOMINAL = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞"})
_EMPTY_LEMMAS = frozenset(
    "為る 居る 有る 成る 事 物 為 等 様 此れ 其れ 所 もの こと ため 因る 於く 付く 図る 行う 行なう 御 "
    "の よう とき 出来る 頂く 下さる 言う 中 的 化 よる".split()
)
_LOCK = threading.Lock()
_COUNTRY = frozenset({"日本"})
_PLACE_ENDINGS = frozenset("市町村区県府都道")
_YEAR = re.compile(r"[0-9]{4}年度?")
_KANA = re.compile(r"[ぁ-んァ-ヴー号]")
_SHORTEST_NAME, _LONGEST_NAME = 3, 12
"""Characters of a name that is put together of loose kana; a single (ア) numbers an item."""

_LATIN = re.compile(r"[a-z0-9][a-z0-9+#.&/-]*[a-z0-9+#]|[a-z0-9]")
_STOP_ENGLISH = frozenset(
    "a an and are as at be by can did do does for from has have how i in is it its me my of on or "
    "our please say says tell that the their there they this to us was we were what when where "
    "which who whom whose why will with would you your about any between if into than them then "
    "these those under per".split()
)


_HEAD = re.compile(r"(?<=[一-龥々ヶケノ])(?<![市町村区])[市町村区]長(?![期寿続年])")
"""The head of a municipality whose name no dictionary has, and which is then cut amiss (霧坂町長)."""


def terms_of(text: str) -> list[str]:
    """The search terms of a text in order, repetitions kept.

    Years and numbers become one notation each (``2025年度``, ``5000人``); words are UniDic lemmas, for loan words the
    English original too (データ -> ``データ``, ``data``); particles and the like are dropped.
    """
    normalized = search_form(text)
    terms = _YEAR.findall(normalized)
    terms += _word_terms(_YEAR.sub(" ", normalized))
    return terms + [head for head in _HEAD.findall(normalized) if head not in terms]


def noun_phrases(text: str) -> list[str]:
    """The compound nouns of a normalised text: runs of two or more nouns, as written."""
    phrases: list[str] = []
    run: list[str] = []
    for word in words(text):
        if word.pos1 in _NOMINAL and not word.spaced and not word.surface.isspace():
            run.append(word.surface)
            continue
        phrases += ["".join(run)] if len(run) > 1 else []
        run = [word.surface] if word.pos1 in _NOMINAL else []
    return phrases + (["".join(run)] if len(run) > 1 else [])


def coined_names(text: str) -> list[str]:
    """The names in a normalised text that no dictionary has (くじモバ, なぎポケ): kana that UniDic
    leaves one by one.
    """
    names: list[str] = []
    run = ""
    for word in (*words(text), None):
        if word is not None and _is_a_loose_kana(word) and not (run and word.spaced):
            run += word.surface
            continue
        if _SHORTEST_NAME <= len(run) <= _LONGEST_NAME:
            names.append(run)
        run = word.surface if word is not None and _is_a_loose_kana(word) else ""
    return names


def _is_a_loose_kana(word: Word) -> bool:
    return word.pos1 == "記号" and bool(_KANA.fullmatch(word.surface))


def _word_terms(text: str) -> list[str]:
    terms: list[str] = coined_names(text)
    for word in words(text):
        surface = word.surface.lower()
        if _LATIN.fullmatch(surface):
            if surface not in _STOP_ENGLISH:
                terms.append(_stem(surface))
            continue
        if word.pos1 not in _CONTENT:
            continue
        lemma, _, original = (word.lemma or surface).partition("-")
        if lemma in _EMPTY_LEMMAS or not lemma.strip():
            continue
        terms.append(lemma)
        if original.isascii() and len(original) > 2:
            terms.append(_stem(original.lower()))
    return terms


def _stem(word: str) -> str:
    """An English plural becomes its singular; nothing else is cut."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def place_names(text: str) -> list[str]:
    """The places a normalised text names, by UniDic's proper nouns, with 市 and the like."""
    names: list[str] = []
    before: Word | None = None
    for word in words(text):
        follows = before is not None and not word.spaced
        if word.pos2 == "固有名詞" and word.pos3 == "地名" and word.surface not in _COUNTRY:
            names.append(word.surface)
            before = word
        elif follows and word.surface in _PLACE_ENDINGS:
            names[-1] += word.surface
            before = None
        else:
            before = None
    return names


@dataclass(frozen=True)
class Word:
    """A word as UniDic sees it.

    Attributes:
        surface: as written.
        pos1, pos2, pos3, pos4: its part of speech, from the coarsest class down.
        lemma: its dictionary form, None for a word UniDic does not know.
        form: its inflected form (cForm), "" for none.
        kana: its reading in katakana, "" where UniDic has none.
        spaced: white space stands before it.
    """

    surface: str
    pos1: str
    pos2: str
    pos3: str
    pos4: str
    lemma: str | None
    form: str
    kana: str
    spaced: bool


@lru_cache(maxsize=256)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text; the last texts', which a question is read for many times, are kept.

    The analyser's own nodes change under the reader with its next text, and it serves one thread
    at a time: so they are copied here, under a lock, and never handed out.
    """
    with _LOCK:
        return tuple(
            Word(
                node.surface,
                node.feature.pos1,
                node.feature.pos2,
                node.feature.pos3,
                node.feature.pos4,
                node.feature.lemma,
                node.feature.cForm or "",
                node.feature.kana or "",
                bool(node.white_space),
            )
            for node in _tagger()(text)
        )


@cache
def _tagger() -> Tagger:
    """The morphological analyser over unidic-lite, made once."""
    import fugashi
    import unidic_lite

    return fugashi.Tagger(f'-r /dev/null -d "{unidic_lite.DICDIR}"')
