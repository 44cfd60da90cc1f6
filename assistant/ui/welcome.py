"""What a visitor finds on the page before the first question."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import prompts
from assistant.library import ingest_is_running
from assistant.municipalities import Municipality
from assistant.service import Assistant
from assistant.ui.escape import inert
from assistant.ui.examples import Examples
from assistant.ui.locale import label
from ingest.errors import KeikakuError, UsageError
from prompts import Language

NO_HOME = ""
"""The drop-down's value for 「指定しない」."""

_NOTHING_YET = {"index_missing", "model_not_prepared"}
"""Errors that the first ingest mends."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Welcome:
    """The page before the first question.

    Attributes:
        ready: whether questions can be asked.
        homes: (label, value) of each choice of 「あなたの自治体」.
        home: the value chosen.
        words: what stands in the empty chat, as HTML.
    """

    ready: bool
    homes: tuple[tuple[str, str], ...]
    home: str
    words: str


def welcome(assistant: Assistant, language: Language, home: str | None = None) -> Welcome:
    """The page for a visitor; never raises: what is wrong is on the page.

    Args:
        assistant: answers the questions.
        language: the visitor's.
        home: the municipality chosen (NO_HOME: none); None is the setting's.
    """
    no_home = ((label("home_none", language), NO_HOME),)
    try:
        municipalities = assistant.municipalities()
        n_documents = assistant.index().meta.n_documents
        if not n_documents:
            return Welcome(False, no_home, NO_HOME, _empty_words(language))
        if home is None or (home and home not in {one.name for one in municipalities}):
            home = _setting_home(assistant)
        return Welcome(
            True,
            (*no_home, *((shown_name(one, language), one.name) for one in municipalities)),
            home,
            _words(home, n_documents, language),
        )
    except KeikakuError as error:
        if error.key in _NOTHING_YET:
            running = ingest_is_running(assistant.settings.data_dir)
            words = _running_words(language) if running else _empty_words(language)
            return Welcome(False, no_home, NO_HOME, words)
        return Welcome(False, no_home, NO_HOME, _failed_words(error.message(language), language))
    except Exception:
        _log.exception("the page could not be opened")
        line = prompts.text("errors.unexpected", language)
        return Welcome(False, no_home, NO_HOME, _failed_words(line, language))


def examples_for(examples: Examples, language: Language, home: str) -> tuple[str, ...]:
    """Questions to press, for a municipality (NO_HOME: any); none while none can be answered."""
    try:
        return examples.fitting(home or None, language)
    except KeikakuError:
        return ()
    except Exception:
        _log.exception("example questions could not be found")
        return ()


def loading_words(language: Language) -> str:
    """What stands in the chat until the plans are open."""
    return f'<p class="welcome-hint">{inert(label("loading", language))}</p>'


def offline_html(language: Language) -> str:
    """The line that the page shows while the server does not answer."""
    return f'<p id="offline" class="failure" role="alert" hidden>{inert(label("offline", language))}</p>'


def _setting_home(assistant: Assistant) -> str:
    """The setting's municipality by its official name; NO_HOME if there is none of that name."""
    name = assistant.settings.home
    try:
        return assistant.municipality(name).name if name else NO_HOME
    except UsageError:
        return NO_HOME


def shown_name(municipality: Municipality, language: Language) -> str:
    """How a municipality is called in a list of choices."""
    romaji = municipality.romaji()
    if language == "ja" or romaji == municipality.name:
        return municipality.name
    return f"{romaji} ({municipality.name})"


def _words(home: str, n_documents: int, language: Language) -> str:
    heading = (
        label("welcome_home", language, municipality=home)
        if home
        else label("welcome", language, count=n_documents)
    )
    return _state(heading, inert(label("welcome_hint", language)))


def _empty_words(language: Language) -> str:
    hint = f"{inert(label('empty_index_hint', language))}<br><code>keikaku ingest</code>"
    return _state(label("empty_index", language), hint)


def _running_words(language: Language) -> str:
    return _state(label("ingest_running", language), inert(label("ingest_running_hint", language)))


def _failed_words(line: str, language: Language) -> str:
    return _state(label("not_ready", language), f'<span class="failure">{inert(line)}</span>')


def _state(heading: str, hint: str) -> str:
    return f'<p class="welcome">{inert(heading)}</p><p class="welcome-hint">{hint}</p>'
