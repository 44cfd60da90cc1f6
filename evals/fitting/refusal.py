"""Fits how likely it is that the plans answer a question at all; scikit-learn is loaded when called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.answerable import FEATURES, features_of, is_off_subject, statements
from assistant.demands import unmet
from evals.fitting.cases import Case

C = 0.2
"""Inverse strength of the L2 penalty; chosen by five-fold cross-validation on the dev questions."""

SILENT = 0.1
"""The share of questions that nothing answers among those that no demand decides, as writers who are
not asked for them have it."""

SHOWN = 5
"""Evidence among so many counts as found."""

_AGAINST = ("name", "value_missing", "definition_missing", "year_other")
"""What never speaks for an answer: few such cases are left for the weights to decide, and chance may turn the
sign of theirs, which then is 0."""

_FOLLOW_UP = "follow_up"


def fit_answerable(
    cases: Sequence[Case], ranking: NDArray[np.float64], shares: Mapping[str, float]
) -> tuple[dict[str, float], float]:
    """Weights and intercept of refusal, from the cases that are not decided without it.

    What is learned from has more silent questions, and fewer among its follow-ups, than people ask: both
    are taken out again, as for another prior (Saerens, Latinne and Decaestecker, Adjusting the Outputs
    of a Classifier to New a Priori Probabilities, Neural Computation 2002).

    Args:
        cases: questions with their hits.
        ranking: the weights that the hits are ranked by.
        shares: what a question counts, by its id; 1 where it has none.
    """
    from sklearn.linear_model import LogisticRegression

    rows, labels, weights = [], [], []
    for case in cases:
        values = _features(case, ranking)
        if values is not None:
            rows.append([values[name] for name in FEATURES])
            labels.append(case.item.answerable)
            weights.append(shares.get(case.item.id, 1.0))
    features, answerable = np.asarray(rows), np.asarray(labels)
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    model = LogisticRegression(C=C, max_iter=1000)
    model.fit((features - mean) / spread, answerable, sample_weight=weights)
    found = model.coef_[0] / spread
    fitted = dict(zip(FEATURES, found.tolist(), strict=True))
    fitted |= {name: min(fitted[name], 0.0) for name in _AGAINST}
    fitted[_FOLLOW_UP] -= rarity_of_silence([one for one in cases if one.item.id not in shares])
    intercept = float(model.intercept_[0] - found @ mean)
    return fitted, intercept + _shift(answerable, np.asarray(weights))


def _shift(answerable: NDArray[np.bool_], weights: NDArray[np.float64]) -> float:
    """What a silent share of ``SILENT`` adds to the log odds that were learned from these."""
    learned = np.log(weights[answerable].sum() / weights[~answerable].sum())
    return float(np.log((1 - SILENT) / SILENT) - learned)


def _features(case: Case, ranking: NDArray[np.float64]) -> dict[str, float] | None:
    """The features of a case that weights are to decide; None where nothing found could answer, or where
    what the question demands decides.
    """
    scores = case.signals @ ranking
    order = np.argsort(-scores, kind="stable")
    found = bool(case.right[order[:SHOWN]].any())
    if case.item.type == "comparison" or (case.item.answerable and not found):
        return None
    ranked = [replace(case.evidence[i], score=float(scores[i])) for i in order]
    if unmet(case.question, statements(ranked)) or is_off_subject(case.question, ranked):
        return None
    return features_of(case.question, ranked)


def rarity_of_silence(cases: Sequence[Case]) -> float:
    """How much rarer, in log odds, a follow-up that nothing answers is among the cases than another
    question that nothing answers: how they were written, and nothing that people keep to. 0 where there
    are no follow-ups.
    """
    counts = np.zeros((2, 2))
    for case in cases:
        counts[int(bool(case.item.history)), int(case.item.answerable)] += 1
    if not counts[1].sum():
        return 0.0
    odds = (counts[:, 1] + 0.5) / (counts[:, 0] + 0.5)
    return float(np.log(odds[1] / odds[0]))
