"""Reads a document's text into sections and blocks: general rules, nothing about single plans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ingest.normalize import normalize, squeeze
from ingest.quote import quote_of
from ingest.structure.contents import Contents, find_contents
from ingest.structure.headings import (
    CAPTION,
    CONTENTS,
    LISTED_STYLES,
    Mark,
    Outline,
    follows,
    heading_text,
    mark_of,
    may_be_heading,
)
from ingest.structure.lines import Line, LineKind, split_lines
from ingest.structure.pieces import (
    LABELLED,
    LINE_MARKER,
    marker_class,
    split_runs,
    split_sentences,
    trim,
    without_dash,
)
from ingest.structure.records import Block, BlockKind, Section, Span, Structure
from ingest.structure.tables import (
    GridCell,
    Header,
    Row,
    has_markup,
    html_rows,
    is_year_header,
    make_header,
    pipe_row,
    row_cells,
    tab_row,
)

BOX = "box"
"""The style of a row label in a boxed table (概要, 現状と課題 …)."""

WHOLE_ITEM_LIMIT = 160
"""A list item up to this many characters stays whole; a longer one is cut into sentences."""

_CAPTION_LIMIT = 30
_LABEL_LIMIT = 14
_VALUE_LENGTH = 40
_PAGE_NUMBER = re.compile(r"^(?:[-－—]?\s*(?:[PpＰ]\.?\s*)?[0-9０-９]{1,3}\s*[-－—]?|NEW)$")
_NOT_A_CAPTION = re.compile(r"[。、，,：:；;|]|^[0-9０-９a-z(（※→*]|年|[0-9０-９]{3}|https?:")
_BROKEN_BEFORE = re.compile(r"[。．！？!?:：」』）)】\]]\s*$")
_CONTINUES = re.compile(r"^[ぁ-ん、。）」]")
_READABLE = re.compile(r"\w{2}")
_SAME_HEADING = 0.75
"""Likeness from which a heading is taken for an entry of the table of contents."""


def read_structure(source: str) -> Structure:
    """Read ``source`` into its sections and blocks.

    Every span lies inside ``source``; blocks do not overlap, follow the order of the text, and
    leave out the table of contents, page numbers, headings, and what a section says twice.
    """
    return _Reader(source).read()


@dataclass
class _Reader:
    """The state of a reading: what is open at the line that is being read."""

    source: str
    lines: list[Line] = field(default_factory=list)
    below: list[Line | None] = field(default_factory=list)
    listed_headings: dict[str, list[str]] = field(default_factory=dict)
    contents: Contents = field(default_factory=lambda: Contents(frozenset(), frozenset()))
    outline: Outline = field(default_factory=Outline)
    entered: list[tuple[tuple[str, ...], Span]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    said: set[tuple[tuple[str, ...], str]] = field(default_factory=set)
    html_cells: set[tuple[tuple[str, ...], str]] = field(default_factory=set)
    paragraph: Span | None = None
    open_items: list[tuple[str, Span]] = field(default_factory=list)
    opening: Span | None = None
    listed: Mark | None = None
    header: Header | None = None
    group: int | None = None

    def read(self) -> Structure:
        self.lines = split_lines(self.source)
        self.contents = find_contents(self.lines)
        self.below = self._lines_below()
        for entry in sorted(self.contents.entries):
            if mark := mark_of(listed_with_space(entry)):
                self.listed_headings.setdefault(mark.style, []).append(entry)
        index = 0
        while index < len(self.lines):
            index = self._take(index)
        self._close_paragraph()
        return Structure(self._sections(), tuple(self.blocks))

    # --- lines ---------------------------------------------------------------------------------

    def _take(self, index: int) -> int:
        """Read the line at ``index``; returns the index to go on with."""
        line = self.lines[index]
        if index in self.contents.lines:
            return index + 1
        if _PAGE_NUMBER.match(line.text.strip()):
            self._take_page_number(line)
            return index + 1
        if line.kind is LineKind.PLAIN:
            self._take_plain(index)
            return index + 1
        if line.kind is LineKind.BLANK:
            self._take_blank(index)
            return index + 1
        self._close_paragraph()
        if line.kind is LineKind.PIPES:
            return self._take_pipes(index)
        if line.kind is LineKind.HTML_TABLE:
            self._take_html(line)
        elif line.kind is LineKind.CELLS:
            row = tab_row(self.source, line.span)
            if not self._repeats_html(row):
                self._take_cells(row)
        return index + 1

    def _take_page_number(self, line: Line) -> None:
        """It ends a paragraph, unless it may be a figure in the middle of a sentence."""
        if self.paragraph is None:
            return
        text = self.source[self.paragraph.start : self.paragraph.end]
        if _BROKEN_BEFORE.search(text) or not line.text.strip().isdecimal():
            self._close_paragraph()

    def _take_blank(self, index: int) -> None:
        self.header = None
        if index and self.lines[index - 1].kind is LineKind.BLANK:
            return
        if self.paragraph is not None and not self._continues_below(index):
            self._close_paragraph()

    def _continues_below(self, index: int) -> bool:
        """Whether a sentence broken by a blank line (a page break) goes on after it."""
        below = self._next(index)
        if self.paragraph is None or below is None or below.kind is not LineKind.PLAIN:
            return False
        if self.source[self.paragraph.end : below.span.start].strip():
            return False
        text = self.source[self.paragraph.start : self.paragraph.end].rstrip()
        if len(text) < _CAPTION_LIMIT or _BROKEN_BEFORE.search(text):
            return False
        if LINE_MARKER.match(below.text):
            return False
        return text.endswith(("、", "，")) or bool(_CONTINUES.match(below.text.strip()))

    def _take_plain(self, index: int) -> None:
        line = self.lines[index]
        style = self._heading_style(index)
        if style is not None:
            self._enter(style, line.span, heading_text(line.text))
            return
        self.header = None
        marked = bool(LINE_MARKER.match(line.text) or LABELLED.match(line.text))
        mark = mark_of(line.text)
        self.listed = mark if mark and mark.style in LISTED_STYLES else None
        marked = marked or self.listed is not None
        if self.paragraph is not None and not marked:
            self.paragraph = Span(self.paragraph.start, line.span.end)
            return
        self._close_paragraph()
        if not marked:
            self.outline.leave(BOX)
        self.paragraph = line.span

    def _next(self, index: int) -> Line | None:
        """The next line after ``index`` with something on it."""
        return self.below[index]

    def _lines_below(self) -> list[Line | None]:
        """For every line, the next one that is read."""
        below: list[Line | None] = []
        found: Line | None = None
        for index in range(len(self.lines) - 1, -1, -1):
            below.append(found)
            line = self.lines[index]
            if (
                line.kind not in (LineKind.BLANK, LineKind.RULE)
                and index not in self.contents.lines
                and not _PAGE_NUMBER.match(line.text.strip())
            ):
                found = line
        return below[::-1]

    # --- headings ------------------------------------------------------------------------------

    def _heading_style(self, index: int) -> str | None:
        """The style under which the line is a heading, or None where it is text."""
        text = self.lines[index].text
        if not may_be_heading(text) or not quote_of(text):
            return None
        mark = mark_of(text)
        if self.contents.lists(text):
            return CONTENTS if mark is None or mark.style == "symbol" else mark.style
        if self._interrupts_sentence():
            return None
        if mark is None:
            return CAPTION if self._is_caption(index) else None
        if mark.style in LISTED_STYLES and not self._has_body(index, mark):
            return None
        if self._unlisted(mark, text):
            return CAPTION
        return mark.style

    def _interrupts_sentence(self) -> bool:
        if self.paragraph is None:
            return False
        return self.source[self.paragraph.start : self.paragraph.end].rstrip().endswith("、")

    def _has_body(self, index: int, mark: Mark) -> bool:
        """Whether a numbered line heads text, rather than being an item of a list."""
        below = self._next(index)
        if below is None:
            return False
        if self.listed is not None and follows(self.listed, mark):
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
        outline.restore(self.outline)
        depth = outline.enter(mark.style, "")
        return next_mark.style not in LISTED_STYLES and outline.enter(next_mark.style, "") <= depth

    def _unlisted(self, mark: Mark, text: str) -> bool:
        """Whether the table of contents lists headings of this style, but not this one."""
        covered = self.listed_headings.get(mark.style, [])
        if len(covered) < 2:
            return False
        matcher = SequenceMatcher(None, "", squeeze(text))
        for listed in covered:
            matcher.set_seq1(listed)
            bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
            if all(bound() >= _SAME_HEADING for bound in bounds):
                return False
        return True

    def _is_caption(self, index: int) -> bool:
        """Whether a short line stands alone above text, as titles on slides do."""
        text = self.lines[index].text.strip()
        below = self._next(index)
        if below is None or not self._stands_alone(index) or not self._captionlike(text):
            return False
        if below.kind is not LineKind.PLAIN or LINE_MARKER.match(below.text):
            return True
        if self.contents.lists(below.text) or self._captionlike(below.text.strip()):
            return False
        mark = mark_of(below.text)
        return mark is None or (mark.style in LISTED_STYLES and mark.style not in self._styles())

    def _styles(self) -> set[str]:
        return set(self.outline.styles)

    def _captionlike(self, text: str) -> bool:
        return 2 <= len(text) <= _CAPTION_LIMIT and not (
            _NOT_A_CAPTION.search(text) or LINE_MARKER.match(text) or mark_of(text)
        )

    def _stands_alone(self, index: int) -> bool:
        before = self.lines[index - 1] if index else None
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return (before is None or before.kind is not LineKind.PLAIN) and (
            after is None or after.kind is not LineKind.PLAIN
        )

    def _enter(self, style: str, span: Span, text: str) -> None:
        self._close_paragraph()
        self.outline.enter(style, text)
        self.entered.append((self.outline.path, trim(self.source, span)))
        self.open_items, self.opening, self.listed = [], None, None
        self.header, self.group = None, None

    # --- tables --------------------------------------------------------------------------------

    def _take_pipes(self, index: int) -> int:
        """Read a whole Markdown table."""
        end = index
        rule = None
        while end < len(self.lines) and self.lines[end].kind in (LineKind.PIPES, LineKind.RULE):
            if self.lines[end].kind is LineKind.RULE and rule is None:
                rule = end
            end += 1
        rows = [
            (at, pipe_row(self.source, self.lines[at].span))
            for at in range(index, end)
            if self.lines[at].kind is LineKind.PIPES and at not in self.contents.lines
        ]
        head = [row for at, row in rows if rule is not None and at < rule]
        body = [row for at, row in rows if rule is None or at > rule]
        if max((len(row.cells) for _, row in rows), default=0) <= 1:
            self._take_single_column([row for _, row in rows])
            return end
        if head and body and _is_second_header(self.source, body[0]):
            head.append(body.pop(0))
        if head and any(row.filled(self.source) for row in head):
            self.header = make_header(self.source, head)
        self._take_rows(body)
        return end

    def _take_single_column(self, rows: list[Row]) -> None:
        """A table of one column is a box around text: its marked rows head the rows below."""
        for row in rows:
            for cell in row.filled(self.source):
                text = self.source[cell.span.start : cell.span.end]
                mark = mark_of(text)
                if mark is not None and may_be_heading(text):
                    self._enter(mark.style, cell.span, heading_text(text))
                else:
                    self._take_content(cell.span)

    def _take_html(self, line: Line) -> None:
        rows = html_rows(self.source, line.span)
        self.html_cells |= {self._cell_key(cell.span) for row in rows for cell in row.cells}
        if rows and len(rows) > 1 and _is_header(self.source, rows[0]):
            self.header = make_header(self.source, rows[:1])
            self._take_rows(rows[1:])
            return
        for row in rows:
            self._take_cells(row)

    def _repeats_html(self, row: Row) -> bool:
        """Whether the row is an HTML table of this section once more, as flattened text."""
        filled = row.filled(self.source)
        return len(filled) > 1 and all(
            self._cell_key(cell.span) in self.html_cells for cell in filled
        )

    def _cell_key(self, span: Span) -> tuple[tuple[str, ...], str]:
        return self.outline.path, squeeze(self._text(span))

    def _take_rows(self, rows: list[Row]) -> None:
        self.group = rows[0].span.start if rows else None
        for row in rows:
            self._add_row(row)
        self.header, self.group = None, None

    def _take_cells(self, row: Row) -> None:
        """A row that may be data, the header of a schedule, a labelled box, or mere layout."""
        filled = row.filled(self.source)
        if not filled:
            return
        first = filled[0]
        if is_year_header(self.source, row):
            if row.cells[0] is first and BOX in self._styles():
                self._enter(BOX, first.span, self._text(first.span))
            self.header = make_header(self.source, [row])
            self.group = row.span.start
            return
        rest = filled[1:]
        if row.cells[0] is first and self._is_label(first.span) and self._is_value(rest):
            label = self._text(first.span)
            mark = mark_of(label)
            self._enter(mark.style if mark else BOX, first.span, label)
            filled = rest
        elif self.header is not None and not any(self._is_content(cell.span) for cell in filled):
            self._add_row(row)
            return
        if len(filled) > 1 and not any(self._is_content(cell.span) for cell in filled):
            self._add_row(row)
            return
        for cell in filled:
            self._take_content(cell.span)

    def _is_label(self, span: Span) -> bool:
        text = self._text(span)
        return len(text) <= _LABEL_LIMIT and may_be_heading(text) and not LABELLED.match(text)

    def _is_value(self, rest: list[GridCell]) -> bool:
        return not rest or (len(rest) == 1 and self._is_content(rest[0].span))

    def _is_content(self, span: Span) -> bool:
        """Whether a cell holds text to be cut up, rather than one value."""
        source = self.source[span.start : span.end]
        return (
            (has_markup(source) and len(quote_of(source)) > _LABEL_LIMIT)
            or len(source) >= _VALUE_LENGTH
            or bool(LINE_MARKER.match(source))
        )

    def _take_content(self, span: Span) -> None:
        """The content of a cell: labels, list items, sentences."""
        for piece in split_runs(self.source, span):
            text = self.source[piece.span.start : piece.span.end]
            mark = mark_of(text)
            if mark and mark.style == "circled" and self._is_label(piece.span) and " " not in text:
                self._enter(mark.style, piece.span, text)
            else:
                self._add_text(piece.span, piece.marker)

    def _text(self, span: Span) -> str:
        return quote_of(self.source[span.start : span.end])

    # --- blocks --------------------------------------------------------------------------------

    def _close_paragraph(self) -> None:
        if self.paragraph is None:
            return
        span, self.paragraph = self.paragraph, None
        text = self.source[span.start : span.end]
        marker = marker_class(text)
        mark = mark_of(text)
        if not marker and mark and mark.style in LISTED_STYLES:
            marker = mark.style
        self._add_text(without_dash(self.source, span), marker)

    def _add_text(self, span: Span, marker: str) -> None:
        """Add a list item or a run of sentences."""
        span = trim(self.source, span)
        lead = self._lead_for(marker, span)
        kind: BlockKind = "item" if marker else "sentence"
        if marker and span.end - span.start <= WHOLE_ITEM_LIMIT:
            self._add(Block(kind, self.outline.path, span, lead, group=self.group))
            return
        first: Span | None = None
        for sentence in split_sentences(self.source, span):
            self._add(
                Block(kind, self.outline.path, sentence, first if marker else lead,
                      group=self.group if marker else None)
            )  # fmt: skip
            first = first or sentence
            if not marker:
                self.opening = sentence

    def _lead_for(self, marker: str, span: Span) -> Span | None:
        """The parent item of an item, else the sentence that opens its list."""
        if not marker:
            self.open_items, self.group = [], None
            return None
        markers = [open_marker for open_marker, _ in self.open_items]
        if marker in markers:
            self.open_items = self.open_items[: markers.index(marker)]
        elif not self.open_items:
            self.group = span.start
        lead = self.open_items[-1][1] if self.open_items else self.opening
        self.open_items.append((marker, span))
        return lead

    def _add_row(self, row: Row) -> None:
        cells = row_cells(self.source, row, self.header)
        if cells:
            span = Span(row.span.start, row.span.end)
            header = self.header.span if self.header else None
            self._add(Block("row", self.outline.path, span, None, header, cells, self.group))

    def _add(self, block: Block) -> None:
        """Add a block unless the same section has said the same before."""
        quote = self._text(block.span)
        key = (block.path, squeeze(quote))
        if not _READABLE.search(normalize(quote)) or key in self.said:
            return
        self.said.add(key)
        self.blocks.append(block)

    def _sections(self) -> tuple[Section, ...]:
        end = len(self.source)
        ends = [end] * len(self.entered)
        still_open: list[int] = []
        for index, (path, heading) in enumerate(self.entered):
            while still_open and not _is_below(path, self.entered[still_open[-1]][0]):
                ends[still_open.pop()] = heading.start
            still_open.append(index)
        sections = [
            Section(path, heading, heading.start, until)
            for (path, heading), until in zip(self.entered, ends, strict=True)
        ]
        first = self.entered[0][1].start if self.entered else end
        return (Section((), Span(0, 0), 0, first), *sections)


def _is_below(path: tuple[str, ...], upper: tuple[str, ...]) -> bool:
    return len(path) > len(upper) and path[: len(upper)] == upper


def listed_with_space(entry: str) -> str:
    """A squeezed table-of-contents entry with the space after its number put back."""
    return re.sub(r"^([0-9]{1,2}(?:[-.][0-9]{1,2})*)(?=[^0-9.\-)])", r"\1 ", entry)


def _is_header(source: str, row: Row) -> bool:
    return all(cell.heads for cell in row.cells) or is_year_header(source, row)


def _is_second_header(source: str, row: Row) -> bool:
    """Whether a row continues the header: nothing in its first column, no figures in the rest."""
    texts = [normalize(quote_of(source[cell.span.start : cell.span.end])) for cell in row.cells]
    filled = [text for text in texts if text]
    return bool(
        texts
        and not texts[0]
        and len(filled) >= 2
        and not any(re.fullmatch(r"[0-9.,%]+", text) for text in filled)
        and all(len(text) <= 16 for text in filled)
    )
