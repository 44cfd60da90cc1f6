"""Who heads, who does what: sentences, role tables, bracketed heads and headings of offices."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import takewhile

from ingest.facts.folding import bare_heading, fold
from ingest.facts.grids import Table
from ingest.facts.reading import Passage, Reading
from ingest.facts.records import Role
from ingest.facts.role_sentences import is_actor, role_in_sentence
from ingest.normalize import squeeze
from ingest.quote import quote_of
from ingest.structure.records import Span

_ROLE_SECTION = re.compile(r"体制|役割|組織|分担|所掌")
_WHO_HEADER = re.compile(
    r"^(?:職種|役職|職位|職名|職層|階層|担当(?:課|部署|部門|者)?|所属|組織(?:名)?|部署(?:名)?|部門|主体|構成員|実施主体|会議体|名称|区分|推進役|関係者|所管(?:課)?)$"
)
_ROLE_HEADER = re.compile(r"役割|職務|所掌|任務|分担|担当業務|担当内容|所管業務|責務")
_ANY_ROLE_HEADER = re.compile(r"内容|業務|概要")
_BRACKETED = re.compile(
    r"^[\s・\-○●■◆]*[\[【〔<〈](?P<who>[^\]】〕>〉]{2,40})[\]】〕>〉]\s*(?P<role>\S.{9,})$",
    re.DOTALL,
)
_MARKER = re.compile(r"^(?:[\s○●■◆◇・➤✓\-]|\([0-9]{1,2}\)|[①-⑳]|[0-9]{1,2}[.)]\s)+")


@dataclass(frozen=True)
class _Found:
    who: str
    role: str
    span: Span


def find_roles(reading: Reading, text: str) -> tuple[Role, ...]:
    """Who has which part in carrying out the plan, in the order of the text."""
    blocks = _blocks(reading, text)
    found = [
        *(one for table in reading.tables for one in _in_table(table)),
        *_under_headings(reading),
    ]
    taken = _joined([one.span for one in found])
    starts = [span.start for span in taken]
    for block in blocks:
        before = bisect_right(starts, block.span.start) - 1
        if before < 0 or block.span.start >= taken[before].end:
            found += _in_block(block)
    roles: dict[tuple[str, str], Role] = {}
    for one in found:
        quote = quote_of(text[one.span.start : one.span.end])
        key = squeeze(one.who), squeeze(one.role)
        roles.setdefault(key, Role(one.who, one.role, one.span, quote))
    return tuple(sorted(roles.values(), key=lambda role: (role.span.start, role.span.end)))


def _joined(spans: list[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


@dataclass(frozen=True)
class _Block:
    """A block put together again from its sentences."""

    passages: tuple[Passage, ...]
    span: Span
    text: str

    @property
    def source(self) -> str:
        return self.text[self.span.start : self.span.end]

    @property
    def section(self) -> tuple[str, ...]:
        return self.passages[0].section


def _blocks(reading: Reading, text: str) -> list[_Block]:
    grouped: dict[int, list[Passage]] = {}
    for passage in reading.texts:
        if passage.kind != "heading":
            grouped.setdefault(passage.block, []).append(passage)
    blocks = []
    for passages in grouped.values():
        span = Span(passages[0].span.start, passages[-1].span.end)
        blocks.append(_Block(tuple(passages), span, text))
    return blocks


def _in_block(block: _Block) -> list[_Found]:
    if is_role_section(block.section):
        headed = _headed(block)
        if headed:
            return [headed]
    found = []
    for passage in block.passages:
        for who, role in role_in_sentence(
            passage.quote, passage.folded, is_role_section(passage.section)
        ):
            found.append(_Found(who, role, passage.span))
    return found


@lru_cache(maxsize=256)
def is_role_section(section: tuple[str, ...]) -> bool:
    """Whether one of the nearest headings is about organisation: 推進体制, 役割分担."""
    return any(_ROLE_SECTION.search(fold(heading)) for heading in section[-2:])


def _headed(block: _Block) -> _Found | None:
    """「［デジタル推進課］…」, or an office on a line of its own above what it does."""
    quote = quote_of(block.source)
    bracketed = _BRACKETED.match(fold(quote))
    if bracketed and any(is_actor(part) for part in re.split(r"[:・/]", bracketed["who"])):
        who, role = (quote[slice(*bracketed.span(name))].strip() for name in ("who", "role"))
        return _Found(who, role, block.span)
    first, newline, rest = block.source.strip().partition("\n")
    who = quote_of(first)
    marker = _MARKER.match(fold(who))
    who = who[marker.end() :] if marker else who
    if newline and rest.strip() and len(who) <= 30 and is_actor(who):
        return _Found(who, quote_of(rest), block.span)
    return None


def _in_table(table: Table) -> Iterator[_Found]:
    headers = [fold(header).strip() for header in table.header]
    who = next((column for column, header in enumerate(headers) if _WHO_HEADER.match(header)), None)
    if who is None:
        return
    pattern = _ROLE_HEADER if not is_role_section(table.section) else None
    role = next(
        (
            column
            for column, header in enumerate(headers)
            if column != who
            and (
                _ROLE_HEADER.search(header) or (pattern is None and _ANY_ROLE_HEADER.search(header))
            )
        ),
        None,
    )
    if role is None:
        return
    for row in table.rows:
        one, does = row.under(who), row.under(role)
        if one and does and one is not does:
            yield _Found(one.text, does.text, row.block.span)


def _under_headings(reading: Reading) -> Iterator[_Found]:
    """A heading that is a person or an office, in a part about roles, and the text under it.

    A part is about roles by its heading or by its text: 「各職員の役割を明確化したうえで」.
    """
    introduced = {
        passage.section
        for passage in reading.texts
        if passage.kind != "heading" and "役割" in passage.folded
    }
    for number, passage in enumerate(reading.texts):
        above = passage.section[:-1]
        if passage.kind != "heading" or not (is_role_section(above) or above in introduced):
            continue
        who = bare_heading(passage.quote)
        body = list(takewhile(partial(_stands_under, passage), reading.texts[number + 1 :]))
        if body and is_actor(who):
            yield _Found(who, _said(body), Span(body[0].span.start, body[-1].span.end))


def _stands_under(heading: Passage, passage: Passage) -> bool:
    return passage.kind != "heading" and passage.section == heading.section


def _said(body: list[Passage]) -> str:
    """Sentences as they follow each other, items joined by commas and without their bullets."""
    if all(part.kind == "item" for part in body):
        return "、".join(_MARKER.sub("", part.quote) for part in body)
    return "".join(part.quote for part in body)
