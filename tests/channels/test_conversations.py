"""What is remembered between questions, and when it is forgotten."""

import pytest

from bot.assistant import Context
from bot.channels.conversations import Conversations


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_each_conversation_has_its_own_context(clock: Clock) -> None:
    conversations = Conversations(clock)
    conversations.remember((1, 1), Context(("a",)))
    conversations.remember((1, 2), Context(("b",)))
    assert conversations.recall((1, 1)) == Context(("a",))
    assert conversations.recall((1, 2)) == Context(("b",))
    assert conversations.recall((2, 1)) == Context()


def test_forgotten_after_fifteen_minutes_and_not_before(clock: Clock) -> None:
    conversations = Conversations(clock)
    conversations.remember(1, Context(("a",)))
    clock.now += 15 * 60 - 1
    assert conversations.recall(1) == Context(("a",))
    clock.now += 1
    assert conversations.recall(1) == Context()
    assert len(conversations) == 0


def test_a_new_reply_starts_the_time_anew(clock: Clock) -> None:
    conversations = Conversations(clock)
    conversations.remember(1, Context(("a",)))
    conversations.remember(2, Context(("b",)))
    clock.now += 800
    conversations.remember(1, Context(("c",)))
    clock.now += 800
    conversations.forget_old()
    assert len(conversations) == 1
    assert conversations.recall(1) == Context(("c",))


def test_the_number_is_bounded_and_the_longest_rested_goes_first(clock: Clock) -> None:
    conversations = Conversations(clock, limit=2)
    for key in (1, 2, 1, 3):
        conversations.remember(key, Context((str(key),)))
    assert [conversations.recall(key).topics for key in (1, 2, 3)] == [("1",), (), ("3",)]
