"""The webhook side of the server: every update is posted until somebody takes it, as Telegram does."""

import asyncio
from collections import Counter, deque
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

CONNECTIONS = 40
"""At once, over all targets: setWebhook's own default for max_connections."""

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 1.0
"""Seconds before an update is offered again; doubled each time. Telegram's are longer, which would
hide how long the bot itself takes."""

PATIENCE = 30.0
"""Seconds that a target may take to answer."""

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Delivery:
    """Posts updates to the targets in turn, from the first ``start`` until ``stop``."""

    def __init__(self, targets: Sequence[str]) -> None:
        self.statuses = Counter[int]()
        """How often each HTTP status came back; 0 is no answer at all."""
        self.pending = 0
        """Updates that nobody took yet."""
        self._targets = [urlsplit(target) for target in targets]
        self._turn = 0
        self._waiting: deque[bytes] = deque()
        self._arrived = asyncio.Semaphore(0)
        self._secret = ""
        self._open = asyncio.Event()
        self._workers: list[asyncio.Task[None]] = []

    def start(self, secret: str) -> None:
        """Deliver from now on, with this secret."""
        self._secret = secret
        self._open.set()
        if not self._workers:
            self._workers = [asyncio.create_task(self._work()) for _ in range(CONNECTIONS)]

    def stop(self) -> None:
        """Keep what comes until the next ``start``."""
        self._open.clear()

    async def close(self) -> None:
        """End all connections."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    def put(self, update: bytes) -> None:
        """Take an update to deliver."""
        self.pending += 1
        self._waiting.append(update)
        self._arrived.release()

    async def _work(self) -> None:
        kept: dict[int, Streams] = {}
        try:
            while True:
                await self._arrived.acquire()
                await self._deliver(self._waiting.popleft(), kept)
        finally:
            for _, writer in kept.values():
                writer.close()

    async def _deliver(self, update: bytes, kept: dict[int, Streams]) -> None:
        pause = FIRST_PAUSE
        while True:
            await self._open.wait()
            self._turn = first = (self._turn + 1) % len(self._targets)
            for step in range(len(self._targets)):  # as a proxy does, pass over one that is down
                place = (first + step) % len(self._targets)
                with suppress(ConnectionRefusedError):
                    status = await self._tried(place, update, kept)
                    break
            else:
                status = 0
            self.statuses[status] += 1
            if 200 <= status < 300:
                self.pending -= 1
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _tried(self, place: int, update: bytes, kept: dict[int, Streams]) -> int:
        """The status that a target answers with, 0 for none; ConnectionRefusedError if nobody is there."""
        status = 0
        try:
            async with asyncio.timeout(PATIENCE):
                status = await self._post(place, update, kept)
        except ConnectionRefusedError:
            raise
        except (OSError, asyncio.IncompleteReadError, ValueError):  # TimeoutError is an OSError
            pass
        if status == 0 and place in kept:
            kept.pop(place)[1].close()
        return status

    async def _post(self, place: int, update: bytes, kept: dict[int, Streams]) -> int:
        target = self._targets[place]
        if place not in kept or kept[place][0].at_eof():
            kept[place] = await asyncio.open_connection(target.hostname, target.port)
        reader, writer = kept[place]
        head = (
            f"POST {target.path} HTTP/1.1\r\nHost: {target.netloc}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {self._secret}\r\nContent-Length: {len(update)}\r\n\r\n"
        )
        writer.write(head.encode() + update)
        start, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
        headers = dict(line.partition(":")[::2] for line in lines)
        await reader.readexactly(int(headers.get("content-length", "0")))
        if "close" in headers.get("connection", ""):
            kept.pop(place)[1].close()
        return int(start.split()[1])
