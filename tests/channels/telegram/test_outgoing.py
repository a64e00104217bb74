"""What goes out: as often as Telegram allows, again after a failure in passing, and each chat for itself."""

import asyncio
import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.metrics import Metrics
from bot.channels.telegram import network, outgoing
from bot.channels.telegram.limits import MOST_A_MINUTE, BusyGroup
from bot.channels.telegram.network import GARBAGE
from bot.channels.telegram.outgoing import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    MARGIN,
    MOST_REFUSALS,
    ONCE,
    PATIENCE_OTHERWISE,
    PATIENCE_WITH_CHATS,
    Outgoing,
    passes,
)
from bot.channels.telegram.slots import Slots
from tests.botapi import BotApi
from tests.channels.telegram.intakes import ask, made

PASSING = [NetworkError("cut"), TimedOut(), NetworkError("Bad Gateway (502)"), TelegramError(GARBAGE)]
FINAL = [
    BadRequest("chat not found"),
    Forbidden("blocked"),
    ChatMigrated(-2),
    InvalidToken(),
    TelegramError("?"),
]


class Time:
    """A clock, and pauses that make it go on; whoever pauses lets others in."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    monkeypatch.setattr(outgoing, "asyncio", SimpleNamespace(sleep=made.sleep))
    monkeypatch.setattr(outgoing, "random", SimpleNamespace(uniform=lambda low, high: (low + high) / 2))
    return made


@pytest.fixture
def out(time: Time) -> Outgoing:
    return Outgoing(Slots(4), Metrics(), 1000, time)


class Telegram:
    """Answers calls with what it is given, one after the other, then with True."""

    def __init__(self, *answers: TelegramError) -> None:
        self.answers = list(answers)
        self.calls = 0

    async def __call__(self) -> bool:
        self.calls += 1
        if self.answers:
            raise self.answers.pop(0)
        return True


async def _call(out: Outgoing, telegram: Telegram, chat: int | None = 1, once: int | None = None) -> object:
    data = {} if chat is None else {"chat_id": chat}
    return await out.process_request(telegram, (), {}, "sendMessage", data, once)


@pytest.mark.parametrize("error", PASSING, ids=str)
async def test_what_passes_is_tried_again_with_growing_pauses(
    out: Outgoing, time: Time, error: TelegramError
) -> None:
    telegram = Telegram(*[error] * 9)
    assert await _call(out, telegram)
    assert telegram.calls == 10
    assert time.pauses == [min(FIRST_PAUSE * 2**number, LONGEST_PAUSE) for number in range(9)]


@pytest.mark.parametrize(("chat", "patience"), [(1, PATIENCE_WITH_CHATS), (None, PATIENCE_OTHERWISE)])
async def test_there_is_an_end_to_it(out: Outgoing, time: Time, chat: int | None, patience: float) -> None:
    telegram = Telegram(*[NetworkError("cut")] * 1000)
    with pytest.raises(NetworkError):
        await _call(out, telegram, chat)
    assert patience - LONGEST_PAUSE <= sum(time.pauses) <= patience
    assert telegram.calls == len(time.pauses) + 1


@pytest.mark.parametrize("error", FINAL, ids=str)
async def test_what_does_not_pass_is_not_tried_again(out: Outgoing, time: Time, error: TelegramError) -> None:
    assert not passes(error)
    telegram = Telegram(error)
    with pytest.raises(type(error)):
        await _call(out, telegram)
    assert (telegram.calls, time.pauses) == (1, [])


@pytest.mark.parametrize("error", [*PASSING, None], ids=str)
async def test_once_is_once(out: Outgoing, time: Time, error: TelegramError | None) -> None:
    error = error or RetryAfter(5)
    telegram = Telegram(error)
    with pytest.raises(type(error)):
        await _call(out, telegram, once=ONCE)
    assert (telegram.calls, time.pauses) == (1, [])


async def test_put_off_it_waits_as_told_and_not_for_ever(out: Outgoing, time: Time) -> None:
    assert await _call(out, Telegram(RetryAfter(7), RetryAfter(30)))
    assert time.pauses == [7 + MARGIN, 30 + MARGIN]
    telegram = Telegram(*[RetryAfter(1)] * 100)
    with pytest.raises(RetryAfter):
        await _call(out, telegram)
    assert telegram.calls == MOST_REFUSALS + 1


async def test_put_off_only_that_chat_waits(out: Outgoing, time: Time) -> None:
    """Another call for the chat waits before it is made, one for another chat does not."""
    with pytest.raises(RetryAfter):
        await _call(out, Telegram(RetryAfter(20)), chat=7, once=ONCE)
    for other in (1, 2, None):
        await _call(out, Telegram(), chat=other)
    assert time.pauses == []
    await _call(out, Telegram(), chat=7)
    assert time.pauses == [pytest.approx(20 + MARGIN)]
    await _call(out, Telegram(), chat=7)
    assert len(time.pauses) == 1


@pytest.mark.parametrize("error", [NetworkError("cut"), None], ids=str)
async def test_while_it_waits_its_place_is_for_others(time: Time, error: TelegramError | None) -> None:
    error = error or RetryAfter(5)
    slots = Slots(1)
    out = Outgoing(slots, Metrics(), 1000, time)
    taken: list[int] = []
    sleep = time.sleep

    async def looked(seconds: float) -> None:
        taken.append(slots.taken)
        await sleep(seconds)

    time.sleep = looked  # type: ignore[method-assign]
    outgoing.asyncio.sleep = looked  # type: ignore[assignment]
    async with slots:
        await _call(out, Telegram(error))
        assert slots.taken == 1
    assert taken == [0]


async def _at_once(out: Outgoing, count: int, chat: Callable[[int], int | None]) -> int:
    """How many of so many calls are made without a pause."""
    telegram = Telegram()
    tasks = [asyncio.create_task(_call(out, telegram, chat(number))) for number in range(count)]
    for _ in range(20):
        await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return telegram.calls


async def test_all_chats_together_share_the_rate() -> None:
    assert await _at_once(Outgoing(Slots(4), Metrics(), 3), 10, lambda number: number) == 3


async def test_what_goes_into_no_chat_is_not_counted() -> None:
    assert await _at_once(Outgoing(Slots(4), Metrics(), 3), 10, lambda _: None) == 10


async def test_replicas_divide_the_rate() -> None:
    out = Outgoing(Slots(4), Metrics(), 6)
    out.share(2)
    assert await _at_once(out, 10, lambda number: number) == 3
    out.share(2)  # the same again gives nothing more
    assert await _at_once(out, 10, lambda number: number) == 0
    out.share(1)
    assert await _at_once(out, 10, lambda number: number) == 6


async def test_less_than_one_a_second_each_is_slow_and_no_error() -> None:
    out = Outgoing(Slots(4), Metrics(), 1)
    out.share(3)
    assert await _at_once(out, 5, lambda number: number) == 1


async def test_a_group_that_had_enough_is_refused_and_a_person_never(out: Outgoing, time: Time) -> None:
    for _ in range(MOST_A_MINUTE):
        assert not out.busy(-1)
        await _call(out, Telegram(), chat=-1)
    assert out.busy(-1)
    telegram = Telegram()
    with pytest.raises(BusyGroup):
        await _call(out, telegram, chat=-1)
    assert telegram.calls == 0
    for _ in range(2 * MOST_A_MINUTE):
        await _call(out, Telegram(), chat=1)
    await _call(out, Telegram(), chat=-2)
    time.now += 60
    await _call(out, Telegram(), chat=-1)


# Through the wire.


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(outgoing, "MARGIN", 0.0)
    monkeypatch.setattr(network, "ANSWERING", 0.15)


FAULTS: dict[str, Callable[[BotApi], None]] = {
    "502": lambda api: api.fail("sendMessage", 502, "Bad Gateway"),
    "500 in HTML": lambda api: api.garble("sendMessage", b"<html>geheim</html>", 500),
    "429 without a time": lambda api: api.garble("sendMessage", b"slow down, geheim", 429),
    "cut": lambda api: api.cut("sendMessage"),
    "stall": lambda api: api.stall("sendMessage"),
    "half an answer": lambda api: api.garble("sendMessage", b'{"ok":true,"result":{"text":"geheim"'),
    "HTML": lambda api: api.garble("sendMessage", b"<html>geheim</html>"),
    "nothing": lambda api: api.garble("sendMessage", b""),
    "no object": lambda api: api.garble("sendMessage", b'["geheim"]'),
    "null": lambda api: api.garble("sendMessage", b"null"),
    "no result": lambda api: api.garble("sendMessage", b'{"ok":true}'),
    "no text": lambda api: api.garble("sendMessage", b"\xff\xfe\x00"),
    "too deep": lambda api: api.garble("sendMessage", b"[" * 100_000),
    "a list with an error": lambda api: api.garble("sendMessage", b"[]", 503),
    "strange parameters": lambda api: api.garble("sendMessage", b'{"description":"x","parameters":[1]}', 500),
    "sent elsewhere": lambda api: api.garble("sendMessage", b"", 307, "Location: /elsewhere\r\n"),
}


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_on_the_wire_is_tried_again_and_shown_to_nobody(
    api: BotApi, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with made(api) as running:
        ask(api, "Frage", 1)
        caplog.set_level(logging.INFO)
        for _ in range(2):
            FAULTS[fault](api)
        async with asyncio.timeout(5):
            message = await running.application.bot.send_message(1, "Antwort")
        assert message.text == "Antwort"
        assert [call.method for call in api.calls].count("sendMessage") == 3
        assert "geheim" not in caplog.text


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize(
    ("code", "parameters", "error"),
    [
        (400, {}, BadRequest),
        (403, {}, Forbidden),
        (400, {"migrate_to_chat_id": -5}, ChatMigrated),
        (401, {}, InvalidToken),
    ],
)
async def test_a_refusal_on_the_wire_is_final(
    api: BotApi, code: int, parameters: dict[str, Any], error: type[TelegramError]
) -> None:
    async with made(api) as running:
        ask(api, "Frage", 1)
        api.fail("sendMessage", code, **parameters)
        with pytest.raises(error):
            await running.application.bot.send_message(1, "Antwort")
        assert [call.method for call in api.calls].count("sendMessage") == 1


@pytest.mark.usefixtures("_quick")
async def test_put_off_on_the_wire(api: BotApi) -> None:
    async with made(api) as running:
        ask(api, "Frage", 1)
        api.fail("sendMessage", 429, retry_after=1)
        await running.application.bot.send_message(1, "Antwort")
        assert [call.method for call in api.calls].count("sendMessage") == 2
