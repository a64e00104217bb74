"""The figure that a chat was last asked about, so that it is not asked twice in a row."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import delete, select, update

from bot.journal.database import Database
from bot.journal.pseudonyms import Pseudonyms
from bot.journal.tables import QuizRow as Row
from bot.journal.upsert import upsert

NOTHING_YET = ""
"""In place of a figure, and only inside a transaction."""


class QuizMemory:
    """The repository of what the quiz asked; chats are kept as keyed hashes, nothing is ever sent to them."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms) -> None:
        self._database = database
        self._pseudonyms = pseudonyms

    async def last(self, chat: int) -> str | None:
        """The figure that the chat was last asked about."""
        async with self._database.reading() as connection:
            return await connection.scalar(select(Row.figure).where(Row.chat == self._chat(chat)))

    async def next(self, chat: int, day: date, choose: Callable[[str | None], str | None]) -> str | None:
        """Let ``choose`` pick a figure, given the last one, and keep it: one step, also for two at once."""
        key = {"chat": self._chat(chat)}
        async with self._database.writing() as connection:
            # Inserted even where there is nothing to remember yet: only a row that exists can be locked.
            locked = upsert(connection, Row, key, {"figure": NOTHING_YET, "day": day}, {"chat": Row.chat})
            last = await connection.scalar(locked.returning(Row.figure))
            figure = choose(last or None)
            if figure is not None:
                await connection.execute(update(Row).filter_by(**key).values(figure=figure, day=day))
            elif last == NOTHING_YET:
                await connection.execute(delete(Row).filter_by(**key))
            return figure

    async def forget(self, chat: int) -> bool:
        """Delete what is kept of the chat; whether there was anything."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(Row).where(Row.chat == self._chat(chat)))).rowcount > 0

    async def move(self, old: int, new: int) -> None:
        """Give a group's memory to the supergroup that it became, unless that has its own."""
        before, after = self._chat(old), self._chat(new)
        async with self._database.writing() as connection:
            if not await connection.scalar(select(Row.chat).where(Row.chat == after)):
                await connection.execute(update(Row).where(Row.chat == before).values(chat=after))
            await connection.execute(delete(Row).where(Row.chat == before))

    async def forget_before(self, day: date) -> int:
        """Delete what is older than ``day``."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(Row).where(Row.day < day))).rowcount

    def _chat(self, chat: int) -> str:
        return self._pseudonyms.of("quiz", chat)
