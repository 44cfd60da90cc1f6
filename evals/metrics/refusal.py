"""Whether the assistant refuses when, and only when, the plans do not say.

A refusal is the positive class: precision = TP / (TP + FP), recall = TP / (TP + FN) (van
Rijsbergen, Information Retrieval, 1979, ch. 7). Both are means over items, so each function
gives one item's term, None where the item does not enter the mean.
"""

from __future__ import annotations


def refusal_precision(*, refused: bool, answerable: bool) -> float | None:
    """Of a refusal, whether it was right: TP / (TP + FP) is its mean over the refused items."""
    return float(not answerable) if refused else None


def refusal_recall(*, refused: bool, answerable: bool) -> float | None:
    """Of an unanswerable item, whether it was refused: TP / (TP + FN) is its mean over them."""
    return None if answerable else float(refused)
