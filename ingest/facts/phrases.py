"""Noun phrases before and after a point of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts.folding import fold
from ingest.terms import words

_NOMINAL = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞", "代名詞"})
_JOINING = frozenset("・／/＆&-－ー「」『』（）()〈〉％%×～~")
_WINDOW = 80
"""Characters within which a phrase is looked for."""

_NOT_FIRST = re.compile(
    r"^[\s・/、。)）」』】\]：:×～~\-]+|^の|^(?:うち|ため|とおり|通り|こと)(?=の?)"
)
_ANAPHORA = re.compile(
    r"^(?:これ|それ|この|その|同(?=[一-龥])|当該|上記|以下|次|下記|ここ|そこ|もの|こと|ため|等)"
)
_BEFORE_NO = frozenset("で へ と から まで".split())
_CLAUSE_BORDERS = frozenset("、 。 ， ． ： : は ・ ○ ● ※ ■ ◆ 】 」 ）".split())
_PAIRS = {"）": "（", ")": "(", "」": "「", "』": "『", "】": "【", "]": "[", "〉": "〈"}
_QUOTED = re.compile(r"^(?:「([^「」]+)」|『([^『』]+)』)$")
_CHANGES = frozenset(
    "削減 縮減 低減 抑制 減少 増加 向上 改善 短縮 拡大 上昇 達成 確保 維持 実現".split()
)
_ADVERBIAL = frozenset(
    "将来的 今後 毎年 毎年度 年間 現在 さらに 引き続き 段階的 原則 概ね 約 計 合計".split()
)


@dataclass(frozen=True)
class _Token:
    text: str
    pos: str
    form: str
    start: int

    @property
    def modifies(self) -> bool:
        """Whether it is a verb or an auxiliary in the form that stands before a noun."""
        return self.pos in ("動詞", "助動詞", "形容詞") and self.form.startswith(
            ("連体形", "終止形")
        )


def phrase_before(text: str, *, with_clause: bool = True) -> str | None:
    """The noun phrase at the end of ``text``, by default with the clause that modifies it, or None.

    「今後は、窓口での待ち時間」 -> 窓口での待ち時間; 「計画に満足している市民の割合」 -> all of it.
    """
    text = text[-_WINDOW:]
    tokens = _tokens(text)
    first = len(tokens)
    while first > 0 and _belongs(tokens, first - 1):
        first -= 1
    if first == len(tokens):
        return None
    before = text[: tokens[first].start].rstrip()
    if with_clause and first > 0 and tokens[first - 1].modifies and not before.endswith("における"):
        first = _clause_start(tokens, first - 1)
    return tidy(text[tokens[first].start :].rstrip().removesuffix("の"))


def phrase_after(text: str) -> str | None:
    """The noun phrase at the beginning of ``text``, or None."""
    end = 0
    text = text[:_WINDOW]
    tokens = _tokens(text)
    for index, token in enumerate(tokens):
        if not _belongs(tokens, index):
            break
        end = token.start + len(token.text)
    return tidy(text[:end].removesuffix("の"))


def tidy(phrase: str) -> str | None:
    """A phrase without punctuation at its ends and half-open brackets; None where little is left."""
    phrase = _balanced(_NOT_FIRST.sub("", phrase.strip()).strip(" 　、。：:・"))
    phrase = _NOT_FIRST.sub("", phrase)
    quoted = _QUOTED.match(phrase)
    if quoted:
        phrase = quoted[1] or quoted[2]
    words = re.sub(r"[\d\W_]", "", fold(phrase))
    if len(words) < 2 or _ANAPHORA.match(phrase) or phrase in _ADVERBIAL | _CHANGES:
        return None
    return phrase


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    for word in words(text):
        start = text.index(word.surface, position)
        position = start + len(word.surface)
        tokens.append(_Token(word.surface, word.pos1, word.form, start))
    return tokens


def _belongs(tokens: list[_Token], index: int) -> bool:
    """Whether a token is part of a noun phrase rather than its border."""
    token = tokens[index]
    if "〓" in token.text:
        return False
    if token.pos in _NOMINAL or token.text in _JOINING or token.text.isascii():
        return token.text not in ("、", "。") and token.text not in _ADVERBIAL
    if token.text == "の":
        return token.pos == "助詞" and index > 0
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if token.pos == "助詞" and token.text in _BEFORE_NO:
        return following == "の"
    if token.pos == "動詞" and token.form.startswith("連用形"):
        before = tokens[index - 1] if index else None
        return (
            bool(following)
            and _nominal(tokens[index + 1])
            and (before is None or before.text == "の" or _nominal(before))
        )
    if token.text == "な":
        return token.pos == "助動詞" and index > 0 and tokens[index - 1].pos == "形状詞"
    return token.pos in ("記号", "補助記号") and token.text not in "、。，．：:；※→⇒○●◎◆■"


def _nominal(token: _Token) -> bool:
    return token.pos in _NOMINAL


def _clause_start(tokens: list[_Token], last: int) -> int:
    """Where the clause that ends with the token ``last`` begins."""
    first = last
    while first > 0:
        token = tokens[first - 1]
        until = token.text == "に" and first > 1 and tokens[first - 2].text == "まで"
        if until or token.text in _CLAUSE_BORDERS or "〓" in token.text or token.pos == "接続詞":
            break
        first -= 1
    return first


def _balanced(phrase: str) -> str:
    """``phrase`` cut so that no bracket in it lacks its other half."""
    opened: list[tuple[str, int]] = []
    start = 0
    for position, char in enumerate(phrase):
        if char in _PAIRS.values():
            opened.append((char, position))
        elif char in _PAIRS:
            if opened and opened[-1][0] == _PAIRS[char]:
                opened.pop()
            else:
                start, opened = position + 1, []
    end = opened[0][1] if opened else len(phrase)
    if opened and end <= start:
        return phrase[opened[-1][1] + 1 :].strip()
    return phrase[start:end].strip()
