"""A figure that a question takes for granted and the plan does not have: what it has instead, and whose plan has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.question import Question
from assistant.rank import Evidence
from ingest.facts.records import Target
from ingest.index import Index
from ingest.normalize import normalize, squeeze
from ingest.terms import terms_of
from ingest.units import Unit

_NUMBER = re.compile(r"^[0-9][0-9,.]*\s*")
_LOOKED_AT, _SPEAKS_OF_IT = 5, 0.4
"""Pieces of evidence, from the best, and the share of what the question speaks of that a statement has to speak of by itself."""


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


def figure_instead(
    figures: Sequence[str], evidence: Sequence[Evidence]
) -> tuple[str, Evidence] | None:
    """One of the figures (80%), and the first of the best evidence that has another of the same unit (50%削減) and itself
    speaks of what the question does; None where there is none.
    """
    for best in evidence[:_LOOKED_AT]:
        said = normalize(best.hit.unit.statement)
        for figure in figures:
            unit = _NUMBER.sub("", normalize(figure)).replace("percent", "%").strip()
            if squeeze(figure) in squeeze(said):
                continue
            same = unit and re.search(rf"[0-9][0-9,.]*\s*{re.escape(unit)}", said)
            if same and best.own >= _SPEAKS_OF_IT:
                return figure, best
    return None


def _terms(target: Target) -> list[str]:
    """What a target's measure speaks of; 率 and the like alone tell nothing."""
    return [term for term in terms_of(target.measure) if len(term) > 1]
