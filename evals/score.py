"""From an item's answer and retrieved evidence to its result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.rank import Evidence
from assistant.schema import Answer, Citation
from assistant.service import Trace
from evals.gold import Gold
from evals.grading import is_correct, section_matches
from evals.library import Library
from evals.metrics.citation import citation_precision, citation_recall
from evals.metrics.groundedness import Source, groundedness
from evals.metrics.ranking import hit_at_k, ndcg_at_k, recall_at_k, reciprocal_rank_at_k
from evals.metrics.refusal import refusal_precision, refusal_recall
from evals.results import Result, Retrieved, Scores, base_result


def score(gold: Gold, trace: Trace, latency_ms: float, library: Library) -> Result:
    """The result of one item; ``unscored`` where the item gives nothing to grade it by."""
    item, answer = gold.item, trace.answer
    correct = is_correct(item, answer.status, answer.answer)
    # What a refusal names as near is no answer's evidence.
    cited = answer.citations if answer.status == "answered" else ()
    right = [_is_right(gold, citation) for citation in cited]
    scores = _answer_scores(gold, answer, right, library)
    if gold.targets:
        scores = scores.model_copy(update=_ranking_scores(gold, trace.evidence))
    return base_result(item, "ok" if correct is not None else "unscored").model_copy(
        update={
            "answer": answer,
            "correct": correct,
            "citation_right": any(right) if gold.places else None,
            "retrieved": tuple(_retrieved(gold, trace.evidence)),
            "latency_ms": round(latency_ms, 2),
            "scores": scores,
        }
    )


def _is_right(gold: Gold, citation: Citation) -> bool:
    return gold.relevant(citation.doc_id, citation.section, citation.start, citation.end)


def _answer_scores(gold: Gold, answer: Answer, right: list[bool], library: Library) -> Scores:
    refused = answer.status == "not_found"
    answerable = gold.item.answerable
    covered = (
        gold.covered_by(one.doc_id, one.start, one.end) for one in answer.citations if not refused
    )
    return Scores(
        refusal_precision=refusal_precision(refused=refused, answerable=answerable),
        refusal_recall=refusal_recall(refused=refused, answerable=answerable),
        citation_precision=citation_precision(right) if gold.places else None,
        citation_recall=citation_recall(covered, len(gold.targets)),
        groundedness=groundedness(
            answer.answer,
            sources_of(answer.citations, library),
            # Who says "our city" asks about their own by that.
            asked_of(f"{answer.standalone_question}\n{gold.item.home or ''}", library),
        )
        if answer.status == "answered"
        else None,
    )


def _ranking_scores(gold: Gold, evidence: Iterable[Evidence]) -> dict[str, float | None]:
    """The retrieval metrics.

    Relevant is a unit that would be a right citation; recall counts the gold quotes that are
    found; the ideal order of nDCG has all relevant units of the index first.
    """
    units = [one.hit.unit for one in evidence]
    relevant = [gold.relevant(unit.doc_id, unit.section, unit.start, unit.end) for unit in units]
    covered = [gold.covered_by(unit.doc_id, unit.start, unit.end) for unit in units]
    scores: dict[str, float | None] = {
        "recall_5": recall_at_k(covered, len(gold.targets), 5),
        "recall_10": recall_at_k(covered, len(gold.targets), 10),
        "mrr_10": reciprocal_rank_at_k(relevant, 10),
        "ndcg_10": ndcg_at_k([float(one) for one in relevant], [1.0] * gold.n_relevant, 10),
    }
    if gold.item.sections:
        hits = [section_matches(gold.item, unit.doc_id, unit.section) for unit in units]
        scores |= {"section_hit_1": hit_at_k(hits, 1), "section_hit_5": hit_at_k(hits, 5)}
    return scores


def _retrieved(gold: Gold, evidence: Iterable[Evidence]) -> Iterable[Retrieved]:
    for one in evidence:
        unit = one.hit.unit
        relevant = gold.relevant(unit.doc_id, unit.section, unit.start, unit.end)
        yield Retrieved(
            chunk_id=unit.unit_id,
            doc_id=unit.doc_id,
            section=unit.section,
            relevant=relevant if gold.places else None,
        )


def asked_of(question: str, library: Library) -> str:
    """A question, with every spelling of the municipalities that it names."""
    spellings = [
        "\n".join([document.info.municipality or "", *document.info.aliases])
        for document in library.values()
        if any(
            name in question
            for name in (document.info.municipality, *document.info.aliases)
            if name
        )
    ]
    return "\n".join([question, *spellings])


def sources_of(citations: Iterable[Citation], library: Library) -> Mapping[int, Source]:
    """What each citation gives for support, by its number."""
    sources: dict[int, Source] = {}
    for one in citations:
        document = library.get(one.doc_id)
        aliases = document.info.aliases if document else ()
        about = "\n".join([one.title, one.municipality or "", *aliases, *one.section])
        sources[one.n] = Source(one.quote, about)
    return sources
