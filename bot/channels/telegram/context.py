"""What every handler can reach: the assistant and the conversations, as one typed context."""

from dataclasses import dataclass
from typing import Any, cast

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.assistant import Assistant
from bot.channels.conversations import Conversations


@dataclass(slots=True)
class Desk:
    """What the handlers share. A reload swaps ``assistant`` in one assignment."""

    assistant: Assistant
    conversations: Conversations


class BotContext(CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with a typed way to the desk."""

    @property
    def desk(self) -> Desk:
        """The one desk of this application."""
        return cast(Desk, self.bot_data[Desk])


BotApplication = Application[
    ExtBot[Any], BotContext, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Any]
]


def conversation_of(update: Update) -> tuple[int, int]:
    """Whose conversation an update belongs to: chat and person (0 where Telegram names none)."""
    chat, user = update.effective_chat, update.effective_user
    return (chat.id if chat else 0, user.id if user else 0)


def in_group(update: Update) -> bool:
    """Whether others read along, so that an answer must be brief."""
    return update.effective_chat is not None and update.effective_chat.type != ChatType.PRIVATE
