"""Question to ranked evidence: each municipality or place that it names is searched by itself."""

from __future__ import annotations

from dataclasses import replace

from assistant.compared import parts_of
from assistant.fact_fit import FactBook
from assistant.municipalities import Directory
from assistant.query_adapter import QueryAdapter
from assistant.question import Question
from assistant.rank import Evidence, rank
from assistant.retrieve import retrieve
from ingest.index import Index


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
        return rank(question, retrieve(question, index, directory), index, facts, adapter)
    found = [
        replace(one, about=part.name)
        for part in parts
        for one in rank(
            part.question, retrieve(part.question, index, directory), index, facts, adapter
        )
    ]
    return sorted(found, key=lambda one: -one.score)
