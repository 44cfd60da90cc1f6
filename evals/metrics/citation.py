"""Citation precision and recall against the gold evidence.

After ALCE (Gao et al., Enabling Large Language Models to Generate Text with Citations, EMNLP
2023, section 4.3), with the dataset's evidence in the place of its entailment model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def citation_precision(right: Sequence[bool]) -> float | None:
    """Share of an answer's citations that are right; None for an answer without citations."""
    return sum(right) / len(right) if right else None


def citation_recall(covered: Iterable[frozenset[int]], n_evidence: int) -> float | None:
    """Share of the gold quotes that some citation overlaps; None where there is no gold quote.

    Args:
        covered: for each citation the numbers of the gold quotes that it overlaps.
        n_evidence: how many gold quotes there are.
    """
    return len(frozenset().union(*covered)) / n_evidence if n_evidence else None
