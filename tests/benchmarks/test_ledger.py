"""The ledger of the benchmarks tells apart why a question was answered twice, and keeps latencies."""

import pytest

from bot.channels.telegram import texts
from tests.benchmarks.telegram.calls import Call
from tests.benchmarks.telegram.ledger import STRIKING_OFF, Ledger, Twice


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(clock: Clock) -> Ledger:
    return Ledger(clock)


def _answer(ledger: Ledger, chat: int, told: bool = True) -> None:
    call = Call("sendmessage", {}, chat)
    ledger.begun(call)
    ledger.accepted(call, told)
    ledger.done(call)


def test_a_question_waits_until_its_first_answer(ledger: Ledger, clock: Clock) -> None:
    first, second = ledger.ask(), ledger.ask()
    clock.now += 2
    _answer(ledger, first)
    assert list(ledger.latencies) == [2]
    assert (ledger.asked, ledger.answered, ledger.waiting, ledger.longest) == (2, 1, 1, 2)
    assert ledger.unanswered() == [second]
    assert ledger.unanswered(frozenset({second})) == []
    assert ledger.twice() == Twice(0, 0, 0, 0)


def test_typing_signs_notices_and_chats_that_nobody_asked_in_do_not_count(ledger: Ledger) -> None:
    chat = ledger.ask()
    ledger.accepted(Call("sendchataction", {}, chat), told=True)
    ledger.accepted(Call("answercallbackquery", {}), told=True)
    ledger.accepted(Call("sendmessage", {"text": texts.SOON}, chat), told=True)
    _answer(ledger, chat + 1)
    _answer(ledger, 5)
    assert ledger.answered == 0


def test_twice_for_no_reason_is_unexplained(ledger: Ledger, clock: Clock) -> None:
    chat = ledger.ask()
    _answer(ledger, chat)
    clock.now += STRIKING_OFF + 1
    ledger.killed()  # too late to be a reason
    for _ in range(2):
        _answer(ledger, chat)
    assert ledger.twice() == Twice(0, 0, 0, unexplained=1)


@pytest.mark.parametrize("just", ["under way", "answered"])
def test_twice_because_of_a_kill(ledger: Ledger, clock: Clock, just: str) -> None:
    chat, call = ledger.ask(), Call("sendmessage", {}, ledger.asked + 999_999)
    assert call.chat == chat
    if just == "answered":
        _answer(ledger, chat)
        clock.now += STRIKING_OFF / 2
        ledger.killed()
    else:
        ledger.begun(call)
        ledger.killed()
        ledger.accepted(call, told=True)
        ledger.done(call)
    clock.now += 10
    _answer(ledger, chat)
    expected = Twice(0, 1, 0, 0) if just == "answered" else Twice(1, 0, 0, 0)
    assert ledger.twice() == expected


def test_twice_because_the_bot_was_not_told(ledger: Ledger) -> None:
    chat = ledger.ask()
    _answer(ledger, chat, told=False)
    _answer(ledger, chat)
    assert ledger.twice() == Twice(0, 0, untold=1, unexplained=0)
