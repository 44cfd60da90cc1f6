"""Asks the language model: as text arrives, within its time, never too many at once."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, suppress
from typing import TYPE_CHECKING

from assistant.llm.endpoint import Endpoint
from assistant.llm.failures import LanguageModelError

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

RETRIES = 2
"""Times that a call is made again after HTTP 429 or 5xx, as long as nothing has arrived."""

BACKOFF_S = 0.5
"""Seconds before the first of them; twice as long before the next."""

_GRACE_S = 1.0

Message = tuple[str, str]
"""``("system" | "human" | "ai", text)``."""

OpenModel = Callable[[Endpoint], "AbstractAsyncContextManager[BaseChatModel]"]


class Deadline:
    """A point in time, seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds until then, at least 0."""
        return max(self._end - time.monotonic(), 0.0)


class Chat:
    """A language model that several threads may ask.

    Each call runs in a thread and an event loop of its own, so that it can be given up at once: on
    its deadline, or when its text is no longer wanted.
    """

    def __init__(self, endpoint: Endpoint, open_model: OpenModel | None = None) -> None:
        self.endpoint = endpoint
        self._open_model = open_model
        self._slots = threading.BoundedSemaphore(endpoint.max_concurrency)

    def deadline(self) -> Deadline:
        """The time that a question has, from now."""
        return Deadline(self.endpoint.timeout_s)

    def complete(self, messages: Sequence[Message], deadline: Deadline, limit: int) -> str:
        """The whole text of an answer, at most ``limit`` characters of it.

        Raises:
            LanguageModelError: it failed, or was not there in time.
        """
        return "".join(self.stream(messages, deadline, limit))

    def stream(self, messages: Sequence[Message], deadline: Deadline, limit: int) -> Iterator[str]:
        """The text of an answer in pieces, as they arrive; it ends after ``limit`` characters.

        What a reasoning model writes within ``<think>`` is left out. Closing the iterator ends the
        call.

        Raises:
            LanguageModelError: it failed, or was not there in time.
        """
        if not self._slots.acquire(timeout=deadline.remaining()):
            raise LanguageModelError("llm_busy")
        call = _Call(self, tuple(messages), deadline)
        length = 0
        try:
            for piece in _without_thoughts(call.pieces()):
                length += len(piece)
                yield piece
                if length >= limit:
                    return
        finally:
            call.cancel()

    def opener(self) -> OpenModel:
        """How a model is opened; the library behind it is imported with the first call."""
        if self._open_model is None:
            from assistant.llm.model import open_model

            self._open_model = open_model
        return self._open_model

    def release(self) -> None:
        """A call has ended."""
        self._slots.release()


class _Call:
    """One call, running in its own thread; its text comes over a queue."""

    def __init__(self, chat: Chat, messages: tuple[Message, ...], deadline: Deadline) -> None:
        self._chat, self._messages, self._deadline = chat, messages, deadline
        self._queue: queue.SimpleQueue[str | LanguageModelError | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._cancelled = threading.Event()
        threading.Thread(target=self._run, name="llm-call", daemon=True).start()

    def pieces(self) -> Iterator[str]:
        while True:
            try:
                got = self._queue.get(timeout=self._deadline.remaining() + _GRACE_S)
            except queue.Empty:
                raise self._timed_out() from None
            if got is None:
                return
            if isinstance(got, LanguageModelError):
                raise got
            yield got

    def cancel(self) -> None:
        self._cancelled.set()
        loop, task = self._loop, self._task
        if loop is not None and task is not None:
            with suppress(RuntimeError):  # the loop has ended by itself
                loop.call_soon_threadsafe(task.cancel)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        finally:
            self._chat.release()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        if self._cancelled.is_set():
            return
        try:
            async with asyncio.timeout(self._deadline.remaining()):
                await self._ask()
        except TimeoutError:
            self._queue.put(self._timed_out())
        except LanguageModelError as error:
            self._queue.put(error)
        except asyncio.CancelledError:
            self._queue.put(None)
        else:
            self._queue.put(None)

    async def _ask(self) -> None:
        for attempt in range(RETRIES + 1):
            arrived = False
            try:
                async for text in self._attempt():
                    arrived = True
                    self._queue.put(text)
            except LanguageModelError as error:
                if arrived or attempt == RETRIES or not error.passing:
                    raise
                await asyncio.sleep(BACKOFF_S * 2**attempt)
            else:
                return

    async def _attempt(self) -> AsyncIterator[str]:
        """One try; it is an error if the endpoint does not say that the answer is finished."""
        from langchain_core.messages import AIMessageChunk

        finished = False
        open_model = self._chat.opener()
        try:
            async with (
                open_model(self._chat.endpoint) as model,
                aclosing(model.astream(list(self._messages))) as chunks,  # type: ignore[type-var]
            ):
                async for chunk in chunks:
                    finished |= "finish_reason" in chunk.response_metadata
                    if isinstance(chunk, AIMessageChunk) and isinstance(chunk.content, str):
                        yield chunk.content
        except (asyncio.CancelledError, GeneratorExit):
            raise
        except Exception as error:
            from assistant.llm.model import explained

            raise explained(error, self._chat.endpoint) from error
        if not finished:
            raise LanguageModelError("llm_broke_off")

    def _timed_out(self) -> LanguageModelError:
        return LanguageModelError("llm_timeout", seconds=f"{self._chat.endpoint.timeout_s:g}")


def _without_thoughts(pieces: Iterator[str]) -> Iterator[str]:
    """Text without an opening ``<think>…</think>``."""
    opening, closing = "<think>", "</think>"
    held = ""
    for piece in pieces:
        held += piece
        start = held.lstrip()
        if opening.startswith(start[: len(opening)]) and closing not in held:
            continue
        if start.startswith(opening):
            held = held.split(closing, 1)[1].lstrip()
        yield held
        break
    else:
        if not held.lstrip().startswith(opening):
            yield held
        return
    yield from pieces
