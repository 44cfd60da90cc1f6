"""Which lines are headings, and how they nest.

A heading's style is the way in which it is numbered or marked. Which level a style has follows
from how the document uses it: a style met again closes everything opened since it was last met;
a new style opens a level below, except that some styles outrank others in every plan.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ingest.quote import ATTRIBUTES

_LABEL_WORDS = (
    "基本方針|基本目標|基本施策|基本方向|重点施策|重点事項|重点目標|個別施策|取組方針|推進方針|施策|取組|方針|目標|戦略|"
    "プロジェクト|ステップ|STEP|Step|フェーズ|柱|原則|視点|理念|指針|テーマ|論点|別表|別紙|資料|参考|様式"
)
_CIRCLED = "①-⑳㉑-㉟"

_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("markdown1", re.compile(r"^#\s+(?=\S)")),
    ("markdown2", re.compile(r"^##\s+(?=\S)")),
    ("markdown3", re.compile(r"^###\s+(?=\S)")),
    ("markdown4", re.compile(r"^#{4,6}\s+(?=\S)")),
    ("appendix", re.compile(r"^(?:資\s*料\s*編|巻\s*末\s*資\s*料|[付附]\s*属\s*資\s*料|付\s*録)$")),
    ("part", re.compile(r"^第\s?([0-9一二三四五六七八九十]+)\s?[部編](?![0-9])")),
    ("chapter", re.compile(r"^第\s?([0-9一二三四五六七八九十]+)\s?章")),
    ("clause", re.compile(r"^第\s?([0-9一二三四五六七八九十]+)\s?[節項]")),
    ("roman", re.compile(r"^([Ⅰ-Ⅻⅰ-ⅻ]+|[IVX]{1,4}(?=[.．、 　]))[.．、]?\s*")),
    (
        "label",
        re.compile(
            rf"^(?:{_LABEL_WORDS})\s?([0-9]+|[IVX]{{1,4}}|[A-H](?=[\s:.、]|$))(?![0-9A-Za-z%]|[-.,][0-9]|件|人|つ|年|月|回|か|割|日|時|[のはがをにで、](?=[一-龥0-9]))"
        ),
    ),
    ("lettered", re.compile(r"^([A-Z]-[0-9]{1,2})[.)]?\s+(?=\S)")),
    ("number3", re.compile(r"^([0-9]{1,2}[-.][0-9]{1,2}[-.][0-9]{1,2})[.)]?\s*(?=[^0-9\s])")),
    ("number2", re.compile(r"^([0-9]{1,2}[-.][0-9]{1,2})(?:[.)]\s*|\s+)(?=[^0-9\s])")),
    ("dotted", re.compile(r"^([0-9]{1,2})\.\s*(?=[^0-9\s])")),
    (
        "number",
        re.compile(r"^([0-9]{1,2})\s+(?=[^0-9\s]|[0-9]{1,2}(?:つの|本の|本柱|点の|か年|年間の))"),
    ),
    ("parenthesis", re.compile(r"^\(([0-9]{1,2})\)\s*(?=\S)")),
    ("half_parenthesis", re.compile(r"^([0-9]{1,2})\)\s*(?=\S)")),
    ("circled", re.compile(rf"^([{_CIRCLED}])\s*(?=\S)")),
    ("kana", re.compile(r"^(?:\(([ア-ン])\)|([ア-ン])[ 　.．])\s*(?=\S)")),
    (
        "numbered_bracket",
        re.compile(
            r"^[【〔\[](?![^】〕\]]*(?:年|令和|平成|[RH][0-9]|目標|実績|期|図|表|注|※|出典|文献|内線|電話|TEL|問))(?:(?<=【)|(?=[^0-9]))[^】〕\]0-9]{0,14}([0-9]{1,2}(?:[-.][0-9]{1,2})?)[】〕\]]\s*(?=[^\s0-9])"
        ),
    ),
    (
        "bracket",
        re.compile(
            r"^【[^】]{1,40}】$|^\[[^\]]{1,40}\]$|^〔[^〕]{1,40}〕$|^〈[^〉]{1,40}〉$|^<[^<>]{1,40}>$"
        ),
    ),
    ("symbol", re.compile(r"^([◆■●◇□▼▶◎○])\s*(?=\S)")),
)

_FIRST = frozenset("#第資巻付附IVX(【[〔〈<◆■●◇□▼▶◎○0123456789") | {
    word[0] for word in _LABEL_WORDS.split("|")
}
_FIRST_RANGES = re.compile(rf"[Ⅰ-Ⅻⅰ-ⅻ{_CIRCLED}ア-ン]")
"""What the first character of a marked line is, raw or folded."""

_LETTERED = re.compile(r"[A-Z]-")

_OUTRANKS = {"part": 0, "markdown1": 0, "contents": 1, "chapter": 1, "appendix": 1, "clause": 2}
"""Styles that never stand below any style outside this table; the smaller is the higher."""

_CLOSED_BY_NUMBER = frozenset({"circled", "bracket", "dotted"})
"""Styles that a plain number (「1 窓口」) never stands below."""

_LABEL_ON_A_LINE, _PART_IN_BRACKETS = "bracket", re.compile(r"編|資料|付録|別冊|参考")
"""The style of a line in brackets (【取組内容】): below a Markdown heading it is a label, and no heading that Markdown marks
stands below it, unless it is a part of the document by its words (【資料編】)."""

LISTED_STYLES = frozenset(
    "dotted number number2 parenthesis half_parenthesis circled kana symbol numbered_bracket".split()
)
"""Styles that number the items of a list as often as they number headings."""

CAPTION = "caption"
"""The style of a short line that stands alone above its text, as on slides."""

TABLE_CAPTION = "table caption"
"""The style of a line that names the table below it by a number; it ends with the table."""

BOLD = "bold"
"""The style of a heading that nothing but its emphasis marks; none that Markdown marks stands below it."""

BOX = "box"
"""The style of a row label in a boxed table (概要, 現状と課題 …)."""

CONTENTS = "contents"
"""The style of an unnumbered line that the table of contents lists."""

_CIRCLED_NUMBER = re.compile(rf"[{_CIRCLED}]")
_SENTENCE_END = re.compile(r"[。．、，,;；:：]$")
_LONGEST_HEADING = 60


@dataclass(frozen=True)
class Mark:
    """How a line is numbered or marked.

    Attributes:
        style: one of the styles above.
        number: the number, letter or symbol itself, NFKC-normalised; "" where there is none.
    """

    style: str
    number: str


def mark_of(line: str) -> Mark | None:
    """The numbering of a line of text, or None."""
    raw = line.strip()
    first = unicodedata.normalize("NFKC", raw[:2])
    if not (_may_mark(raw[:1]) or _may_mark(first[:1]) or _LETTERED.match(first)):
        return None
    # ① folds to 1, but is a style of its own.
    kept = 1 if _CIRCLED_NUMBER.match(raw) else 0
    folded = raw[:kept] + unicodedata.normalize("NFKC", raw[kept:])
    for style, pattern in _STYLES:
        found = pattern.match(raw if style in ("roman", "circled", "symbol") else folded)
        if found:
            number = next((group for group in found.groups() if group), "")
            return Mark(style, unicodedata.normalize("NFKC", number))
    return None


def _may_mark(char: str) -> bool:
    return char in _FIRST or bool(_FIRST_RANGES.match(char))


def may_be_heading(line: str) -> bool:
    """Whether a line has the look of a heading: short, and not the end of a sentence."""
    text = line.strip()
    return 1 < len(text) <= _LONGEST_HEADING and "。" not in text and not _SENTENCE_END.search(text)


def follows(first: Mark, second: Mark | None) -> bool:
    """Whether ``second`` continues the numbering of ``first``, as the next item of a list does."""
    if second is None or second.style != first.style:
        return False
    return second.number != "1" or first.number == "0"


def heading_text(line: str) -> str:
    """A heading as it is shown: without Markdown's ``#``, emphasis and attributes, and with one blank between its parts."""
    bare = re.sub(r"^#+\s+|\*\*", "", ATTRIBUTES.sub("", line.strip())).strip()
    return re.sub(r"[ \u3000]{3,}", "\u3000", bare)


class Outline:
    """The headings that are open at a point of a document."""

    def __init__(self) -> None:
        self._path: tuple[str, ...] = ()
        self._styles: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The texts of the open headings, from the top down."""
        return self._path

    @property
    def styles(self) -> tuple[str, ...]:
        """The styles of the open headings, from the top down."""
        return self._styles

    def restore(self, other: Outline) -> None:
        """Open what is open in ``other``."""
        self._path, self._styles = other.path, other.styles

    def enter(self, style: str, text: str, *, boxed: bool = False) -> int:
        """Open a heading, ``boxed`` if it is a row label; returns how many headings stay open above it."""
        depth = self._depth_for(style, boxed=boxed)
        self._path = (*self._path[:depth], text)
        self._styles = (*self._styles[:depth], style)
        return depth

    def goes_on(self, style: str, text: str) -> bool:
        """Whether a heading is open already; if so, all below it is closed.

        A heading that is met again while it is open stands above the next part of its section, as
        on the pages of a long table or on a second slide.
        """
        if style not in self._styles:
            return False
        depth = self._styles.index(style)
        if self._path[depth] != text:
            return False
        self._path, self._styles = self._path[: depth + 1], self._styles[: depth + 1]
        return True

    def close(self) -> None:
        """Close all headings."""
        self._path, self._styles = (), ()

    def leave(self, style: str) -> None:
        """Close the heading of this style, if one is open, and all below it."""
        if style in self._styles:
            depth = self._styles.index(style)
            self._path, self._styles = self._path[:depth], self._styles[:depth]

    def _label_below_markdown(self, styles: tuple[str, ...]) -> int:
        """How deep a label in brackets stands that is open below a Markdown heading; 0 for none."""
        if _LABEL_ON_A_LINE not in styles:
            return 0
        depth = styles.index(_LABEL_ON_A_LINE)
        marked = any(one.startswith("markdown") for one in styles[:depth])
        return depth if marked and not _PART_IN_BRACKETS.search(self._path[depth]) else 0

    def _depth_for(self, style: str, *, boxed: bool) -> int:
        styles = self._styles
        if TABLE_CAPTION in styles and not boxed:
            styles = styles[: styles.index(TABLE_CAPTION)]
        if style in styles:
            return styles.index(style)
        rank = _OUTRANKS.get(style)
        if rank is not None:
            for depth, open_style in enumerate(styles):
                if _OUTRANKS.get(open_style, len(_OUTRANKS)) >= rank:
                    return depth
        if style == "number":
            for depth, open_style in enumerate(styles):
                if open_style in _CLOSED_BY_NUMBER:
                    return depth
        if style.startswith("markdown") and BOLD in styles:
            return styles.index(BOLD)
        if style.startswith("markdown") and (labelled := self._label_below_markdown(styles)):
            return labelled
        if styles and styles[-1] == CAPTION and style != TABLE_CAPTION and not boxed:
            return styles.index(CAPTION)
        return len(styles)
