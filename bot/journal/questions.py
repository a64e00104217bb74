"""What people asked in vain: masked texts, counted, without anybody's id, kept for so many days only."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import delete, func, select, update

from bot.journal.database import Database
from bot.journal.masking import mask, unmasked
from bot.journal.tables import QuestionRow as Row
from bot.journal.upsert import upsert

MOST_ROWS = 5_000
"""Bound on different questions, so that nobody fills the disk; known ones are counted on."""

ALIKE = 82
"""Likeness from which two questions are shown as one."""

MOST_GROUPED = 1_000
"""Questions that are compared with each other; the most asked ones first."""


class Reason(StrEnum):
    """Why a question was kept."""

    UNANSWERED = "unanswered"
    CLARIFIED = "clarified"
    DOWNVOTED = "downvoted"


REASONS = {
    Reason.UNANSWERED: "nicht beantwortet",
    Reason.CLARIFIED: "nachgefragt",
    Reason.DOWNVOTED: "👎",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One text and how often it was asked."""

    key: str
    text: str
    reason: Reason
    topic: str | None
    count: int
    first: date
    last: date
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are alike, the most asked first."""

    questions: tuple[Asked, ...]

    @property
    def key(self) -> str:
        """Of the most asked question: stands for the group."""
        return self.questions[0].key

    @property
    def text(self) -> str:
        """The most asked question."""
        return self.questions[0].text

    @property
    def count(self) -> int:
        """How often all of them were asked."""
        return sum(question.count for question in self.questions)

    @property
    def first(self) -> date:
        """The first day."""
        return min(question.first for question in self.questions)

    @property
    def last(self) -> date:
        """The last day."""
        return max(question.last for question in self.questions)

    @property
    def topic(self) -> str | None:
        """The nearest topic or gap that was found, if any."""
        return next((question.topic for question in self.questions if question.topic), None)

    @property
    def reasons(self) -> str:
        """Why they were kept, in German."""
        return ", ".join(REASONS[reason] for reason in Reason if reason in {q.reason for q in self.questions})


class Questions:
    """The repository of questions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, text: str, reason: Reason, topic: str | None, day: date, names: Iterable[str] = ()
    ) -> None:
        """Count a question that was not well answered; masked first, and dropped if nothing is left of it."""
        masked = mask(text, names)
        if not any(c.isalpha() for c in unmasked(masked)):
            return
        key = _key(masked, reason)
        changed: dict[str, Any] = {"asked": Row.asked + 1, "last_day": day, "topic": topic}
        values: dict[str, Any] = {"text": masked, "reason": reason.value, "topic": topic, "asked": 1}
        values |= {"first_day": day, "last_day": day, "ignored": False}
        async with self._database.writing() as connection:
            known = await connection.scalar(select(Row.key).where(Row.key == key))
            rows = await connection.scalar(select(func.count()).select_from(Row))
            if known is None and (rows or 0) >= MOST_ROWS:
                return
            await connection.execute(upsert(connection, Row, {"key": key}, values, changed))

    async def groups(self, limit: int | None = None) -> tuple[Group, ...]:
        """What was asked and not dealt with, alike questions together, the most asked first."""
        open_ones = [g for g in _grouped(await self._all()) if not any(q.ignored for q in g.questions)]
        return tuple(sorted(open_ones, key=lambda group: (-group.count, group.text))[:limit])

    async def group(self, key: str) -> Group | None:
        """The group that a question belongs to."""
        return next((g for g in await self.groups() if any(q.key == key for q in g.questions)), None)

    async def texts(self, limit: int) -> tuple[str, ...]:
        """The texts that were asked last."""
        asked = select(Row.text).order_by(Row.last_day.desc(), Row.asked.desc()).limit(limit)
        async with self._database.reading() as connection:
            return tuple((await connection.scalars(asked)).all())

    async def ignore(self, group: Group) -> None:
        """Show the group no more, nor what is like it; it is still counted and kept as long as any other."""
        keys = [question.key for question in group.questions]
        async with self._database.writing() as connection:
            await connection.execute(update(Row).where(Row.key.in_(keys)).values(ignored=True))

    async def forget(self, group: Group) -> None:
        """Delete the group's questions: they are dealt with."""
        keys = [question.key for question in group.questions]
        async with self._database.writing() as connection:
            await connection.execute(delete(Row).where(Row.key.in_(keys)))

    async def forget_before(self, day: date) -> int:
        """Delete questions that were last asked before ``day``."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(Row).where(Row.last_day < day))).rowcount

    async def _all(self) -> list[Asked]:
        asked = (
            select(Row)
            .with_only_columns(
                Row.key, Row.text, Row.reason, Row.topic, Row.asked, Row.first_day, Row.last_day, Row.ignored
            )
            .order_by(Row.asked.desc(), Row.last_day.desc(), Row.key)
            .limit(MOST_GROUPED)
        )
        async with self._database.reading() as connection:
            return [
                Asked(key, text, Reason(reason), topic, count, first, last, ignored)
                for key, text, reason, topic, count, first, last, ignored in await connection.execute(asked)
            ]


def folded(text: str) -> str:
    """The words of a text, whatever their case, order of blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def _grouped(questions: Iterable[Asked]) -> Iterator[Group]:
    """Each question joins the first group whose leading question it is like."""
    groups: list[tuple[str, list[Asked]]] = []
    for question in questions:
        words = folded(question.text)
        for leading, members in groups:
            if fuzz.token_sort_ratio(words, leading, score_cutoff=ALIKE):
                members.append(question)
                break
        else:
            groups.append((words, [question]))
    for _, members in groups:
        yield Group(tuple(members))


def _key(masked: str, reason: Reason) -> str:
    return hashlib.sha256(f"{reason.value}\0{folded(masked)}".encode()).hexdigest()[:12]
