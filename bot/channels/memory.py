"""Remembers for a short while and only so much: in memory, gone with a restart."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")

MINUTE = 60.0

MOST_ENTRIES = 10_000
"""Bound on memory; above it what rested longest is forgotten first."""


class Memory(Generic[Value]):
    """Values by key, each forgotten ``forget_after`` seconds after it was last remembered."""

    def __init__(
        self,
        forget_after: float,
        clock: Callable[[], float] = time.monotonic,
        limit: int = MOST_ENTRIES,
    ) -> None:
        self._forget_after = forget_after
        self._clock = clock
        self._limit = limit
        self._remembered: OrderedDict[Hashable, tuple[float, Value]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._remembered)

    def get(self, key: Hashable) -> Value | None:
        """What is remembered under the key, if anything is."""
        self.forget_old()
        return self._remembered[key][1] if key in self._remembered else None

    def remember(self, key: Hashable, value: Value) -> None:
        """Keep the value in place of the key's former one."""
        self._remembered[key] = (self._clock(), value)
        self._remembered.move_to_end(key)
        if len(self._remembered) > self._limit:
            self._remembered.popitem(last=False)

    def first_time(self, key: Hashable, value: Value) -> bool:
        """Whether nothing was remembered under the key; if so, remember the value."""
        if self.get(key) is not None:
            return False
        self.remember(key, value)
        return True

    def known(self) -> tuple[Hashable, ...]:
        """Everything that something is remembered under, the oldest first."""
        self.forget_old()
        return tuple(self._remembered)

    def forget(self, key: Hashable) -> None:
        """Drop what is remembered under the key."""
        self._remembered.pop(key, None)

    def forget_old(self) -> None:
        """Drop what is too old. The oldest entries stand first, so this looks at no more than it drops."""
        now = self._clock()
        while self._remembered:
            key, (since, _) = next(iter(self._remembered.items()))
            if now - since < self._forget_after:
                return
            del self._remembered[key]
