"""In which language a visitor reads the page, and its fixed texts in that language."""

from __future__ import annotations

import prompts
from prompts import LANGUAGES, Language

DEFAULT_LANGUAGE: Language = "ja"
"""For a visitor whose browser names neither language: that of the plans."""

CATALOGUES = ("ui", "talks", "read", "documents", "start", "compare", "quality")
"""The catalogues of the page; an entry of another than the first is called with its name."""


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
    """A text of the page: ``name`` of prompts/ui.yaml, or ``catalogue.name`` of another."""
    return prompts.text(name if "." in name else f"ui.{name}", language, **values)


def label_key(name: str) -> str:
    """What ``labels`` calls a text; the browser would take a full stop for a path."""
    return name.replace(".", "-")


def labels() -> dict[Language, dict[str, str]]:
    """All texts of the page that have no variables, by language and ``label_key``."""
    entries = {
        label_key(name if catalogue == "ui" else f"{catalogue}.{name}"): entry
        for catalogue in CATALOGUES
        if catalogue in prompts.catalogues()
        for name, entry in prompts.load_catalogue(catalogue).items()
        if not entry.variables
    }
    return {
        "ja": {name: entry.ja for name, entry in entries.items()},
        "en": {name: entry.en for name, entry in entries.items()},
    }
