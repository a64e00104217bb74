"""What is left out when more comes in than can be answered: groups wait in vain, people are told to wait."""

import asyncio
from contextlib import suppress
from typing import Any

from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.channels.memory import MINUTE, Memory
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication
from bot.channels.telegram.slots import Slots

PATIENCE = 5.0
"""Seconds of waiting for a place above which it is a crowd."""

Json = dict[str, Any]

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
        if chat.get("type") == ChatType.PRIVATE and self._told.first_time(chat.get("id"), True):
            task = asyncio.create_task(self._tell(chat))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def _tell(self, chat: Json) -> None:
        with suppress(TelegramError):
            await self._application.bot.send_message(chat["id"], texts.SOON)


def too_late(raw: Json, waited: float) -> bool:
    """Whether an answer would only disturb: a group talks of something else, a query was typed on."""
    if waited < PATIENCE:
        return False
    return "inline_query" in raw or ("message" in raw and _chat(raw).get("type") != ChatType.PRIVATE)


def _chat(raw: Json) -> Json:
    message = raw.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    return chat if isinstance(chat, dict) else {}
