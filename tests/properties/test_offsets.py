"""Every quote is found at its offsets, whatever the text."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from ingest.normalize import normalize, squeeze, unify_years
from ingest.quote import quote_of
from ingest.structure.reader import read_structure
from ingest.units import build_units
from tests.properties.plan_text import texts

CORPUS = Path(__file__).parents[2] / "corpus"
PLANS = sorted(path for path in CORPUS.iterdir() if path.suffix in (".txt", ".md"))


def unspaced(text: str) -> str:
    return re.sub(r"\s", "", text)


def resolved(source: str) -> str:
    """The span with its entities resolved, unspaced: what a quote of it may be made of."""
    return unspaced(re.sub(r"&#?\w+;", lambda found: html.unescape(found.group()), source))


def is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


def check(text: str) -> None:
    structure = read_structure(text)
    for section in structure.sections:
        assert 0 <= section.start <= section.end <= len(text)
        assert section.start <= section.heading.start <= section.heading.end <= section.end
    spans = [block.span for block in structure.blocks]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
    for before, after in pairwise(spans):
        assert before.end <= after.start
    for unit in build_units("plan", text, structure):
        source = text[unit.start : unit.end]
        assert unit.quote == quote_of(source) != ""
        assert is_subsequence(unspaced(unit.quote), resolved(source))
        for _, cell in unit.cells:
            assert is_subsequence(unspaced(cell), unspaced(unit.quote))


@given(texts)
@settings(deadline=None, max_examples=300)
def test_every_quote_is_found_at_its_offsets(text: str) -> None:
    check(text)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_every_quote_of_the_corpus_is_found_at_its_offsets(path: Path) -> None:
    check(path.read_bytes().decode("utf-8"))


@given(texts)
@settings(deadline=None, max_examples=300)
def test_a_quote_adds_nothing(text: str) -> None:
    quote = quote_of(text)
    assert is_subsequence(unspaced(quote), resolved(text))
    assert is_subsequence(quote_of(quote), quote)


@given(texts)
@settings(deadline=None, max_examples=500)
def test_normalize_is_idempotent(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(texts)
@settings(deadline=None, max_examples=300)
def test_squeeze_leaves_no_white_space(text: str) -> None:
    assert unspaced(squeeze(text)) == squeeze(text)


@given(texts)
@settings(deadline=None, max_examples=300)
def test_years_are_unified_once(text: str) -> None:
    once = unify_years(normalize(text))
    assert unify_years(once) == once
