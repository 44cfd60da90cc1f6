"""Fits the assistant to the dev questions: ``python -m evals.tune``; with ``--weights-only`` what weighs the
signals, in a quarter of the time, with ``--refusal-only`` no more than refusal.

The encoder and the query adapter: see ``evals.fitting.encoder`` and ``evals.fitting.adapter``. What they
give for ranking and refusal is cross-fitted by document.
Ranking: logistic regression on the differences between the signals of evidence and those of the best
other hits (pairwise learning to rank; Joachims, Optimizing Search Engines using Clickthrough Data,
KDD 2002). Refusal: logistic regression on the features of the ranked evidence (``evals.fitting.refusal``).
Both are linear over named quantities, so that ``assistant/weights.yaml`` can be read.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

import assistant.weights as weights_module
from assistant.query_adapter import FILE_NAME, QueryAdapter, load_adapter
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from assistant.signals import NAMES
from assistant.weights import Weights, load_weights
from evals.dataset import default_dataset, load_items
from evals.fitting.averaged import mean_adapter, mean_tuning
from evals.fitting.cases import Case, find_cases
from evals.fitting.cross_fit import UNTUNED, Golds, cross_fitted
from evals.fitting.refusal import fit_answerable
from evals.fitting.tuned_index import Library, tuned_indexes
from evals.gold import find_gold
from evals.invented import (
    articles_dataset,
    invented_dataset,
    invented_other_matters_dataset,
    other_matters_dataset,
    pairs_dataset,
    twins_dataset,
    with_articles,
    with_invented_plans,
)
from evals.library import library_of_store
from ingest.embedding.tuning import Tuning, load_tuning, packaged_tuning, write_tuning
from ingest.index import Index

RANKING_C = 0.1
"""Inverse strength of the L2 penalty; chosen by five-fold cross-validation on the dev questions."""

_POSITIVES, _NEGATIVES = 3, 40
"""Pieces of evidence a question, and hits it is set against."""

TWIN_SHARE = 0.1
"""What a twin counts beside a question as people ask it: as many as they are, near misses that no sign
tells apart would make refusal timid and no better.
"""

MEAN_RANK = 32
"""Of the encoder's changes: that of both halves' fits together."""

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
    ungraded = _ids(pairs_dataset()) | _ids(articles_dataset())
    teaching = [case for case in cases if case.item.id not in ungraded]
    weights = Weights(ranking, *fit_answerable(teaching, ranking, _shares()))
    return Fitted(tuning, adapter, weights)


def tune_weights() -> Weights:
    """Fit ranking and refusal to what the adapter and the encoder that the package has give.

    Those have seen most of the documents that the questions are about, as they have the shipped plans.
    That they find evidence there more easily does not harm elsewhere: cross-fitted by document, weights
    that were fitted so rank questions about documents that came after the encoder as well as those
    that ``tune`` fits, or better.
    """
    settings = load_settings()
    cases = _graded_cases(settings)
    ungraded = _ungraded_cases(settings)
    ranking = fit_ranking([case for case in (*cases, *ungraded) if case.right.any()])
    return Weights(ranking, *fit_answerable(cases, ranking, _shares()))


def shipped_cases() -> list[Case]:
    """What ``tune_weights`` fits the ranking to."""
    settings = load_settings()
    return [*_graded_cases(settings), *_ungraded_cases(settings)]


def tune_refusal() -> Weights:
    """Fit refusal to the ranking, the adapter and the encoder that the package has."""
    ranking = load_weights().ranking
    return Weights(ranking, *fit_answerable(_graded_cases(load_settings()), ranking, _shares()))


def _graded_cases(settings: Settings) -> list[Case]:
    """The dev questions that refusal learns from, each searched as ``keikaku eval`` would: over the shipped
    plans alone, or over the invented ones beside them.
    """
    invented = with_invented_plans(settings)
    return [
        *_cases(default_dataset(), settings),
        *_cases(other_matters_dataset(), settings),
        *_cases(invented_dataset(), invented),
        *_cases(invented_other_matters_dataset(), invented),
        *_cases(twins_dataset(), invented),
    ]


def _ungraded_cases(settings: Settings) -> list[Case]:
    """The questions that only the ranking learns from."""
    return [
        *_cases(pairs_dataset(), with_invented_plans(settings)),
        *_cases(articles_dataset(), with_articles(settings)),
    ]


def _cases(path: Path, settings: Settings) -> list[Case]:
    """The dev questions of a dataset, searched in the index of these settings."""
    index = Assistant(settings).index()
    golds = find_gold(path, load_items(path, "dev"), library_of_store(index.store))
    return find_cases(golds, index, load_adapter())


def _shares() -> dict[str, float]:
    """What the questions that are written to be hard to tell count for refusal."""
    return dict.fromkeys(_ids(twins_dataset()), TWIN_SHARE)


def _ids(path: Path) -> frozenset[str]:
    return frozenset(item.id for item in load_items(path))


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
        "plans": (
            default_dataset(),
            invented_dataset(),
            twins_dataset(),
            pairs_dataset(),
            invented_other_matters_dataset(),
        ),
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
    parser.add_argument("--weights-only", action="store_true", help="keep encoder and adapter")
    parser.add_argument(
        "--refusal-only", action="store_true", help="keep encoder, adapter and ranking"
    )
    package = Path(weights_module.__file__).parent
    arguments = parser.parse_args()
    if arguments.refusal_only:
        weights = tune_refusal()
    elif arguments.weights_only:
        weights = tune_weights()
    else:
        fitted = tune()
        write_tuning(fitted.tuning, packaged_tuning())
        fitted.adapter.write(package / FILE_NAME)
        weights = fitted.weights
    write_weights(weights, package / "weights.yaml")
