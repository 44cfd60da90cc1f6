"""Words of a question that name nothing which a plan could speak of (``function_words.yaml``)."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml


def names_nothing(term: str) -> bool:
    """Whether a search term (``ingest.terms``) only asks, refers or ties together: どう, くれる."""
    return term in _function_words()


@cache
def _function_words() -> frozenset[str]:
    file = resources.files("assistant").joinpath("function_words.yaml")
    lists: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return frozenset(word for words in lists.values() for word in words.split())
