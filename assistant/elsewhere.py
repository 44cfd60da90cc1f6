"""A figure that a question takes for granted of one municipality and another's plan has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.question import Question
from ingest.facts.records import Target
from ingest.index import Index
from ingest.normalize import squeeze
from ingest.terms import terms_of
from ingest.units import Unit


def figure_elsewhere(
    question: Question, figures: Sequence[str], index: Index
) -> tuple[str, Unit] | None:
    """One of the figures (80%), and the statement of another municipality's plan with a target of it.

    The question has to speak of what sets the target's measure apart from those of other targets.
    None where there is none, or the question names no municipality.
    """
    own = {doc_id for one in question.scope.municipalities for doc_id in one.doc_ids}
    wanted = {squeeze(figure).lower().replace("percent", "%"): figure for figure in figures}
    if not own or not wanted:
        return None
    targets = [
        (doc_id, target)
        for doc_id, info in index.store.infos.items()
        if info.municipality and (facts := index.facts(doc_id))
        for target in facts.targets
    ]
    common = Counter(term for _, target in targets for term in set(_terms(target)))
    asked = {term for one in question.concepts for words in one.alternatives for term in words}
    for doc_id, target in targets:
        terms = sorted(_terms(target), key=lambda term: common[term])
        telling = [term for term in terms if common[term] == common[terms[0]]]
        if (
            doc_id not in own
            and target.unit_ids
            and (figure := wanted.get(squeeze(f"{target.value}{target.unit}").lower()))
            and asked.intersection(telling)
        ):
            units = index.store.units_of(doc_id)
            return figure, next(unit for unit in units if unit.unit_id == target.unit_ids[0])
    return None


def _terms(target: Target) -> list[str]:
    """What a target's measure speaks of; 率 and the like alone tell nothing."""
    return [term for term in terms_of(target.measure) if len(term) > 1]
