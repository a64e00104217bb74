"""Which chats want a fact every day, and which day they had the last one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, delete, false, func, or_, select, update

from bot.journal.database import Database
from bot.journal.tables import GroupSettingsRow as Group
from bot.journal.tables import SubscriptionRow as Row
from bot.journal.upsert import upsert


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat, the forum topic in it, and the hour in Europe/Berlin."""

    chat: int
    hour: int
    thread: int | None = None
    last_day: date | None = None
    last_topic: str | None = None


class Subscriptions:
    """The repository of subscriptions: one for each chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat: int) -> Subscription | None:
        """The chat's subscription, if it has one."""
        async with self._database.reading() as connection:
            found = (await connection.execute(_COLUMNS.where(Row.chat == chat))).first()
        return Subscription(**found._mapping) if found else None

    async def subscribe(self, wanted: Subscription) -> None:
        """Begin a subscription, or change hour and forum topic; ``last_day`` never goes back."""
        new = {"hour": wanted.hour, "thread": wanted.thread}
        first = {"last_day": wanted.last_day, "last_topic": wanted.last_topic}
        kept = case(
            (func.coalesce(Row.last_day, date.min) > (wanted.last_day or date.min), Row.last_day),
            else_=wanted.last_day,
        )
        async with self._database.writing() as connection:
            statement = upsert(
                connection, Row, {"chat": wanted.chat}, {**new, **first}, {**new, "last_day": kept}
            )
            await connection.execute(statement)

    async def end(self, chat: int) -> bool:
        """End the chat's subscription; whether there was one."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(Row).where(Row.chat == chat))).rowcount > 0

    async def due(self, day: date, first_hour: int, last_hour: int) -> tuple[Subscription, ...]:
        """Who chose an hour from ``first_hour`` to ``last_hour`` and had nothing on this ``day`` yet.

        Groups whose admins switched the daily fact off are left out.
        """
        asked = (
            _COLUMNS.outerjoin(Group, Group.chat == Row.chat)
            .where(Row.hour.between(first_hour, last_hour), _not_yet(day))
            .where(or_(Group.chat.is_(None), Group.daily_fact.is_not(false())))
            .order_by(Row.hour, Row.chat)
        )
        async with self._database.reading() as connection:
            return tuple(Subscription(**row._mapping) for row in await connection.execute(asked))

    async def claim(self, chat: int, day: date, topic: str) -> bool:
        """Mark the day before anything is sent; False if somebody else did already or it ended meanwhile."""
        marked = update(Row).where(Row.chat == chat, _not_yet(day)).values(last_day=day, last_topic=topic)
        async with self._database.writing() as connection:
            return (await connection.execute(marked)).rowcount == 1

    async def give_back(self, claimed: Subscription, day: date) -> None:
        """Undo a claim for what surely did not arrive; ``claimed`` is the subscription as it was before."""
        values = {"last_day": claimed.last_day, "last_topic": claimed.last_topic}
        undone = update(Row).where(Row.chat == claimed.chat, Row.last_day == day).values(values)
        async with self._database.writing() as connection:
            await connection.execute(undone)

    async def move(self, old: int, new: int) -> None:
        """Give a group's subscription to the supergroup that it became, unless that has its own."""
        async with self._database.writing() as connection:
            if not await connection.scalar(select(Row.chat).where(Row.chat == new)):
                await connection.execute(update(Row).where(Row.chat == old).values(chat=new))
            await connection.execute(delete(Row).where(Row.chat == old))


_COLUMNS = select(Row.chat, Row.hour, Row.thread, Row.last_day, Row.last_topic)


def _not_yet(day: date) -> ColumnElement[bool]:
    return or_(Row.last_day.is_(None), Row.last_day < day)
