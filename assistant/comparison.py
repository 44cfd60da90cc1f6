"""One theme across municipalities: what each plan says of its target, what is done, by when, by whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import prompts
from assistant.demanded_values import names_a_section
from assistant.exports.sheet import Sheet
from assistant.exports.transcript import reference_to
from assistant.fit import has_date
from assistant.municipalities import Municipality
from assistant.schema import Citation
from assistant.service import Assistant
from assistant.verify import MARKER
from ingest.errors import UsageError
from ingest.normalize import normalize
from prompts import Language

Aspect = Literal["target", "measure", "schedule", "person"]

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""What can be asked of each plan, in the order of the columns."""

USUAL_ASPECTS: tuple[Aspect, ...] = ("target", "measure")
"""What is asked unless something else is chosen."""

_ROLE = re.compile(r"[市町村区]長|知事|本部長|責任者|CIO|CDO|CISO|リーダー")

THEME_LIMIT = 60
"""Characters that a theme may have."""


@dataclass(frozen=True)
class ComparedPlan:
    """What one municipality's plan says: for each aspect its citations, () for nothing."""

    municipality: Municipality
    said: tuple[tuple[Citation, ...], ...]


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
            cells.append("\n".join(" ".join(one.quote.split()) for one in said) or silent)
            cells.append("\n".join(reference_to(one, language) for one in said))
        rows.append(tuple(cells))
    return Sheet(comparison.theme, header, tuple(rows))


def _said(
    assistant: Assistant, theme: str, one: Municipality, aspect: Aspect
) -> tuple[Citation, ...]:
    # Asked in Japanese whatever the page's language: the plans are, and the quotes stay so.
    name = f"compare.ask_{aspect}"
    answer = assistant.ask(prompts.text(name, "ja", municipality=one.name, theme=theme), one.name)
    if answer.status != "answered":
        return ()
    if (shows := _SHOWS.get(aspect)) is None:
        return answer.citations
    # Line by line: a row without a year of its own stands under the years of its header.
    shown = {
        int(number)
        for line in answer.answer.split("\n")
        if line.startswith("- ") and shows(normalize(MARKER.sub(" ", line)))
        for number in MARKER.findall(line)
    }
    return tuple(citation for citation in answer.citations if citation.n in shown)


def _names_someone(statement: str) -> bool:
    return names_a_section(statement) or bool(_ROLE.search(statement))


_SHOWS: dict[Aspect, Callable[[str], bool]] = {"schedule": has_date, "person": _names_someone}
"""What a line of an answer must have to be put under an aspect."""
