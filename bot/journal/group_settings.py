"""What a group's admins allow the bot."""

from dataclasses import asdict, dataclass

from sqlalchemy import delete, select, update

from bot.journal.database import Database
from bot.journal.tables import GroupSettingsRow as Row
from bot.journal.upsert import upsert


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """All is on until an admin switches it off."""

    quick_facts: bool = True
    daily_fact: bool = True
    quiz: bool = True


EVERYTHING_ON = GroupSettings()


class GroupSettingsRepository:
    """The repository of group settings; a group that never changed anything has no row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat: int) -> GroupSettings:
        """The group's settings."""
        asked = select(Row.quick_facts, Row.daily_fact, Row.quiz).where(Row.chat == chat)
        async with self._database.reading() as connection:
            found = (await connection.execute(asked)).first()
        return GroupSettings(**found._mapping) if found else EVERYTHING_ON

    async def set(self, chat: int, settings: GroupSettings) -> None:
        """Keep the group's settings."""
        async with self._database.writing() as connection:
            await connection.execute(upsert(connection, Row, {"chat": chat}, asdict(settings)))

    async def forget(self, chat: int) -> None:
        """Drop the group's settings."""
        async with self._database.writing() as connection:
            await connection.execute(delete(Row).where(Row.chat == chat))

    async def move(self, old: int, new: int) -> None:
        """Give a group's settings to the supergroup that it became, unless that has its own."""
        async with self._database.writing() as connection:
            if not await connection.scalar(select(Row.chat).where(Row.chat == new)):
                await connection.execute(update(Row).where(Row.chat == old).values(chat=new))
            await connection.execute(delete(Row).where(Row.chat == old))
