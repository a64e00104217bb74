"""Fetching updates: Telegram forgets them only when they are kept; only a wrong token ends it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from telegram.error import InvalidToken

from bot.channels.health import readiness
from bot.channels.telegram import intake, polling
from bot.channels.telegram.polling import FIRST_PAUSE, LONGEST_PAUSE, poll
from bot.journal.inbox import Letter
from tests.botapi import TOKEN, BotApi, Call
from tests.channels.telegram.intakes import Running, asked, person, taking_in, until

ALLOWED = ("message", "callback_query")


@pytest.fixture(autouse=True)
def _soon(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "LONG_POLL", 1)
    if "pauses" not in request.fixturenames:
        monkeypatch.setattr(polling, "FIRST_PAUSE", 0.02)


@asynccontextmanager
async def _polling(api: BotApi) -> AsyncIterator[tuple[Running, "asyncio.Task[None]"]]:
    async with taking_in(api) as running:
        task = asyncio.create_task(poll(running.application, running.intake, ALLOWED))
        yield running, task
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _polls(api: BotApi) -> list[Call]:
    return [call for call in api.calls if call.method == "getUpdates"]


async def test_what_is_fetched_is_answered_and_then_forgotten_by_telegram(api: BotApi) -> None:
    async with _polling(api):
        api.write("Eins")
        api.write("Zwei")
        await api.wait_for("sendMessage", count=2)
        await api.settled()
    assert asked(api) == ["Eins", "Zwei"]
    assert {tuple(call.params["allowed_updates"]) for call in _polls(api)} == {ALLOWED}


async def test_the_next_request_waits_until_it_is_kept(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    async with _polling(api) as (running, _):
        inbox, go = running.desk.journal.inbox, asyncio.Event()
        receive = inbox.receive

        async def slowly(letters: list[Letter]) -> set[int]:
            await go.wait()
            return await receive(letters)

        monkeypatch.setattr(inbox, "receive", slowly)
        await until(lambda: _polls(api) != [])
        api.write("Frage")
        await asyncio.sleep(0.1)
        assert [call.params["offset"] for call in _polls(api)] == [0]
        assert len(api._updates) == 1
        go.set()
        await api.settled()
        assert asked(api) == ["Frage"]


async def test_while_the_database_fails_telegram_keeps_it_and_it_is_answered_once(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    async with _polling(api) as (running, _):
        await running.database("ALTER TABLE inbox RENAME TO elsewhere")
        api.write("Frage")
        await until(lambda: len(_polls(api)) > 3)
        assert {call.params["offset"] for call in _polls(api)} == {0}
        assert len(api._updates) == 1
        await running.database("ALTER TABLE elsewhere RENAME TO inbox")
        await api.wait_for("sendMessage")
        await api.settled()
        await running.idle()
    assert asked(api) == ["Frage"]
    assert "updates could not be taken in" in caplog.text


async def test_when_the_memory_is_full_nothing_is_fetched(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_IN_MEMORY", 3)
    async with _polling(api) as (running, _):
        held = api.hold(1)
        for chat in range(2, 4):
            api._held[chat] = held
        for chat in range(1, 4):
            api.write("Frage", *person(chat))
        await until(lambda: running.intake.full)
        seen = len(_polls(api))
        api.write("Später", *person(9))
        await asyncio.sleep(0.1)
        assert len(_polls(api)) == seen
        held.set()
        await api.wait_for("sendMessage", count=4)


async def test_another_process_with_the_token_is_named(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    async with _polling(api) as (running, _):
        await until(lambda: len(_polls(api)) == 1)
        await running.application.bot.get_updates(timeout=0)  # somebody else does so
        await until(lambda: "(409)" in caplog.text)
        health = running.desk.health
        ready, lines = readiness(health, health.last_contact or 0)
        assert not ready
        assert "ein anderer Prozess" in " ".join(lines)
        api.write("Frage")
        await api.wait_for("sendMessage")  # the other one is gone
        assert not health.conflict


FAULTS: dict[str, Callable[[BotApi], None]] = {
    "502": lambda api: api.fail("getUpdates", 502, "Bad Gateway"),
    "500": lambda api: api.fail("getUpdates", 500, "geheim"),
    "400": lambda api: api.fail("getUpdates", 400, "geheim"),
    "403": lambda api: api.fail("getUpdates", 403, "geheim"),
    "cut": lambda api: api.cut("getUpdates"),
    "stall": lambda api: api.stall("getUpdates"),
    "HTML": lambda api: api.garble("getUpdates", b"<html>geheim</html>"),
    "half": lambda api: api.garble("getUpdates", b'{"ok":true,"result":[{"update_id":5,"message":"geheim'),
    "no object": lambda api: api.garble("getUpdates", b'["geheim"]'),
    "no list": lambda api: api.garble("getUpdates", b'{"ok":true,"result":"geheim"}'),
    "no updates": lambda api: api.garble("getUpdates", b'{"ok":true,"result":["geheim"]}'),
    "no numbers": lambda api: api.garble("getUpdates", b'{"ok":true,"result":[{"update_id":"5"}]}'),
    "too deep": lambda api: api.garble("getUpdates", b"[" * 100_000),
    "no text": lambda api: api.garble("getUpdates", b"\xff\xfe"),
    "a list with an error": lambda api: api.garble("getUpdates", b"[]", 502),
    "sent elsewhere": lambda api: api.garble("getUpdates", b"", 302, "Location: /elsewhere\r\n"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_after_a_failure_it_goes_on(
    api: BotApi, fault: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "LONG_POLL", 0)
    monkeypatch.setattr(polling, "MARGIN", 0.15)
    caplog.set_level(logging.INFO)
    FAULTS[fault](api)
    FAULTS[fault](api)
    async with _polling(api):
        api.write("Frage")
        await api.wait_for("sendMessage")
    assert asked(api) == ["Frage"]
    assert "geheim" not in caplog.text
    assert TOKEN not in caplog.text


async def test_an_update_that_nobody_can_read_does_not_hold_up_the_others(api: BotApi) -> None:
    api.write("Eins")
    api._updates.append({"update_id": api._next("update"), "message": {"chat": {"id": "x"}}})
    api.write("Zwei")
    async with _polling(api):
        await api.wait_for("sendMessage", count=2)
        await api.settled()
    assert asked(api) == ["Eins", "Zwei"]


async def test_an_update_without_a_number_is_passed_over(api: BotApi) -> None:
    api.garble("getUpdates", b'{"ok":true,"result":[{"update_id":"x"},{"update_id":7},{}]}')
    async with _polling(api):
        await until(lambda: len(_polls(api)) == 2)
        assert _polls(api)[1].params["offset"] == 8


async def test_a_token_that_is_refused_ends_it(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "LONG_POLL", 0)
    async with _polling(api) as (_, task):
        api.write("Frage")
        await api.wait_for("sendMessage")
        api.fail("getUpdates", 401, "Unauthorized")
        with pytest.raises(InvalidToken):
            await asyncio.wait_for(task, 5)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it pauses; it goes on at once."""
    noted: list[float] = []

    async def sleep(seconds: float) -> None:
        noted.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(polling, "asyncio", SimpleNamespace(sleep=sleep))
    return noted


async def test_pauses_grow_to_a_bound_and_begin_anew_after_an_answer(
    api: BotApi, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "LONG_POLL", 0)
    api.fail("getUpdates", 502, times=7)
    async with _polling(api):
        api.write("Frage")
        await api.wait_for("sendMessage")
        api.fail("getUpdates", 502)
        await until(lambda: len(pauses) == 8)
    assert pauses == [*(min(FIRST_PAUSE * 2**number, LONGEST_PAUSE) for number in range(7)), FIRST_PAUSE]


async def test_put_off_it_pauses_as_told(api: BotApi, pauses: list[float]) -> None:
    api.fail("getUpdates", 429, retry_after=77)
    async with _polling(api):
        api.write("Frage")
        await api.wait_for("sendMessage")
    assert pauses[0] == 77
