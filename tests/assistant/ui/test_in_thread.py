import threading
from collections.abc import Iterator

import pytest

from assistant.ui.in_thread import in_thread


@pytest.mark.anyio
async def test_steps_come_in_order_as_they_are_made() -> None:
    assert [step async for step in in_thread(lambda: iter("abc"))] == ["a", "b", "c"]


@pytest.mark.anyio
async def test_what_fails_there_is_raised_here() -> None:
    def steps() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    found = []
    with pytest.raises(ValueError, match="broken"):
        async for step in in_thread(steps):
            found.append(step)
    assert found == [1]


@pytest.mark.anyio
async def test_who_stops_waiting_gives_the_rest_up() -> None:
    closed, go_on = threading.Event(), threading.Event()

    def steps() -> Iterator[int]:
        try:
            yield 1
            go_on.wait(5)
            yield 2
            yield 3
        finally:
            closed.set()

    awaited = in_thread(steps)
    assert await anext(awaited) == 1
    await awaited.aclose()  # type: ignore[attr-defined]
    go_on.set()
    assert closed.wait(5)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
