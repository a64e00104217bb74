"""What is left out when more comes in than can be answered: groups wait in vain, people are told to wait."""

import asyncio
from contextlib import suppress
from typing import Any

from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.channels.memory import MINUTE, Memory
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication
from bot.channels.telegram.outgoing import ONCE
from bot.channels.telegram.slots import Slots

Json = dict[str, Any]

PATIENCE = 5.0
"""Seconds of waiting for a place above which it is a crowd."""

MOST_OF_A_CHAT = 100
"""Messages of one chat that wait at once: five times what one person may ask in a minute."""

TOLD_EVERY = 10 * MINUTE
"""How long somebody who was told to wait is not told again."""


class Crowd:
    """Tells people to wait, each once."""

    def __init__(self, application: BotApplication, slots: Slots) -> None:
        self._application = application
        self._slots = slots
        self._told: Memory[bool] = Memory(TOLD_EVERY)
        self._telling: set[asyncio.Task[None]] = set()

    def meet(self, raw: Json) -> None:
        """Tell somebody in a private chat that it takes a while, if it does."""
        if self._slots.delay < PATIENCE:
            return
        chat = _chat(raw)
        number = chat.get("id")
        if type(number) is int and chat.get("type") == ChatType.PRIVATE:
            if not self._told.first_time(number, True):
                return
            task = asyncio.create_task(self._tell(number))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def _tell(self, chat: int) -> None:
        with suppress(TelegramError):  # not tried again: it would come after the answer
            await self._application.bot.send_message(chat, texts.SOON, rate_limit_args=ONCE)


def too_late(raw: Json, waited: float) -> bool:
    """Whether an answer would only disturb: a group talks of something else, a query was typed on."""
    if waited < PATIENCE:
        return False
    return "inline_query" in raw or (_is_said(raw) and _chat(raw).get("type") != ChatType.PRIVATE)


def too_much(raw: Json, before: int) -> bool:
    """Whether a chat has so many messages waiting that one more is not kept in mind: others need the room."""
    return before >= MOST_OF_A_CHAT and _is_said(raw)


def _is_said(raw: Json) -> bool:
    """Whether it is a message, and not one that tells of a group's new id, which must not be missed."""
    message = raw.get("message")
    return isinstance(message, dict) and not message.keys() & {"migrate_to_chat_id", "migrate_from_chat_id"}


def _chat(raw: Json) -> Json:
    message = raw.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    return chat if isinstance(chat, dict) else {}
