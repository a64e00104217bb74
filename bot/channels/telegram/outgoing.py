"""What goes out to Telegram: at the rate that it allows, and again when a call failed in passing.

A chat that Telegram wants silence for waits alone; a call that waits gives its place to another.
"""

import asyncio
import random
import time
from collections.abc import Callable, Coroutine
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.constants import FloodLimit
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.channels.memory import MINUTE, Memory
from bot.channels.metrics import Metrics
from bot.channels.telegram.limits import MOST_A_MINUTE, BusyGroup, Rate
from bot.channels.telegram.network import GARBAGE
from bot.channels.telegram.pauses import growing
from bot.channels.telegram.slots import Slots

TOGETHER = int(FloodLimit.MESSAGES_PER_SECOND)
"""Messages a second that Telegram allows a bot: 30."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before the second try, and at most before a later one."""

PATIENCE_WITH_CHATS = 30 * MINUTE
"""How long an answer is tried again; then its question goes back into the inbox."""

PATIENCE_OTHERWISE = 20.0
"""The same for what goes into no chat: buttons and inline queries wait no longer, the start tries again."""

ONCE = 1
"""For what is rather left out than said twice: after a timeout, for one, it may well have arrived."""

MOST_REFUSALS = 8
"""Times that Telegram may put one call off (429), each as long as it says."""

MARGIN = 0.1
"""Seconds that are waited longer than Telegram says."""

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Outgoing(BaseRateLimiter[int]):
    """python-telegram-bot's hook around every call but getUpdates."""

    def __init__(
        self,
        slots: Slots,
        metrics: Metrics,
        a_second: float = TOGETHER,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._slots = slots
        self._metrics = metrics
        self._clock = clock
        self._a_second = a_second
        self._replicas = 1
        self._together = AsyncLimiter(a_second, 1)
        self._silent_until: Memory[float] = Memory(60 * MINUTE, clock)
        self._groups = Rate(MOST_A_MINUTE, clock)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def busy(self, chat: int) -> bool:
        """Whether the next call for a group would be refused: nothing needs to be worked out for it."""
        return self._groups.reached(chat)

    def share(self, replicas: int) -> None:
        """Send this part of the messages a second that all replicas may send together."""
        if replicas != self._replicas:
            self._replicas = replicas
            # AsyncLimiter refuses what is less than one in its time.
            rate = self._a_second / replicas
            self._together = AsyncLimiter(max(rate, 1), max(1 / rate, 1))

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Call until it is done or useless to go on; with ONCE as ``rate_limit_args``, no second time.

        BusyGroup if a group had enough (a private chat's id is positive and never refused), else the last
        TelegramError.
        """
        chat = data.get("chat_id")
        if isinstance(chat, int) and chat < 0 and not self._groups.allows(chat):
            raise BusyGroup("enough for this minute")
        patience = PATIENCE_OTHERWISE if chat is None else PATIENCE_WITH_CHATS
        pauses = growing(FIRST_PAUSE, LONGEST_PAUSE)
        refusals, waited = 0, 0.0
        while True:
            await self._turn(chat)
            try:
                answer = await callback(*args, **kwargs)
                self._metrics.called(endpoint)
                return answer
            except RetryAfter as error:
                self._metrics.called(endpoint, error)
                refusals += 1
                pause = put_off(error) + MARGIN
                if chat is not None:
                    self._silent_until.remember(chat, self._clock() + pause)
                if refusals > MOST_REFUSALS or rate_limit_args == ONCE:
                    raise
            except TelegramError as error:
                self._metrics.called(endpoint, error)
                pause = next(pauses) * random.uniform(0.8, 1.2)  # noqa: S311
                waited += pause
                if not passes(error) or waited > patience or rate_limit_args == ONCE:
                    raise
            self._metrics.retried(endpoint)
            async with self._slots.given_back():
                await asyncio.sleep(pause)

    async def _turn(self, chat: object) -> None:
        if chat is None:
            return
        while (silent := (self._silent_until.get(chat) or 0.0) - self._clock()) > 0:
            async with self._slots.given_back():
                await asyncio.sleep(silent)
        await self._together.acquire()


def passes(error: TelegramError) -> bool:
    """Whether the same call may succeed later: no network, a timeout, 5xx, an answer that is garbage."""
    if isinstance(error, NetworkError):
        return not isinstance(error, BadRequest)  # which PTB counts among them
    return type(error) is TelegramError and error.message == GARBAGE


def put_off(error: RetryAfter) -> float:
    """Seconds that Telegram wants to be left alone; what PTB gives depends on its settings."""
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
