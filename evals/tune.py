"""Fits the weights of ranking and refusal to the dev questions: ``python -m evals.tune``.

Ranking: logistic regression on the differences between the signals of evidence and those of the best
other hits (pairwise learning to rank; Joachims, Optimizing Search Engines using Clickthrough Data,
KDD 2002). Refusal: logistic regression on the features of the ranked evidence. Both are linear over
named quantities, so that ``assistant/weights.yaml`` can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

import assistant.weights as weights_module
from assistant.answerable import FEATURES, features_of
from assistant.evidence import find_evidence
from assistant.fact_fit import fact_book
from assistant.municipalities import Directory
from assistant.question import Question
from assistant.rank import Evidence
from assistant.service import Assistant
from assistant.settings import load_settings
from assistant.signals import NAMES
from assistant.understand import understand
from assistant.weights import Weights
from evals.dataset import Item, default_dataset, load_items
from evals.gold import Gold, find_gold
from evals.library import library_of_store
from ingest.index import Index

RANKING_C, ANSWERABLE_C = 0.1, 0.1
"""Inverse strength of the L2 penalty; chosen by five-fold cross-validation on the dev questions."""

_POSITIVES, _NEGATIVES = 3, 40
"""Pieces of evidence a question, and hits it is set against."""

_SHOWN = 5
"""Evidence among so many counts as found, for refusal."""

_HEADER = """\
# Fitted by `python -m evals.tune` to the dev questions of evals/datasets; not edited by hand.
# ranking: what each signal of a hit weighs (assistant/signals.py).
# answerable, intercept: log odds that the plans answer at all (assistant/answerable.py).
"""


@dataclass(frozen=True)
class Case:
    """A question with its hits: their signals and which of them are evidence."""

    item: Item
    question: Question
    evidence: tuple[Evidence, ...]
    right: NDArray[np.bool_]

    @property
    def signals(self) -> NDArray[np.float64]:
        """The signals of its hits, shape (n_hits, len(NAMES))."""
        return np.stack([one.signals for one in self.evidence])


def tune() -> Weights:
    """Fit the weights to the dev split of the project's dataset, on the current index."""
    cases = dev_cases()
    ranking = fit_ranking([case for case in cases if case.right.any()])
    answerable, intercept = _fit_answerable(cases, ranking)
    return Weights(ranking, answerable, intercept)


def dev_cases() -> list[Case]:
    """The dev questions of the project's dataset that have hits, searched in the current index."""
    index = Assistant(load_settings()).index()
    path = default_dataset()
    items = load_items(path, "dev")
    return _cases(find_gold(path, items, library_of_store(index.store)), index)


def _cases(golds: Sequence[Gold], index: Index) -> list[Case]:
    directory, facts = Directory(index.store.infos.values()), fact_book(index)
    cases = []
    for gold in golds:
        item = gold.item
        home = directory.named(item.home) if item.home else None
        question = understand(item.question, directory, home, item.history)
        evidence = tuple(find_evidence(question, index, directory, facts))
        right = [
            one.hit.unit.kind != "heading"
            and any(
                place.overlaps(one.hit.unit.doc_id, one.hit.unit.start, one.hit.unit.end)
                for places in gold.places
                for place in places
            )
            for one in evidence
        ]
        if evidence:
            cases.append(Case(item, question, evidence, np.asarray(right, dtype=bool)))
    return cases


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


def _fit_answerable(
    cases: Sequence[Case], ranking: NDArray[np.float64]
) -> tuple[dict[str, float], float]:
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    for case in cases:
        scores = case.signals @ ranking
        order = np.argsort(-scores, kind="stable")
        found = bool(case.right[order[:_SHOWN]].any())
        if case.item.type == "comparison" or (case.item.answerable and not found):
            continue
        ranked = [replace(case.evidence[i], score=float(scores[i])) for i in order]
        values = features_of(case.question, ranked)
        rows.append([values[name] for name in FEATURES])
        labels.append(case.item.answerable)
    features = np.asarray(rows)
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    model = LogisticRegression(C=ANSWERABLE_C, max_iter=1000)
    model.fit((features - mean) / spread, labels)
    weights = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - weights @ mean)
    return dict(zip(FEATURES, weights.tolist(), strict=True)), intercept


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
    write_weights(tune(), Path(weights_module.__file__).with_name("weights.yaml"))
