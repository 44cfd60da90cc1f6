"""Next questions that the plans can answer: about facts that stand near what was shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import prompts
from assistant.fact_fit import FactBook, spellings_of
from assistant.question import Question
from assistant.schema import Citation
from ingest.facts.records import DocumentFacts
from ingest.fiscal import both_notations
from ingest.index import Index
from ingest.normalize import normalize, squeeze
from prompts import Language

LIMIT = 3
"""Questions suggested."""

_LONGEST = 30
"""Characters of a name that a suggested question quotes."""


def suggest(
    question: Question, citations: Sequence[Citation], facts: FactBook, index: Index
) -> tuple[str, ...]:
    """Up to LIMIT next questions in the asker's language; each asks for a fact of the plan cited
    first, so that it has an answer, and for none that was asked or shown.

    Terms of the quotes come first, then figures, then what is scheduled, each from the cited
    sections before the others.
    """
    if not citations:
        return ()
    first = citations[0]
    document = facts.document(first.doc_id)
    if document is None:
        return ()
    info = index.store.infos[first.doc_id]
    name = info.municipality or info.title
    if question.language == "en" and info.municipality:
        name = min((alias for alias in info.aliases if alias.isascii()), key=len, default=name)
    shown = [(one.start, one.end) for one in citations if one.doc_id == first.doc_id]
    asked = squeeze(question.standalone)
    said = squeeze("\n".join(one.quote for one in citations))
    candidates = (
        *_of_terms(document, question.language, said, asked),
        *_of_targets(document, question.language, name, shown, asked),
        *_of_schedule(document, question.language, name, shown, asked),
    )
    return tuple(dict.fromkeys(candidates))[:LIMIT]


def _of_terms(document: DocumentFacts, language: Language, said: str, asked: str) -> Iterator[str]:
    """Terms that the quotes have and the question has not."""
    for one in document.definitions:
        new = any(term in said and term not in asked for term in spellings_of(one.term))
        if new and _short(one.term):
            yield prompts.text("answers.ask_term", language, term=one.term)


def _of_targets(
    document: DocumentFacts,
    language: Language,
    name: str,
    shown: Sequence[tuple[int, int]],
    asked: str,
) -> Iterator[str]:
    """Figures that stand nearest to what was shown, and are not part of it."""
    for one in sorted(document.targets, key=lambda fact: abs(fact.start - shown[0][0])):
        new = not _shown(one.start, shown) and squeeze(one.measure) not in asked
        if new and _short(one.measure):
            yield prompts.text("answers.ask_target", language, name=name, measure=one.measure)


def _of_schedule(
    document: DocumentFacts,
    language: Language,
    name: str,
    shown: Sequence[tuple[int, int]],
    asked: str,
) -> Iterator[str]:
    """What is scheduled, likewise; only where its year is known."""
    for one in sorted(document.schedule, key=lambda fact: abs(fact.start - shown[0][0])):
        new = not _shown(one.start, shown) and squeeze(one.item) not in asked
        if new and one.first_fiscal_year is not None and _short(one.item):
            english, first = language == "en", one.first_fiscal_year
            year = f"FY{first}" if english else both_notations(first)
            yield prompts.text(
                "answers.ask_schedule", language, name=name, item=one.item, year=year
            )


def _short(name: str) -> bool:
    return 1 < len(normalize(name)) <= _LONGEST


def _shown(start: int, shown: Sequence[tuple[int, int]]) -> bool:
    """Whether a fact that begins at ``start`` is part of what was shown."""
    return any(begin <= start < end for begin, end in shown)
