"""How much goes out: Telegram's own limits, and a lower one for each group."""

import time
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import TelegramError
from telegram.ext import AIORateLimiter

from bot.channels.memory import MINUTE, Memory

MOST_A_MINUTE = 15
"""Calls a minute that concern one group; Telegram allows 20, and waiting for it would hold up others."""

RETRIES = 3
"""How often a call is repeated after a 429; AIORateLimiter's own default is never."""

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class BusyGroup(TelegramError):
    """A group had enough for this minute: what was to be said is left unsaid."""


class Limiter(AIORateLimiter):
    """AIORateLimiter that refuses what is too much for a group, instead of keeping it waiting."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(max_retries=RETRIES)
        self._clock = clock
        self._calls: Memory[deque[float]] = Memory(MINUTE, clock)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Raise BusyGroup above the limit; a private chat (its id is positive) is never refused."""
        chat = data.get("chat_id")
        if isinstance(chat, int) and chat < 0 and not self._allows(chat):
            raise BusyGroup("enough for this minute")
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)

    def busy(self, chat: int) -> bool:
        """Whether the next call would be refused: nothing needs to be worked out for it."""
        calls = self._calls.get(chat)
        return calls is not None and len(calls) == MOST_A_MINUTE and self._clock() - calls[0] < MINUTE

    def _allows(self, group: int) -> bool:
        if self.busy(group):
            return False
        calls = self._calls.get(group) or deque(maxlen=MOST_A_MINUTE)
        calls.append(self._clock())
        self._calls.remember(group, calls)
        return True
