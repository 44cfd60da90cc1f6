"""Facts as an index keeps them: one JSON object a document."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from ingest.facts.records import DocumentFacts


def facts_json(facts: DocumentFacts) -> str:
    """The facts as JSON."""
    return _adapter().dump_json(facts).decode("utf-8")


def facts_from_json(raw: str) -> DocumentFacts:
    """What ``facts_json`` wrote.

    Raises:
        ValueError: it is not that.
    """
    return _adapter().validate_json(raw)


@cache
def _adapter() -> TypeAdapter[DocumentFacts]:
    return TypeAdapter(DocumentFacts)
