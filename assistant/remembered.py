"""What was found out over an index or a directory, remembered for as long as that is open."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class Remembered(Generic[Owner, Value]):
    """Values by their owner and a key; forgotten with the owner, or all at once at the limit.

    Safe to use from several threads: at worst something is found out twice.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._of: WeakKeyDictionary[Owner, dict[Hashable, Value]] = WeakKeyDictionary()

    def get(self, owner: Owner, key: Hashable, make: Callable[[], Value]) -> Value:
        """The owner's value for a key, made where it is not known; never None."""
        known = self._of.setdefault(owner, {})
        if (found := known.get(key)) is not None:
            return found
        value = make()
        if len(known) >= self._limit:
            known.clear()
        known[key] = value
        return value
