"""In which language a visitor reads the page, and its fixed texts in that language."""

from __future__ import annotations

import prompts
from prompts import LANGUAGES, Language

DEFAULT_LANGUAGE: Language = "ja"
"""For a visitor whose browser names neither language: that of the plans."""


def accepted_language(header: str | None) -> Language:
    """The language of an Accept-Language header that we speak and it ranks highest.

    >>> accepted_language("fr, en;q=0.8, ja;q=0.9")
    'ja'
    """
    best, best_weight = DEFAULT_LANGUAGE, 0.0
    for part in (header or "").split(","):
        tag, _, parameter = part.strip().partition(";")
        weight = _weight(parameter)
        for language in LANGUAGES:
            if tag.strip().lower().split("-")[0] == language and weight > best_weight:
                best, best_weight = language, weight
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0


def label(name: str, language: Language, **values: object) -> str:
    """A text of prompts/ui.yaml."""
    return prompts.text(f"ui.{name}", language, **values)


def labels() -> dict[Language, dict[str, str]]:
    """All texts of prompts/ui.yaml that have no variables, by language and name."""
    entries = {
        name: entry for name, entry in prompts.load_catalogue("ui").items() if not entry.variables
    }
    return {
        "ja": {name: entry.ja for name, entry in entries.items()},
        "en": {name: entry.en for name, entry in entries.items()},
    }
