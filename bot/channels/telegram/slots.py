"""How many updates are worked on at once; whoever only waits lets another one go on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from time import monotonic
from types import TracebackType

_holding: ContextVar[bool] = ContextVar("holding a slot", default=False)


class Slots:
    """So many places. ``async with slots`` takes one for the task."""

    def __init__(self, count: int, clock: Callable[[], float] = monotonic) -> None:
        self._places = asyncio.Semaphore(count)
        self._clock = clock
        self.taken = 0
        self._queue: dict[object, float] = {}
        """When those came that wait for their first place, in that order."""

    @property
    def delay(self) -> float:
        """Seconds that somebody has been waiting for a place, the longest of all; 0 if nobody is."""
        came = next(iter(self._queue.values()), None)
        return 0.0 if came is None else self._clock() - came

    async def __aenter__(self) -> None:
        me = object()
        self._queue[me] = self._clock()
        try:
            await self._places.acquire()
        finally:
            del self._queue[me]
        self.taken += 1
        _holding.set(True)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if _holding.get():
            _holding.set(False)
            self._release()

    @asynccontextmanager
    async def given_back(self) -> AsyncIterator[None]:
        """Let others have the place during the body, if this task holds one."""
        if not _holding.get():
            yield
            return
        _holding.set(False)
        self._release()
        yield  # after an exception the place stays with the others: who is cancelled must not wait for it
        await self._places.acquire()
        self.taken += 1
        _holding.set(True)

    def _release(self) -> None:
        self.taken -= 1
        self._places.release()
