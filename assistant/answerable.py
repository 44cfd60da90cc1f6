"""How likely it is that the plans answer a question at all, told from the ranked evidence."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

from assistant.conversation import is_pleasantry
from assistant.demand import Statement
from assistant.demands import unmet
from assistant.fit import asks_for_a_name, has_person_name
from assistant.question import Question
from assistant.rank import Evidence
from assistant.weights import load_weights
from ingest.normalize import normalize
from ingest.terms import terms_of
from ingest.units import Unit

FEATURES = (
    "score", "lead", "coverage", "own", "phrases", "topic", "cosine", "late", "fits_kind",
    "counter", "counter_missing", "year_own", "year_other", "heading", "glossary", "defines",
    "target", "best_coverage", "best_own", "best_late", "section_late_z", "english",
    "english_coverage", "name", "n_concepts", "bm25", "follow_up",
    "place", "missing", "missing_own", "value_missing", "definition_missing", "nowhere",
    "phrases_nowhere", "english_nowhere", "mostly_nowhere", "above_silence",
    "kind_numeric", "kind_date", "kind_who", "kind_fact", "kind_list", "kind_reason", "kind_howto",
    "kind_schedule", "kind_definition",
)  # fmt: skip
"""What the estimate stands on, each a number; see ``features_of``."""

_BM25_SCALE = 10.0
_OFF_SUBJECT, _UNLIKE = 0.02, -0.03
"""A question of which nothing stands anywhere in the plans, and which no statement comes near, is not
about them; on the dev questions no answerable one lies below both. Not so in English: many of its
words have no Japanese ones in the lexicon."""

_PLAN_WORDS = (
    "計画 期間 目標 担当 取組 施策 方針 体制 推進 事業 予算 スケジュール 課題 効果 指標 策定 改定"
)
"""Who speaks of these asks about a plan, whether it answers or not."""

_WORD = re.compile(r"[^\W\d_]")
_LOOKED_AT, _READ, _SHOWN, _FIRST = 40, 10, 5, 2
"""Pieces of evidence, from the best: in which a question's terms are looked for, which are read for
what it demands, which may be shown, and which have behind them what else of their section is read."""

_SURELY_THERE, _ALL = 0.7, 0.99
"""How likely a target stated of all that is asked about, or a heading of that very name, is taken to answer at least;
on the dev questions each such one does."""

_HALF = 0.4
_FAR_ABOVE = 1.0
"""How much higher the best is scored that is ranked far above all others."""


def probability(question: Question, evidence: Sequence[Evidence]) -> float:
    """The estimated probability, in [0, 1], that evidence among the first few answers.

    0 where nothing shows what the question demands; else a logistic regression, fitted to the dev
    questions by ``evals.tune``.
    """
    if not evidence or unmet(question, statements(evidence)):
        return 0.0
    if is_off_subject(question, evidence):
        return 0.0
    weights = load_weights()
    # As it was ranked, and the fit has seen it: a line may have been put behind what it is about since.
    ranked = sorted(evidence, key=lambda one: -one.score)
    values = features_of(question, ranked)
    odds = weights.intercept + sum(weights.answerable[name] * values[name] for name in FEATURES)
    estimated = 1.0 / (1.0 + math.exp(-max(min(odds, 30.0), -30.0)))
    return max(estimated, _SURELY_THERE) if _is_surely_there(ranked[0]) else estimated


def _is_surely_there(best: Evidence) -> bool:
    """Whether the best speaks of all that is asked about, and is a target that is asked for or a heading that
    names it.
    """
    named = best.signal("target") > 0 or best.signal("heading") > 0
    return named and best.coverage > _ALL


def statements(evidence: Sequence[Evidence]) -> list[Statement]:
    """What the first pieces of evidence say, and under what.

    The very first cover what others of their section do: 【事業費】3億円 stands below the project.
    """
    covered: dict[tuple[str, ...], float] = {}
    for one in evidence[:_READ]:
        section = (one.hit.unit.doc_id, *one.hit.unit.section)
        covered[section] = max(one.coverage, covered.get(section, 0.0))
    return [
        Statement(
            _said(one.hit.unit),
            normalize("\n".join((*one.hit.unit.section, one.hit.unit.lead, one.hit.info.title))),
            covered[one.hit.unit.doc_id, *one.hit.unit.section]
            if number < _FIRST
            else one.coverage,
            number == 0 and _leads(evidence),
            one.hit.named,
            (one.hit.unit.doc_id, *one.hit.unit.section),
        )
        for number, one in enumerate(evidence[:_READ])
    ]


def _said(unit: Unit) -> str:
    """What a unit states, a row with what its table's figures are counted in."""
    counted = f"(単位:{unit.measure})" if unit.measure else ""
    return f"{normalize(unit.statement)}{counted}"


def _leads(evidence: Sequence[Evidence]) -> bool:
    return len(evidence) == 1 or evidence[0].score - evidence[1].score >= _FAR_ABOVE


def is_off_subject(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether a question is about something else altogether: weather, greetings, sums."""
    if is_pleasantry(question.text):
        return True
    if question.text != question.standalone:
        return False
    if not any(_WORD.search(concept.phrase) for concept in question.concepts):
        scope = question.scope
        named = scope.municipalities or scope.places or question.years
        return question.kind == "fact" and not named
    if not evidence or question.language == "en":
        return False
    if any(one.satisfied_by(_plan_terms(), _PLAN_WORDS) for one in question.concepts):
        return False
    considered = evidence[:_LOOKED_AT]
    return (
        max(one.coverage for one in considered) < _OFF_SUBJECT
        and max(one.signal("above_silence") for one in considered) < _UNLIKE
    )


def _names_someone(evidence: Sequence[Evidence]) -> bool:
    return any(has_person_name(normalize(one.hit.unit.statement)) for one in evidence)


@cache
def _plan_terms() -> frozenset[str]:
    return frozenset(terms_of(_PLAN_WORDS))


def features_of(question: Question, evidence: Sequence[Evidence]) -> dict[str, float]:
    """The features of ranked evidence, at least one piece, by name."""
    top = evidence[0]
    considered = evidence[:_LOOKED_AT]
    leading = [one.score for one in evidence[:3]]
    english = float(question.language == "en")
    best_coverage = max(one.coverage for one in considered)
    best_own = max(one.own for one in considered)
    return {
        **{
            name: top.signal(name)
            for name in (
                "coverage", "own", "phrases", "topic", "cosine", "late", "fits_kind", "counter",
                "counter_missing", "year_own", "heading", "glossary", "defines", "target",
                "section_late_z",
            )
        },
        "score": top.score,
        "lead": sum(leading) / len(leading) - top.score,
        "best_coverage": best_coverage,
        "best_own": best_own,
        "above_silence": max(one.signal("above_silence") for one in considered),
        "best_late": max(one.signal("late") for one in considered),
        "english": english,
        "english_coverage": english * best_coverage,
        # Where the first few have the year or the name, that the best has another year is no sign.
        "year_other": top.signal("year_other")
        * (not any(one.signal("year_own") for one in evidence[:_SHOWN])),
        "name": float(asks_for_a_name(question) and not _names_someone(evidence[:_FIRST])),
        "n_concepts": math.log1p(len(question.concepts)),
        "bm25": max(one.hit.bm25 for one in considered) / _BM25_SCALE,
        "follow_up": float(question.text != question.standalone),
        "place": float(bool(question.scope.places)),
        "nowhere": top.signal("nowhere"),
        "phrases_nowhere": top.signal("phrases_nowhere"),
        "english_nowhere": english * top.signal("nowhere"),
        "mostly_nowhere": max(0.0, top.signal("nowhere") - _HALF),
        "value_missing": min(one.signal("counter_missing") for one in evidence[:_SHOWN]),
        "definition_missing": float(
            question.kind == "definition"
            and not any(one.signal("defines") for one in evidence[:_SHOWN])
        ),
        "missing": top.signal("heaviest_missing"),
        "missing_own": top.signal("heaviest_missing_own"),
        **{name: float(name == f"kind_{question.kind}") for name in FEATURES if name[:5] == "kind_"},
    }  # fmt: skip
