"""Steps made one by one in a thread of their own, awaited one by one on the page."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar

T = TypeVar("T")


async def in_thread(make: Callable[[], Iterator[T]]) -> AsyncIterator[T]:
    """What the iterator that ``make`` returns gives, as it comes.

    Where the caller is cancelled, nobody waits for the thread; it closes the iterator as soon as
    that has given its next step.
    """
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[T | BaseException | None] = asyncio.Queue()
    given_up = threading.Event()

    def hand_over(step: T | BaseException | None) -> None:
        if not given_up.is_set():
            loop.call_soon_threadsafe(steps.put_nowait, step)

    def run() -> None:
        try:
            for step in make():
                hand_over(step)
                if given_up.is_set():
                    return
        except BaseException as error:
            hand_over(error)
        hand_over(None)

    threading.Thread(target=run, daemon=True).start()
    try:
        while (step := await steps.get()) is not None:
            if isinstance(step, BaseException):
                raise step
            yield step
    finally:
        given_up.set()
