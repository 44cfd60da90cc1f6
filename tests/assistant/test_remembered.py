"""What is remembered, and for how long."""

from __future__ import annotations

import gc
import weakref

from assistant.remembered import Remembered


class Owner:
    """Something that is open."""


def test_a_value_is_made_once_for_each_owner_and_key() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    remembered: Remembered[Owner, str] = Remembered(10)
    first, second = Owner(), Owner()
    for _ in range(2):
        assert remembered.get(first, "a", lambda: make("first a")) == "first a"
        assert remembered.get(first, "b", lambda: make("first b")) == "first b"
        assert remembered.get(second, "a", lambda: make("second a")) == "second a"
    assert made == ["first a", "first b", "second a"]


def test_at_the_limit_all_is_forgotten() -> None:
    remembered: Remembered[Owner, int] = Remembered(2)
    owner = Owner()
    assert [remembered.get(owner, key, lambda: 1) for key in "abc"] == [1, 1, 1]
    assert remembered.get(owner, "a", lambda: 2) == 2
    assert remembered.get(owner, "c", lambda: 3) == 1


def test_an_owner_is_not_kept_alive() -> None:
    remembered: Remembered[Owner, int] = Remembered(2)
    owner = Owner()
    remembered.get(owner, "a", lambda: 1)
    gone = weakref.ref(owner)
    del owner
    gc.collect()
    assert gone() is None
