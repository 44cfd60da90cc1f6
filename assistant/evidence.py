"""Question to ranked evidence: each municipality that it names is searched by itself."""

from __future__ import annotations

from dataclasses import replace

from assistant.fact_fit import FactBook
from assistant.municipalities import Directory
from assistant.question import Question, Scope
from assistant.rank import Evidence, rank
from assistant.retrieve import retrieve
from ingest.index import Index


def find_evidence(
    question: Question, index: Index, directory: Directory, facts: FactBook
) -> list[Evidence]:
    """The evidence for a question, best first.

    Of several municipalities each has its own search and ranking, so that one whose plan says much
    leaves room for one whose plan says little.
    """
    scopes = [
        Scope((municipality,), question.scope.places)
        for municipality in question.scope.municipalities
    ]
    if len(scopes) < 2:
        return rank(question, retrieve(question, index, directory), index, facts)
    found: dict[str, Evidence] = {}
    for scope in scopes:
        asked = replace(question, scope=scope)
        for one in rank(asked, retrieve(asked, index, directory), index, facts):
            known = found.get(one.hit.unit.unit_id)
            if known is None or known.score < one.score:
                found[one.hit.unit.unit_id] = one
    return sorted(found.values(), key=lambda one: -one.score)
