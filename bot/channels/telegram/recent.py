"""What the channel keeps in memory for a few minutes: ids and hashes; a text only in ``asked``."""

import asyncio
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from bot.assistant import Context
from bot.channels.conversations import FORGET_AFTER_MINUTES
from bot.channels.memory import MINUTE, Memory

REPEATED_WITHIN = 1 * MINUTE
"""How long the same question in a group is answered by pointing to the answer above."""

HINT_EVERY = 10 * MINUTE
"""How long a group is told once only that the bot did not understand."""


@dataclass(slots=True)
class Answered:
    """The answer to one message: on its way, sent, or (``done`` without ``message``) failed."""

    before: Context
    """The conversation before the question, to read an edited one in the same light."""
    message: int | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def sent(self) -> int | None:
        """The id of the answer, once it is known."""
        await self.done.wait()
        return self.message


class Recent:
    """Several memories, each for its own purpose and time."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        quarter = FORGET_AFTER_MINUTES * MINUTE
        self.answers: Memory[Answered] = Memory(quarter, clock)
        """By chat and the question's id: an edited question has its answer edited."""
        self.repeats: Memory[Answered] = Memory(REPEATED_WITHIN, clock)
        """By chat, forum topic and hashes of question and answer."""
        self.alternatives: Memory[tuple[str, ...]] = Memory(quarter, clock)
        """By chat and the answer's id: the topics that „Das war nicht gemeint“ offers."""
        self.asked: Memory[str] = Memory(quarter, clock)
        """By chat and the answer's id: the masked question, only where the operator keeps questions."""
        self.hints: Memory[bool] = Memory(HINT_EVERY, clock)
        """By group."""
        self.greetings: Memory[bool] = Memory(quarter, clock)
        """By group: being added and /start often come together."""
        self.enough: Memory[bool] = Memory(MINUTE, clock)
        """By person: who was told that it is enough for this minute."""
        self.facts: Memory[str] = Memory(quarter, clock)
        """By chat: the fact that /fakt told last."""

    def forget_old(self) -> None:
        """Drop what is too old."""
        for memory in self.memories():
            memory.forget_old()

    def memories(self) -> tuple[Memory[Any], ...]:
        """All of them; the chat's id is the key, or the first part of it."""
        return tuple(vars(self).values())


@contextmanager
def answering(memory: Memory[Answered], key: Hashable, before: Context) -> Iterator[Answered]:
    """Remember that an answer is on its way; whoever waits for it goes on when the body ends."""
    answered = Answered(before)
    memory.remember(key, answered)
    try:
        yield answered
    finally:
        answered.done.set()
