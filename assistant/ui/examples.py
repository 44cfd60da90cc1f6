"""Example questions, offered only where the plans answer them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import chain

import prompts
from assistant.municipalities import Municipality
from assistant.service import Assistant
from assistant.ui.locale import label
from prompts import Language

EXAMPLES = 4
"""How many are offered."""

TOUR = 5
"""How many a guided tour has."""


class Examples:
    """Finds example questions by asking; remembers them for as long as the index is the same."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._found: dict[tuple[object, str | None, Language], tuple[str, ...]] = {}

    def fitting(self, home: str | None, language: Language) -> tuple[str, ...]:
        """Up to EXAMPLES questions that the plan of ``home`` (None: any plan) answers.

        Raises:
            KeikakuError: no question can be answered now.
        """
        return self._find(home, language)[:EXAMPLES]

    def for_tour(self, home: str, language: Language) -> tuple[str, ...]:
        """Up to TOUR questions that the plan of ``home`` answers.

        Raises:
            KeikakuError: no question can be answered now.
        """
        return self._find(home, language)

    def _find(self, home: str | None, language: Language) -> tuple[str, ...]:
        key = (self._assistant.index().folder, home, language)
        with self._lock:
            if key not in self._found:
                wanted = TOUR if home else EXAMPLES
                self._found[key] = tuple(self._search(home, language, wanted))
            return self._found[key]

    def _search(self, home: str | None, language: Language, wanted: int) -> Iterator[str]:
        names = [name for name in prompts.load_catalogue("ui") if name.startswith("example_")]
        found = 0
        for turn, name in enumerate(names):
            for whose in _owners(home, self._assistant.municipalities(), turn, language):
                question = label(name, language, whose=whose)
                if self._assistant.ask(question, home).status == "answered":
                    found += 1
                    yield question
                    break
            if found == wanted:
                return


def _owners(
    home: str | None, municipalities: tuple[Municipality, ...], turn: int, language: Language
) -> list[str]:
    """Whose plan to ask: one's own, else each municipality's, another one first at each turn."""
    if home:
        return [label("whose_home", language)]
    if not municipalities:
        return []
    first = turn % len(municipalities)
    return [
        label("whose_named", language, municipality=_name(municipality, language))
        for municipality in chain(municipalities[first:], municipalities[:first])
    ]


def _name(municipality: Municipality, language: Language) -> str:
    return municipality.romaji() if language == "en" else municipality.name
