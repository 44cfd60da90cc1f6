"""Reads a document's text into sections and blocks: general rules, nothing about single plans."""

from __future__ import annotations

import re
from itertools import takewhile

from ingest.fiscal import YEAR_ALONE
from ingest.normalize import normalize
from ingest.quote import quote_of
from ingest.structure.aligned import find_aligned
from ingest.structure.captions import captions_below, is_note
from ingest.structure.contents import find_contents
from ingest.structure.heading_lines import CAPTION_LIMIT, HeadingLines
from ingest.structure.headings import BOX, CAPTION, CONTENTS, LISTED_STYLES, heading_text, mark_of
from ingest.structure.lines import Line, LineKind, split_lines
from ingest.structure.pieces import LABELLED, LINE_MARKER, marker_class, without_dash
from ingest.structure.records import Span, Structure
from ingest.structure.running import is_page_number, running_lines
from ingest.structure.series import find_series
from ingest.structure.sheets import find_sheets
from ingest.structure.spaced import find_spaced
from ingest.structure.table_reader import TableReader
from ingest.structure.wrapping import FIGURE_LINE, Wrapping
from ingest.structure.writer import Writer

_BROKEN_BEFORE = re.compile(r"[。．！？!?:：」』）)】\]]\s*$")
_NEW_SENTENCE = re.compile(
    r"^\s*(?:また|なお|さらに|ただし|しかし|そのため|このため|これにより|このほか|加えて|一方)、"
)
_BRACKETED = re.compile(r"^\s*(?:〔[^〔〕]{1,12}〕|【[^【】]{1,12}】|［[^［］]{1,12}］)(?=\s*\S)")
"""What sets a line apart: 〔現状〕 before a text."""

_BRACKETED_LINE = re.compile(r"^\s*[〔【［][^〔【［〕】］]+[〕】］]\s*$")
"""A label in brackets that has a line of its own."""

_LABEL_AND_VALUE = re.compile(
    r"(?!\u3000)[^\s：:。、「」]{1,14}[：:](?!//)[ \u3000]*[^\s。][^。]*$"
)
"""A label with what it labels, which may stand above a text of its own: 担当課：学校教育課."""

_DATED = re.compile(
    r"^[ \u3000]*(?:(?:令和|平成|昭和|[RHＲＨ])[ \u3000]?[0-9０-９元]{1,2}|(?:19|20)[0-9]{2})(?:[ \u3000]?年度?)?"
    r"(?:[ \u3000]?[0-9０-９]{1,2}月)?(?:[ \u3000]?[0-9０-９]{1,2}日)?(?:[～~〜][^\s。、]{1,12})?[ \u3000]+(?=[^\s。、])"
)
"""What a line of a chronicle begins with: 令和７年３月 計画策定."""

_YEAR = "year"
"""What makes an item of a year on a line of its own and of what stands below it."""

_LINES_A_YEAR = 3
"""Lines below such a year among which the next one begins."""

_BARE_NUMBER = re.compile(
    r"[■◆●○◇□▼▶・\s]*(?:第[0-9一二三四五六七八九十]+[章節編部]|[一-龥々ァ-ヴーの]{1,8}\s?(?:[0-9]{1,2}|[IVX]{1,4})(?:[-.][0-9IVX]{1,4})*)"
)
"""A heading that has but a number: 施策の柱Ⅰ－１, 第２章."""

_NO_TITLE = re.compile(
    r"[。、，：:；;|0-9０-９]|[はがをにへ]$|^\S{1,8}[ \u3000]+\S{1,20}[課室部局]$"
)

_ARROW, _DIGIT = re.compile(r"[→⇒]"), re.compile(r"[0-9０-９]")
_LONGEST_CHANGE = 120
"""Characters of a line that says how a figure goes up or down, at most."""

_SHEET, _SHEET_LABEL = "sheet", "sheet label"
"""The styles of a sheet's name, and of a label on it."""

_WRAPPED, _SHORT = 0.95, 0.75
"""The share of lines that are no longer than a full one, and what of that makes a short one."""

_CONTINUES = re.compile(r"^[ぁ-ん、。）」]")
_ENDS_WITH_KANA = re.compile(r"[ぁ-ん]$")


def read_structure(source: str) -> Structure:
    """Read ``source`` into its sections and blocks.

    Every span lies inside ``source``; blocks do not overlap, follow the order of the text, and
    leave out the table of contents, page numbers, headings, and what a section says twice.
    """
    return _Reader(source).read()


class _Reader:
    """Goes through the lines; holds the paragraph that is open."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = split_lines(source)
        self._contents = find_contents(self._lines)
        self._running = running_lines(self._lines)
        self._aligned = find_aligned(self._lines, self._contents.lines | self._running)
        aligned = {n for first, end in self._aligned.items() for n in range(first, end)}
        self._spaced = find_spaced(
            source, self._lines, self._contents.lines | self._running | aligned
        )
        self._captions = captions_below(self._lines, self._contents.lines | self._running)
        self._below = self._lines_below()
        series = find_series(self._lines, self._below, self._contents.lines | self._running)
        self._sheets = find_sheets(self._lines, self._contents.lines | self._running, series)
        self._full_line = self._length_of_full_line()
        self._wrapping = Wrapping(self._lines)
        self._writer = Writer(source)
        self._tables = TableReader(source, self._writer)
        self._headings = HeadingLines(
            self._lines,
            self._below,
            self._contents,
            series,
            self._writer.outline,
        )
        self._numbered: set[str] = set()  # styles of the headings in the part that is open
        self._paragraph: Span | None = None
        self._begun_at = 0
        self._named_at: int | None = None
        self._titles: set[int] = set()  # lines that were read with the number above them
        self._series = ""
        self._last_item: tuple[str, int] | None = None

    def read(self) -> Structure:
        index = 0
        while index < len(self._lines):
            if self._lines[index].kind is not LineKind.PLAIN:
                self._named_at = None
            index = self._take(index)
        self._close_paragraph()
        return self._writer.structure()

    def _take(self, index: int) -> int:
        """Read the line at ``index``; returns the index to go on with."""
        line = self._lines[index]
        if index in self._contents.lines:
            return index + 1
        if index in self._running or is_page_number(line):
            self._take_page_number(index)
            return index + 1
        if end := self._aligned.get(index):
            self._close_paragraph()
            self._tables.read_aligned(self._lines[index:end])
            return end
        if rows := self._spaced.get(index):
            self._close_paragraph()
            self._tables.read_spaced(rows)
            return index + len(rows)
        if line.kind is LineKind.PLAIN:
            if self._tables.repeats_row(line):
                self._close_paragraph()
                self._writer.count_repeated()
            elif self._headings.repeats_title(index):
                self._take_title(index)
            else:
                self._take_plain(index)
            return index + 1
        if line.kind is LineKind.BLANK:
            self._take_blank(index)
            return index + 1
        self._close_paragraph()
        if line.kind is LineKind.PIPES:
            return self._take_pipes(index)
        if line.kind is LineKind.HTML_TABLE:
            self._tables.read_html(line)
        elif line.kind is LineKind.CELLS:
            return self._take_tabs(index)
        return index + 1

    def _take_tabs(self, index: int) -> int:
        """Read a line of tab-separated cells, or the whole table that it heads."""
        end = index
        while (
            end < len(self._lines)
            and self._lines[end].kind is LineKind.CELLS
            and end not in self._contents.lines
        ):
            end += 1
        if self._tables.read_headed(self._lines[index:end]):
            return end
        self._tables.read_tabs(self._lines[index])
        return index + 1

    def _take_pipes(self, index: int) -> int:
        """Read a whole Markdown table."""
        end = index
        while end < len(self._lines) and self._lines[end].kind in (LineKind.PIPES, LineKind.RULE):
            end += 1
        self._tables.read_pipes(
            [self._lines[at] for at in range(index, end) if at not in self._contents.lines]
        )
        return end

    def _take_title(self, index: int) -> None:
        """The title once more is a running header, or the head of a colophon."""
        line = self._lines[index]
        if self._headings.is_colophon(index):
            self._close_paragraph()
            self._writer.outline.close()
            self._writer.enter(CAPTION, line.span, heading_text(line.text))
        elif self._paragraph is not None and not self._continues_below(index):
            self._close_paragraph()

    def _take_page_number(self, index: int) -> None:
        """It ends a paragraph, unless it may be a figure in the middle of a sentence."""
        if self._paragraph is None:
            return
        maybe_figure = self._lines[index].text.strip().isdecimal()
        if _BROKEN_BEFORE.search(self._open_text()) or not (
            maybe_figure or self._continues_below(index)
        ):
            self._close_paragraph()

    def _take_blank(self, index: int) -> None:
        self._writer.header = None
        if index and self._lines[index - 1].kind is LineKind.BLANK:
            return
        if self._paragraph is not None and not self._continues_below(index):
            self._close_paragraph()

    def _continues_below(self, index: int) -> bool:
        """Whether a sentence broken by a blank line, or by a page's number, goes on after it."""
        below = self._below[index]
        if self._paragraph is None or below is None or below.kind is not LineKind.PLAIN:
            return False
        if quote_of(f"。{self._source[self._paragraph.end : below.span.start]}。") != "。。":
            return False
        text = self._open_text().rstrip()
        if len(text) < CAPTION_LIMIT or _BROKEN_BEFORE.search(text):
            return False
        if LINE_MARKER.match(below.text):
            return False
        if text.endswith(("、", "，")) or _CONTINUES.match(below.text.strip()):
            return True
        return self._is_prose() and self._goes_on_over_the_page(index, below)

    def _is_prose(self) -> bool:
        """Whether the open paragraph is of sentences that end with a full stop, and no item of a list."""
        text, indented = self._open_text(), self._lines[self._begun_at].text.startswith("\u3000")
        return not marker_class(text) and ("。" in text or indented)

    def _goes_on_over_the_page(self, index: int, below: Line) -> bool:
        """Whether a long line that ends with no noun breaks off before a page's number, and the next line that is
        read is no heading, no label and no first line of a paragraph, but text with a sentence's end in it.
        """
        last = self._open_text().rstrip().rsplit("\n", 1)[-1]
        if len(last) < CAPTION_LIMIT or not _ENDS_WITH_KANA.search(last):
            return False
        above = (self._lines[at] for at in range(self._lines.index(below, index) - 1, -1, -1))
        between = takewhile(lambda line: line.kind is LineKind.BLANK or is_page_number(line), above)
        return (
            any(is_page_number(line) for line in between)
            and "。" in below.text
            and not below.text[:1].isspace()
            and not LABELLED.match(below.text)
            and mark_of(below.text) is None
        )

    def _begins_a_lost_part(self, style: str, text: str) -> bool:
        """Whether a heading (3. 人材確保) is the first of a part whose title is only in the table of
        contents: it goes on with no numbering of the part that is open, and the next part has no title.
        """
        outline, mark = self._writer.outline, mark_of(text)
        if CONTENTS not in outline.styles[:-1] or mark is None or mark.style != style:
            return False
        goes_on = not mark.number.isdecimal() or mark.number == "1" or style in self._numbered
        title = outline.path[outline.styles.index(CONTENTS)]
        return not goes_on and self._contents.loses_what_follows(title)

    def _take_plain(self, index: int) -> None:
        line = self._lines[index]
        if index in self._titles or self._takes_name(index):
            return
        if index in self._captions:
            self._close_paragraph()
            self._writer.name_table_above(line.span)
            return
        style = self._headings.style_of(
            index, in_sentence=self._in_sentence(), listed=self._writer.listed
        )
        if style is not None:
            self._close_paragraph()
            if self._begins_a_lost_part(style, line.text):
                self._writer.outline.close()
            self._numbered = set() if style == CONTENTS else self._numbered | {style}
            self._enter(style, index)
            return
        if self._take_label(index):
            return
        self._writer.header = None
        marked = bool(LINE_MARKER.match(line.text) or LABELLED.match(line.text))
        mark = mark_of(line.text)
        self._writer.listed = mark if mark and mark.style in LISTED_STYLES else None
        marked = marked or self._writer.listed is not None or bool(_BRACKETED.match(line.text))
        series = self._series_of(index)
        marked = marked or bool(series)
        if self._paragraph is not None and self._is_done_in_a_year(index, marked=marked):
            self._paragraph = Span(self._paragraph.start, line.span.end)
            return
        if (
            self._paragraph is not None
            and self._series != _YEAR
            and not marked
            and not self._ends_item(line.text)
            and not self._ends_above(index)
        ):
            self._paragraph = Span(self._paragraph.start, line.span.end)
            return
        self._close_paragraph()
        if not marked:
            self._writer.outline.leave(BOX)
        self._paragraph, self._begun_at, self._series = line.span, index, series

    def _waits_for_what_is_done(self) -> bool:
        """Whether a year (Ｒ７) stands alone so far, and what is done in it is to come."""
        return self._series == _YEAR and bool(YEAR_ALONE.match(self._open_text()))

    def _heads_what_is_done(self, index: int) -> bool:
        """Whether a lone year is the first of several with a line of what is done below each, or goes on with them:
        nothing stands open above the first, and no value.
        """
        first = self._paragraph is None
        if not first and (self._series != _YEAR or self._waits_for_what_is_done()):
            return False
        below = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if below is None or below.kind is not LineKind.PLAIN or YEAR_ALONE.match(below.text):
            return False
        if is_page_number(below) or "。" in below.text:
            return False
        if LINE_MARKER.match(below.text) and not _ARROW.fullmatch(below.text.strip()):
            return False
        behind = self._lines[index + 2 : index + 2 + _LINES_A_YEAR]
        return not first or any(YEAR_ALONE.match(line.text) for line in behind)

    def _is_done_in_a_year(self, index: int, *, marked: bool) -> bool:
        """Whether a line says what is done in the year that stands above it: the first line below that, whatever it
        is, and any other that another such year follows.
        """
        if self._series != _YEAR or YEAR_ALONE.match(self._lines[index].text):
            return False
        behind = self._lines[index + 1 : index + 1 + _LINES_A_YEAR]
        return self._waits_for_what_is_done() or (
            not marked
            and "。" not in self._lines[index].text
            and any(YEAR_ALONE.match(line.text) for line in behind)
        )

    def _enter(self, style: str, index: int) -> None:
        """Open the section that a heading heads; if that is a number and no more (施策Ⅰ－１), with its title below."""
        line, text = self._lines[index], heading_text(self._lines[index].text)
        after = self._lines[index + 1] if index + 1 < len(self._lines) else None
        behind = self._lines[index + 2] if index + 2 < len(self._lines) else None
        if (
            after is not None
            and after.kind is LineKind.PLAIN
            and (behind is None or behind.kind is not LineKind.PLAIN)
            and _BARE_NUMBER.fullmatch(normalize(text))
            and 1 < len(after.text.strip()) <= CAPTION_LIMIT
            and not _NO_TITLE.search(after.text)
            and not any(one.match(after.text) for one in (LINE_MARKER, LABELLED, _BRACKETED))
            and mark_of(after.text) is None
        ):
            self._titles.add(index + 1)
            text = f"{text}\u3000{heading_text(after.text)}"
            line = after
        self._writer.enter(style, Span(self._lines[index].span.start, line.span.end), text)

    def _take_label(self, index: int) -> bool:
        """Read the label of a sheet, if a line is or begins with one."""
        line, sheets = self._lines[index], self._sheets
        if index in sheets.names:
            self._close_paragraph()
            if index in sheets.above:
                self._named_at = line.span.start
            else:
                self._writer.enter(_SHEET, line.span, heading_text(line.text))
        elif index in sheets.above:
            self._close_paragraph()
            self._writer.enter(_SHEET_LABEL, line.span, heading_text(line.text))
        elif index in sheets.before:
            self._close_paragraph()
            self._writer.outline.leave(_SHEET_LABEL)
            self._paragraph, self._begun_at, self._series = line.span, index, ""
        else:
            return False
        self._writer.header = None
        return True

    def _takes_name(self, index: int) -> bool:
        """Read the name of a sheet below its label, if a line is that."""
        start, self._named_at = self._named_at, None
        if start is None or index in self._sheets.above or index in self._sheets.before:
            return False
        line = self._lines[index]
        self._writer.enter(_SHEET, Span(start, line.span.end), heading_text(line.text))
        self._writer.header = None
        return True

    def _series_of(self, index: int) -> str:
        """What several lines in a row have in common that makes each an item: that they begin with a
        date, as a chronicle's do, end with a figure set apart, or say how one goes up or down; that
        one is a year, with what is done in it below; "" for nothing.
        """
        if YEAR_ALONE.match(self._lines[index].text) and self._heads_what_is_done(index):
            return _YEAR
        for series, holds in (
            ("date", _DATED.match),
            ("figure", FIGURE_LINE.match),
            ("goes", _goes_from_to),
        ):
            if holds(self._lines[index].text) and any(
                0 <= near < len(self._lines)
                and self._lines[near].kind is LineKind.PLAIN
                and holds(self._lines[near].text)
                for near in (index - 1, index + 1)
            ):
                return series
        return ""

    def _ends_item(self, line: str) -> bool:
        """Whether a list item ends above a line, which begins a sentence of its own."""
        text = self._open_text().rstrip()
        if not marker_class(text) or text.endswith("、"):
            return False
        last = text.rsplit("\n", 1)[-1]
        return bool(
            _NEW_SENTENCE.match(line)
            or (text.endswith("。") and len(last) <= _SHORT * self._full_line)
        )

    def _ends_above(self, index: int) -> bool:
        """Whether the open paragraph ends above a line because of how its last line is broken.

        A single line does not that is the label of what follows: a term above its explanation, or
        an item, unless it is one of a list of single lines.
        """
        above = self._lines[index - 1]
        if above.kind is not LineKind.PLAIN or is_page_number(above):
            return False
        text = self._open_text()
        if (
            self._begun_at == index - 1
            and _LABEL_AND_VALUE.match(text)
            and self._lines[index].text.startswith("\u3000")
        ):
            return self._wrapping.ends_with(index - 1)
        if marker_class(text) or _BRACKETED_LINE.match(text):
            last = self._last_item
            in_list = last == (marker_class(text), self._begun_at - 1)
            if not in_list or self._begun_at != index - 1:
                return False
        elif self._begins_sentence(index - 1) and self._wrapping.heads_text(index - 1):
            return False
        return self._wrapping.ends_with(index - 1)

    def _begins_sentence(self, index: int) -> bool:
        """Whether a line of the open paragraph is its first, or stands below the end of a sentence."""
        return self._begun_at == index or self._lines[index - 1].text.rstrip().endswith("。")

    def _in_sentence(self) -> bool:
        return self._paragraph is not None and self._open_text().rstrip().endswith("、")

    def _open_text(self) -> str:
        if self._paragraph is None:
            return ""
        return self._source[self._paragraph.start : self._paragraph.end]

    def _close_paragraph(self) -> None:
        if self._paragraph is None:
            return
        text, span = self._open_text(), self._paragraph
        self._paragraph = None
        marker = marker_class(text)
        self._last_item = (marker, self._begun_at) if marker and "\n" not in text else None
        mark = mark_of(text)
        if not marker and mark and mark.style in LISTED_STYLES:
            marker = mark.style
        if "\n" not in text or self._series == _YEAR:
            marker = marker or self._series
        if not is_note(text):
            self._writer.end_table()
        self._writer.add_text(without_dash(self._source, span), marker)

    def _length_of_full_line(self) -> int:
        lengths = sorted(len(line.text) for line in self._lines if line.kind is LineKind.PLAIN)
        return lengths[int(_WRAPPED * (len(lengths) - 1))] if lengths else 0

    def _lines_below(self) -> list[Line | None]:
        """For every line, the next one that is read."""
        below: list[Line | None] = []
        found: Line | None = None
        for index in range(len(self._lines) - 1, -1, -1):
            below.append(found)
            line = self._lines[index]
            if (
                line.kind not in (LineKind.BLANK, LineKind.RULE)
                and index not in self._contents.lines
                and index not in self._running
                and not is_page_number(line)
            ):
                found = line
        return below[::-1]


def _goes_from_to(line: str) -> bool:
    """Whether a line says from what to what a figure goes: 保有率 77％ → 90％."""
    if "。" in line or len(line) > _LONGEST_CHANGE:
        return False
    before, *behind = _ARROW.split(line)
    return bool(behind) and all(_DIGIT.search(part) for part in (before, "".join(behind)))
