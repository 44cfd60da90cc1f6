"""A figure that a question takes for granted of one municipality and another's plan has."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question import Question
from ingest.facts.records import Target
from ingest.index import Index
from ingest.normalize import normalize, squeeze
from ingest.terms import terms_of
from ingest.units import Unit


def figure_elsewhere(question: Question, figures: Sequence[str], index: Index) -> Unit | None:
    """The statement of another municipality's plan with a target of one of the figures (80%) that
    speaks of what the question speaks of; None where there is none, or the question names nobody.
    """
    own = {doc_id for one in question.scope.municipalities for doc_id in one.doc_ids}
    wanted = {squeeze(figure).lower().replace("percent", "%") for figure in figures}
    if not own or not wanted:
        return None
    best: tuple[int, str, str] | None = None
    for doc_id, info in index.store.infos.items():
        facts = index.facts(doc_id) if info.municipality and doc_id not in own else None
        for target in facts.targets if facts else ():
            if squeeze(f"{target.value}{target.unit}").lower() in wanted and target.unit_ids:
                shared = _shared(question, target)
                if shared and (best is None or shared > best[0]):
                    best = shared, doc_id, target.unit_ids[0]
    if best is None:
        return None
    _, doc_id, unit_id = best
    return next(unit for unit in index.store.units_of(doc_id) if unit.unit_id == unit_id)


def _shared(question: Question, target: Target) -> int:
    """How many concepts of the question the target's measure speaks of."""
    text = normalize(target.measure)
    terms = frozenset(terms_of(text))
    return sum(one.satisfied_by(terms, text.lower()) for one in question.concepts)
