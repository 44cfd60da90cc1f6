"""A quote: what a reader is shown of a span of the source, and nothing but what stands there."""

from __future__ import annotations

import html
import re

from ingest.fiscal import YEAR_ALONE

_ELEMENTS = (
    "p|br|hr|div|span|h[1-6]|ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|"
    "a|img|b|i|u|s|em|strong|small|font|center|sub|sup|del|ins|mark|ruby|rb|rt|rp|pre|code|"
    "blockquote|figure|figcaption|section|article|header|footer|nav|main|aside|details|summary|"
    "html|head|body|title|meta|link|style|script|label|input|button|form|svg|path"
)
TAG = re.compile(
    rf"</?(?:{_ELEMENTS})(?:\s[^<>]*)?/?>|<!--(?:(?!<!--).)*?-->", re.DOTALL | re.IGNORECASE
)
"""An HTML tag or comment; ``<RPA>`` is neither."""

ATTRIBUTES = re.compile(r"(?:\[\])?\{[#.][^{}\n]{1,80}\}")
"""What a converter to Markdown puts beside a heading: ``[]{#_Toc1 .anchor}``."""

# Each pattern is tried once for a run of its characters, however long: the look-behinds see to it.
_RULE = re.compile(r"\|[\s|:-]*\||^[ \t　]*[-=]{3,}[ \t　]*$", re.MULTILINE)
_EMPHASIS = re.compile(
    r"^#{1,6}[ 　]+(?=\S)|(?<![0-9])\*\*|\*\*(?![0-9])|__(?=\S)|(?<=\S)__", re.MULTILINE
)
_SEPARATOR = re.compile(r"(?<!\s)\s*[|\t][|\s]*")
_PAGE_BREAK = re.compile(
    r"(?<!\s)[ \t　]*\r?\n(?:[ \t　]*\r?\n)+[ \t　]*(?:[-－—][ \t　]*)?(?:[PpＰ][.．]?[ \t　]*)?"
    r"[0-9０-９]{1,3}(?:[ \t　]*[-－—])?[ \t　]*\r?\n(?:[ \t　]*\r?\n)+"
)
"""A page's number between blank lines, in the middle of a text that goes on over the page."""

_LINE_BREAK = re.compile(r"(?<![ 　])[ 　]*[\r\n]\s*")
_AROUND_TAB = re.compile(r"(?<!\s)\s*\t\s*")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WIDE = re.compile(r"[^\x00-\u02ff]")
_COLUMN_GAP = re.compile(r"(?<=[^ \u3000])([ \u3000])[ \u3000]{2,}(?=[^ \u3000])")
"""What parts two cells of a table that is set with blanks."""

_REMOVABLE = re.compile(r"[\n\r\t|<&#*_={-]|[ \u3000]{3}")
"""Every match of the patterns above has one of these in it."""


def quote_of(source: str) -> str:
    """The readable form of a verbatim span of a document.

    Markup, table separators, marks of headings and emphasis, line-wrap breaks and page numbers between
    blank lines are removed, entities are resolved; nothing else changes. A break between two cells, between two words in Latin
    script, or behind a line that is no more than a year (Ｒ10), becomes one space.
    """
    if not _REMOVABLE.search(source):
        return source.strip()
    text = source
    if "|" in text or "---" in text or "===" in text:
        text = _RULE.sub(_without_rule, text)
    if "<" in text:
        text = TAG.sub("\t", text)
    if "{" in text:
        text = ATTRIBUTES.sub("", text)
    if "#" in text or "**" in text or "__" in text:
        text = _EMPHASIS.sub("", text)
    if "|" in text or "\t" in text:
        text = _SEPARATOR.sub("\t", text)
    if "\n" in text or "\r" in text:
        text = _PAGE_BREAK.sub("\n", text)
        text = _LINE_BREAK.sub(_joined, text)
    if "\t" in text:
        text = _AROUND_TAB.sub(" ", text)
    text = _COLUMN_GAP.sub(r"\1", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return text.strip()


def _without_rule(found: re.Match[str]) -> str:
    """A run of bars is a rule only if there is a line in it; ``| |`` is two empty cells."""
    run = found.group()
    return run if run.startswith("|") and "---" not in run else "\t"


def _joined(found: re.Match[str]) -> str:
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    if YEAR_ALONE.match(line.strip()):
        return " "
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    return "" if _WIDE.match(before) or _WIDE.match(after) else " "
