"""What each part of the ranking is worth: ``python -m evals.ablation`` prints a table, ``--shipped`` one of what the
encoder and the adapter that the package has give, in a quarter of the time.

Dense search alone, BM25 alone, both fused, the fitted ranking, and the fitted ranking without each group
of signals, on the dev questions that the plans answer. The fitted rows are cross-validated: the weights
for a question are fitted without its fold.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from assistant.signals import NAMES
from evals.fitting.cases import Case
from evals.metrics.ranking import reciprocal_rank_at_k
from evals.tune import dev_cases, fit_ranking, shipped_cases

FOLDS = 5

GROUPS: dict[str, tuple[str, ...]] = {
    "late interaction": (
        "late", "late_below_best", "late_z", "late_own_below_best", "late_own_z", "section_late_z",
        "english_late_z", "above_silence",
    ),
    "concepts": (
        "coverage", "own", "heaviest_missing", "heaviest_missing_own", "english_coverage",
        "english_own",
    ),
    "phrases and topic": ("phrases", "topic"),
    "cosine": ("cosine", "cosine_below_best", "english_cosine"),
    "BM25": ("bm25",),
    "letters": ("letters", "letters_near"),
    "kind and value asked for": ("fits_kind", "counter", "counter_missing", "list_item", "naming"),
    "years": ("year_own", "year_around", "year_other"),
    "facts": ("defines", "target", "schedule", "role", "period"),
    "form": ("heading", "row", "item", "glossary", "length"),
}  # fmt: skip
"""The groups of signals that are left out one at a time."""


def ablate(cases: Sequence[Case]) -> dict[str, tuple[float, float, float]]:
    """For each way of ranking, the share of questions whose evidence is first, among the first
    five, and the mean reciprocal rank within ten, each in [0, 1].

    Args:
        cases: questions with their hits, each with some evidence among them.
    """
    everything = list(range(len(NAMES)))
    dense, bm25 = NAMES.index("cosine_below_best"), NAMES.index("bm25")
    rows = {
        "dense only": [case.signals[:, dense] for case in cases],
        "BM25 only": [case.signals[:, bm25] for case in cases],
        "both, fused by rank": [
            np.asarray([one.hit.score for one in case.evidence]) for case in cases
        ],
        "fitted ranking": _fitted(cases, everything),
    }
    for name, members in GROUPS.items():
        kept = [column for column in everything if NAMES[column] not in members]
        rows[f"without {name}"] = _fitted(cases, kept)
    return {name: _figures(cases, scores) for name, scores in rows.items()}


def _fitted(cases: Sequence[Case], columns: Sequence[int]) -> list[NDArray[np.float64]]:
    """The scores of each question's hits by weights that were fitted without its fold."""
    scores: list[NDArray[np.float64]] = [np.zeros(0)] * len(cases)
    for fold in range(FOLDS):
        others = [case for number, case in enumerate(cases) if number % FOLDS != fold]
        weights = fit_ranking(others, columns)
        for number in range(fold, len(cases), FOLDS):
            scores[number] = cases[number].signals[:, list(columns)] @ weights
    return scores


def _figures(
    cases: Sequence[Case], scores: Sequence[NDArray[np.float64]]
) -> tuple[float, float, float]:
    ranked = [
        case.right[np.argsort(-values, kind="stable")].tolist()
        for case, values in zip(cases, scores, strict=True)
    ]
    first = float(np.mean([right[0] for right in ranked]))
    five = float(np.mean([any(right[:5]) for right in ranked]))
    return first, five, float(np.mean([reciprocal_rank_at_k(right, 10) for right in ranked]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="What each part of the ranking is worth.")
    parser.add_argument(
        "--shipped", action="store_true", help="do not cross-fit the encoder and the adapter"
    )
    found = shipped_cases() if parser.parse_args().shipped else dev_cases()
    cases = [case for case in found if case.right.any()]
    table = Table("ranking", "first", "first five", "MRR@10", title=f"{len(cases)} dev questions")
    for name, (first, five, mrr) in ablate(cases).items():
        table.add_row(name, f"{100 * first:.1f}", f"{100 * five:.1f}", f"{100 * mrr:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
