"""Fits the assistant to the dev questions, ranking and refusal: ``python -m evals.tune``; refusal
alone, in minutes and not half an hour, with ``--refusal-only``.

The query adapter: see ``evals.fit_adapter``. Its signals for ranking are cross-fitted by document.
Ranking: logistic regression on the differences between the signals of evidence and those of the best
other hits (pairwise learning to rank; Joachims, Optimizing Search Engines using Clickthrough Data,
KDD 2002). Refusal: logistic regression on the features of the ranked evidence. Both are linear over
named quantities, so that ``assistant/weights.yaml`` can be read.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

import assistant.weights as weights_module
from assistant.answerable import FEATURES, features_of, is_off_subject, statements
from assistant.compared import parts_of
from assistant.demands import unmet
from assistant.evidence import find_evidence
from assistant.fact_fit import fact_book
from assistant.municipalities import Directory
from assistant.query_adapter import FILE_NAME, QueryAdapter, load_adapter, no_change
from assistant.question import Question
from assistant.rank import Evidence
from assistant.service import Assistant
from assistant.settings import load_settings
from assistant.signals import NAMES
from assistant.understand import understand
from assistant.weights import Weights, load_weights
from evals.dataset import Item, default_dataset, load_items
from evals.fit_adapter import Example, fit_adapter
from evals.gold import Gold, find_gold
from evals.invented import invented_dataset, with_invented_plans
from evals.library import library_of_store
from ingest.index import Index

RANKING_C, ANSWERABLE_C = 0.1, 0.02
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


def tune() -> tuple[Weights, QueryAdapter]:
    """Fit weights and adapter to the dev splits, over the shipped and the invented plans."""
    golds, index = _dev_golds()
    cases = _cases(golds, index, no_change())
    adapter = fit_adapter(_examples(cases, _directory(index)), index)
    cases = _cross_fitted(golds, cases, index)
    ranking = fit_ranking([case for case in cases if case.right.any()])
    answerable, intercept = _fit_answerable(cases, ranking)
    return Weights(ranking, answerable, intercept), adapter


def tune_refusal() -> Weights:
    """Fit refusal to the ranking and the adapter that the package has.

    Each dev question is searched as ``keikaku eval`` would: over the shipped plans alone, or over
    the invented ones beside them.
    """
    settings = load_settings()
    cases: list[Case] = []
    for path, used in (
        (default_dataset(), settings),
        (invented_dataset(), with_invented_plans(settings)),
    ):
        index = Assistant(used).index()
        golds = find_gold(path, load_items(path, "dev"), library_of_store(index.store))
        cases += _cases(golds, index, load_adapter())
    ranking = load_weights().ranking
    answerable, intercept = _fit_answerable(cases, ranking)
    return Weights(ranking, answerable, intercept)


def dev_cases() -> list[Case]:
    """The dev questions that have hits, searched over the shipped and the invented plans.

    Their signals are those of an adapter that was fitted without the document of their evidence.
    """
    golds, index = _dev_golds()
    return _cross_fitted(golds, _cases(golds, index, no_change()), index)


def _dev_golds() -> tuple[Sequence[Gold], Index]:
    index = Assistant(with_invented_plans(load_settings())).index()
    library = library_of_store(index.store)
    golds = [
        gold
        for path in (default_dataset(), invented_dataset())
        for gold in find_gold(path, load_items(path, "dev"), library)
    ]
    return golds, index


def _cross_fitted(golds: Sequence[Gold], cases: Sequence[Case], index: Index) -> list[Case]:
    """The cases, searched with adapters that do not know the document that each is about, nor those
    of its fold.

    Weights that are fitted to them meet the adapter as new documents will.
    """
    invented = sorted({doc for item in load_items(invented_dataset()) for doc in item.docs})
    documents = [_fold_of(_document_of(case), invented) for case in cases]
    by_id = {gold.item.id: gold for gold in golds}
    found: dict[str, Case] = {}
    for held_out in sorted(set(documents)):
        others = [
            case for case, document in zip(cases, documents, strict=True) if document != held_out
        ]
        adapter = fit_adapter(_examples(others, _directory(index)), index)
        mine = [
            case for case, document in zip(cases, documents, strict=True) if document == held_out
        ]
        for case in _cases([by_id[case.item.id] for case in mine], index, adapter):
            found[case.item.id] = case
    return [found[case.item.id] for case in cases]


def _fold_of(document: str, invented: Sequence[str]) -> str:
    """The documents that are held out together: each shipped plan alone, the invented by halves."""
    return f"invented {invented.index(document) % 2}" if document in invented else document


def _document_of(case: Case) -> str:
    """The document of its first evidence; where it has none, of whom it asks, or of its first hit."""
    right = np.flatnonzero(case.right)
    if not len(right) and (municipalities := case.question.scope.municipalities):
        return municipalities[0].doc_ids[0]
    return case.evidence[right[0] if len(right) else 0].hit.unit.doc_id


def _examples(cases: Sequence[Case], directory: Directory) -> list[Example]:
    """What the adapter learns from: each search whose evidence is found, or that has none at all.

    A comparison is one search for each municipality or place that it names.
    """
    examples = []
    for case in cases:
        parts = parts_of(case.question, directory)
        searches = [(part.name, part.question) for part in parts] or [("", case.question)]
        for about, question in searches:
            mine = [number for number, one in enumerate(case.evidence) if one.about == about]
            right = case.right[mine]
            if right.any() or not case.item.answerable:
                rows = tuple(case.evidence[number].hit.row for number in mine)
                examples.append(Example(question.queries, rows, right))
    return [example for example in examples if example.rows]


def _directory(index: Index) -> Directory:
    return Directory.of(index)


def _cases(golds: Sequence[Gold], index: Index, adapter: QueryAdapter) -> list[Case]:
    directory, facts = _directory(index), fact_book(index)
    cases = []
    for gold in golds:
        item = gold.item
        home = directory.named(item.home) if item.home else None
        question = understand(item.question, directory, home, item.history)
        evidence = tuple(find_evidence(question, index, directory, facts, adapter))
        if evidence:
            cases.append(Case(item, question, evidence, _right(gold, evidence)))
    return cases


def _right(gold: Gold, evidence: Sequence[Evidence]) -> NDArray[np.bool_]:
    """Which hits stand where the evidence does: headings only where nothing else does."""
    there = np.asarray(
        [
            any(
                place.overlaps(one.hit.unit.doc_id, one.hit.unit.start, one.hit.unit.end)
                for places in gold.places
                for place in places
            )
            for one in evidence
        ],
        dtype=bool,
    )
    said = there & [one.hit.unit.kind != "heading" for one in evidence]
    return said if said.any() else there


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
    """Weights and intercept of refusal, from the cases that are not decided without it."""
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
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
    parser = argparse.ArgumentParser(description="Fit ranking and refusal to the dev questions.")
    parser.add_argument("--refusal-only", action="store_true", help="keep ranking and adapter")
    package = Path(weights_module.__file__).parent
    if parser.parse_args().refusal_only:
        fitted = tune_refusal()
    else:
        fitted, fitted_adapter = tune()
        fitted_adapter.write(package / FILE_NAME)
    write_weights(fitted, package / "weights.yaml")
