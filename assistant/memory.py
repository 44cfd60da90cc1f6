"""How much memory a server keeps: what the C library may hold on to, where it is glibc's."""

from __future__ import annotations

import ctypes

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""Of mallopt(3)."""

_LARGE = 8 * 2**20
"""Bytes from which on something is given back as soon as it is freed. Left alone, glibc raises this to what
was freed last, and keeps twice as much."""

_ARENAS = 2
"""Each thread that allocates gets a heap of its own, up to eight a processor, and keeps what is freed there;
two are enough for as many questions as are answered at once."""


def keep_few_heaps() -> None:
    """Have all threads share few heaps, which keep nothing large; to be called before there are threads."""
    if (set_option := getattr(_libc(), "mallopt", None)) is not None:
        set_option(_M_ARENA_MAX, _ARENAS)
        set_option(_M_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give what was freed back to the system."""
    if (trim := getattr(_libc(), "malloc_trim", None)) is not None:
        trim(0)


def _libc() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(None)
    except (OSError, TypeError):  # another system's
        return None
