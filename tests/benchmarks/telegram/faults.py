"""What goes wrong between a bot and Telegram, at random but the same with every run."""

import random
from collections.abc import Mapping
from enum import Enum

from tests.benchmarks.telegram.calls import Answer, Call, error

RETRY_AFTER = 1
"""Seconds that a random 429 asks for."""

BAD_CHAT_RETRY_AFTER = 30
"""Seconds that a chat which is made bad asks for, again and again."""

LONGER_THAN_A_CLIENT_WAITS = 8.0
"""Seconds; python-telegram-bot gives up after 5."""


class Fault(Enum):
    """A way in which a call fails."""

    TOO_MANY = "429"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    CLOSED = "closed"
    STALLED = "stalled"
    GARBLED = "garbled"

    @property
    def tells_nothing(self) -> bool:
        """Whether the call may have been carried out all the same: the client cannot know."""
        return self in (Fault.CLOSED, Fault.STALLED, Fault.GARBLED)


ANSWERS: Mapping[Fault, Answer] = {
    Fault.TOO_MANY: error(429, f"Too Many Requests: retry after {RETRY_AFTER}", retry_after=RETRY_AFTER),
    Fault.SERVER_ERROR: error(500, "Internal Server Error"),
    Fault.BAD_GATEWAY: Answer(502, b"<html><body><h1>502 Bad Gateway</h1></body></html>"),
    Fault.GARBLED: Answer(200, b'{"ok":true,"resu'),
}
"""What the server says in each case in which it says something."""

ALWAYS_TOO_MANY = error(
    429, f"Too Many Requests: retry after {BAD_CHAT_RETRY_AFTER}", retry_after=BAD_CHAT_RETRY_AFTER
)


class Faults:
    """Draws the fate of each call.

    ``share`` of all calls fail, from 0 to 1; those to a chat in ``bad`` always fail in the way given.
    """

    def __init__(self, share: float = 0.0, bad: Mapping[int, Fault] | None = None, seed: int = 1) -> None:
        self.share = share
        self.bad = dict(bad or {})
        self._random = random.Random(seed)
        self._kinds = tuple(Fault)

    def draw(self, call: Call) -> tuple[Fault | None, bool]:
        """The fault of this call, if any, and whether it is carried out."""
        if call.chat in self.bad:
            return self.bad[call.chat], False
        if self.share and self._random.random() < self.share:
            fault = self._random.choice(self._kinds)
            return fault, fault.tells_nothing and self._random.random() < 0.5
        return None, True

    def answer(self, fault: Fault, call: Call) -> Answer | None:
        """What is answered; None for a fault that shows by silence."""
        return ALWAYS_TOO_MANY if call.chat in self.bad and fault is Fault.TOO_MANY else ANSWERS.get(fault)
