"""The replicas of the bot that share one PostgreSQL: who lives, and who handles which chat.

Each replica holds an advisory lock for as long as its session lasts, so that nobody has to guess from clocks
who is still there. A chat belongs to one replica (rendezvous hashing): its questions are answered in order,
and what is remembered of a conversation is in one place. With SQLite there is one process: all is its own.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from hashlib import blake2b
from random import SystemRandom
from time import monotonic
from typing import Any, Protocol

from sqlalchemy import text

from bot import logs
from bot.journal.database import Database
from bot.journal.inbox import CHANNEL

_log = logging.getLogger(__name__)

KIND = 0x6B6D75
"""First half of the advisory locks' key; the second is the replica's number."""

LOOK_EVERY = 2.0
"""Seconds between two looks at who lives."""

GRACE = 5.0
"""Seconds after which a replica that is not seen counts as gone: longer than a new connection takes."""

ALONE = 0
"""The number of the only process."""


class Replicas(Protocol):
    """Who shares the work."""

    number: int

    @property
    def living(self) -> tuple[int, ...]:
        """The numbers of all replicas, this one among them, in order."""

    def owner_of(self, chat: int) -> int:
        """The number of the replica that handles a chat."""

    @property
    def first(self) -> bool:
        """Whether this one does what one of them is enough for. Two may think so while one comes or goes."""

    @property
    def sole(self) -> bool:
        """Whether there can be no other, so that nothing is ever taken over by another one."""

    async def gone(self, numbers: Collection[int]) -> list[int]:
        """Which of these replicas live no more, looked up now."""

    async def keep_up(self, changed: Callable[[], None]) -> None:
        """Stay among the living until cancelled; call ``changed`` when there may be something to do.

        It is called for the first time when it is known who lives.
        """


class Alone:
    """One process with a database of its own."""

    number = ALONE
    living = (ALONE,)
    first = True
    sole = True

    def owner_of(self, chat: int) -> int:  # noqa: ARG002
        """Always this one."""
        return ALONE

    async def gone(self, numbers: Collection[int]) -> list[int]:
        """Whoever had the database before, if it was somebody else."""
        return [number for number in numbers if number != ALONE]

    async def keep_up(self, changed: Callable[[], None]) -> None:
        """Nothing changes."""
        changed()
        await asyncio.Event().wait()


class Together:
    """Several processes with one PostgreSQL."""

    sole = False

    def __init__(self, database: Database, clock: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._clock = clock
        self.number = SystemRandom().randrange(1, 2**31)
        self._seen: dict[int, float] = {}
        self._member = False
        """Whether it holds its lock, and has looked who else does."""

    @property
    def living(self) -> tuple[int, ...]:
        """Seen a moment ago."""
        now = self._clock()
        others = {number for number, when in self._seen.items() if now - when < GRACE}
        return tuple(sorted(others | {self.number}))

    @property
    def first(self) -> bool:
        """The one with the lowest number; not one that others cannot see."""
        return self._member and self.living[0] == self.number

    def owner_of(self, chat: int) -> int:
        """The living replica whose number and the chat's id have the highest hash together."""
        return max(self.living, key=lambda number: _weight(chat, number))

    async def gone(self, numbers: Collection[int]) -> list[int]:
        """Which of these neither hold their lock nor did a moment ago.

        Looked up after the numbers were read somewhere: one that came in between holds its lock by now.
        """
        if not set(numbers) - {self.number}:
            return []
        async with self._database.reading() as connection:
            self._note(await connection.scalars(text(_HELD), {"kind": KIND}))
        living = self.living
        return [number for number in numbers if number not in living]

    async def keep_up(self, changed: Callable[[], None]) -> None:
        """Hold the lock; begin again with a new session after the database was away."""
        while True:
            try:
                async with self._database.session() as session:
                    await self._belong(session, changed)
            except Exception as error:  # whatever it is: without its lock all that is its own is taken over
                _log.warning("no connection to the other replicas: %s", logs.brief(error))
            finally:
                self._member = False
            await asyncio.sleep(LOOK_EVERY)

    def _note(self, numbers: Iterable[int]) -> None:
        now = self._clock()
        self._seen |= dict.fromkeys(numbers, now)
        self._seen = {number: when for number, when in self._seen.items() if now - when < GRACE}

    async def _belong(self, session: Any, changed: Callable[[], None]) -> None:
        news = asyncio.Event()
        session.add_termination_listener(lambda _: news.set())

        def heard(_session: Any, _process: int, _channel: str, owner: str) -> None:
            if owner == str(self.number):
                news.set()

        # A replica whose machine vanished is noticed within half a minute.
        await session.execute("SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5")
        await session.execute("SET tcp_keepalives_count = 3; SET statement_timeout = 0")
        await session.add_listener(CHANNEL, heard)
        await session.fetchval("SELECT pg_advisory_lock($1::int, $2::int)", KIND, self.number)
        # The database may have been away for all: the others get their time to come back, too.
        self._seen = dict.fromkeys(self._seen, self._clock())
        while not session.is_closed():
            self._note(row["number"] for row in await session.fetch(_HELD.replace(":kind", "$1"), KIND))
            self._member = True
            changed()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):  # wait_for may swallow a cancellation (Python 3.11)
                    await news.wait()
            news.clear()


_HELD = """
SELECT CAST(CAST(objid AS bigint) AS int) AS number FROM pg_locks
WHERE locktype = 'advisory' AND classid = CAST(CAST(:kind AS int) AS oid) AND objsubid = 2 AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def _weight(chat: int, number: int) -> bytes:
    return blake2b(f"{chat} {number}".encode(), digest_size=8).digest()
