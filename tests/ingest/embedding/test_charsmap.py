from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import normalizers

from ingest.embedding.charsmap import precompile_charsmap

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
RULES = st.dictionaries(CHARACTERS, st.text(CHARACTERS, max_size=4), min_size=1, max_size=60)


@given(RULES, CHARACTERS)
def test_each_character_becomes_what_its_rule_says(rules: dict[str, str], other: str) -> None:
    normalizer = normalizers.Precompiled(precompile_charsmap(rules))
    for character in [*rules, other]:
        assert normalizer.normalize_str(character) == rules.get(character, character)


def test_characters_in_a_text() -> None:
    rules = {"Ａ": "A", "㈱": "(株)", "\u0001": "", "ｶ": "カ", "\uff9e": "\u3099"}
    normalizer = normalizers.Precompiled(precompile_charsmap(rules))
    assert normalizer.normalize_str("ＡＢ㈱\u0001市ｶ\uff9e") == "AＢ(株)市カ\u3099"


@pytest.mark.parametrize("rules", [{"ab": "c"}, {"": "c"}, {"\0": "c"}, {"a": "\0"}])
def test_refuses_what_a_charsmap_cannot_say(rules: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="cannot map"):
        precompile_charsmap(rules)
