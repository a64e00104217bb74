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
        self.count = count
        self._places = asyncio.Semaphore(count)
        self._clock = clock
        self.delay = 0.0
        """Seconds that whoever came last had to wait for a place."""
        self.taken = 0

    async def __aenter__(self) -> None:
        came = self._clock()
        await self._places.acquire()
        self.taken += 1
        self.delay = self._clock() - came
        _holding.set(True)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _holding.set(False)
        self.taken -= 1
        self._places.release()

    @asynccontextmanager
    async def given_back(self) -> AsyncIterator[None]:
        """Let others have the place during the body, if this task holds one."""
        if not _holding.get():
            yield
            return
        self.taken -= 1
        self._places.release()
        try:
            yield
        finally:
            await self._places.acquire()
            self.taken += 1
