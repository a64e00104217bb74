"""What is remembered for a short while, and when it is forgotten."""

import pytest

from bot.channels.memory import Memory


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_forgotten_in_time_also_without_being_asked(clock: Clock) -> None:
    memory: Memory[str] = Memory(60, clock)
    memory.remember(1, "a")
    clock.now = 59
    assert memory.get(1) == "a"
    clock.now = 60
    assert len(memory) == 1
    memory.forget_old()
    assert len(memory) == 0
    assert memory.get(1) is None


def test_the_first_time_is_noticed_and_is_one_again_later(clock: Clock) -> None:
    memory: Memory[bool] = Memory(600, clock)
    assert memory.first_time(1, True)
    clock.now = 599
    assert not memory.first_time(1, True), "asking again does not put it off"
    assert memory.first_time(2, True)
    clock.now = 600
    assert memory.first_time(1, True)


def test_the_keys_are_those_of_what_is_still_remembered(clock: Clock) -> None:
    memory: Memory[str] = Memory(60, clock)
    memory.remember(1, "a")
    clock.now = 30
    memory.remember(2, "b")
    assert memory.known() == (1, 2)
    clock.now = 60
    assert memory.known() == (2,)


def test_the_number_is_bounded(clock: Clock) -> None:
    memory: Memory[int] = Memory(60, clock, limit=2)
    for key in (1, 2, 1, 3):
        memory.remember(key, key)
    assert [memory.get(key) for key in (1, 2, 3)] == [1, None, 3]
