"""A question about several municipalities or places, as one question for each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.conversation import COMPARES, for_municipalities
from assistant.kinds import kind_of, without_comparing
from assistant.municipalities import Directory
from assistant.question import Question, Scope
from assistant.understand import understand
from ingest.errors import UsageError
from ingest.normalize import normalize


@dataclass(frozen=True)
class Part:
    """One municipality's or place's share of a question.

    Attributes:
        name: the municipality or place.
        question: what is asked of it.
    """

    name: str
    question: Question


def parts_of(question: Question, directory: Directory) -> tuple[Part, ...]:
    """The question for each municipality and place that it names; () for fewer than two."""
    scope = question.scope
    scopes: list[tuple[str, Scope]] = [
        *((one.name, Scope((one,))) for one in scope.municipalities),
        *((place, Scope((), (place,))) for place in scope.places),
    ]
    if len(scopes) < 2:
        return ()
    bare = _bare(question, directory)
    return tuple(Part(name, replace(bare, scope=one)) for name, one in scopes)


def _bare(question: Question, directory: Directory) -> Question:
    """The question without the names and without the words that compare.

    Left as they stand where nothing else would be left.
    """
    text = normalize(question.standalone)
    rest = COMPARES.sub(" ", without_comparing(for_municipalities(text, [], directory)))
    try:
        asked = understand(rest.strip(" 、,:と"), directory, None)
    except UsageError:
        return question
    if not asked.concepts:
        return question
    kind = kind_of(normalize(asked.text))
    return replace(
        asked,
        text=question.text,
        standalone=question.standalone,
        language=question.language,
        kind=kind if kind != "fact" or question.kind == "comparison" else question.kind,
        years=question.years,
        recent=question.recent,
        queries=_queries(asked, question),
    )


def _queries(asked: Question, question: Question) -> tuple[str, ...]:
    """What to search for; in an English question the Japanese words too."""
    return tuple(dict.fromkeys((*asked.queries, *question.queries[1:])))
