"""All repositories over one database, and what concerns more than one of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

from sqlalchemy import URL

from bot.journal.database import Database, address
from bot.journal.group_settings import GroupSettingsRepository
from bot.journal.inbox import Inbox
from bot.journal.pseudonyms import Pseudonyms
from bot.journal.questions import Questions
from bot.journal.quiz_memory import QuizMemory
from bot.journal.replicas import Alone, Replicas, Together
from bot.journal.subscriptions import Subscription, Subscriptions
from bot.journal.votes import Opinion, Votes
from bot.settings import Settings

VOTES_KEPT = timedelta(days=365)
QUIZ_KEPT = timedelta(days=30)
QUESTIONS_KEPT = timedelta(days=90)
"""Unless the operator sets another time."""
UPDATES_KEPT = timedelta(days=2)
"""The numbers of updates; Telegram delivers one again for a day (Bot API, „Getting updates“)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds of one person."""

    subscription: Subscription | None = None
    votes: Mapping[str, Opinion] = field(default_factory=dict)
    """By topic, gap or figure."""
    quiz: str | None = None
    """The figure that was asked last."""


class Journal:
    """What the bot remembers. ``open`` it before use and ``close`` it at the end."""

    def __init__(self, url: str | URL, secret: str, questions_kept: timedelta = QUESTIONS_KEPT) -> None:
        pseudonyms = Pseudonyms(secret)
        self._database = Database(url)
        self.subscriptions = Subscriptions(self._database)
        self.group_settings = GroupSettingsRepository(self._database)
        self.votes = Votes(self._database, pseudonyms)
        self.quiz = QuizMemory(self._database, pseudonyms)
        self.questions = Questions(self._database)
        self.replicas: Replicas = Alone() if self._database.is_sqlite else Together(self._database)
        self.inbox = Inbox(self._database, self.replicas.number)
        self._questions_kept = questions_kept

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The journal that the settings name; SettingsError if it cannot be kept there."""
        kept = timedelta(days=settings.questions_days)
        return cls(address(settings), settings.token(), kept)

    async def open(self) -> None:
        """Bring the database up to date; SettingsError if it cannot be used."""
        await self._database.open()

    async def close(self) -> None:
        """Let go of the database."""
        await self._database.close()

    async def move_chat(self, old: int, new: int) -> None:
        """Take along everything of a group that became a supergroup and got another id. Safe to repeat."""
        if old == new:
            return
        await self.subscriptions.move(old, new)
        await self.group_settings.move(old, new)
        await self.quiz.move(old, new)

    async def forget_group(self, chat: int) -> None:
        """Delete everything of a group that the bot was removed from."""
        await self.subscriptions.end(chat)
        await self.group_settings.forget(chat)
        await self.quiz.forget(chat)

    async def kept_of(self, person: int) -> Kept:
        """What is kept of a person, whose private chat has the same id at Telegram."""
        return Kept(
            await self.subscriptions.get(person), await self.votes.of(person), await self.quiz.last(person)
        )

    async def forget_person(self, person: int) -> Kept:
        """Delete everything of a person and of the private chat; what it was."""
        kept = await self.kept_of(person)
        await self.subscriptions.end(person)
        await self.votes.forget(person)
        await self.quiz.forget(person)
        return kept

    async def tidy(self) -> None:
        """Have what was deleted, the text of handled updates for one, leave the disk."""
        await self._database.tidy()

    async def forget_old(self, today: date) -> None:
        """Delete what has been kept long enough."""
        await self.votes.forget_before(today - VOTES_KEPT)
        await self.quiz.forget_before(today - QUIZ_KEPT)
        await self.questions.forget_before(today - self._questions_kept)
        await self.inbox.forget_before(today - UPDATES_KEPT)


async def check(settings: Settings) -> None:
    """Open the journal once and close it again; SettingsError says in German why it cannot be used."""
    journal = Journal.of(settings)
    try:
        await journal.open()
    finally:
        await journal.close()
