"""Which question was answered when and how often. A question's number is told by its chat."""

import time
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.benchmarks.telegram.calls import Call

FIRST_CHAT = 1_000_000
"""Each question comes from another chat, so that no limit per chat or person acts."""

STRIKING_OFF = 0.5
"""Seconds after an answer in which the bot may not yet have noted that it sent it."""


@dataclass(frozen=True, slots=True)
class Twice:
    """Questions that were answered more than once, by why."""

    at_a_kill: int
    """The answer was under way when the bot was killed: the bot did not know yet that it arrived."""
    before_a_kill: int
    """The bot had just been told that it arrived, and was killed before it could note that."""
    untold: int
    """Telegram did what it was asked but its answer got lost: the bot cannot know."""
    unexplained: int


class Ledger:
    """Keeps a byte for each question, and a moment for each that waits."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts = bytearray()
        self._asked_at: dict[int, float] = {}
        self._under_way = Counter[int]()
        self._just_answered: deque[tuple[float, int]] = deque()
        self._killed: set[int] = set()
        self._just_before: set[int] = set()
        self._untold: set[int] = set()
        self._twice: dict[int, str] = {}
        self._begun = clock()
        self._answered_at = array("d")
        self._last_kill = 0.0
        self.unexplained: list[str] = []
        """When each question that was answered twice for no reason was, in seconds since the beginning."""
        self.latencies = array("d")
        """Seconds from being available to the first answer; emptied by who reads it."""
        self.answered = 0
        self.longest = 0.0
        self.last_answer = clock()
        self.on_answer: Callable[[], None] = lambda: None

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return len(self._counts)

    @property
    def waiting(self) -> int:
        """How many wait for their first answer."""
        return len(self._asked_at)

    def ask(self) -> int:
        """A new question; the chat that it comes from."""
        number = len(self._counts)
        self._counts.append(0)
        self._answered_at.append(0.0)
        self._asked_at[number] = self._clock()
        return FIRST_CHAT + number

    def unanswered(self, but: frozenset[int] = frozenset()) -> list[int]:
        """The chats of the questions that nobody answered; those in ``but`` are left out."""
        return [FIRST_CHAT + number for number in self._asked_at if FIRST_CHAT + number not in but]

    def killed(self) -> None:
        """A bot is killed at this moment."""
        self._last_kill = self._clock()
        self._killed.update(self._under_way)
        self._just_before.update(number for _, number in self._recent())

    def twice(self) -> Twice:
        """What was answered more than once so far."""
        why = Counter(self._twice.values())
        return Twice(why["kill"], why["before a kill"], why["untold"], why["unexplained"])

    # Observer

    def begun(self, call: Call) -> None:
        """Part of Observer."""
        if call.answers and self._known(call):
            self._under_way[call.chat - FIRST_CHAT] += 1

    def accepted(self, call: Call, told: bool) -> None:
        """Part of Observer."""
        if not call.answers or not self._known(call):
            return
        number, now = call.chat - FIRST_CHAT, self._clock()
        if self._counts[number] == 0:
            waited = now - self._asked_at.pop(number)
            self.latencies.append(waited)
            self.longest = max(self.longest, waited)
            self.answered += 1
            self._answered_at[number] = now
            self.last_answer = now
        else:
            reasons = (
                (self._killed, "kill"),
                (self._untold, "untold"),
                (self._just_before, "before a kill"),
            )
            why = next((name for found, name in reasons if number in found), "unexplained")
            self._twice[number] = why
            if why == "unexplained":
                times = (self._answered_at[number], now, self._last_kill)
                first, again, kill = (moment - self._begun for moment in times)
                told_of = (
                    f"question {number}: answered at {first:.2f} and {again:.2f} s; last kill {kill:.2f} s"
                )
                self.unexplained.append(told_of)
        self._counts[number] = min(self._counts[number] + 1, 255)
        if not told:
            self._untold.add(number)
        self.on_answer()

    def done(self, call: Call) -> None:
        """Part of Observer."""
        if not call.answers or not self._known(call):
            return
        number = call.chat - FIRST_CHAT
        self._under_way[number] -= 1
        if self._under_way[number] <= 0:
            del self._under_way[number]
        self._just_answered.append((self._clock(), number))
        for _ in self._recent():
            break  # drops what is old

    def _known(self, call: Call) -> bool:
        return 0 <= call.chat - FIRST_CHAT < len(self._counts)

    def _recent(self) -> Iterator[tuple[float, int]]:
        while self._just_answered and self._just_answered[0][0] < self._clock() - STRIKING_OFF:
            self._just_answered.popleft()
        return iter(self._just_answered)
