"""The replicas of the bot that share one PostgreSQL: who lives, and who handles which chat.

Each replica holds an advisory lock for as long as its session lasts, so that nobody has to guess from clocks
who is still there. A chat belongs to one replica (rendezvous hashing): its questions are answered in order,
and what is remembered of a conversation is in one place. With SQLite there is one process: all is its own.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from random import SystemRandom
from time import monotonic
from typing import Any, Protocol

from sqlalchemy.exc import SQLAlchemyError

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
        """Whether this one does what only one of them must do."""

    async def keep_up(self, changed: Callable[[], None]) -> None:
        """Stay among the living until cancelled; call ``changed`` when there may be something to do."""


class Alone:
    """One process with a database of its own."""

    number = ALONE
    living = (ALONE,)
    first = True

    def owner_of(self, chat: int) -> int:  # noqa: ARG002
        """Always this one."""
        return ALONE

    async def keep_up(self, changed: Callable[[], None]) -> None:  # noqa: ARG002
        """Nothing changes."""
        await asyncio.Event().wait()


class Together:
    """Several processes with one PostgreSQL."""

    def __init__(self, database: Database, clock: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._clock = clock
        self.number = SystemRandom().randrange(1, 2**31)
        self._seen: dict[int, float] = {}

    @property
    def living(self) -> tuple[int, ...]:
        """Seen a moment ago."""
        now = self._clock()
        others = {number for number, when in self._seen.items() if now - when < GRACE}
        return tuple(sorted(others | {self.number}))

    @property
    def first(self) -> bool:
        """The one with the lowest number."""
        return self.living[0] == self.number

    def owner_of(self, chat: int) -> int:
        """The living replica whose number and the chat's id have the highest hash together."""
        return max(self.living, key=lambda number: _weight(chat, number))

    async def keep_up(self, changed: Callable[[], None]) -> None:
        """Hold the lock; begin again with a new session after the database was away."""
        from asyncpg import InterfaceError, PostgresError  # 3 MB that SQLite has no use for

        while True:
            try:
                async with self._database.session() as session:
                    await self._belong(session, changed)
            except (SQLAlchemyError, PostgresError, InterfaceError, OSError) as error:
                _log.warning("no connection to the other replicas: %s", logs.brief(error))
            await asyncio.sleep(LOOK_EVERY)

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
        while not session.is_closed():
            rows = await session.fetch(_HELD, KIND)
            now = self._clock()
            self._seen |= {row["number"]: now for row in rows}
            self._seen = {number: when for number, when in self._seen.items() if now - when < GRACE}
            changed()
            with suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), LOOK_EVERY)
            news.clear()


_HELD = """
SELECT objid::bigint::int AS number FROM pg_locks
WHERE locktype = 'advisory' AND classid = $1::int::oid AND objsubid = 2 AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def _weight(chat: int, number: int) -> bytes:
    return blake2b(f"{chat} {number}".encode(), digest_size=8).digest()
