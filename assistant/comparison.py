"""One theme across municipalities: what each plan says of its target and of what is done for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import prompts
from assistant.exports.sheet import Sheet
from assistant.exports.transcript import reference_to
from assistant.municipalities import Municipality
from assistant.schema import Citation
from assistant.service import Assistant
from ingest.errors import UsageError
from prompts import Language

ASPECTS = ("target", "measure")
"""What is asked of each plan, in the order of the columns."""

THEME_LIMIT = 60
"""Characters that a theme may have."""


@dataclass(frozen=True)
class ComparedPlan:
    """What one municipality's plan says: for each of ASPECTS its citations, () for nothing."""

    municipality: Municipality
    said: tuple[tuple[Citation, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """A theme side by side."""

    theme: str
    plans: tuple[ComparedPlan, ...]


def compare(assistant: Assistant, theme: str, names: Sequence[str]) -> Comparison:
    """What the plans of these municipalities say of a theme.

    Raises:
        UsageError: the theme is empty or too long, or no municipality is called so.
        IndexStateError, ModelError, StoreError: nothing can be asked now.
    """
    theme = " ".join(theme.split())
    if not 0 < len(theme) <= THEME_LIMIT:
        raise UsageError("theme_invalid", limit=THEME_LIMIT)
    return Comparison(
        theme,
        tuple(
            ComparedPlan(one, tuple(_said(assistant, theme, one, name) for name in ASPECTS))
            for one in dict.fromkeys(assistant.municipality(name) for name in names)
        ),
    )


def comparison_sheet(comparison: Comparison, language: Language) -> Sheet:
    """The comparison as a table: a row a municipality, quotes with their references."""
    header = (
        prompts.text("compare.municipality", language),
        *(
            prompts.text(f"compare.{name}", language)
            for aspect in ASPECTS
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


def _said(assistant: Assistant, theme: str, one: Municipality, aspect: str) -> tuple[Citation, ...]:
    # Asked in Japanese whatever the page's language: the plans are, and the quotes stay so.
    name = f"compare.ask_{aspect}"
    answer = assistant.ask(prompts.text(name, "ja", municipality=one.name, theme=theme), one.name)
    return answer.citations if answer.status == "answered" else ()
