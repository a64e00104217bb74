"""What is remembered between two questions of one person: ids only, in memory, for a short while."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from bot.assistant import Context

FORGET_AFTER_MINUTES = 15
"""How long a follow-up question may refer to the last reply."""

MOST_CONVERSATIONS = 10_000
"""Bound on memory; above it the conversations that rested longest are forgotten first."""


class Conversations:
    """The last Context of each conversation; the key is the channel's, e.g. chat and person."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        forget_after: float = FORGET_AFTER_MINUTES * 60,
        limit: int = MOST_CONVERSATIONS,
    ) -> None:
        self._clock = clock
        self._forget_after = forget_after
        self._limit = limit
        self._remembered: OrderedDict[Hashable, tuple[float, Context]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._remembered)

    def recall(self, key: Hashable) -> Context:
        """The last context of the conversation; an empty one if there is none any more."""
        self.forget_old()
        return self._remembered[key][1] if key in self._remembered else Context()

    def remember(self, key: Hashable, context: Context) -> None:
        """Keep the context in place of the conversation's former one."""
        self._remembered[key] = (self._clock(), context)
        self._remembered.move_to_end(key)
        if len(self._remembered) > self._limit:
            self._remembered.popitem(last=False)

    def forget_old(self) -> None:
        """Drop what is too old. The oldest entries stand first, so this looks at no more than it drops."""
        now = self._clock()
        while self._remembered:
            key, (since, _) = next(iter(self._remembered.items()))
            if now - since < self._forget_after:
                return
            del self._remembered[key]
