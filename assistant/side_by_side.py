"""What several plans say, side by side: a table with one row a municipality or place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import prompts
from assistant.answerable import probability
from assistant.citations import CitationList
from assistant.compared import Part, parts_of
from assistant.draft import LIST_ANSWER_LIMIT, Draft
from assistant.lines import line, names, note, place_name
from assistant.markdown import escaped
from assistant.municipalities import Directory
from assistant.question import Question
from assistant.rank import Evidence
from assistant.schema import Citation
from assistant.select import COMPARED_LENGTH, choose
from ingest.index import Index
from ingest.units import Unit
from prompts import Language

MOST_EACH = 8
"""Municipalities that "our city" is answered for side by side, at most."""


def compare(
    question: Question,
    parts: Sequence[Part],
    evidence: Sequence[Evidence],
    index: Index,
    lead: str = "lead_comparison",
) -> Draft | None:
    """A table with one row a municipality or place; 記載なし where a plan is silent;
    None where all are.
    """
    room = COMPARED_LENGTH // len(parts)
    shown_of, likely = {}, {}
    for part in parts:
        own = _evidence_of(part, evidence)
        likely[part.name] = probability(part.question, own)
        shown_of[part.name] = choose(
            part.question, own, index, length=room, compared=True, likely=likely[part.name]
        )
    shown_of = _told_apart(shown_of)
    if not any(shown_of.values()):
        return None
    text, cited = _table(question, parts, shown_of, index, lead)
    while len(text) > LIST_ANSWER_LIMIT and max(map(len, shown_of.values())) > 1:
        longest = max(shown_of, key=lambda name: len(shown_of[name]))
        shown_of[longest] = shown_of[longest][:-1]
        text, cited = _table(question, parts, shown_of, index, lead)
    best = max(likely[name] for name, chosen in shown_of.items() if chosen)
    return Draft("answered", text, cited.citations, round(best, 3))


def _told_apart(shown_of: Mapping[str, list[Evidence]]) -> dict[str, list[Evidence]]:
    """The same without what would stand in several rows and names the place of none, where a row has
    something else to say.
    """
    rows = Counter(one.hit.unit.unit_id for chosen in shown_of.values() for one in chosen)
    return {
        name: [one for one in chosen if one.hit.named or rows[one.hit.unit.unit_id] == 1] or chosen
        for name, chosen in shown_of.items()
    }


def of_each(
    question: Question, evidence: Sequence[Evidence], index: Index, directory: Directory
) -> Draft | None:
    """What each plan says to "our city", with how to choose one. None where that is no answer:
    others are named beside it, none says anything, or there are too many.
    """
    asked_of = question.scope.municipalities
    if asked_of != directory.all or question.scope.places or len(asked_of) > MOST_EACH:
        return None
    return compare(question, parts_of(question, directory), evidence, index, "lead_each")


def _evidence_of(part: Part, evidence: Sequence[Evidence]) -> list[Evidence]:
    """A part's evidence. A row of a table says of whom it is: beside a municipality with a plan
    stands nothing of which only the place in the document makes it likely.
    """
    planned = bool(part.question.scope.municipalities)
    own = [one for one in evidence if one.about == part.name]
    return [one for one in own if one.hit.named or not planned]


def _table(
    question: Question,
    parts: Sequence[Part],
    shown_of: Mapping[str, Sequence[Evidence]],
    index: Index,
    lead: str,
) -> tuple[str, CitationList]:
    """The comparison that shows these pieces of evidence of each part."""
    language = question.language
    cited = CitationList(index)
    rows: list[str] = []
    units: list[Unit] = []
    firsts: list[Citation] = []
    for part in parts:
        chosen = shown_of[part.name]
        before = len(cited.citations)
        cells = [line(one.hit.unit, cited, question).replace("|", "\\|") for one in chosen]
        firsts += cited.citations[before : before + 1]
        absent = "answers.silent" if part.question.scope.municipalities else "answers.no_plan"
        rows.append(
            f"| {_part_name(part, language)} | {'<br>'.join(cells) or prompts.text(absent, language)} |"
        )
        units += [one.hit.unit for one in chosen]
    head = [
        prompts.text("answers.column_municipality", language),
        prompts.text("answers.column_content", language),
    ]
    markers = "".join(f"[{citation.n}]" for citation in firsts)
    lines = [
        f"{prompts.text(f'answers.{lead}', language)}{markers}",
        "",
        f"| {head[0]} | {head[1]} |",
        "|---|---|",
        *rows,
    ]
    return "\n".join(lines) + note(question, units, cited), cited


def _part_name(part: Part, language: Language) -> str:
    """What a row of a comparison is about."""
    named = part.question.scope.municipalities
    return names(named, language) if named else escaped(place_name(part.name, language))
