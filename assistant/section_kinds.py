"""What part of a plan a statement stands in, as its headings say, and which parts a question asks about."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from assistant.kinds import Kind
from ingest.normalize import normalize

Part = Literal["state", "issues", "measures", "goals", "schedule"]

_HEADINGS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "state",
        re.compile(
            r"(?:^|[\s)）.．、0-9])(?:国|県|政府)(?:・(?:国|県|府|道|都))?(?:や県|等)?(?:に?おけ[る]?|の|での)[^。]{0,12}?(?:動向|動き|取組|取り組み|方針|計画|施策|流れ|情勢)|社会(?:経済|的)?(?:の)?(?:情勢|動向|背景|状況)|法(?:令|律)の?動向"
        ),
    ),
    ("goals", re.compile(r"目標|指標|KPI|ＫＰＩ|数値|成果")),
    ("schedule", re.compile(r"スケジュール|工程|年次|ロードマップ|行程")),
    ("issues", re.compile(r"現状|課題|問題|背景|現況|実態|アンケート|ニーズ")),
    ("measures", re.compile(r"取組|取り組み|施策|対策|内容|事業|具体|方策|進め方|アクション")),
)
"""Parts by their headings; a heading of two (成果目標・スケジュール) is of the first."""

_LEVELS = 2
"""Headings above a statement, from its own on, that are looked at."""

_ASKED: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("state", re.compile(r"国(?:は|が|の|で|に|、)|政府|総務省|デジタル庁|法律|\b(?:national|government|ministry|state|country)\b", re.I)),
    ("goals", re.compile(r"目標|目指|指標|KPI|\b(?:targets?|goals?|aim\w*|indicators?)\b", re.I)),
    ("schedule", re.compile(r"スケジュール|予定|工程|段取り|年度ごと|\b(?:schedule\w*|timeline|roadmap|planned)\b", re.I)),
    ("issues", re.compile(r"現状|課題|問題|困っ|悩み|不満|\b(?:issues?|problems?|challenges?|current\w*|situation)\b", re.I)),
    ("measures", re.compile(r"取組|取り組み|対策|施策|どう(?:やって|する)|どのように|\b(?:measures?|steps?|efforts?|initiatives?)\b", re.I)),
)  # fmt: skip
_BY_KIND: dict[Kind, tuple[Part, ...]] = {
    "howto": ("measures",),
    "reason": ("issues",),
    "schedule": ("schedule",),
    "date": ("schedule", "goals"),
}
_STATE_SAYS = re.compile(
    r"[○●・◆■\s]*(?:国|政府|総務省|デジタル庁|内閣府|経済産業省)(?:は|が|では|において|から|より|の(?:計画|方針|動))"
)


@lru_cache(maxsize=4_000)
def part_of(section: tuple[str, ...]) -> Part | None:
    """The part of a plan that a section is, None where its headings do not tell."""
    for heading in reversed(section[-_LEVELS:]):
        title = normalize(heading)
        for part, pattern in _HEADINGS:
            if pattern.search(title):
                return part
    return None


def is_of_the_state(statement: str, section: tuple[str, ...]) -> bool:
    """Whether a normalised statement says what the state does, and not the municipality."""
    above = any(_HEADINGS[0][1].search(normalize(heading)) for heading in section)
    return above or bool(_STATE_SAYS.match(statement))


@lru_cache(maxsize=512)
def parts_asked(question: str, kind: Kind) -> frozenset[Part]:
    """The parts of a plan that a normalised question asks about; none where it does not tell."""
    said = {part for part, pattern in _ASKED if pattern.search(question)}
    return frozenset(said or _BY_KIND.get(kind, ()))
