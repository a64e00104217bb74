"""Answers that come late say which message they belong to."""

from datetime import datetime, timedelta

import pytest

from bot.channels.clock import BERLIN
from bot.channels.telegram import texts
from bot.channels.telegram.sending import LATE_AFTER
from tests.botapi import GROUP, PERSON, PRIVATE, BotApi, Json
from tests.channels.telegram.intakes import Running, take, taking_in

ASKED = datetime(2026, 3, 28, 12, 5, tzinfo=BERLIN)
MINUTE = timedelta(minutes=1)


async def _answer(running: Running, api: BotApi, words: str, after: timedelta, chat: Json = PRIVATE) -> str:
    """What is said to a question so long after it was asked."""
    running.desk.clock = lambda: (ASKED.astimezone(BERLIN) + after).astimezone(BERLIN)
    api.write(words, chat, PERSON)
    updates = take(api)
    updates[0]["message"]["date"] = int(ASKED.timestamp())
    before = len(api.made("sendMessage"))
    await running.intake.receive(updates)
    await running.idle()
    (sent,) = api.made("sendMessage")[before:]
    return sent.text


def _late(when: str) -> str:
    return f"Nachgereicht zu Ihrer Nachricht von {when}:\n\n"


async def test_an_answer_after_half_an_hour_names_the_time_of_the_question(api: BotApi) -> None:
    async with taking_in(api) as running:
        assert LATE_AFTER == 30 * MINUTE
        in_time = await _answer(running, api, "Frage", LATE_AFTER - MINUTE)
        assert in_time.startswith("60\u00a0% sagen: Frage")
        assert await _answer(running, api, "Frage", LATE_AFTER) == _late("12:05 Uhr") + in_time


async def test_on_another_day_it_names_the_day_across_summer_time(api: BotApi) -> None:
    async with taking_in(api) as running:
        said = await _answer(running, api, "Frage", timedelta(hours=20))
        assert said.startswith(_late("28.03., 12:05 Uhr"))


@pytest.mark.parametrize("words", ["Frage", "Lücke", "/hilfe"])
async def test_in_groups_too(api: BotApi, words: str) -> None:
    async with taking_in(api) as running:
        asked = f"{words}@kmu_test_bot" if words.startswith("/") else f"@kmu_test_bot {words}"
        said = await _answer(running, api, asked, LATE_AFTER, GROUP)
        assert said.startswith(_late("12:05 Uhr"))


async def test_an_apology_too(api: BotApi) -> None:
    async with taking_in(api) as running:
        assert await _answer(running, api, "Absturz", LATE_AFTER) == _late("12:05 Uhr") + texts.APOLOGY


@pytest.mark.parametrize("length", [*range(3900, 4097, 28), 4096])
async def test_however_long_an_answer_is_it_is_sent(api: BotApi, length: int) -> None:
    async with taking_in(api) as running:
        said = await _answer(running, api, "&" * length, LATE_AFTER)
        assert len(said) <= 4096
        assert "&" in said
        assert [call.error for call in api.calls] == [None] * len(api.calls)


async def test_a_pressed_button_is_of_now(api: BotApi) -> None:
    async with taking_in(api) as running:
        await _answer(running, api, "Frage", LATE_AFTER)
        api.press("t:thema_1")
        await running.intake.receive(take(api))
        await running.idle()
        assert api.made("sendMessage")[-1].text.startswith("60\u00a0% haben")
