"""The tables as they are now; the migrations beside this file lead to exactly this.

Portable SQL only: the same tables stand in SQLite and in PostgreSQL. docs/DATENSCHUTZ.md explains each field.
"""

from datetime import date

from sqlalchemy import BigInteger, Date, Index, Integer, MetaData, SmallInteger, String, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID_LENGTH = 40
"""Longest id of a topic or figure (bot.knowledge.model.Id)."""

PSEUDONYM_LENGTH = 32
"""Characters of a keyed hash (bot.journal.pseudonyms)."""


class Table(DeclarativeBase):
    """Base of all tables; constraints have names, so that later migrations can change them."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s",
            "ix": "ix_%(column_0_label)s",
        }
    )


class SubscriptionRow(Table):
    """A chat that wants a fact every day."""

    __tablename__ = "subscriptions"

    chat: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    thread: Mapped[int | None] = mapped_column(BigInteger)
    hour: Mapped[int] = mapped_column(SmallInteger, index=True)
    last_day: Mapped[date | None] = mapped_column(Date)
    last_topic: Mapped[str | None] = mapped_column(String(ID_LENGTH))


class GroupSettingsRow(Table):
    """What a group's admins switched on or off."""

    __tablename__ = "group_settings"

    chat: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    quick_facts: Mapped[bool]
    daily_fact: Mapped[bool]
    quiz: Mapped[bool]


class VoteRow(Table):
    """One person's opinion of one answer."""

    __tablename__ = "votes"

    topic: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    person: Mapped[str] = mapped_column(String(PSEUDONYM_LENGTH), primary_key=True)
    value: Mapped[int] = mapped_column(SmallInteger)
    day: Mapped[date] = mapped_column(Date, index=True)


class QuizRow(Table):
    """The figure that a chat was last asked about."""

    __tablename__ = "quiz_memory"

    chat: Mapped[str] = mapped_column(String(PSEUDONYM_LENGTH), primary_key=True)
    figure: Mapped[str] = mapped_column(String(ID_LENGTH))
    day: Mapped[date] = mapped_column(Date, index=True)


class QuestionRow(Table):
    """A question that was not well answered, masked; only where the operator wants it."""

    __tablename__ = "questions"

    key: Mapped[str] = mapped_column(String(12), primary_key=True)
    text: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(12))
    topic: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    asked: Mapped[int] = mapped_column(Integer)
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date, index=True)
    ignored: Mapped[bool]


class InboxRow(Table):
    """An update from Telegram; ``payload`` is empty once it was handled."""

    __tablename__ = "inbox"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    payload: Mapped[str] = mapped_column(Text)
    owner: Mapped[int] = mapped_column(Integer)
    attempts: Mapped[int] = mapped_column(SmallInteger)
    day: Mapped[date] = mapped_column(Date, index=True)

    __table_args__ = (
        Index(
            "ix_inbox_open",
            "owner",
            "update_id",
            sqlite_where=text("payload != ''"),
            postgresql_where=text("payload != ''"),
        ),
    )
