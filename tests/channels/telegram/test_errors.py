"""What goes wrong: one apology, no text and no token in the logs, and the bot goes on."""

import asyncio
import logging

import pytest

from bot import logs
from bot.channels.telegram import texts
from tests.botapi import TOKEN, BotApi

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_crash_is_apologised_for_once_and_logged_without_the_text(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.write("Absturz")
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text == texts.APOLOGY
    await api.settled()
    assert len(api.made("sendMessage")) == 1
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert errors[0].getMessage().startswith("ValueError at bot.channels.telegram.answers:")
    assert errors[0].exc_info is None
    api.write("Geht es wieder?")
    await api.wait_for("sendMessage", count=2)


async def test_a_crash_behind_a_button_also_stops_the_waiting_sign(api: BotApi) -> None:
    api.write("Frage")
    await api.wait_for("sendMessage")
    api.press("t:thema_2")
    sent = await api.wait_for("sendMessage", count=2)
    assert sent[1].text == texts.APOLOGY
    assert len(api.made("answerCallbackQuery")) == 1


async def test_after_429_the_answer_comes_a_little_later(api: BotApi) -> None:
    api.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    api.write("Frage")
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text.startswith("60")


async def test_somebody_who_blocked_the_bot_gets_no_apology(api: BotApi) -> None:
    api.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    api.write("Frage")
    await api.settled()
    assert [call.error and call.error.code for call in api.calls if call.method == "sendMessage"] == [403]


async def test_a_refused_answer_is_apologised_for_once(api: BotApi) -> None:
    api.fail("sendMessage", 400)
    api.write("Frage")
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text == texts.APOLOGY


async def test_a_refused_apology_ends_the_matter(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    api.fail("sendMessage", 400, "Bad Request: TOPIC_CLOSED", times=2)
    api.write("Frage")
    await api.settled()
    assert len([call for call in api.calls if call.method == "sendMessage"]) == 2
    assert [record.exc_info for record in caplog.records if record.levelno >= logging.ERROR] == [None]


async def test_polling_goes_on_after_an_outage(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    api.fail("getUpdates", 502, "Bad Gateway")
    api.write("Frage")
    await api.wait_for("sendMessage")
    api.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    api.write("Frage")
    async with asyncio.timeout(10):
        while not any("with the same token (409)" in message for message in caplog.messages):
            await asyncio.sleep(0.05)
    api.write("Frage")
    await api.wait_for("sendMessage", count=3, timeout=10)
    assert "no contact with Telegram: NetworkError" in caplog.messages


def test_tracebacks_and_the_token_never_reach_the_log() -> None:
    formatter = logs.RedactingFormatter(TOKEN)
    try:
        raise ValueError(f"text of a message, {TOKEN}")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 0, "for %s", (TOKEN,), (ValueError, error, error.__traceback__)
        )
    text = formatter.format(record)
    assert TOKEN not in text
    assert "text of a message" not in text
    assert "for ***\nValueError at tests.channels.telegram.test_errors:" in text
