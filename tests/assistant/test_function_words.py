"""Words that name nothing are no concepts."""

from __future__ import annotations

import pytest

from assistant.function_words import names_nothing
from assistant.understand import find_concepts


@pytest.mark.parametrize("term", ["呉れる", "どう", "もう", "欲しい"])
def test_they_only_ask_or_refer(term: str) -> None:
    assert names_nothing(term)


@pytest.mark.parametrize("term", ["paper", "first", "書く", "紙", "teleworking", "市民"])
def test_what_a_plan_may_be_about_does(term: str) -> None:
    assert not names_nothing(term)


def test_they_are_no_concepts() -> None:
    phrases = {one.phrase for one in find_concepts("紙の申請書はもう要らないみたい?")}
    assert phrases
    assert phrases.isdisjoint({"もう", "要る", "みたい"})
