"""Fits the assistant to the dev questions: ``python -m evals.tune``; refusal alone, in minutes and not
an hour and a half, with ``--refusal-only``.

The encoder and the query adapter: see ``evals.fitting.encoder`` and ``evals.fitting.adapter``. What they
give for ranking and refusal is cross-fitted by document.
Ranking: logistic regression on the differences between the signals of evidence and those of the best
other hits (pairwise learning to rank; Joachims, Optimizing Search Engines using Clickthrough Data,
KDD 2002). Refusal: logistic regression on the features of the ranked evidence. Both are linear over
named quantities, so that ``assistant/weights.yaml`` can be read.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

import assistant.weights as weights_module
from assistant.answerable import FEATURES, features_of, is_off_subject, statements
from assistant.demands import unmet
from assistant.query_adapter import FILE_NAME, QueryAdapter, load_adapter
from assistant.service import Assistant
from assistant.settings import load_settings
from assistant.signals import NAMES
from assistant.weights import Weights, load_weights
from evals.dataset import default_dataset, load_items
from evals.fitting.averaged import mean_adapter, mean_tuning
from evals.fitting.cases import Case, find_cases
from evals.fitting.cross_fit import UNTUNED, Golds, cross_fitted
from evals.fitting.tuned_index import Library, tuned_indexes
from evals.gold import find_gold
from evals.invented import (
    articles_dataset,
    invented_dataset,
    pairs_dataset,
    twins_dataset,
    with_invented_plans,
)
from evals.library import library_of_store
from ingest.embedding.tuning import Tuning, load_tuning, packaged_tuning, write_tuning
from ingest.index import Index

RANKING_C, ANSWERABLE_C = 0.1, 0.2
"""Inverse strength of the L2 penalty; chosen by five-fold cross-validation on the dev questions."""

_FOLLOW_UP = "follow_up"
_POSITIVES, _NEGATIVES = 3, 40
"""Pieces of evidence a question, and hits it is set against."""

TWIN_SHARE = 0.1
"""What a twin counts beside a question as people ask it: as many as they are, near misses that no sign
tells apart would make refusal timid and no better.
"""

MEAN_RANK = 32
"""Of the encoder's changes: that of both halves' fits together."""

_SHOWN = 5
"""Evidence among so many counts as found, for refusal."""

_HEADER = """\
# Fitted by `python -m evals.tune` to the dev questions of evals/datasets; not edited by hand.
# ranking: what each signal of a hit weighs (assistant/signals.py).
# answerable, intercept: log odds that the plans answer at all (assistant/answerable.py).
"""


@dataclass(frozen=True)
class Fitted:
    """All that ``tune`` fits."""

    tuning: Tuning
    adapter: QueryAdapter
    weights: Weights


def tune() -> Fitted:
    """Fit encoder, adapter and weights to the dev splits, the twins and the pairs, over the shipped and
    the invented plans, and to the questions about the articles.

    Encoder and adapter are the means of those of both folds and of those that the package has, which
    learned from what there was before. The untuned index is searched with the weights that the package
    has: what they rank first is what the encoder learns to tell apart.
    """
    settings = load_settings()
    folds = cross_fitted(_dev_golds(tuned_indexes(settings, UNTUNED)), settings)
    tuning = mean_tuning(
        [load_tuning(packaged_tuning()), *(fold.tuning for fold in folds)], MEAN_RANK
    )
    adapter = mean_adapter([load_adapter(), *(fold.adapter for fold in folds)])
    cases = [case for fold in folds for case in fold.cases]
    ranking = fit_ranking([case for case in cases if case.right.any()])
    # Few pairs and articles have no answer: with them refusal would take one for likely.
    ungraded = _ungraded()
    graded = [case for case in cases if case.item.id not in ungraded]
    answerable, intercept = fit_answerable(graded, ranking, _twins())
    return Fitted(tuning, adapter, Weights(ranking, answerable, intercept))


def tune_refusal() -> Weights:
    """Fit refusal to the ranking, the adapter and the encoder that the package has.

    Each dev question is searched as ``keikaku eval`` would: over the shipped plans alone, or over
    the invented ones beside them.
    """
    settings = load_settings()
    cases: list[Case] = []
    for path, used in (
        (default_dataset(), settings),
        (invented_dataset(), with_invented_plans(settings)),
        (twins_dataset(), with_invented_plans(settings)),
    ):
        index = Assistant(used).index()
        golds = find_gold(path, load_items(path, "dev"), library_of_store(index.store))
        cases += find_cases(golds, index, load_adapter())
    ranking = load_weights().ranking
    answerable, intercept = fit_answerable(cases, ranking, _twins())
    return Weights(ranking, answerable, intercept)


def _twins() -> frozenset[str]:
    return frozenset(item.id for item in load_items(twins_dataset()))


def _ungraded() -> frozenset[str]:
    """The questions that have nothing but their evidence, or not even that."""
    return frozenset(
        item.id for path in (pairs_dataset(), articles_dataset()) for item in load_items(path)
    )


def dev_cases() -> list[Case]:
    """All questions that are learned from and have hits, searched over the plans or the articles.

    Their signals are those of an encoder and an adapter that were fitted without the first document
    of their evidence.
    """
    settings = load_settings()
    folds = cross_fitted(_dev_golds(tuned_indexes(settings, UNTUNED)), settings)
    return [case for fold in folds for case in fold.cases]


def _dev_golds(indexes: Mapping[Library, Index]) -> Golds:
    """All that is learned from."""
    datasets: dict[Library, tuple[Path, ...]] = {
        "plans": (default_dataset(), invented_dataset(), twins_dataset(), pairs_dataset()),
        "articles": (articles_dataset(),),
    }
    return {
        library: [
            gold
            for path in datasets[library]
            for gold in find_gold(path, load_items(path, "dev"), library_of_store(index.store))
        ]
        for library, index in indexes.items()
    }


def fit_ranking(
    cases: Sequence[Case], columns: Sequence[int] = tuple(range(len(NAMES)))
) -> NDArray[np.float64]:
    """The weight of each signal, or of those in ``columns``, shape (n_columns,)."""
    pairs = [_differences(case)[:, list(columns)] for case in cases]
    pairs = [one for one in pairs if len(one)]
    shares = np.concatenate([np.full(len(one), 1.0 / len(one)) for one in pairs])
    return _logistic(np.concatenate(pairs), shares, RANKING_C)


def _differences(case: Case) -> NDArray[np.float64]:
    """Evidence minus other hits, shape (n_pairs, len(NAMES)); those ranked best now count."""
    signals = case.signals
    right, other = np.flatnonzero(case.right)[:_POSITIVES], np.flatnonzero(~case.right)[:_NEGATIVES]
    return (signals[right][:, None, :] - signals[other][None, :, :]).reshape(-1, len(NAMES))


def _logistic(
    differences: NDArray[np.float64], shares: NDArray[np.float64], c: float
) -> NDArray[np.float64]:
    from sklearn.linear_model import LogisticRegression

    spread = differences.std(axis=0) + 1e-6
    both = np.concatenate([differences / spread, -differences / spread])
    labels = np.concatenate([np.ones(len(differences)), np.zeros(len(differences))])
    model = LogisticRegression(C=c, fit_intercept=False, max_iter=1000)
    model.fit(both, labels, sample_weight=np.concatenate([shares, shares]))
    fitted: NDArray[np.float64] = model.coef_[0] / spread
    return fitted


def fit_answerable(
    cases: Sequence[Case], ranking: NDArray[np.float64], twins: Collection[str] = ()
) -> tuple[dict[str, float], float]:
    """Weights and intercept of refusal, from the cases that are not decided without it.

    Args:
        cases: questions with their hits.
        ranking: the weights that the hits are ranked by.
        twins: the ids of those that count ``TWIN_SHARE``.
    """
    from sklearn.linear_model import LogisticRegression

    rows, labels, shares = [], [], []
    for case in cases:
        scores = case.signals @ ranking
        order = np.argsort(-scores, kind="stable")
        found = bool(case.right[order[:_SHOWN]].any())
        if case.item.type == "comparison" or (case.item.answerable and not found):
            continue
        ranked = [replace(case.evidence[i], score=float(scores[i])) for i in order]
        if unmet(case.question, statements(ranked)) or is_off_subject(case.question, ranked):
            continue
        values = features_of(case.question, ranked)
        rows.append([values[name] for name in FEATURES])
        labels.append(case.item.answerable)
        shares.append(TWIN_SHARE if case.item.id in twins else 1.0)
    features = np.asarray(rows)
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    model = LogisticRegression(C=ANSWERABLE_C, max_iter=1000)
    model.fit((features - mean) / spread, labels, sample_weight=shares)
    weights = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - weights @ mean)
    fitted = dict(zip(FEATURES, weights.tolist(), strict=True))
    fitted[_FOLLOW_UP] -= _rarity_of_silence([case for case in cases if case.item.id not in twins])
    return fitted, intercept


def _rarity_of_silence(cases: Sequence[Case]) -> float:
    """How much rarer, in log odds, a follow-up that nothing answers is among the cases than another
    question that nothing answers.

    That is how the questions were written (two in a hundred follow-ups) and nothing that people keep to:
    what it adds to the weight of being a follow-up is taken out again, as for another prior (Saerens,
    Latinne and Decaestecker, Adjusting the Outputs of a Classifier to New a Priori Probabilities,
    Neural Computation 2002). 0 where there are no follow-ups.
    """
    counts = np.zeros((2, 2))
    for case in cases:
        counts[int(bool(case.item.history)), int(case.item.answerable)] += 1
    if not counts[1].sum():
        return 0.0
    odds = (counts[:, 1] + 0.5) / (counts[:, 0] + 0.5)
    return float(np.log(odds[1] / odds[0]))


def write_weights(weights: Weights, path: Path) -> None:
    """Write the weights, to five decimals, where the assistant reads them."""
    content = {
        "ranking": {n: round(float(w), 5) for n, w in zip(NAMES, weights.ranking, strict=True)},
        "answerable": {name: round(weight, 5) for name, weight in weights.answerable.items()},
        "intercept": round(weights.intercept, 5),
    }
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
    path.write_text(_HEADER + text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="Fit encoder, adapter, ranking and refusal to the dev questions."
    )
    parser.add_argument(
        "--refusal-only", action="store_true", help="keep encoder, adapter and ranking"
    )
    package = Path(weights_module.__file__).parent
    if parser.parse_args().refusal_only:
        weights = tune_refusal()
    else:
        fitted = tune()
        write_tuning(fitted.tuning, packaged_tuning())
        fitted.adapter.write(package / FILE_NAME)
        weights = fitted.weights
    write_weights(weights, package / "weights.yaml")
