"""What the documents give a name (「様式工房」, しおかぜ号), found by the name in Latin letters: yoshiki kobo."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import jaconv

from assistant.romaji import SYLLABLES, looks_english
from ingest.normalize import normalize
from ingest.terms import coined_names, words

if TYPE_CHECKING:
    from ingest.index import Index

_BRACKETED = re.compile(r"[「『]([^「」『』、。\n]{2,16})[」』]")
_SUFFIX = re.compile(r"(?:号|便|隊|係|くん|ちゃん|さん)$")
"""What an asker may leave away, or say in English: Shiokaze-go, the Shiokaze."""

_QUOTE = re.compile(r"[\"'“‘’]")
_LETTERS = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_POSSESSIVE = re.compile(r"['’]s$")
_NO_LETTER = re.compile(r"[^A-Za-z]")
_BETWEEN = re.compile(r"[ -]")
_SHORTEST, _MOST_WORDS = 6, 4
"""Letters of a name that is looked for, and words that it is written in."""

_LONG_VOWEL = re.compile(r"([aeiou])\1+|(?<=o)u")
_LABIAL = re.compile(r"m(?=[bpm])")
_SAYS = frozenset({"動詞", "形容詞", "助動詞", "助詞"})
"""What ends with such a word is quoted for what it says, and is no name."""


class NamedThings:
    """The names that documents give, by how they are read.

    Args:
        texts: gives the documents' texts, when they are wanted.
        terms: gives the terms that they explain.
    """

    def __init__(
        self, texts: Callable[[], Iterable[str]] = tuple, terms: Callable[[], Iterable[str]] = tuple
    ) -> None:
        self._texts = texts
        self._terms = terms
        self._lock = threading.Lock()
        self._found: dict[str, str] | None = None

    @classmethod
    def of(cls, index: Index) -> NamedThings:
        """Those of ``index``."""

        def texts() -> Iterator[str]:
            for doc_id in index.store.doc_ids:
                if (document := index.store.document(doc_id)) is not None:
                    yield document.text

        def terms() -> Iterator[str]:
            for doc_id in index.store.doc_ids:
                if (facts := index.facts(doc_id)) is not None:
                    yield from (definition.term for definition in facts.definitions)

        return cls(texts, terms)

    def in_english(self, text: str) -> dict[str, str]:
        """The names that a normalised English text has in Latin letters: as it writes them, and as the
        documents do.
        """
        found: dict[str, str] = {}
        taken = 0
        for start, written in _spelled_in(text):
            if start < taken or not _may_be_a_name(text, start, written):
                continue
            letters = folded(_NO_LETTER.sub("", _POSSESSIVE.sub("", written)))
            if len(letters) < _SHORTEST or not SYLLABLES.fullmatch(letters):
                continue
            if name := self.by_reading().get(letters):
                found[written] = name
                taken = start + len(written)
        return found

    def by_reading(self) -> dict[str, str]:
        """The names by their readings; the documents are read when this is first called."""
        with self._lock:
            if self._found is None:
                found: dict[str, str] = {}
                for name in dict.fromkeys(self._names()):
                    for one in (name, _SUFFIX.sub("", name)):
                        if reading := reading_of(one):
                            found.setdefault(reading, name)
                self._found = found
            return self._found

    def _names(self) -> Iterator[str]:
        for text in self._texts():
            # Line by line: the analyser's last texts are kept.
            for line in normalize(text).splitlines():
                for name in _BRACKETED.findall(line):
                    if not _says_something(name):
                        yield name
                yield from coined_names(line)
        for term in self._terms():
            yield normalize(term)


def _says_something(quoted: str) -> bool:
    """Whether what is quoted ends as a sentence does; お知らせ does not, whose verb is a noun."""
    last = words(quoted)[-1]
    return last.pos1 in _SAYS and not last.form.startswith("連用形")


def _may_be_a_name(text: str, start: int, written: str) -> bool:
    """Whether words of an English text may be a name: one that has a capital letter or is quoted, or a
    single word that does not look English.
    """
    if re.search(r"[A-Z]", written) or (start and _QUOTE.match(text[start - 1])):
        return True
    return " " not in written and not looks_english(written)


def _spelled_in(text: str) -> Iterator[tuple[int, str]]:
    """Up to so many words in a row, with where they begin: from each word on the longest first."""
    words_of = list(_LETTERS.finditer(text))
    for first, word in enumerate(words_of):
        last = first
        while last + 1 < min(first + _MOST_WORDS, len(words_of)) and _BETWEEN.fullmatch(
            text[words_of[last].end() : words_of[last + 1].start()]
        ):
            last += 1
        for end in range(last, first - 1, -1):
            yield word.start(), text[word.start() : words_of[end].end()]


def reading_of(name: str) -> str:
    """How a normalised name is read, in Latin letters as ``folded``; "" where it cannot be read, or has
    letters of its own by which it is found anyway.
    """
    if not name or re.search(r"[A-Za-z0-9]", name):
        return ""
    kana = "".join(word.kana or word.surface for word in words(name))
    spelled = str(jaconv.kana2alphabet(jaconv.kata2hira(kana).replace("ー", "").replace("・", "")))
    return folded(spelled) if spelled.isascii() and spelled.isalpha() else ""


def folded(letters: str) -> str:
    """Latin letters in lower case with long vowels short, n for m before b, p and m, and cch for tch."""
    lowered = letters.lower().replace("tch", "cch")
    return _LABIAL.sub("n", _LONG_VOWEL.sub(r"\1", lowered))
