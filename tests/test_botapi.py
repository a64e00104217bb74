"""The Bot API server of the tests is as strict as Telegram."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from tests.botapi import TOKEN, BotApi
from tests.telegram_html import HtmlError, parse


@pytest.fixture(autouse=True)
def _as_of_the_next_ptb(monkeypatch: pytest.MonkeyPatch) -> None:
    """PTB itself reads the attribute that it warns about when a 429 comes."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest_asyncio.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    api.write("Hallo")
    async with Bot(TOKEN, base_url=f"{api.url}/bot") as client:
        yield client


async def test_it_speaks_http_with_ptb(api: BotApi, bot: Bot) -> None:
    assert bot.username == "kmu_test_bot"
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "Hallo"
    assert await bot.get_updates(offset=update.update_id + 1, timeout=0) == ()
    sent = await bot.send_message(1001, "<b>60</b> &amp; mehr", parse_mode="HTML")
    assert sent.text == "60 & mehr"
    assert api.calls[-1].method == "sendMessage"


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u200b", "x" * 4097, "<b></b>", "<b>a", "a</b>", "<p>a</p>", "<b><i>a</b></i>", "1 < 2"],
)
async def test_texts_that_telegram_refuses(bot: Bot, text: str) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(1001, text, parse_mode="HTML")


async def test_length_counts_after_parsing(bot: Bot) -> None:
    await bot.send_message(1001, f"<b>{'&lt;' * 4096}</b>", parse_mode="HTML")


@pytest.mark.parametrize("data", ["x" * 65, "ä" * 33])
async def test_button_data_is_measured_in_bytes(bot: Bot, data: str) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data=data)]])
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(1001, "a", reply_markup=keyboard)


@pytest.mark.parametrize(
    "command",
    [BotCommand("größe", "a"), BotCommand("A", "a"), BotCommand("a" * 33, "a"), BotCommand("a", "")],
)
async def test_commands_that_telegram_refuses(bot: Bot, command: BotCommand) -> None:
    with pytest.raises(BadRequest):
        await bot.set_my_commands([command])


async def test_queries_chats_and_messages_must_exist(api: BotApi, bot: Bot) -> None:
    query = api.press("x", api.messages[1001, 1])
    with pytest.raises(BadRequest):
        await bot.answer_callback_query(query, "x" * 201)
    assert await bot.answer_callback_query(query, "x" * 200)
    with pytest.raises(BadRequest):
        await bot.answer_callback_query("unknown")
    with pytest.raises(BadRequest):
        await bot.send_message(4711, "a")
    with pytest.raises(BadRequest):
        await bot.edit_message_text("a", 1001, 1)


@pytest.mark.parametrize(
    ("code", "parameters", "error"),
    [
        (429, {"retry_after": 7}, RetryAfter),
        (403, {}, Forbidden),
        (400, {}, BadRequest),
        (409, {}, Conflict),
        (500, {}, NetworkError),
    ],
)
async def test_it_fails_on_demand_and_only_as_often(
    api: BotApi, bot: Bot, code: int, parameters: dict[str, Any], error: type[TelegramError]
) -> None:
    api.fail("sendMessage", code, **parameters)
    with pytest.raises(error):
        await bot.send_message(1001, "a")
    await bot.send_message(1001, "a")


async def test_unknown_methods_and_tokens_are_refused(api: BotApi, bot: Bot) -> None:
    with pytest.raises(InvalidToken):  # what PTB makes of a 404
        await bot.get_user_profile_photos(1)
    stranger = Bot("1:x", base_url=f"{api.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


@pytest.mark.parametrize("markup", ["<b", "<", "<a href=>x</a>x<", "</b>", "<B>a</B>"])
def test_html_that_telegram_refuses(markup: str) -> None:
    with pytest.raises(HtmlError):
        parse(markup)
