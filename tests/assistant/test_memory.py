"""What the C library holds on to."""

from __future__ import annotations

import ctypes

import pytest

from assistant import memory


class Library:
    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[int, ...]]] = []

    def mallopt(self, *arguments: int) -> int:
        self.calls.append(("mallopt", arguments))
        return 1

    def malloc_trim(self, *arguments: int) -> int:
        self.calls.append(("malloc_trim", arguments))
        return 1


def test_threads_share_few_heaps_and_what_is_freed_goes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = Library()
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    memory.keep_few_heaps()
    memory.give_back()
    assert library.calls == [
        ("mallopt", (-8, 2)),
        ("mallopt", (-3, 8 * 2**20)),
        ("malloc_trim", (0,)),
    ]


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory.keep_few_heaps()
    memory.give_back()


def test_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: object) -> None:
        raise OSError("none")

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    memory.keep_few_heaps()
    memory.give_back()
