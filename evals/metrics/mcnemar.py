"""Whether two systems differ in how many of the same items they get right."""

from __future__ import annotations

import math


def mcnemar_exact(only_first: int, only_second: int) -> float:
    """Two-sided p of the exact McNemar test, in (0, 1].

    Under the null hypothesis each item that changed side went either way with probability 1/2:
    p = min(1, 2 * sum over i <= min(b, c) of C(b + c, i) / 2**(b + c)) (McNemar, Psychometrika
    12, 1947; exact form as in Dietterich, Neural Computation 10(7), 1998).

    Args:
        only_first: items that only the first system gets right.
        only_second: items that only the second one gets right.
    """
    n = only_first + only_second
    tail = sum(math.comb(n, i) for i in range(min(only_first, only_second) + 1))
    return min(1.0, 2 * tail / (1 << n))
