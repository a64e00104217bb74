"""The inbox: updates from Telegram, written down before Telegram is told that they arrived.

An update stays open until it is handled; then its text is deleted, and its number stays for two days, because
Telegram may deliver an update again for a day.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import logs
from bot.journal.database import Database
from bot.journal.tables import InboxRow as Row
from bot.journal.tables import Table
from bot.journal.upsert import insert_new

_log = logging.getLogger(__name__)

NOTHING = ""
"""The payload of an update that was handled."""

CHANNEL = "kmu_inbox"
"""Where PostgreSQL tells a replica (its number is the payload) that there is something for it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One update as JSON, for the replica ``owner``; ``attempts`` counts handlings that were cut off."""

    update_id: int
    payload: str
    owner: int = 0
    attempts: int = 0


LINGER = 0.005
"""Seconds that handled updates wait for others: a transaction for each would cost many times as much."""

PAUSE = 1.0
"""Seconds until a database that failed is tried again."""

LATELY = 10_000
"""Handled updates that are kept in mind: a reading that began before the writing still shows them as open."""


@dataclass(slots=True)
class _Batch:
    """What goes into one transaction."""

    letters: list[Letter] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    written: "asyncio.Future[set[int]] | None" = None


class Inbox:
    """The repository of open updates. What comes while a transaction runs shares the next one."""

    def __init__(self, database: Database, owner: int = 0) -> None:
        self._database = database
        self._owner = owner
        self._next = _Batch()
        self._writing: asyncio.Task[None] | None = None
        self._lately: OrderedDict[int, None] = OrderedDict()

    async def receive(self, letters: Sequence[Letter]) -> set[int]:
        """Keep the letters; when this returns they survive SIGKILL. The ids that were not known before.

        An exception of the database if they could not be kept.
        """
        self._next.letters.extend(letters)
        new = await self._written()
        mine = new & {letter.update_id for letter in letters}
        new -= mine  # delivered twice at the same time, an update is new to one of them
        return mine

    async def strike(self, update_id: int) -> None:
        """Delete the text of an update that was handled; waits until the database takes it."""
        self._lately[update_id] = None
        while len(self._lately) > LATELY:
            self._lately.popitem(last=False)
        while True:
            self._next.struck.append(update_id)
            try:
                await self._written()
                return
            except Exception:  # asyncpg has errors that SQLAlchemy does not make its own, OSError among them
                await asyncio.sleep(PAUSE)

    async def written(self) -> None:
        """Wait for what is being written, whether it succeeds or not."""
        if self._writing is not None:
            await asyncio.wait([self._writing])

    async def begin(self, update_id: int, again: bool) -> bool:
        """Whether an update is still open and this replica's; counted, if its handling begins ``again``."""
        mine = update(Row).where(Row.update_id == update_id, Row.owner == self._owner, Row.payload != NOTHING)
        async with self._database.writing() as connection:
            found = await connection.execute(mine.values(attempts=Row.attempts + int(again)))
            return bool(found.rowcount == 1)

    async def open_letters(self, most: int) -> tuple[list[Letter], bool]:
        """The first open letters of this replica, at most so many, and whether there may be others."""
        columns = select(Row.update_id, Row.payload, Row.owner, Row.attempts)
        mine = columns.where(Row.owner == self._owner, Row.payload != NOTHING)
        async with self._database.reading() as connection:
            found = (await connection.execute(mine.order_by(Row.update_id).limit(most))).all()
        letters = [Letter(*row) for row in found if row.update_id not in self._lately]
        return letters, len(found) == most

    async def owners(self) -> set[int]:
        """The replicas that open letters are for."""
        async with self._database.reading() as connection:
            return set(await connection.scalars(select(Row.owner).distinct().where(Row.payload != NOTHING)))

    async def adopt(self, gone: Collection[int]) -> int:
        """Take over what these replicas left; how much that was. Two that do it at once share it."""
        if not gone:
            return 0
        theirs = update(Row).where(Row.payload != NOTHING, Row.owner.in_(gone))
        async with self._database.writing() as connection:
            return (await connection.execute(theirs.values(owner=self._owner))).rowcount

    async def forget_before(self, day: date) -> None:
        """Delete the numbers, and what nobody could answer, of updates that came before a day."""
        async with self._database.writing() as connection:
            await connection.execute(delete(Row).where(Row.day < day))

    async def _written(self) -> set[int]:
        """Wait until what was added to the next batch is kept."""
        batch = self._next
        if batch.written is None:
            batch.written = asyncio.get_running_loop().create_future()
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        return await asyncio.shield(batch.written)

    async def _write(self) -> None:
        try:
            while (written := self._next.written) is not None:
                if not self._next.letters:  # Telegram waits for nothing
                    await asyncio.sleep(LINGER)
                batch, self._next = self._next, _Batch()
                await self._keep(batch, written)
        finally:
            self._writing = None

    async def _keep(self, batch: _Batch, written: "asyncio.Future[set[int]]") -> None:
        try:
            async with self._database.writing() as connection:
                new = await _insert(connection, batch.letters, self._owner)
                await _strike(connection, batch.struck)
        except Exception as error:
            _log.error("inbox: %s", logs.brief(error))
            written.set_exception(error)
            written.exception()  # read here: whoever waited may be gone
        else:
            written.set_result(new)


async def _insert(connection: AsyncConnection, letters: Sequence[Letter], me: int) -> set[int]:
    if not letters:
        return set()
    day = date.today()
    rows = [
        {
            "update_id": letter.update_id,
            "payload": letter.payload,
            "owner": letter.owner,
            "attempts": 0,
            "day": day,
        }
        # In order: two replicas that keep the same updates wait for each other, and never crosswise.
        for _, letter in sorted({letter.update_id: letter for letter in letters}.items())
    ]
    inserted = await connection.execute(insert_new(connection, Row).returning(Row.update_id), rows)
    new = set(inserted.scalars())
    others = {letter.owner for letter in letters if letter.update_id in new} - {me}
    for owner in sorted(others):
        await connection.execute(
            text("SELECT pg_notify(:channel, :owner)"), {"channel": CHANNEL, "owner": str(owner)}
        )
    return new


_STRIKE = (
    update(Table.metadata.tables[Row.__tablename__])  # Core, not ORM: many rows by a parameter
    .where(Row.update_id == bindparam("struck"))
    .values(payload=NOTHING)
)


async def _strike(connection: AsyncConnection, struck: Sequence[int]) -> None:
    if struck:
        await connection.execute(_STRIKE, [{"struck": update_id} for update_id in sorted(struck)])
