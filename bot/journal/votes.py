"""Opinions of answers: one a person and answer, changeable, and never to be traced to a person."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from sqlalchemy import delete, func, select

from bot.journal.database import Database
from bot.journal.pseudonyms import Pseudonyms
from bot.journal.tables import VoteRow as Row
from bot.journal.upsert import upsert


class Opinion(IntEnum):
    """Whether an answer helped."""

    DOWN = -1
    UP = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """How many found an answer helpful, and how many did not."""

    up: int = 0
    down: int = 0


class Votes:
    """The repository of votes. A person has another hash in each topic: no profile."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms) -> None:
        self._database = database
        self._pseudonyms = pseudonyms

    async def cast(self, topic: str, user: int, opinion: Opinion, day: date) -> bool:
        """Keep the person's opinion, in place of an earlier one; False if it was the same already."""
        key = {"topic": topic, "person": self._person(topic, user)}
        async with self._database.writing() as connection:
            before = await connection.scalar(select(Row.value).filter_by(**key))
            await connection.execute(upsert(connection, Row, key, {"value": int(opinion), "day": day}))
        return before != opinion

    async def tally(self, topic: str) -> Tally:
        """The opinions of one answer."""
        asked = select(Row.value, func.count()).where(Row.topic == topic).group_by(Row.value)
        async with self._database.reading() as connection:
            counted = dict(row for row in await connection.execute(asked))
        return Tally(counted.get(Opinion.UP, 0), counted.get(Opinion.DOWN, 0))

    async def of(self, user: int) -> dict[str, Opinion]:
        """Everything that this person voted, by topic."""
        async with self._database.reading() as connection:
            topics = (await connection.scalars(select(Row.topic).distinct())).all()
            people = [self._person(topic, user) for topic in topics]
            asked = select(Row.topic, Row.value).where(Row.person.in_(people))
            return {topic: Opinion(value) for topic, value in await connection.execute(asked)}

    async def forget(self, user: int) -> int:
        """Delete what this person voted; how many votes it were."""
        async with self._database.writing() as connection:
            topics = (await connection.scalars(select(Row.topic).distinct())).all()
            people = [self._person(topic, user) for topic in topics]
            return (await connection.execute(delete(Row).where(Row.person.in_(people)))).rowcount

    async def forget_before(self, day: date) -> int:
        """Delete votes that were last changed before ``day``."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(Row).where(Row.day < day))).rowcount

    def _person(self, topic: str, user: int) -> str:
        return self._pseudonyms.of(f"vote {topic}", user)
