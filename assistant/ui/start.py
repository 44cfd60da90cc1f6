"""はじめての方へ / Onboarding: the tab, and what happens in it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.kept.transcripts import Exchange
from assistant.overview import overview_of
from assistant.ui.bus import on_press, pressed
from assistant.ui.conversation_view import Updates
from assistant.ui.desk import Desk
from assistant.ui.events import ACTION, UNCHECKED
from assistant.ui.phrases import language_of
from assistant.ui.source import known_document, shown_or_failure
from assistant.ui.start_view import choose_html, overview_html, tour_html
from assistant.ui.turns import exchange_of
from assistant.ui.welcome import shown_name
from prompts import Language

TAB_ID = "start"
_FIRST_MONTH = 4
"""The month in which a fiscal year begins."""


@dataclass
class Tours:
    """Guided tours: questions that are offered, with their answers; found once for an index."""

    desk: Desk
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _found: dict[tuple[Path, str, Language], tuple[Exchange, ...]] = field(default_factory=dict)

    def through(self, home: str, language: Language) -> tuple[Exchange, ...]:
        """The tour through the plan of a municipality."""
        assistant = self.desk.assistant
        key = (assistant.index().folder, home, language)
        with self._lock:
            if key not in self._found:
                self._found[key] = tuple(
                    exchange_of(question, assistant.trace(question, home), None)
                    for question in self.desk.examples.for_tour(home, language)
                )
            return self._found[key]


@dataclass(frozen=True)
class Start:
    """The tab's components, and its handlers."""

    view: gr.HTML
    tour: gr.HTML
    home: gr.Dropdown
    tours: Tours
    desk: Desk

    def wire(self, bus: gr.HTML, tab: gr.Tab) -> None:
        """Attach the handlers."""
        shown: dict[str, Any] = {
            "fn": self.show,
            "inputs": self.home,
            "outputs": [self.view, self.tour],
        }
        toured: dict[str, Any] = {"fn": self.show_tour, "inputs": self.home, "outputs": self.tour}
        tab.select(**shown, **UNCHECKED).then(**toured, **UNCHECKED)
        self.home.change(**shown, **UNCHECKED).then(**toured, **UNCHECKED)
        on_press(bus, "home", self.choose, None, self.home, **ACTION)

    def choose(self, event: gr.EventData) -> Any:
        """Choose the municipality that was pressed."""
        return gr.Dropdown(value=pressed(event).text(0))

    def show(self, home: str | None, request: gr.Request) -> Updates:
        """The plans of a municipality, or municipalities to choose from."""
        language = language_of(request)
        return {
            self.view: shown_or_failure(lambda: self._plans(home, language), language),
            self.tour: "",
        }

    def show_tour(self, home: str | None, request: gr.Request) -> str:
        """The guided tour through them."""
        language = language_of(request)
        if not home:
            return ""
        return shown_or_failure(
            lambda: tour_html(self.tours.through(home, language), language), language
        )

    def _plans(self, home: str | None, language: Language) -> str:
        assistant = self.desk.assistant
        if not home:
            names = [(shown_name(one, language), one.name) for one in assistant.municipalities()]
            return choose_html(names, language)
        index = assistant.index()
        overviews = [
            overview_of(known_document(assistant, doc_id), self.desk.inspections.of(index, doc_id))
            for doc_id in assistant.municipality(home).doc_ids
        ]
        this_year = fiscal_year_of(date.today())
        return "".join(overview_html(one, this_year, language) for one in overviews)


def fiscal_year_of(day: date) -> int:
    """The fiscal year that a day lies in."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def lay_out_start(home: gr.Dropdown, desk: Desk) -> Start:
    """The tab's components, in place."""
    view = gr.HTML("", elem_id="start-view", js_on_load=None, apply_default_css=False)
    tour = gr.HTML("", elem_id="start-tour", js_on_load=None, apply_default_css=False)
    return Start(view, tour, home, Tours(desk), desk)
