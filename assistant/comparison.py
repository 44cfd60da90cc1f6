"""One theme across municipalities: what each plan says of its target, what is done, by when, by whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import prompts
from assistant.demanded_names import names_a_section
from assistant.exports.sheet import Sheet
from assistant.exports.transcript import reference_to
from assistant.fit import has_date
from assistant.markdown import unescaped
from assistant.municipalities import Municipality
from assistant.schema import Answer, Citation
from assistant.service import Assistant
from assistant.verify import MARKER
from ingest.errors import UsageError
from ingest.normalize import normalize, squeeze
from prompts import Language

Aspect = Literal["target", "measure", "schedule", "person"]

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""What can be asked of each plan, in the order of the columns."""

USUAL_ASPECTS: tuple[Aspect, ...] = ("target", "measure")
"""What is asked unless something else is chosen."""

_GOAL = re.compile(r"[0-9]|目標|目指|めざ|目的|向上|拡大|削減|増や|減ら|以上|以下|まで")
_ROLE = re.compile(r"[市町村区]長|知事|本部長|責任者|CIO|CDO|CISO|リーダー")

THEME_LIMIT = 60
"""Characters that a theme may have."""


@dataclass(frozen=True)
class Saying:
    """A line of what a plan says.

    Attributes:
        text: a quote, or a row of a table with the words of its header.
        citations: where it stands, the quote or row itself first.
    """

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class ComparedPlan:
    """What one municipality's plan says: for each aspect its lines, () for nothing."""

    municipality: Municipality
    said: tuple[tuple[Saying, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """A theme side by side.

    Attributes:
        theme: what is compared.
        aspects: what of it, in the order of ASPECTS.
        plans: whose plans.
    """

    theme: str
    aspects: tuple[Aspect, ...]
    plans: tuple[ComparedPlan, ...]

    @property
    def is_silent(self) -> bool:
        """Whether no plan says anything of it."""
        return not any(said for plan in self.plans for said in plan.said)


def compare(
    assistant: Assistant,
    theme: str,
    names: Sequence[str],
    aspects: Collection[Aspect] = USUAL_ASPECTS,
) -> Comparison:
    """What the plans of these municipalities say of these aspects of a theme.

    Raises:
        UsageError: the theme is empty or too long, or no municipality is called so.
        IndexStateError, ModelError, StoreError: nothing can be asked now.
    """
    theme = " ".join(theme.split())
    if not 0 < len(theme) <= THEME_LIMIT:
        raise UsageError("theme_invalid", limit=THEME_LIMIT)
    asked = tuple(aspect for aspect in ASPECTS if aspect in aspects) or USUAL_ASPECTS
    return Comparison(
        theme,
        asked,
        tuple(
            ComparedPlan(one, tuple(_said(assistant, theme, one, aspect) for aspect in asked))
            for one in dict.fromkeys(assistant.municipality(name) for name in names)
        ),
    )


def comparison_sheet(comparison: Comparison, language: Language) -> Sheet:
    """The comparison as a table: a row a municipality, quotes with their references."""
    header = (
        prompts.text("compare.municipality", language),
        *(
            prompts.text(f"compare.{name}", language)
            for aspect in comparison.aspects
            for name in (f"aspect_{aspect}", "reference")
        ),
    )
    silent = prompts.text("compare.silent", language)
    rows = []
    for plan in comparison.plans:
        cells = [plan.municipality.name]
        for said in plan.said:
            cells.append("\n".join(one.text for one in said) or silent)
            cells.append("\n".join(reference_to(one.citations[0], language) for one in said))
        rows.append(tuple(cells))
    return Sheet(comparison.theme, header, tuple(rows))


def _said(
    assistant: Assistant, theme: str, one: Municipality, aspect: Aspect
) -> tuple[Saying, ...]:
    # Asked in Japanese whatever the page's language: the plans are, and the quotes stay so.
    name = f"compare.ask_{aspect}"
    answer = assistant.ask(prompts.text(name, "ja", municipality=one.name, theme=theme), one.name)
    if answer.status != "answered":
        return ()
    shows = _SHOWS.get(aspect)
    said = [one for one in _lines_of(answer) if shows is None or shows(normalize(one.text))]
    told = [one for one in said if not _is_a_heading(one)]
    return tuple(told or said)


def _lines_of(answer: Answer) -> list[Saying]:
    """The lines of an answer; its citations alone where it has none."""
    citations = {one.n: one for one in answer.citations}
    found = []
    for line in answer.answer.split("\n"):
        cited = tuple(citations[n] for n in map(int, MARKER.findall(line)) if n in citations)
        if line.startswith("- ") and cited:
            text = unescaped(MARKER.sub(" ", line.removeprefix("- ")))
            found.append(Saying(" ".join(text.split()), cited))
    return found or [Saying(" ".join(one.quote.split()), (one,)) for one in answer.citations]


def _is_a_heading(said: Saying) -> bool:
    """Whether a line is no more than the heading of its section."""
    section = said.citations[0].section
    return bool(section) and squeeze(said.text) == squeeze(section[-1])


def _names_someone(statement: str) -> bool:
    return names_a_section(statement) or bool(_ROLE.search(statement))


def _has_a_goal(statement: str) -> bool:
    return bool(_GOAL.search(statement))


_SHOWS: dict[Aspect, Callable[[str], bool]] = {
    "target": _has_a_goal,
    "schedule": has_date,
    "person": _names_someone,
}
"""What a line of an answer must have to be put under an aspect."""
