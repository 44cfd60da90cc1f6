"""Question to ranked evidence: each municipality or place that it names is searched by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain

from assistant.compared import Part, parts_of
from assistant.fact_fit import FactBook
from assistant.in_charge import beside_its_section
from assistant.municipalities import Directory
from assistant.query_adapter import QueryAdapter
from assistant.question import Question
from assistant.rank import Evidence, rank
from assistant.retrieve import retrieve
from ingest.index import Index

_HITS_OF_A_PART = 40
"""Hits of a municipality or place beside others that are ranked: fewer than those of a question alone."""

_AT_ONCE = 2
"""Searches at a time: Chroma and numpy let Python go on meanwhile."""


def find_evidence(
    question: Question,
    index: Index,
    directory: Directory,
    facts: FactBook,
    adapter: QueryAdapter | None = None,
) -> list[Evidence]:
    """The evidence for a question, best first.

    Of several municipalities each has its own search and ranking, so that one whose plan says much
    leaves room for one whose plan says little; ``Evidence.about`` names it. ``adapter``: see
    ``signals_of``.
    """
    parts = parts_of(question, directory)
    asked = [part.question for part in parts] or [question]
    index.embed_ahead([query for one in asked for query in one.queries])
    if not parts:
        ranked = rank(question, retrieve(question, index, directory), index, facts, adapter)
        return beside_its_section(question, ranked, index)

    def found_of(part: Part) -> list[Evidence]:
        hits = retrieve(part.question, index, directory)[:_HITS_OF_A_PART]
        ranked = rank(part.question, hits, index, facts, adapter)
        return [replace(one, about=part.name) for one in ranked]

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        found = chain.from_iterable(threads.map(found_of, parts))
        return sorted(found, key=lambda one: -one.score)
