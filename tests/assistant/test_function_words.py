"""Words that name nothing are no concepts."""

from __future__ import annotations

import pytest

from assistant.function_words import names_nothing
from assistant.understand import find_concepts


@pytest.mark.parametrize("term", ["which", "getting", "doesn", "呉れる", "どう"])
def test_they_only_ask_or_refer(term: str) -> None:
    assert names_nothing(term)


@pytest.mark.parametrize("term", ["paper", "first", "書く", "紙", "teleworking", "市民"])
def test_what_a_plan_may_be_about_does(term: str) -> None:
    assert not names_nothing(term)


def test_concepts_are_what_is_asked_about() -> None:
    found = find_concepts("Which of the two forms does the city still want people to get stamped?")
    phrases = {one.phrase for one in found}
    assert phrases & {"form", "forms"}
    assert not phrases & {"which", "two", "city", "still", "get", "want", "does"}


def test_in_japanese_too() -> None:
    phrases = {one.phrase for one in find_concepts("紙の申請書はもう要らないみたい?")}
    assert phrases
    assert phrases.isdisjoint({"もう", "要る", "みたい"})
