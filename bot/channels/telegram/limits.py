"""How much is enough: calls for one group in a minute, and questions of one person."""

import time
from collections import deque
from collections.abc import Callable, Hashable

from telegram.error import TelegramError

from bot.channels.memory import MINUTE, Memory

MOST_A_MINUTE = 15
"""Calls a minute that concern one group; Telegram allows 20, and waiting for it would hold up others."""

MOST_QUESTIONS = 20
"""Messages of one person in a minute that are handled; more are left unread, after one notice."""


class BusyGroup(TelegramError):
    """A group had enough for this minute: what was to be said is left unsaid."""


class Rate:
    """Counts what happens under a key, ``most`` times in any minute."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._times: Memory[deque[float]] = Memory(MINUTE, clock)

    def reached(self, key: Hashable) -> bool:
        """Whether it happened as often as it may."""
        times = self._times.get(key)
        return times is not None and len(times) == self._most and self._clock() - times[0] < MINUTE

    def allows(self, key: Hashable) -> bool:
        """Count once more, unless the limit is reached."""
        if self.reached(key):
            return False
        times = self._times.get(key) or deque(maxlen=self._most)
        times.append(self._clock())
        self._times.remember(key, times)
        return True
