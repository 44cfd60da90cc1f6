"""比べる / Compare: the tab, and what happens in it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import gradio as gr

import prompts
from assistant.comparison import (
    ASPECTS,
    THEME_LIMIT,
    USUAL_ASPECTS,
    Aspect,
    Comparison,
    Saying,
    compare,
)
from assistant.schema import Citation
from assistant.ui.conversation_view import Updates
from assistant.ui.desk import Desk
from assistant.ui.events import UNCHECKED
from assistant.ui.links import href
from assistant.ui.locale import label
from assistant.ui.phrases import language_of, phrase
from assistant.ui.source import shown_or_failure
from assistant.ui.welcome import shown_name
from ingest.errors import KeikakuError
from prompts import Language

TAB_ID = "compare"


@dataclass(frozen=True)
class Compare:
    """The tab's components, and its handlers."""

    theme: gr.Dropdown
    places: gr.CheckboxGroup
    aspects: gr.CheckboxGroup
    run: gr.Button
    view: gr.HTML
    desk: Desk

    def wire(self, tab: gr.Tab) -> None:
        """Attach the handlers."""
        chosen = [self.theme, self.places, self.aspects]
        tab.select(self.open, chosen, chosen, **UNCHECKED)
        compared: dict[str, Any] = {
            "fn": self.show,
            "inputs": chosen,
            "outputs": self.view,
        }
        self.run.click(**compared, **{**UNCHECKED, "show_progress": "minimal"})

    def open(
        self,
        theme: str | None,
        places: list[str] | None,
        aspects: list[Aspect] | None,
        request: gr.Request,
    ) -> Updates:
        """Offer the themes, the aspects and the municipalities of the index."""
        language = language_of(request)
        themes = themes_in(language)
        try:
            known = self.desk.assistant.municipalities()
        except KeikakuError:
            known = ()
        names = [one.name for one in known]
        chosen = [name for name in places or () if name in names] or names
        return {
            self.theme: gr.Dropdown(choices=themes, value=theme or themes[0]),
            self.places: gr.CheckboxGroup(
                choices=[(shown_name(one, language), one.name) for one in known], value=chosen
            ),
            self.aspects: gr.CheckboxGroup(
                choices=[(label(f"compare.aspect_{one}", language), one) for one in ASPECTS],
                value=aspects or list(USUAL_ASPECTS),
            ),
        }

    def show(
        self,
        theme: str | None,
        places: list[str] | None,
        aspects: list[Aspect] | None,
        request: gr.Request,
    ) -> str:
        """Compare."""
        language = language_of(request)

        def made() -> str:
            names = places or [one.name for one in self.desk.assistant.municipalities()]
            found = compare(self.desk.assistant, theme or "", names, aspects or ())
            return comparison_html(found, names, language)

        return shown_or_failure(made, language)


def lay_out_compare(desk: Desk) -> Compare:
    """The tab's components, in place."""
    with gr.Row(elem_id="compare-bar"):
        theme = gr.Dropdown(
            themes_in("ja"),
            value=None,
            label=phrase("compare.theme"),
            allow_custom_value=True,
            elem_id="compare-theme",
            min_width=0,
        )
        places = gr.CheckboxGroup(
            [], label=phrase("compare.places"), elem_id="compare-places", min_width=0
        )
        aspects = gr.CheckboxGroup(
            [], label=phrase("compare.aspects"), elem_id="compare-aspects", min_width=0
        )
        run = gr.Button(
            phrase("compare.run"), variant="primary", elem_id="compare-run", min_width=0
        )
    view = gr.HTML("", elem_id="compare-view", js_on_load=None, apply_default_css=False)
    return Compare(theme, places, aspects, run, view, desk)


def themes_in(language: Language) -> list[str]:
    """The themes that are offered; more can be typed."""
    names = [name for name in prompts.load_catalogue("compare") if name.startswith("theme_")]
    return [label(f"compare.{name}", language)[:THEME_LIMIT] for name in names]


def comparison_html(comparison: Comparison, names: Sequence[str], language: Language) -> str:
    """The comparison as a table, with links that export it; a line where all are silent."""
    if comparison.is_silent:
        return f'<p class="silent" role="status">{_said("compare.all_silent", language)}</p>'
    head = "".join(
        f'<th scope="col">{_said(f"compare.{name}", language)}</th>'
        for name in ("municipality", *(f"aspect_{aspect}" for aspect in comparison.aspects))
    )
    rows = "".join(
        f'<tr><th scope="row">{html.escape(shown_name(plan.municipality, language))}</th>'
        f"{''.join(_cell(said, language) for said in plan.said)}</tr>"
        for plan in comparison.plans
    )
    query = urlencode(
        [
            ("theme", comparison.theme),
            *(("place", name) for name in names),
            *(("aspect", aspect) for aspect in comparison.aspects),
            ("language", language),
        ]
    )
    links = "".join(
        f'<a class="quiet" href="/api/comparison.{suffix}?{html.escape(query)}" download>'
        f"{_said(f'compare.export_{suffix}', language)}</a>"
        for suffix in ("xlsx", "csv")
    )
    return (
        f'<div class="compare-head"><h2>{html.escape(comparison.theme)}</h2>'
        f'<div class="exports" role="group" aria-label="{_said("compare.export", language)}">{links}</div>'
        f'</div><div class="table" tabindex="0"><table class="shelf compared"><thead><tr>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(said: Sequence[Saying], language: Language) -> str:
    if not said:
        return f'<td class="silent">{_said("compare.silent", language)}</td>'
    items = "".join(
        f'<li><span lang="ja">{html.escape(one.text)}</span> {_source(one.citations[0], language)}</li>'
        for one in said
    )
    return f"<td><ul>{items}</ul></td>"


def _source(one: Citation, language: Language) -> str:
    return (
        f'<a class="source" lang="ja" href="{href("read", one.doc_id, one.start, one.end, language)}" '
        f'title="{_said("start.open_source", language)}">'
        f"{html.escape(' '.join((one.section[-1] if one.section else one.title).split()))}</a>"
    )


def _said(name: str, language: Language) -> str:
    return html.escape(label(name, language))
