"""Who edits the knowledge, where editors are told things, and what waits for their word."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from telegram import Bot, Chat, Message, User
from telegram.error import TelegramError
from telegram.ext import filters

from bot import logs
from bot.channels.memory import MINUTE, Memory
from bot.editing.live import Live, Proposal
from bot.knowledge.problems import Problem
from bot.settings import Settings

_log = logging.getLogger(__name__)

WAITING = 30 * MINUTE
"""How long a proposal waits for „Übernehmen“."""

MOST_WAITING = 3
"""Each holds a whole assistant."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What an editor sent and has not taken over yet."""

    editor: int
    proposal: Proposal


@dataclass(slots=True)
class Editorial:
    """The editors of one installation; without ids there are none, and nothing shows that there could be."""

    ids: frozenset[int] = frozenset()
    chat: int | None = None
    """Where editors are told of problems; their private chats if there is none."""
    weekly: bool = False
    live: Live | None = None
    uploads: Memory[Upload] = field(default_factory=lambda: Memory(WAITING, limit=MOST_WAITING))
    following: asyncio.Task[None] | None = None
    """Follows the knowledge folder while the bot runs."""
    told: tuple[Problem, ...] = ()
    """The errors that the editors were told of last; empty once they are gone."""

    @classmethod
    def of(cls, settings: Settings, live: Live | None) -> "Editorial":
        """The editors that the settings name."""
        return cls(settings.editor_ids, settings.editors_chat, settings.questions_weekly, live)

    def admits(self, user: User | None, chat: Chat | None) -> bool:
        """Whether an editor speaks where only editors read along."""
        if user is None or chat is None or user.id not in self.ids:
            return False
        return chat.type == Chat.PRIVATE or chat.id == self.chat

    async def tell(self, bot: Bot, text: str) -> None:
        """Send a message to the editors; one that cannot be reached does not keep it from the others."""
        for chat in self._chats():
            try:
                await bot.send_message(chat, text)
            except TelegramError as error:
                _log.warning("editors: %s", logs.brief(error))

    def _chats(self) -> Iterable[int]:
        return sorted(self.ids) if self.chat is None else (self.chat,)


class FromEditor(filters.MessageFilter):
    """Lets through what an editor writes where only editors read along."""

    def __init__(self, editorial: Editorial) -> None:
        super().__init__()
        self._editorial = editorial

    def filter(self, message: Message) -> bool:
        return message.sender_chat is None and self._editorial.admits(message.from_user, message.chat)
