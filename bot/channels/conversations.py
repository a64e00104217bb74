"""What is remembered between two questions of one person: ids only, in memory, for a short while."""

import time
from collections.abc import Callable, Hashable

from bot.assistant import Context
from bot.channels.memory import MINUTE, MOST_ENTRIES, Memory

FORGET_AFTER_MINUTES = 15
"""How long a follow-up question may refer to the last reply."""


class Conversations(Memory[Context]):
    """The last Context of each conversation; the key is the channel's, e.g. chat and person."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, limit: int = MOST_ENTRIES) -> None:
        super().__init__(FORGET_AFTER_MINUTES * MINUTE, clock, limit)

    def recall(self, key: Hashable) -> Context:
        """The last context of the conversation; an empty one if there is none any more."""
        return self.get(key) or Context()
