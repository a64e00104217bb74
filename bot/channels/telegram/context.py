"""What every handler can reach: the assistant, the journal and what is remembered, as one typed context."""

from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random, SystemRandom
from time import time
from typing import Any, cast

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.assistant import Assistant
from bot.channels.clock import now
from bot.channels.conversations import Conversations
from bot.channels.health import State
from bot.channels.metrics import Metrics
from bot.channels.telegram.editorial import Editorial
from bot.channels.telegram.limits import MOST_QUESTIONS, Rate
from bot.channels.telegram.pictures import Pictures
from bot.channels.telegram.recent import Recent
from bot.journal.journal import Journal
from bot.understanding.decision import Kind


@dataclass(slots=True)
class Desk:
    """What the handlers share. A reload swaps ``assistant`` in one assignment."""

    assistant: Assistant
    journal: Journal
    conversations: Conversations = field(default_factory=Conversations)
    recent: Recent = field(default_factory=Recent)
    pictures: Pictures = field(default_factory=Pictures)
    clock: Callable[[], datetime] = now
    """What time it is in Berlin."""
    random: Random = field(default_factory=SystemRandom)
    editorial: Editorial = field(default_factory=Editorial)
    questions_kept: timedelta | None = None
    """How long questions that were not well answered are kept; None if they are not kept at all."""
    counts: Counter[Kind] = field(default_factory=Counter)
    """What became of questions since the start."""
    started: datetime = field(default_factory=now)
    people: Rate = field(default_factory=lambda: Rate(MOST_QUESTIONS))
    """How much each person asked in the last minute."""
    unsent: set[int] = field(default_factory=set)
    """Ids of updates whose answer Telegram could not be given: they stay in the inbox."""
    health: State = field(default_factory=State)
    metrics: Metrics = field(default_factory=Metrics)

    def in_contact(self) -> None:
        """Note that Telegram answered, or delivered something."""
        self.health.last_contact = time()
        self.health.conflict = False


class BotContext(CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with a typed way to the desk."""

    @property
    def desk(self) -> Desk:
        """The one desk of this application."""
        return cast(Desk, self.bot_data[Desk])

    @property
    def words(self) -> str:
        """What stands behind a command."""
        return " ".join(self.args or ())


BotApplication = Application[
    ExtBot[Any], BotContext, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Any]
]

Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]


def conversation_of(update: Update) -> tuple[int, int]:
    """Whose conversation an update belongs to: chat and person (0 where Telegram names none)."""
    user = update.effective_user
    return (chat_of(update), user.id if user else 0)


def chat_of(update: Update) -> int:
    """The chat's id (0 where Telegram names none)."""
    return update.effective_chat.id if update.effective_chat else 0


def in_group(update: Update) -> bool:
    """Whether others read along, so that an answer must be brief."""
    return update.effective_chat is not None and update.effective_chat.type != ChatType.PRIVATE


def message_of(update: Update) -> Message:
    """The message, new or edited, that a handler is registered for."""
    message = update.message or update.edited_message
    if message is None:
        raise LookupError("registered for messages only")
    return message


def query_of(update: Update) -> CallbackQuery:
    """The pressed button that a handler is registered for."""
    if update.callback_query is None:
        raise LookupError("registered for callback queries only")
    return update.callback_query
