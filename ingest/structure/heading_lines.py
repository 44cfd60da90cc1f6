"""Which lines of running text are headings: by their look, what lists them, and what follows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher

from ingest.normalize import squeeze
from ingest.quote import quote_of
from ingest.structure.captions import is_caption
from ingest.structure.contents import Contents
from ingest.structure.heading_levels import corrected_levels
from ingest.structure.headings import (
    BOLD,
    CAPTION,
    CONTENTS,
    LISTED_STYLES,
    TABLE_CAPTION,
    Mark,
    Outline,
    follows,
    heading_text,
    mark_of,
    may_be_heading,
)
from ingest.structure.lines import Line, LineKind
from ingest.structure.pieces import LINE_MARKER

CAPTION_LIMIT = 30
"""Characters; a caption is no longer."""

_NOT_A_CAPTION = re.compile(
    r"(?:[市町村区]長|知事)[\s\u3000]+(?!あいさつ|ご?挨拶)[一-龥々]{1,4}[\s\u3000]*[一-龥々ぁ-んァ-ヴ]{1,4}$|[。、，,：:；;|]|^[0-9０-９a-z(（※→*]|年|[0-9０-９]{3}|https?:|[へをがは]$"
)
_CONTACT = re.compile(r"^\s*(?:TEL|FAX|E-?mail|電話|〒|発行|編集|問い?合)", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:[をにでがへ]|(?<!と)は|及び|並びに)$")
_GOES_ON = re.compile(
    r"(?!これ|この|こう|その|それ|そこ|ここ|また|まず|なお|さら|しか|いず|すべ|あら|ただ|ひと|みな|まち|わが|もの|くら|こど|いの|さま|とも|おお|より|ふる)[ぁ-ん]"
)
"""What a line begins with that goes on with a word or a sentence, and is no word to begin one with."""

_CLOSING = "）)」』】］]"
_LONG = 25
"""Characters from which a line may have been broken to fit the page."""

_ITEM_LINES = 4
"""Lines among which the next item of a list of sentences begins."""

_NARROWEST_PAGE, _WIDEST_PAGE, _FULL, _MOST_LINES = 50, 100, 0.85, 0.95
"""Columns of a page that lines are broken for; the share of it that fills a line; and of the lines that are no
wider than it."""

_ROW = re.compile(r"(?:[ \u3000]{2,}[^\s]{1,12}){3,}\s*$")
"""Cells set apart, at the end of a line."""

_POINTS, _LONG_POINT = "●○◎▶▼", 20
_ENDS_AS_A_SENTENCE = re.compile(r"(?:た|ている|ない|ます|です|(?=.*[、は]).*[るうくすつむぶ])$")

_DEADLINE = re.compile(r"までに")
_LONGEST_COLOPHON = 600
"""Characters; what follows a title once more and is longer is no colophon."""

_ALL_BOLD = re.compile(r"\*\*[^*\n]{2,40}\*\*")
_NO_HEADING = re.compile(
    r"[。、：:；;]|」(?!\*\*$)|^\*\*[0-9\s年月日./~～-]+\*\*$|^\*\*(?:[QＱ]|問)|年度?[^*]{0,10}[~～〜]"
    r"|^\*\*[表図]|[市町村区]長[\s\u3000]|知事[\s\u3000]"
)
_FIGURE = re.compile(r"[0-9０-９]")
_NUMBERING = re.compile(
    r"(?:[一-龥ァ-ヴー]{1,6}\s?)?(?:[A-Z]-)?[0-9]{1,2}(?:[-.][0-9]{1,2})*(?=[\s.．)）])"
)

_SERIES = "series"
"""The style of a heading numbered under a word of the document's own, with that word behind it."""

_SAME_HEADING = 0.75
"""Likeness from which a heading is taken for an entry of the table of contents."""


class HeadingLines:
    """Decides which lines are headings, at the point of the document that is being read.

    Args:
        lines: all lines.
        below: for every line, the next one that is read.
        contents: the table of contents.
        series: the word of each line that is one of a series of headings.
        outline: the headings that are open; it changes as the reading goes on.
    """

    def __init__(
        self,
        lines: list[Line],
        below: list[Line | None],
        contents: Contents,
        series: Mapping[int, str],
        outline: Outline,
    ) -> None:
        self._lines = lines
        self._below = below
        self._contents = contents
        self._series = series
        self._outline = outline
        self._title = ""
        self._numbered_as: dict[
            str, str
        ] = {}  # by its signature, the style of a heading in Markdown
        self._levels = corrected_levels(lines, contents.lines)
        widths = sorted(_width(line.text) for line in lines if line.kind is LineKind.PLAIN)
        self._full_width = widths[int(_MOST_LINES * (len(widths) - 1))] if widths else 0
        self._listed_headings: dict[str, list[str]] = {}
        for entry in sorted(contents.entries):
            if mark := mark_of(_with_space(entry)):
                self._listed_headings.setdefault(mark.style, []).append(entry)

    def style_of(self, index: int, *, in_sentence: bool, listed: Mark | None) -> str | None:
        """The style under which a line is a heading, or None where it is text.

        Args:
            index: the line.
            in_sentence: whether the line before it broke off in the middle of a sentence.
            listed: the number of the list item before it, if one is open.
        """
        text = self._lines[index].text
        if not may_be_heading(text) or not quote_of(text):
            return None
        if self._is_bold_heading(index, text):
            return self._numbered_as.get(_signature(text), BOLD)
        mark = mark_of(text)
        self._learn_level(index, mark)
        if self._contents.lists(text) or (
            self._contents.nearly_lists(text) and self._stands_alone(index)
        ):
            if mark is None or mark.style == "symbol":
                return CONTENTS
            return self._levels.get(index, mark.style)
        if in_sentence:
            return None
        if index in self._series:
            return f"{_SERIES} {self._series[index]}"
        if mark is None:
            return self._caption_style(index)
        if _ROW.search(text) or _is_a_point(mark, text):
            return None
        if mark.style in LISTED_STYLES and (
            self._breaks_off(index)
            or self._fills_its_line(index)
            or self._stands_before_sentence(index, mark)
            or not self._has_body(index, mark, listed)
        ):
            return None
        if self._unlisted(mark, text):
            return CAPTION
        return self._levels.get(index, mark.style)

    def _learn_level(self, index: int, mark: Mark | None) -> None:
        """Note on which level Markdown has a heading that is numbered in some way."""
        if mark is not None and mark.style.startswith("markdown"):
            signature = _signature(self._lines[index].text)
            if signature:
                self._numbered_as.setdefault(signature, self._levels.get(index, mark.style))

    def _is_bold_heading(self, index: int, text: str) -> bool:
        """Whether a line is all bold, and stands alone in a document whose headings Markdown marks: a converter has
        lost its level.
        """
        return bool(
            _ALL_BOLD.fullmatch(text.strip())
            and any(style.startswith("markdown") for style in self._outline.styles)
            and self._stands_alone(index)
            and not _NO_HEADING.search(text)
            and bool(_signature(text) or not _FIGURE.search(text))
        )

    def repeats_title(self, index: int) -> bool:
        """Whether a line that stands alone is the document's title once more."""
        text = self._lines[index].text
        return bool(
            self._title
            and len(text) <= 2 * CAPTION_LIMIT
            and squeeze(text) == self._title
            and self._stands_alone(index)
        )

    def is_colophon(self, index: int) -> bool:
        """Whether little more than an address follows a line."""
        rest = self._lines[index + 1 :]
        length = self._lines[-1].span.end - self._lines[index].span.end
        return length <= _LONGEST_COLOPHON and any(_CONTACT.match(line.text) for line in rest)

    def _caption_style(self, index: int) -> str | None:
        if not self._is_caption(index):
            return None
        text = squeeze(self._lines[index].text)
        if not self._outline.path and not self._title:
            self._title = text
        elif text in self._title:
            return None
        return TABLE_CAPTION if is_caption(self._lines[index].text) else CAPTION

    def _breaks_off(self, index: int) -> bool:
        """Whether a line ends in the middle of a sentence that the next line goes on with."""
        after = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if after is None or after.kind is not LineKind.PLAIN:
            return False
        text = self._lines[index].text.strip()
        wrapped = len(text) >= _LONG and text[-1] not in _CLOSING
        goes_on = wrapped and _GOES_ON.match(after.text.strip())
        return bool(goes_on or _OPEN_END.search(text))

    def _fills_its_line(self, index: int) -> bool:
        """Whether a line is as wide as the page and goes on in the next one, in a text that is broken to
        fit the page.
        """
        after = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if after is None or after.kind is not LineKind.PLAIN or mark_of(after.text):
            return False
        return (
            _NARROWEST_PAGE <= self._full_width <= _WIDEST_PAGE
            and _width(self._lines[index].text) >= _FULL * self._full_width
        )

    def _stands_before_sentence(self, index: int, mark: Mark) -> bool:
        """Whether the next number of its style, among the three lines below, is a sentence: then this is
        one too, and broken to fit the page.
        """
        if mark.style == "symbol" or len(self._lines[index].text.strip()) < _LONG:
            return False
        for line in self._lines[index + 1 : index + _ITEM_LINES]:
            if line.kind is not LineKind.PLAIN:
                return False
            if (after := mark_of(line.text)) and follows(mark, after):
                return "。" in line.text
        return False

    def _has_body(self, index: int, mark: Mark, listed: Mark | None) -> bool:
        """Whether a numbered line heads text, rather than being an item of a list."""
        below = self._below[index]
        if below is None or (mark.style == "symbol" and _DEADLINE.search(self._lines[index].text)):
            return False
        if listed is not None and follows(listed, mark):
            return False
        if below.kind is not LineKind.PLAIN:
            return True
        next_mark = mark_of(below.text)
        if next_mark is None:
            return True
        same = next_mark.style == mark.style
        if same and (mark.style == "symbol" or follows(mark, next_mark)):
            return mark.style == "symbol" and next_mark.number != mark.number
        return not self._closes(next_mark, mark)

    def _closes(self, next_mark: Mark, mark: Mark) -> bool:
        """Whether the next heading would close this one at once, which then heads nothing."""
        outline = Outline()
        outline.restore(self._outline)
        depth = outline.enter(mark.style, "")
        return next_mark.style not in LISTED_STYLES and outline.enter(next_mark.style, "") <= depth

    def _unlisted(self, mark: Mark, text: str) -> bool:
        """Whether the table of contents lists headings of this style, but not this one."""
        covered = self._listed_headings.get(mark.style, [])
        if len(covered) < 2 or self._part_lists_none(mark.style):
            return False
        matcher = SequenceMatcher(None, "", squeeze(text))
        for listed in covered:
            matcher.set_seq1(listed)
            bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
            if all(bound() >= _SAME_HEADING for bound in bounds):
                return False
        return True

    def _part_lists_none(self, style: str) -> bool:
        """Whether the table of contents lists no heading of this style in the part that is open, while it does in
        others: there it goes no further down.
        """
        order = self._contents.order
        part = next(
            (one for one in map(squeeze, reversed(self._outline.path)) if one in order), None
        )
        above = mark_of(_with_space(part)) if part else None
        open_ones = zip(self._outline.styles, map(squeeze, self._outline.path), strict=True)
        if (
            part is None
            or above is None
            or any(one == style and title in order for one, title in open_ones)
        ):
            return False
        for entry in order[order.index(part) + 1 :]:
            mark = mark_of(_with_space(entry))
            if mark is not None and mark.style == above.style:
                return True
            if mark is not None and mark.style == style:
                return False
        return False

    def _is_caption(self, index: int) -> bool:
        """Whether a short line stands alone above text, as titles on slides do."""
        text = self._lines[index].text.strip()
        below = self._below[index]
        if below is None or not self._stands_alone(index) or not _captionlike(text):
            return False
        if _CONTACT.match(below.text):
            return False
        if below.kind is not LineKind.PLAIN or LINE_MARKER.match(below.text):
            return True
        if self._contents.lists(below.text) or _captionlike(below.text.strip()):
            return False
        mark = mark_of(below.text)
        return mark is None or (
            mark.style in LISTED_STYLES and mark.style not in self._outline.styles
        )

    def _stands_alone(self, index: int) -> bool:
        before = self._lines[index - 1] if index else None
        after = self._lines[index + 1] if index + 1 < len(self._lines) else None
        return (before is None or before.kind is not LineKind.PLAIN) and (
            after is None or after.kind is not LineKind.PLAIN
        )


def _signature(text: str) -> str:
    """How a heading is numbered: アクション#-# for アクション①－２; "" for one that is not."""
    found = _NUMBERING.match(unicodedata.normalize("NFKC", heading_text(text)))
    return re.sub(r"[0-9]+|[A-Z](?=-)", "#", found.group()) if found else ""


def _is_a_point(mark: Mark, text: str) -> bool:
    """Whether a line with a dot before it says something whole, as a slide's points do (● …半日を要していた)."""
    said = text.strip()
    return (
        mark.style == "symbol"
        and mark.number in _POINTS
        and len(said) >= _LONG_POINT
        and bool(_ENDS_AS_A_SENTENCE.search(said))
    )


def _width(text: str) -> int:
    """How many columns a line takes, a wide character two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text.rstrip())


def _captionlike(text: str) -> bool:
    return 2 <= len(text) <= CAPTION_LIMIT and not (
        _NOT_A_CAPTION.search(text) or LINE_MARKER.match(text) or mark_of(text)
    )


def _with_space(entry: str) -> str:
    """A squeezed table-of-contents entry with the space after its number put back."""
    return re.sub(r"^([0-9]{1,2}(?:[-.][0-9]{1,2})*)(?=[^0-9.\-)])", r"\1 ", entry)
